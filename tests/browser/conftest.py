"""A desk of a synthetic force served as `fullcount serve` serves it, and a real Chromium that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from small_delivery import told, write_delivery

SHOTS = os.environ.get("FULLCOUNT_SHOTS")
"""Where pictures of the pages go, when they are to be looked at."""
WIDTHS = (1280, 375)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser") / "desk"


@pytest.fixture(scope="session")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty cases of the unit A1, one of them sensitive; or those of FULLCOUNT_DELIVERY, to look at a whole run's."""
    if os.environ.get("FULLCOUNT_DELIVERY"):
        return Path(os.environ["FULLCOUNT_DELIVERY"])
    cases = [told(number, unit="A1", priority=1 / number, is_sensitive=number == 40) for number in range(1, 41)]
    return write_delivery(tmp_path_factory.mktemp("delivery") / "box", cases)


@pytest.fixture(scope="session")
def served(desk: Path, delivery: Path) -> Iterator[str]:
    """The address of a desk with one account a role, and a delivery."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fullcount.cli", "serve", "--desk", str(desk), "--port", str(port), "--synthetic"]
    command += ["--delivery", str(delivery)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, 15)
        process.wait(20)


@pytest.fixture(scope="module")  # its event loop ends with it: Django refuses a database where one runs
def chromium() -> Iterator[Browser]:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    assert found, "a Chromium is needed: apt-get install chromium fonts-liberation"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Looker:
    """One browser: goes to pages and looks at each, at both widths."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def be(self, role: str) -> None:
        """Sign in by the button of a role of the synthetic force, from the keyboard."""
        self.page.goto(f"{self.address}/sign-in")
        self.page.get_by_role("button", name=role).press("Enter")
        self.page.wait_for_url(f"{self.address}/")

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None and answer.status == 200, (path, answer and answer.status)

    def open_first(self) -> None:
        """Open the first case of the queue, and wait until its page and its keys are there."""
        self.page.locator("tbody a").first.press("Enter")
        self.page.wait_for_url("**/desk/case/*")

    def look(self, name: str, expected_errors: int = 0) -> None:
        """No error on the console, nothing wider than the page, nothing that axe finds, at both widths."""
        assert len(self.wrong) == expected_errors, self.wrong
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if SHOTS:
                Path(SHOTS).mkdir(parents=True, exist_ok=True)
                self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
            found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": tags}})
            assert found.violations_count == 0, (name, width, found.generate_report())
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.wrong.clear()


@pytest.fixture
def looker(chromium: Browser, served: str) -> Iterator[Callable[[], Any]]:
    @contextmanager
    def fresh() -> Iterator[Looker]:
        context = chromium.new_context(bypass_csp=True)  # axe is put into the page as a script of its own
        page = context.new_page()
        page.set_default_timeout(8_000)
        try:
            yield Looker(page, served)
        finally:
            context.close()

    with fresh() as made:
        yield made
