"""The page: self-contained, harmless whatever the data hold, readable by everyone, and right in every plight."""

import re
import unicodedata
from itertools import pairwise

import pytest
from jinja2 import UndefinedError

from fullcount.figures.page import render_page

from . import samples
from .pages import STYLE, TEMPLATE, Outline, page_of

every_sample = pytest.mark.parametrize("name", samples.ALL)


@every_sample
def test_holds_no_script_and_nothing_from_outside(name: str) -> None:
    page = page_of(samples.ALL[name]())
    assert page.startswith("<!DOCTYPE html>")
    outline = Outline(page)
    tags = {tag for tag, _ in outline.elements}
    assert not tags & {"script", "iframe", "object", "embed", "img", "form", "base", "audio", "video", "use", "image"}
    for _, attributes in outline.elements:
        assert not [key for key in attributes if key.startswith("on") or key in {"src", "srcset", "action", "style"}]
        assert attributes.get("href", "#").startswith(("#", "data:"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert re.findall(r"https?://[^\s\"'<]+", page.replace("http://www.w3.org/2000/svg", "")) == []


def test_carries_the_policy_that_forbids_all_else() -> None:
    metas = Outline(page_of(samples.audited())).named("meta")
    policy = next(meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


@every_sample
def test_can_be_read_by_everyone(name: str) -> None:
    outline = Outline(page_of(samples.ALL[name]()))
    assert outline.named("html") == [{"lang": "en-GB"}]
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in outline.elements:
        assert set(attributes.get("aria-labelledby", "").split()) <= set(ids)
    for drawing in outline.named("svg"):
        assert drawing["role"] == "img"
        assert len(drawing["aria-labelledby"].split()) == 2
    assert len(outline.named("caption")) == len(outline.named("table"))
    assert all(head["scope"] in {"col", "row"} for head in outline.named("th"))
    assert all(float(words["font-size"]) >= 12 for words in outline.named("text"))
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_sample
def test_drawings_keep_all_within_their_frame(name: str) -> None:
    page = page_of(samples.ALL[name]())
    for drawing in re.findall(r"<svg.*?</svg>", page, re.S):
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawing).group(1))  # type: ignore[union-attr]
        assert all(0 <= float(x) <= width for x in re.findall(r' (?:x|x1|x2|cx)="(-?[\d.]+)"', drawing))
        assert all(float(size) >= 0 for size in re.findall(r' (?:width|height)="(-?[\d.]+)"', drawing))
        assert "nan" not in drawing
        assert "inf" not in re.sub(r">[^<]*<", "><", drawing)


def test_writes_hostile_text_as_text() -> None:
    page = page_of(samples.hostile())
    outline = Outline(page)
    assert "<script>alert(1)</script>" in outline.text
    assert "{{ 7*7 }} {% x %}" in outline.text
    assert outline.named("script") == []
    assert page.count("</style>") == 1
    assert not [c for c in page if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n"]
    page.encode("utf-8")


@every_sample
def test_is_the_same_to_the_byte_again(name: str) -> None:
    assert page_of(samples.ALL[name]()) == page_of(samples.ALL[name]())


def test_a_rate_stands_with_its_interval_and_window() -> None:
    text = Outline(page_of(samples.audited())).text
    assert (
        "86.4% of reported crime was recorded between 84.9% and 87.8%, with 95% confidence"
        " About 4,400 crimes a year are never recorded, 12 a day"
        " (between 3,890 and 4,990 a year, between 11 and 14 a day)." in text
    )
    assert "As at 31 May 2026. Reports from 1 June 2025 to 31 May 2026." in text
    assert "the band of 86.4% begins at 80.0%" in text


def test_a_rate_without_an_upper_end_of_the_unrecorded_says_at_least() -> None:
    result = samples.audited()
    result["estimate"]["unrecorded"]["per_year"]["high"] = None
    assert "(at least 3,890 a year," in Outline(page_of(result)).text


def test_a_rate_without_a_number_unrecorded_gives_none() -> None:
    result = samples.audited()
    result["estimate"]["unrecorded"] = None
    result["estimate"]["grade"] = None
    text = Outline(page_of(result)).text
    assert "86.4% of reported crime was recorded" in text
    assert "never recorded" not in text


def test_an_unaudited_force_has_no_rate_but_a_range_by_the_rules() -> None:
    text = Outline(page_of(samples.unaudited())).text
    assert "No recording rate yet No report has been read by a reviewer" in text
    assert "unaudited: what the rules say of what was written down Between 84.1% and 87.6% recorded" in text
    assert "This is not the recording rate" in text
    assert "of reported crime was recorded" not in text
    assert "confidence" not in text


def test_the_sum_is_written_out() -> None:
    text = Outline(page_of(samples.audited())).text
    assert "the counts add up: 3,117 + 204 + 86 + 421 + 655 + 2,090 + 5,433 + 21,644 + 58,902 = 92,552." in text


@pytest.mark.parametrize("fault", ["flag", "count"])
def test_a_ledger_that_does_not_balance_is_said_first(fault: str) -> None:
    result = samples.audited()
    if fault == "flag":
        result["ledger"]["balances"] = False
    else:
        result["ledger"]["states"][0]["count"] += 1
    text = Outline(page_of(result)).text
    assert text.index("Do not use this page.") < text.index("86.4%")
    assert "the counts add up: 3," not in text


def test_nothing_in_reads_as_nothing_in() -> None:
    text = Outline(page_of(samples.empty())).text
    for words in (
        "No report came in",
        "so there is no window",
        "Nothing was written down that the rules could be applied to.",
        "No crime was due to be recorded",
        "There are no findings.",
        "No calls were given",
    ):
        assert words in text
    assert "nan" not in text.lower().split()


def test_one_report_is_written_in_the_singular() -> None:
    text = Outline(page_of(samples.one_report())).text
    assert "1 report came in; in 1 a crime should have been recorded and was not" in text
    assert "Reports of 30 May 2026." in text
    assert "what was written down 0.0% recorded By the rules 1 crime should" in text


def test_findings_give_the_reason_and_the_deadline_in_local_time() -> None:
    text = Outline(page_of(samples.audited())).text
    assert "10 of 3,117." in text
    assert (
        "INC-2026-4001 Unrecorded Closed as no crime, without evidence to the contrary Violence against the person"
        " 30 May 2026 at 14:05" in text
    )


def test_what_is_not_known_is_all_said() -> None:
    text = Outline(page_of(samples.audited())).text
    for words in (
        "Codes without a meaning: 4,433",
        "The words of some logs were written after the crime was recorded",
        "51 rows were set aside",
        "Of 240,112 calls, 201,090 were answered",
    ):
        assert words in text


def test_the_sections_come_in_their_order() -> None:
    page = page_of(samples.audited())
    heads = re.findall(r'<h2 id="([\w-]+)"', page)
    assert heads == [
        "headline", "balance", "unrecorded", "late", "places", "findings", "reclassified", "signals", "not-known",
        "rows", "receipt",
    ]  # fmt: skip


def test_reclassified_pairs_and_how_many_signals_are_said() -> None:
    text = Outline(page_of(samples.audited())).text
    for words in (
        "Opened as one offence, closed as another",
        "3 in signals.csv. Read by people who do not answer to the unit.",
        "The same closing text on many crimes: 3",
    ):
        assert words in text
    assert "Crimes recorded as lesser ones" not in text
    assert "reclassified-table" not in page_of(samples.empty())


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    with pytest.raises(UndefinedError):
        render_page(samples.empty(), TEMPLATE + "{{ nonsense }}", STYLE)


def test_a_style_that_ends_its_element_fails() -> None:
    with pytest.raises(ValueError, match="end its element"):
        render_page(samples.empty(), TEMPLATE, STYLE + "</style><script>")
