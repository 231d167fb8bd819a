"""`audit next` and `audit monitor`, from a frame and a spreadsheet of reviews to an interval, a chart and an alarm."""

import csv
import json
from datetime import date, timedelta

import numpy as np
import pytest


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of_text(text):
    return list(csv.DictReader(text.splitlines()))


def rows_of(path):
    return rows_of_text(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def frame(tmp_path_factory):
    """6,000 reports: 2,000 linked to a crime; a tenth of the others hide one, and the score knows something of it."""
    rng = np.random.default_rng(1)
    rows = []
    for i in range(6000):
        linked = i % 3 == 0
        missed = not linked and rng.random() < 0.1
        score = "" if linked else round(float(np.clip(rng.normal(0.45 if missed else 0.06, 0.1), 0.005, 0.95)), 4)
        rows.append({"report_id": f"R{i:05}", "linked": "yes" if linked else "no",
                     "crimes_recorded": int(linked), "score": score, "truth": int(missed)})  # fmt: skip
    return write(tmp_path_factory.mktemp("monitor") / "frame.csv", rows)


@pytest.fixture(scope="module")
def reviews(frame, fullcount):
    """400 draws by score, 20 a day, filled in by a reviewer who is right."""
    truth = {row["report_id"]: row["truth"] for row in rows_of(frame)}
    drawn = fullcount("audit", "next", frame, "--seed", "2718", "--draws", 400)
    assert drawn.exit_code == 0, drawn.stderr
    rows = list(csv.DictReader(drawn.stdout.splitlines()))
    for i, row in enumerate(rows):
        row["date"] = str(date(2026, 3, 2) + timedelta(days=i // 20))
        row["crimes_disclosed"], row["crimes_recorded"] = truth[row["report_id"]], 0
    return write(frame.with_name("reviews.csv"), rows)


def result_of(run):
    assert run.exit_code == 0, run.stderr
    return json.loads(run.stdout)


def changed(path, name, change):
    rows = rows_of(path)
    return write(path.with_name(name), change(rows))


def test_draws_go_on_where_they_stopped(frame, fullcount):
    whole = fullcount("audit", "next", frame, "--seed", "2718", "--draws", 20).stdout.splitlines()
    more = fullcount("audit", "next", frame, "--seed", "2718", "--first", 11, "--draws", 10).stdout.splitlines()
    assert whole[11:] == more
    assert whole[0] == "draw,report_id,draw_probability,date,crimes_disclosed,crimes_recorded"


@pytest.mark.parametrize("seed", ["", " ", "a motto", "1 2"])
def test_a_seed_that_is_no_digits_is_refused(frame, fullcount, seed):
    run = fullcount("audit", "next", frame, "--seed", seed)
    assert run.exit_code == 2
    assert "digits alone" in run.stderr
    assert run.stdout == ""


def test_an_id_that_a_spreadsheet_would_calculate_is_written_safely_and_known_again(tmp_path, fullcount):
    rows = [
        {"report_id": f"=1+{i}", "linked": "no" if i < 40 else "yes", "crimes_recorded": int(i >= 40), "score": 0.1}
        for i in range(100)
    ]
    frame = write(tmp_path / "frame.csv", rows)
    drawn = rows_of_text(fullcount("audit", "next", frame, "--seed", "2718", "--draws", 5).stdout)
    assert all(row["report_id"].startswith("'=") for row in drawn)
    for row in drawn:
        row["crimes_disclosed"] = row["crimes_recorded"] = 0
    run = fullcount("audit", "monitor", write(tmp_path / "reviews.csv", drawn), "--population", frame)
    assert run.exit_code == 0, run.stderr


def test_reviews_give_an_interval_for_every_day(frame, reviews, fullcount, tmp_path):
    chart = tmp_path / "chart.svg"
    result = result_of(
        fullcount("audit", "monitor", reviews, "--population", frame, "--format", "json", "--chart", chart)
    )
    missed = sum(int(row["truth"]) for row in rows_of(frame))
    rate = result["rate"]
    assert rate["low"] <= rate["estimate"] <= rate["high"]
    assert all(day["low"] <= 2000 / (2000 + missed) <= day["high"] for day in result["by_day"])
    assert len(result["by_day"]) == 20
    assert result["n"] == 400
    assert result["unrecorded"]["low"] <= missed <= result["unrecorded"]["high"]
    assert "<svg" in chart.read_text(encoding="utf-8")
    table = fullcount("audit", "monitor", reviews, "--population", frame, "--looks", 12).stdout
    assert "however often one looks" in table
    assert "2026-03-21" in table


def test_yesterday_s_intervals_do_not_change_tomorrow(frame, reviews, fullcount):
    shorter = changed(reviews, "shorter.csv", lambda rows: rows[:200])
    before = result_of(fullcount("audit", "monitor", shorter, "--population", frame, "--format", "json"))
    after = result_of(fullcount("audit", "monitor", reviews, "--population", frame, "--format", "json"))
    assert after["by_day"][:10] == before["by_day"]


def test_a_draw_that_is_not_read_holds_back_those_after_it(frame, reviews, fullcount):
    def unread(rows):
        rows[100]["crimes_disclosed"] = ""
        return rows

    run = fullcount(
        "audit", "monitor", changed(reviews, "unread.csv", unread), "--population", frame, "--format", "json"
    )
    assert result_of(run)["n"] == 100
    assert "299 later one(s) wait" in run.stderr


def test_a_day_out_of_order_or_blank_moves_no_review_before_its_draw(frame, reviews, fullcount):
    def late(rows):
        rows[0]["date"], rows[30]["date"], rows[45]["date"] = "", "2026-03-05", ""
        return rows

    options = ("--population", frame, "--format", "json")
    given = result_of(fullcount("audit", "monitor", changed(reviews, "late.csv", late), *options))["by_day"]
    usual = result_of(fullcount("audit", "monitor", reviews, *options))["by_day"]
    assert [day["reviews"] for day in given[:3]] == [20, 30, 80]
    assert given[2:] == usual[3:]
    run = fullcount("audit", "monitor", reviews.with_name("late.csv"), "--population", frame, "--looks", 2)
    assert run.exit_code == 2
    assert "date of every review" in run.stderr


def test_more_crimes_recorded_than_disclosed_are_left_out_and_told(frame, reviews, fullcount):
    def more(rows):
        rows[3]["crimes_recorded"] = int(rows[3]["crimes_disclosed"]) + 4
        return rows

    result = result_of(
        fullcount("audit", "monitor", changed(reviews, "more.csv", more), "--population", frame, "--format", "json")
    )
    assert "in 1 review(s) more crimes were recorded than disclosed; the 4 beyond" in result["warnings"][0]
    assert result["crimes_recorded"] <= result["crimes_disclosed"]


def test_the_reports_read_are_checked_to_be_those_that_the_seed_draws(frame, reviews, fullcount):
    options = ("--population", frame, "--format", "json")
    assert result_of(fullcount("audit", "monitor", reviews, *options, "--seed", "2718"))["warnings"] == []
    assert "was not checked" in result_of(fullcount("audit", "monitor", reviews, *options))["warnings"][0]
    other = fullcount("audit", "monitor", reviews, *options, "--seed", "2719")
    assert other.exit_code == 3
    assert "draw 1: is not the report that the seed draws" in other.stderr

    def chosen(rows):
        place = next(i for i in range(5, 400) if rows[i]["report_id"] != rows[4]["report_id"])
        rows[4], rows[place] = rows[place] | {"draw": "5"}, rows[4] | {"draw": str(place + 1)}
        return rows

    run = fullcount("audit", "monitor", changed(reviews, "chosen.csv", chosen), *options, "--seed", "2718")
    assert run.exit_code == 3
    assert "draw 5: is not the report" in run.stderr
    plain = changed(reviews, "plain.csv", lambda rows: [row for row in rows if row.pop("draw_probability")][:1])
    assert "--seed checks draws" in fullcount("audit", "monitor", plain, *options, "--seed", "2718").stderr


def test_simple_samples_need_no_frame(reviews, fullcount):
    def simple(rows):
        recorded = np.random.default_rng(2).random(len(rows)) > 0.1
        return [
            {"report_id": f"S{i}", "date": row["date"], "crimes_disclosed": 1, "crimes_recorded": int(recorded[i])}
            for i, row in enumerate(rows)
        ]

    path = changed(reviews, "simple.csv", simple)
    reports = result_of(fullcount("audit", "monitor", path, "--format", "json"))
    assert reports["rate"]["low"] < 0.9 < reports["rate"]["high"]
    assert reports["unrecorded"] is None
    unlinked = result_of(
        fullcount("audit", "monitor", path, "--population", 4000, "--recorded", 2000, "--format", "json")
    )
    assert unlinked["unlinked_reports"] == 4000
    assert unlinked["unrecorded"]["low"] < 400 < unlinked["unrecorded"]["high"]


def first_row(**cells):
    def change(rows):
        rows[0].update(cells)
        return rows

    return change


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("series", ("--population", "4000")),
        ("series", ("--looks", "12")),
        ("series", ("--most-crimes", "1")),
        ("reviews", ("--baseline", "84")),
        ("reviews", ("--population", "FRAME", "--recorded", "10")),
    ],
)
def test_an_option_without_effect_is_refused(frame, reviews, tmp_path, fullcount, kind, options):
    path = reviews if kind == "reviews" else write(tmp_path / "series.csv", daily())
    run = fullcount("audit", "monitor", path, *(frame if option == "FRAME" else option for option in options))
    assert run.exit_code == 2
    assert f"{options[-2]} has no effect" in run.stderr
    assert run.stdout == ""


MISTAKES = {
    "no frame": (lambda rows: rows, [], "unequal chances"),
    "another frame": (first_row(draw_probability="0.5"), ["FRAME"], "not drawn from this frame"),
    "a stranger": (first_row(report_id="=HYPERLINK(1)"), ["FRAME"], "is no unlinked report"),
    "a gap": (lambda rows: rows[1:], ["FRAME"], "draw 1 is not there"),
    "two crimes": (first_row(crimes_disclosed=2), ["FRAME"], "--most-crimes 2"),
    "text": (first_row(crimes_disclosed="two"), ["FRAME"], "row 2 column crimes_disclosed"),
    "nothing read": (lambda rows: [row | {"crimes_recorded": ""} for row in rows], ["FRAME"], "has no review"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_without_its_text(frame, reviews, fullcount, mistake):
    change, options, told = MISTAKES[mistake]
    given = ["--population", frame] if options else []
    run = fullcount("audit", "monitor", changed(reviews, "mistake.csv", change), *given)
    assert run.exit_code in (2, 3)
    assert told in run.stderr
    assert "HYPERLINK" not in run.stderr
    assert run.stdout == ""


def daily(change=0.0, days=200):
    rng = np.random.default_rng(3)
    rate = 0.10 + 0.012 * rng.normal(size=days)
    rate[150:] += change
    counted = rng.binomial(1200, rate)
    return [
        {"date": date(2026, 1, 5) + timedelta(days=i), "unrecorded": counted[i], "reports": 1200} for i in range(days)
    ]


def test_a_series_is_charted_and_a_change_sets_the_alarm_off(tmp_path, fullcount):
    path = write(tmp_path / "series.csv", daily(0.03))
    run = fullcount("audit", "monitor", path, "--chart", tmp_path / "chart.svg")
    assert "since about 2026-06-0" in run.stdout
    assert "Alarm from 2026-06" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    result = result_of(fullcount("audit", "monitor", path, "--format", "json"))
    assert abs((date.fromisoformat(result["alarms"][0]["since"]) - date(2026, 6, 4)).days) <= 4
    assert result["points"][0]["signals"] == []
    assert result["stretches"][0]["limits"]["trial"] is False
    quiet = result_of(fullcount("audit", "monitor", write(tmp_path / "quiet.csv", daily()), "--format", "json"))
    assert quiet["alarms"] == []


def test_a_decided_baseline_ends_the_alarms_and_is_named(tmp_path, fullcount):
    path = write(tmp_path / "series.csv", daily(0.03))
    decisions = write(
        tmp_path / "rebases.csv", [{"date": "2026-06-04", "decided_by": "registrar", "reason": "new form"}]
    )
    result = result_of(fullcount("audit", "monitor", path, "--rebases", decisions, "--format", "json"))
    assert result["alarms"] == []
    assert result["stretches"][1]["decided_by"] == "registrar"
    assert (
        "new baseline decided by registrar: new form"
        in fullcount("audit", "monitor", path, "--rebases", decisions).stdout
    )


def test_rows_that_are_weeks_are_told_as_weeks(tmp_path, fullcount):
    rows = [row | {"date": date(2020, 1, 6) + timedelta(weeks=i)} for i, row in enumerate(daily(0.03))]
    path = write(tmp_path / "weeks.csv", rows)
    result = result_of(fullcount("audit", "monitor", path, "--format", "json"))
    assert result["unit"] == "week"
    assert len(result["warnings"]) == 1
    assert "the 200 rows are weeks" in result["warnings"][0]
    assert "3,652 points" in result["warnings"][0]
    told = fullcount("audit", "monitor", path).stdout
    assert "about once in 3,652 points" in told
    assert "year" not in told
    apart = fullcount("audit", "monitor", write(tmp_path / "gap.csv", [*rows[:90], *rows[91:]]), "--format", "json")
    assert result_of(apart)["unit"] == "day"


def test_a_baseline_without_any_event_still_has_an_alarm_and_is_told(tmp_path, fullcount):
    rows = daily()
    for i, row in enumerate(rows):
        row["unrecorded"] = 0 if i < 100 else 600
    result = result_of(fullcount("audit", "monitor", write(tmp_path / "none.csv", rows), "--format", "json"))
    assert result["alarms"][0]["since"] == str(rows[100]["date"])
    assert result["stretches"][0]["alarm"] == "on"
    assert "never happened" in result["warnings"][0]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"unrecorded": 1201}, "more than reports"),
        ({"reports": -1}, "whole number"),
        ({"date": "05/01/2026"}, "is not a date"),
        ({"date": "2026-01-06"}, "is there twice"),
    ],
)
def test_a_mistake_in_a_series_is_told(tmp_path, fullcount, cells, told):
    rows = daily()
    rows[0].update(cells)
    run = fullcount("audit", "monitor", write(tmp_path / "series.csv", rows))
    assert run.exit_code == 3
    assert told in run.stderr


def test_columns_of_other_names_are_named(tmp_path, fullcount):
    rows = [{"date": row["date"], "missed": row["unrecorded"], "all": row["reports"]} for row in daily()]
    path = write(tmp_path / "series.csv", rows)
    assert "--count and --of" in fullcount("audit", "monitor", path).stderr
    assert (
        result_of(fullcount("audit", "monitor", path, "--count", "missed", "--of", "all", "--format", "json"))["days"]
        == 200
    )
