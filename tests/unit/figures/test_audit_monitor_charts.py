"""The charts of monitoring: the title states the finding, and the table holds what is drawn and what is not."""

import re

from fullcount.figures.charts.audit_monitor import SHOWN, control_chart, finding, rate_sequence


def sequence(days=3):
    return {
        "rate": {"estimate": 0.9, "low": 0.88, "high": 0.915},
        "n": 60,
        "by_day": [
            {
                "date": f"2026-03-{i + 1:02}",
                "reviews": 20 * (i + 1),
                "estimate": 0.9,
                "low": 0.7 + 0.06 * i,
                "high": 0.95,
            }
            for i in range(days)
        ],
    }


def chart(alarms=(), days=10, alarm="on"):
    usual = {"counted": 12, "out_of": 100, "share": 0.12, "expected": 0.12, "cusum": False, "alarm": False}
    points = [
        usual
        | {
            "date": f"2026-{1 + i // 28:02}-{1 + i % 28:02}",
            "adjusted": 0.12 + 0.001 * (i % 5),
            "signals": ["beyond a limit"] if i == 1 else [],
        }
        for i in range(days)
    ]
    stretch = {
        "first": points[0]["date"], "last": points[-1]["date"], "alarm": alarm,
        "limits": {"mean": 0.122, "low": 0.115, "high": 0.129},
    }  # fmt: skip
    return {
        "counted": "crimes_recorded", "out_of": "reports", "share": 0.12, "days": days, "alarms": list(alarms),
        "stretches": [stretch], "points": points,
    }  # fmt: skip


def test_the_title_of_a_sequence_is_its_interval():
    drawn = rate_sequence(sequence())
    assert drawn.title == "After 60 reviews the recording rate lies between 88.0% and 91.5%"
    assert drawn.title in drawn.wide
    assert len(drawn.table.rows) == 3
    assert 'width="340"' in drawn.narrow


def test_one_day_of_reviews_has_a_table_and_no_drawing():
    drawn = rate_sequence(sequence(1))
    assert drawn.wide == ""
    assert len(drawn.table.rows) == 1


def test_a_chart_s_title_is_the_alarm_or_that_there_is_none():
    first = {"date": "2026-01-05", "since": "2026-01-03", "expected": 0.1, "found": 0.12}
    last = first | {"date": "2026-01-09"}
    assert finding(chart([first])).startswith(
        "Alarm on 2026-01-05: crimes recorded of reports 12.0% since about 2026-01-03"
    )
    assert finding(chart([first, last])).startswith("Alarm from 2026-01-05 to 2026-01-09")
    assert finding(chart()) == "Crimes recorded of reports: 12.0%, and no alarm in 10 days"
    assert finding(chart(alarm="too few days")).endswith("too few days")


def test_signals_are_larger_dots_and_a_long_series_is_drawn_from_its_end():
    drawn = control_chart(chart())
    assert len(re.findall(r'<circle [^>]*r="3.5"', drawn.wide)) == 1
    assert len(re.findall("<circle", drawn.wide)) == 10
    long = control_chart(chart(days=SHOWN + 30))
    assert len(re.findall("<circle", long.wide)) == SHOWN
    assert len(long.table.rows) == SHOWN + 30
    assert "230 days" in long.note
