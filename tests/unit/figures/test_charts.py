"""The charts: widths that sum, the finding as title, and a table that holds what is drawn."""

import re

import pytest

from fullcount.core.states import CrimeState, ReportState
from fullcount.figures import charts, words
from fullcount.figures.charts.lateness import recorded_by
from fullcount.figures.tables import page_table

from . import samples


def heights(drawing: str) -> list[float]:
    return [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)"', drawing)]


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_the_bands_of_the_balance_sum_to_the_bar(variant: str) -> None:
    ledger = samples.audited()["ledger"]
    ledger["states"] = [state | {"count": 1_000} for state in ledger["states"]]
    ledger["population"] = 9_000
    bar, *nodes = heights(getattr(charts.balance_flow(ledger), variant))
    assert len(nodes) == 9
    assert sum(nodes) == pytest.approx(bar, abs=0.1)


def test_the_balance_draws_no_band_for_a_state_without_reports() -> None:
    chart = charts.balance_flow(samples.one_report()["ledger"])
    assert len(heights(chart.wide)) == 2
    assert [row[1] for row in chart.table.rows] == ["1", "0", "0", "0", "0", "0", "0", "0", "0", "1"]


def test_a_small_state_is_not_drawn_larger_than_a_hairline() -> None:
    ledger = samples.audited()["ledger"]
    smallest = min(heights(charts.balance_flow(ledger).wide))
    assert smallest == 1.0


def test_hidden_characters_act_in_no_drawing() -> None:
    groups = [samples.audited()["groups"][0] | {"group": "a\u202eb & <c>"}]
    chart = charts.unrecorded_by_group(groups)
    assert ">a�b &amp; &lt;c&gt;</text>" in chart.wide
    assert "\u202e" not in chart.wide + chart.narrow


def test_groups_are_ordered_by_what_is_unrecorded() -> None:
    chart = charts.unrecorded_by_group(samples.audited()["groups"][::-1])
    assert chart.title == "By group: the most unrecorded crime is in “Violence against the person”, 1,402 of 9,880"
    assert [row[0] for row in chart.table.rows][-2:] == ["Burglary", "Robbery"]
    assert "Robbery" not in chart.wide


def test_groups_without_an_unrecorded_crime_still_say_what_is_unknown() -> None:
    groups = [group | {"unrecorded": 0, "unknown": 7} for group in samples.audited()["groups"][:2]]
    assert charts.unrecorded_by_group(groups).title == "By group: no unrecorded crime found; 14 unknown"


def test_only_reasons_of_unrecorded_reports_are_drawn() -> None:
    chart = charts.unrecorded_by_reason(samples.audited()["ledger"])
    assert "accounts for 1,240 of 3,117 unrecorded" in chart.title
    assert "no words" not in chart.wide
    assert len(chart.table.rows) == 7


def test_more_bars_than_fit_are_said_to_be_in_the_table() -> None:
    groups = [samples.audited()["groups"][0] | {"group": f"Group {n:02}"} for n in range(14)]
    chart = charts.unrecorded_by_group(groups)
    assert len(heights(chart.wide)) == 10
    assert chart.note == "4 more are in the table."


def test_places_name_the_worst_first() -> None:
    chart = charts.worst_places(samples.audited()["places"])
    assert chart.title == (
        "Look first at opening code “DOMESTIC NO OFFENCE”: 410 of 1,204 (34.1%) unrecorded by the rules"
    )
    assert charts.worst_places([]).title == "No place stands out"


def test_rates_are_drawn_lowest_first_and_refusals_told_in_the_table() -> None:
    estimate = samples.audited()["estimate"]
    chart = charts.rate_interval("group", estimate["rate"], estimate["by_group"])
    assert chart.title == "Recording rate by group: lowest in “Stalking and harassment”, 70.2% to 82.7%"
    assert [row[0] for row in chart.table.rows] == [
        "Stalking and harassment", "Violence against the person", "Whole force", "Theft", "Robbery",
    ]  # fmt: skip
    assert chart.table.rows[-1][1:] == ("no rate", "", "", "only 4 reports were reviewed")
    assert "77.1% (70.2% to 82.7%)" in chart.wide


def test_rates_at_the_very_top_are_drawn() -> None:
    chart = charts.rate_interval("group", samples.rate(1.0, 1.0, 1.0), [])
    assert "nan" not in chart.wide
    assert chart.title == "Reviewers have read too few reports for a recording rate by group"


def test_the_curve_says_its_limit_and_who_is_still_open() -> None:
    chart = charts.lateness_curve(samples.audited()["lateness"], "31 May 2026")
    assert chart.title == "79.2% of the crimes that the rules found were recorded within 24 hours of the report"
    assert "24 hours: 79.2% recorded" in chart.wide
    assert "3,602 still open" in chart.wide
    assert dict(chart.table.rows)["24 hours"] == "79.2%"
    assert "Of these 3,602 had still not been recorded at the end of 31 May 2026" in chart.note


def test_the_curve_ends_where_watching_ended() -> None:
    lateness = samples.audited()["lateness"] | {
        "curve": [{"hours": 0.0, "recorded": 0.0}, {"hours": 12.0, "recorded": 0.4}],
        "within_limit": None,
    }
    chart = charts.lateness_curve(lateness, "31 May 2026")
    assert chart.title == "40.0% of the crimes that the rules found were recorded within 12 hours of the report"
    assert "40.0% by 12 hours" in chart.wide
    assert dict(chart.table.rows)["24 hours"] == "not yet seen"
    assert "24 hours" in chart.wide


def test_recorded_by_is_a_step_function() -> None:
    curve = [(1.0, 0.2), (5.0, 0.6)]
    assert [recorded_by(curve, hour) for hour in (0.5, 1.0, 4.9, 5.0, 99.0)] == [0.0, 0.2, 0.2, 0.6, 0.6]


def test_a_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        page_table("t", "Caption", ("a", "b"), [("1",)])


def test_every_state_has_its_words_in_the_order_of_the_core() -> None:
    assert list(words.REPORT_WORDS) == list(ReportState)
    assert list(words.CRIME_WORDS) == list(CrimeState)
    for entry in (*words.REPORT_WORDS.values(), *words.CRIME_WORDS.values()):
        assert entry.meaning.endswith(".")
        assert len(entry.meaning) < 110


def test_the_audit_estimate_says_the_rate_and_orders_the_strata() -> None:
    from fullcount.figures.charts.audit_estimate import estimate_chart

    def rate(at: float) -> dict[str, object]:
        return {"estimate": at, "low": at - 0.02, "high": at + 0.02, "level": 0.95, "method": "exact"}

    result = {
        "rate": rate(0.9), "n": 400, "unrecorded": {"per_day": {"estimate": 12.2, "low": 9.0, "high": 15.0}},
        "by_stratum": [
            {"stratum": "town", "rate": rate(0.95), "n": 300, "refused": None},
            {"stratum": "moor", "rate": rate(0.75), "n": 80, "refused": None},
            {"stratum": "<isle>", "rate": None, "n": 20, "refused": "Too few."},
        ],
    }  # fmt: skip
    chart = estimate_chart(result)
    assert chart.title == "Of the crimes disclosed, 90.0% (88.0% to 92.0%) were recorded"
    assert "Unrecorded a day: 12 (9.0 to 15)." in chart.note
    assert chart.wide.index(">moor<") < chart.wide.index(">town<")
    assert "<isle>" not in chart.wide
    assert [row[0] for row in chart.table.rows] == ["Whole frame", "town", "moor", "<isle>"]
