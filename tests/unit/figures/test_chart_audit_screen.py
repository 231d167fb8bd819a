"""The chart of a screening says what it found in its title, and draws nothing before anything is certain."""

from fullcount.figures.charts.audit_screen import recall_by_effort

LOOKS = [
    {"read": 500, "found": 40, "recall": 0.3, "certain": 0.2},
    {"read": 900, "found": 95, "recall": 0.97, "certain": 0.951},
]
DONE = {
    "pool": 4000, "promise": {"recall": 0.95, "confidence": 0.95}, "random_sample": {"drawn": 500, "unread": 0},
    "stop_now": True, "certified_after": 900, "certain_recall": 0.951, "read_about_more": None, "looks": LOOKS,
}  # fmt: skip


def test_the_title_is_the_finding():
    assert recall_by_effort(DONE).title == (
        "Enough is read: 95.0% of the crimes are certain to be found, since 900 were read"
    )
    going = DONE | {"stop_now": False, "certified_after": None, "certain_recall": 0.6, "read_about_more": 1234}
    assert recall_by_effort(going).title.endswith(
        "60.0% of the crimes are certain to be found; about 1,234 more to read for 95.0%"
    )
    never = going | {"read_about_more": None}
    assert "nearly all" in recall_by_effort(never).title


def test_each_line_is_named_and_the_table_has_every_look():
    chart = recall_by_effort(DONE)
    for words in ("found, estimated: 97.0%", "found, certain: 95.1%", "enough: 900", "drawn at random: 500"):
        assert words in chart.wide
    assert "drawn: 500" in chart.narrow
    assert [row[0] for row in chart.table.rows] == ["500", "900"]


def test_nothing_is_drawn_before_the_sample_is_read():
    chart = recall_by_effort(DONE | {"looks": [], "stop_now": False, "random_sample": {"drawn": 500, "unread": 20}})
    assert chart.wide == ""
    assert chart.title == "Nothing is certain yet: 20 reports drawn at random to be read"
