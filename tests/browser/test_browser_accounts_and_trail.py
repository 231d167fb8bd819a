"""Accounts and the trail in a real browser: from the keyboard, with axe, at both widths, in error state."""

from pathlib import Path
from typing import Any

from fullcount.pipeline.trail_files import verify_export


def test_signing_in(looker: Any) -> None:
    looker.go("/sign-in")
    looker.look("sign-in")
    page = looker.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.get_by_label("Collar or staff number").fill("S003")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    looker.look("sign-in-wrong", expected_errors=1)


def test_the_front_page_of_each_role(looker: Any) -> None:
    for role in ("Force Crime Registrar", "Recording-unit reviewer", "System manager"):
        looker.be(role)
        looker.look(f"home-{role.split()[0].lower()}")
        looker.page.get_by_role("button", name="Sign out").press("Enter")
        looker.page.wait_for_url("**/sign-in")


def test_accounts(looker: Any) -> None:
    looker.be("System manager")
    looker.go("/people")
    looker.look("people")
    page = looker.page
    page.get_by_role("button", name="Open the account").press("Enter")
    page.get_by_role("alert").wait_for()
    looker.look("people-wrong", expected_errors=1)
    page.get_by_role("link", name="S003").press("Enter")
    page.get_by_role("heading", name="Robin Carr").wait_for()
    looker.look("person")


def test_the_trail(looker: Any, tmp_path: Path) -> None:
    looker.be("Force Crime Registrar")
    looker.go("/trail/search")
    looker.look("trail-search")
    page = looker.page
    page.get_by_role("button", name="Search").press("Enter")
    page.get_by_role("alert").wait_for()
    looker.look("trail-search-wrong", expected_errors=1)
    page.get_by_label("Number", exact=True).fill("S001")
    page.get_by_label("Why do you search?").fill("the weekly check of looks")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="concern person S001").wait_for()
    looker.look("trail-found")
    looker.go("/alerts")
    looker.look("alerts")
    looker.go("/trail/root")
    looker.look("trail-root")
    page.get_by_label("To whom does it go?").fill("the inspectorate")
    page.get_by_label("Why?").fill("the yearly check")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "trail.jsonl")
    header, verdict = verify_export(tmp_path / "trail.jsonl", [])
    assert (verdict.holds, verdict.events == header.events, header.chain) == (True, True, "desk"), verdict.faults
