"""The dots of the audit: the title says the finding, words stay inside, a stranger's name does nothing."""

import re
from datetime import date

import pytest

from fullcount.figures import svg
from fullcount.figures.charts.audit_agreement import agreement
from fullcount.figures.charts.audit_backlog import finish
from fullcount.figures.charts.audit_crosscheck import crosscheck_sizes
from fullcount.figures.charts.audit_districts import district_rates
from fullcount.figures.wording import text_width


def rate(estimate, low, high):
    return {"estimate": estimate, "low": low, "high": high}


def district(name, *ends, direct=None):
    return {"name": name, "rate": rate(*ends), "direct": direct, "reviewed": 25}


ROWS = [
    district("<script>North", 0.70, 0.60, 0.78, direct=rate(0.5, 0.2, 0.9)),
    district("South", 0.90, 0.84, 0.95),
    district("West", 0.92, 0.85, 0.96),
]
RULE = {
    "rule": "theft",
    "reports": 20,
    "raw": rate(0.9, 0.7, 1),
    "ac1": rate(0.8, 0.5, 0.9),
    "kappa": rate(0.6, 0.1, 0.8),
}
WHEN = {
    "estimate": date(2027, 3, 1), "low": date(2027, 2, 1), "high": date(2027, 5, 1),
    "days": rate(91.0, 63.0, 152.0),
}  # fmt: skip
CHARTS = [
    district_rates(ROWS),
    agreement([RULE, {**RULE, "rule": "assault", "ac1": rate(-0.1, -0.4, 0.2)}]),
    crosscheck_sizes(500, rate(900.0, 800.0, 1100.0), [("Chapman", rate(900.0, 800.0, 1100.0))]),
    finish(WHEN, WHEN, 12),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.ident)
def test_every_word_and_mark_lies_inside_the_drawing(chart):
    for drawn, width in ((chart.wide, svg.WIDE), (chart.narrow, svg.NARROW)):
        words = re.findall(r'<text x="([-\d.]+)" [^>]*text-anchor="(\w+)"[^>]*>([^<]*)<', drawn)
        assert words
        for x, anchor, text in words:
            long = text_width(text.replace("&lt;", "<").replace("&gt;", ">"), svg.SMALL)
            start = float(x) - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
            assert start >= -1, text
            assert start + long <= width + 1, text
        marks = [float(x) for x in re.findall(r'(?:cx|x1|x2)="([-\d.]+)"', drawn)]
        assert 0 <= min(marks) <= max(marks) <= width


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.ident)
def test_no_name_acts(chart):
    assert "<script" not in chart.wide + chart.narrow


def test_titles_say_the_finding():
    titles = [chart.title for chart in CHARTS]
    assert titles[0] == "One district surely records less than the middle one (90.0%): “<script>North”"
    assert titles[1] == "Reviewers agree least on “assault”: AC1 -0.10"
    assert titles[2] == "Beside the 500 on some list, about 400 are on none (300 to 600)"
    assert titles[3].startswith("Done about 2027-03-01 (2027-02-01 to 2027-05-01); by then 12 limit(s)")
    alike = district_rates(ROWS[1:])
    assert alike.title == "No district can be told from the middle one, 92.0%"
    assert finish(None, WHEN, 3).title.startswith("At this capacity the backlog is not done")


def test_intervals_cut_at_the_edge_are_said_to_go_on():
    assert "go on" in CHARTS[0].wide
    assert "go on" not in district_rates([district("South", 0.9, 0.8, 0.95, direct=rate(0.9, 0.85, 0.95))]).wide


def test_where_nothing_is_known_there_is_no_drawing():
    assert district_rates([{**ROWS[0], "rate": None}]).wide == ""
    assert agreement([{**RULE, "ac1": None, "kappa": None}]).wide == ""
    assert crosscheck_sizes(5, None, []).wide == ""
