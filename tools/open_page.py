"""Say where a page is and, on a terminal with a browser, open it."""

import os
import sys
import webbrowser
from pathlib import Path

page = Path(sys.argv[1]).absolute()
print(f"\nThe page: {page}")
if sys.stdout.isatty() and not os.environ.get("CI"):
    try:
        webbrowser.get()
        webbrowser.open(page.as_uri())
    except webbrowser.Error:
        print("(no browser was found: open it yourself)")
