"""The desk in a real browser, from the keyboard alone: a case decided, undone, in error, on a telephone."""

import time
from typing import Any


def test_a_reviewer_works_the_queue_by_keys(looker: Any) -> None:
    looker.be("Recording-unit reviewer")
    page = looker.page
    page.get_by_role("link", name="Queue").first.press("Enter")
    page.get_by_role("heading", level=1).wait_for()
    looker.look("queue")
    began = time.monotonic()
    looker.open_first()
    looker.look("case")
    first = page.get_by_role("heading", level=1).text_content()
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.type("as the rules propose: a")
    assert page.get_by_label("Accept what is proposed").is_checked(), "letters of the reason choose nothing"
    page.keyboard.press("Enter")
    page.wait_for_function("first => document.querySelector('h1').textContent !== first", arg=first)
    assert time.monotonic() - began < 60
    page.go_back()
    page.reload()
    page.get_by_text("accepted by S003").wait_for()
    looker.look("case-settled")
    page.keyboard.press("u")
    page.keyboard.type("pressed the wrong key")
    page.keyboard.press("Enter")
    page.get_by_text("undone by S003").wait_for()


def test_what_is_missing_is_said(looker: Any) -> None:
    looker.be("Recording-unit reviewer")
    looker.go("/desk/queue")
    page = looker.page
    looker.open_first()
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == "classes"
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    looker.look("case-wrong", expected_errors=1)


def test_keys_can_be_switched_off(looker: Any) -> None:
    looker.be("Recording-unit reviewer")
    looker.go("/desk/queue")
    page = looker.page
    looker.open_first()
    page.get_by_label("Single keys choose").press("Space")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("r")
    assert not page.get_by_label("Reject: nothing").is_checked()
    page.get_by_label("Single keys choose").press("Space")


def test_a_sensitive_case_is_opened_only_through_the_glass(looker: Any) -> None:
    looker.be("Force Crime Registrar")
    page = looker.page
    looker.go("/desk/queue?page=2")
    link = page.locator("tr", has_text="(sensitive)").get_by_role("link").first
    path = link.get_attribute("href")
    page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url("**/sign-in")
    looker.wrong.clear()
    looker.be("Recording-unit reviewer")
    assert page.goto(f"{looker.address}{path}").status == 403
    page.get_by_role("heading", name="You may not open this case").wait_for()
    looker.look("barred", expected_errors=1)
    page.get_by_label("Why must you open it").fill("the victim is on the line")
    page.get_by_role("button", name="Break the glass").press("Enter")
    page.get_by_role("heading", name="The rule, step by step").wait_for()
