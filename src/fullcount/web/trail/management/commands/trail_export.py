"""`trail_export FILE --to RECIPIENT --why REASON`: the whole trail as a file, from the machine itself."""

import shutil
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from fullcount.core.events import Kind, Purpose
from fullcount.web.trail.actions import Act, record
from fullcount.web.trail.reads import export_file, head


class Command(BaseCommand):
    """Records the disclosure, writes the file, says the root."""

    help = "Write the whole trail to a file and print its root, to be published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--to", required=True, help="to whom it goes")
        parser.add_argument("--why", required=True)

    def handle(self, *_: object, file: Path, to: str, why: str, **__: object) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already: an export does not write over a file")
        record(Act(Kind.DISCLOSURE, "trail.exported", "system", "trail:all", Purpose.AUDIT, (), why, to[:120]))
        with export_file() as stream, file.open("xb") as target:
            shutil.copyfileobj(stream, target)
        self.stdout.write(head().root)
