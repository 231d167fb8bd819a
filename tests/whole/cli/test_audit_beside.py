"""`fullcount audit districts | agreement | crosscheck | backlog`: tables in, results out, and mistakes told."""

import csv
import json
from datetime import date, timedelta
from xml.etree import ElementTree

import numpy as np
import pytest

HOSTILE = '=cmd|"/c calc"!A1\x1b[31m\u202e'


def written(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def read(path):
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def told(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def is_svg(path):
    root = ElementTree.parse(path).getroot()
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    return root.tag.endswith("svg") and bool(texts[0])


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder, rng = tmp_path_factory.mktemp("beside"), np.random.default_rng(1)
    frame, sample = [], []
    for i in range(4000):
        district, linked = f"D{i % 5}", i % 3 == 0
        odds = rng.normal(-2.5, 1.5)
        frame.append((f"r{i}", district, "yes" if linked else "no", int(linked), round(1 / (1 + np.exp(-odds)), 4)))
        if not linked and (i % 31 == 0 or (i % 5 != 4 and i % 7 == 0)):
            sample.append((f"r{i}", int(rng.random() < 1 / (1 + np.exp(-odds))), 0))
    written(folder / "frame.csv", ("report_id", "district", "linked", "crimes_recorded", "score"), frame)
    written(folder / "sample.csv", ("report_id", "crimes_disclosed", "crimes_recorded"), sample)
    marks = [
        (f"r{i}", "theft", who, "crime" if rng.random() < 0.3 else "No  Crime", date(2026, 1, 1) + timedelta(days=i))
        for i in range(60) for who in ("Ann", HOSTILE)
    ]  # fmt: skip
    written(folder / "marks.csv", ("report_id", "rule", "reviewer", "mark", "date"), marks)
    lists = [(f"r{i}", name) for i in range(600) for name in ("draw", "line", "partner") if rng.random() < 0.3]
    written(folder / "lists.csv", ("report_id", "list"), lists)
    days = [(HOSTILE if i == 0 else f"r{i}", date(2026, 11, 30) - timedelta(days=i % 300), "8N") for i in range(900)]
    written(folder / "misses.csv", ("report_id", "date", "class"), days)
    return folder


def test_districts(fullcount, tables, tmp_path):
    chart = tmp_path / "d.svg"
    ask = ("audit", "districts", tables / "sample.csv", "--frame", tables / "frame.csv")
    result = told(fullcount(*ask, "--format", "json", "--chart", chart))
    assert [row["name"] for row in result["districts"]] == ["D0", "D1", "D2", "D3", "D4"]
    for row in result["districts"]:
        assert 0 <= row["rate"]["low"] <= row["rate"]["estimate"] <= row["rate"]["high"] <= 1
    total = result["unrecorded"]
    assert total["difference"] == pytest.approx(total["model"]["estimate"] - total["draw_alone"]["estimate"])
    assert is_svg(chart)
    table = fullcount(*ask, "--benchmark")
    assert "scaled to the draw" in table.stdout
    assert table.stdout.count("\nD") >= 5


def test_districts_drawn_by_strata_are_weighed(fullcount, tables, tmp_path):
    rows = read(tables / "sample.csv")
    even = written(tmp_path / "even.csv", [*rows[0], "inclusion_probability"], [[*row, 0.1] for row in rows[1:]])
    odd = written(
        tmp_path / "odd.csv",
        [*rows[0], "inclusion_probability"],
        [[*row, 0.02 if row[1] == "1" else 0.2] for row in rows[1:]],
    )
    frame = ("--frame", tables / "frame.csv", "--format", "json")
    plain, same, more = (told(fullcount("audit", "districts", f, *frame)) for f in (tables / "sample.csv", even, odd))
    alone = [result["unrecorded"]["draw_alone"]["estimate"] for result in (plain, same, more)]
    assert alone[0] == pytest.approx(alone[1])
    assert alone[2] > 2 * alone[1]


def test_districts_say_what_is_wrong(fullcount, tables, tmp_path):
    strange = written(tmp_path / "s.csv", ("report_id", "crimes_disclosed", "crimes_recorded"), [(HOSTILE, 1, 0)])
    result = fullcount("audit", "districts", strange, "--frame", tables / "frame.csv")
    assert result.exit_code == 3
    assert "1 report(s) are not in frame.csv" in result.stderr
    assert "calc" not in result.stderr
    few = written(
        tmp_path / "f.csv", ("report_id", "crimes_disclosed", "crimes_recorded"), [("r1", 1, 0), ("r2", "", "")]
    )
    none = tmp_path / "none.svg"
    refused = fullcount("audit", "districts", few, "--frame", tables / "frame.csv", "--format", "json", "--chart", none)
    assert "no chart" in refused.stderr
    assert not none.exists()
    result = told(refused)
    assert result["districts"] is None
    assert "at least 100" in result["why"]
    assert "without crimes_disclosed" in result["warnings"][0]


def test_agreement(fullcount, tables, tmp_path):
    chart = tmp_path / "a.svg"
    result = told(fullcount("audit", "agreement", tables / "marks.csv", "--format", "json", "--chart", chart))
    (rule,) = result["rules"]
    assert rule["reports"] == 60
    assert {pair["first"] for pair in rule["together"]} == {"crime", "no crime"}  # case and spaces do not matter
    assert rule["ac1"]["low"] <= rule["ac1"]["estimate"] <= rule["ac1"]["high"]
    assert [reviewer["has_sign"] for reviewer in result["reviewers"]] == [False, False]
    assert all("usual" not in reviewer for reviewer in result["reviewers"])
    assert is_svg(chart)
    table = fullcount("audit", "agreement", tables / "marks.csv").stdout
    assert "theft" in table and "\x1b" not in table and "\u202e" not in table


def test_agreement_keeps_the_last_mark_and_says_so(fullcount, tmp_path):
    rows = [(f"r{i}", who, "crime", "2026-01-01") for i in range(12) for who in ("A", "B")]
    again = [("r0", "A", "none", "2026-01-02"), ("r1", "A", "", "2026-01-02")]
    marks = written(tmp_path / "m.csv", ("report_id", "reviewer", "mark", "date"), [*again, *rows])
    result = told(fullcount("audit", "agreement", marks, "--format", "json"))
    assert result["rules"][0]["raw"]["estimate"] == pytest.approx(11 / 12)
    assert len(result["warnings"]) == 2


def test_crosscheck(fullcount, tables, tmp_path):
    chart = tmp_path / "c.svg"
    ask = ("audit", "crosscheck", tables / "lists.csv")
    result = told(fullcount(*ask, "--sample", "draw", "--chance", "0.3", "--format", "json", "--chart", chart))
    assert result["total"]["low"] <= 600 <= result["total"]["high"]
    assert result["seen"] + result["unseen"]["estimate"] == pytest.approx(result["total"]["estimate"])
    assert len(result["assumptions"]) == 6
    assert is_svg(chart)
    table = fullcount(*ask).stdout
    for word in ("Closed", "Matched", "Independent", "Equally catchable", "log-linear models"):
        assert word in table
    assert fullcount(*ask, "--sample", "draw").exit_code == 2
    assert fullcount(*ask, "--sample", "nowhere", "--chance", "0.3").exit_code == 2


def test_backlog(fullcount, tables, tmp_path):
    chart, out = tmp_path / "b.svg", tmp_path / "order.csv"
    ask = ("audit", "backlog", tables / "misses.csv", "--capacity", "20")
    result = told(fullcount(*ask, "--format", "json", "--chart", chart, "--out", out))
    assert result["finish"]["low"] <= result["finish"]["estimate"] <= result["finish"]["high"]
    assert result["reports"] == 900
    assert is_svg(chart)
    header, *order = read(out)
    assert header[:3] == ["rank", "report_id", "day"]
    assert [int(row[0]) for row in order] == list(range(1, 901))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in order for cell in row)
    assert sum(HOSTILE[:10] in cell for row in order for cell in row) == 1  # kept, behind an apostrophe
    assert "First to take up" in fullcount(*ask).stdout
    grown = told(fullcount(*ask, "--arrivals", "40", "--format", "json"))
    assert grown["finish"] is None
    assert grown["arriving_per_day"]["estimate"] == pytest.approx(40)
    assert "56.0 a working day" in grown["warnings"][0]


def test_backlog_says_what_is_wrong(fullcount, tables, tmp_path):
    ask = ("audit", "backlog", tables / "misses.csv", "--capacity", "20")
    assert fullcount(*ask, "--as-at", "2026-01-01").exit_code == 2
    assert fullcount(*ask, "--out", tmp_path / "no" / "o.csv").exit_code == 2
    wrong = written(tmp_path / "w.csv", ("report_id", "date", "harm"), [("a", "30/11/2026", HOSTILE)])
    result = fullcount("audit", "backlog", wrong, "--capacity", "5")
    assert result.exit_code == 3
    assert "column date" in result.stderr and "column harm" in result.stderr and "calc" not in result.stderr
    empty = written(tmp_path / "e.csv", ("report_id", "date"), [])
    assert fullcount("audit", "backlog", empty, "--capacity", "5").exit_code == 2


def test_harm_of_a_class_comes_from_the_rule_pack(fullcount, tmp_path):
    rows = [("grave", "2026-01-05", "19C"), ("light", "2026-01-05", "45"), ("none", "2026-01-05", "")]
    misses = written(tmp_path / "m.csv", ("report_id", "date", "class"), rows)
    result = told(fullcount("audit", "backlog", misses, "--capacity", "3", "--as-at", "2026-11-30", "--format", "json"))
    worth = {row["report_id"]: row["worth"] for row in result["first"]}
    assert worth["grave"] > worth["light"]
    assert "1 report(s) have neither" in result["warnings"][0]
