"""`fullcount audit estimate` as a process of the user: the interface that is kept, the chart, and what is refused."""

import json

import polars as pl
import pytest

HEAD = "report_id,crimes_disclosed,crimes_recorded"


@pytest.fixture
def files(tmp_path):
    """A frame of 3,000 reports, a third of them not linked, and 300 reviews of those, one in ten a missed crime."""
    frame = ["report_id,linked,crimes_recorded,score,stratum"]
    frame += [
        f"r{i},{'yes' if i % 3 else 'no'},{int(i % 3 > 0)},{(i % 97) / 97:.3f},{'town' if i % 2 else 'moor'}"
        for i in range(3000)
    ]
    (tmp_path / "frame.csv").write_text("\n".join(frame))
    rows = [f"r{3 * i},{int(i % 10 == 0)},0" for i in range(300)]
    (tmp_path / "sample.csv").write_text("\n".join([HEAD, *rows]))
    return tmp_path


def estimate(fullcount, folder, *more, sample="sample.csv", population="frame.csv"):
    where = str(folder / population) if population.endswith((".csv", ".parquet")) else population
    return fullcount("audit", "estimate", folder / sample, "--population", where, *more)


def test_the_interface_that_is_kept(files, fullcount):
    found = estimate(fullcount, files, "--format", "json")
    assert found.exit_code == 0
    body = json.loads(found.stdout)
    assert {"rate", "unrecorded", "by_stratum", "n", "warnings"} <= set(body)
    assert set(body["rate"]) == {"estimate", "low", "high", "level", "method"}
    assert 0 < body["rate"]["low"] < body["rate"]["estimate"] < body["rate"]["high"] < 1
    for span in (body["unrecorded"]["per_year"], body["unrecorded"]["per_day"]):
        assert span["low"] < span["estimate"] < span["high"]
    assert body["unrecorded"]["per_year"]["estimate"] == pytest.approx(365 * body["unrecorded"]["per_day"]["estimate"])
    assert body["n"] == 300
    assert [part["stratum"] for part in body["by_stratum"]] == ["moor", "town"]
    assert body["rate"]["estimate"] == pytest.approx(2000 / 2100, abs=0.005)


def test_parquet_and_csv_are_alike_and_a_run_repeats_itself(files, fullcount):
    pl.read_csv(files / "sample.csv").write_parquet(files / "sample.parquet")
    pl.read_csv(files / "frame.csv").write_parquet(files / "frame.parquet")
    first = estimate(fullcount, files, "--format", "json").stdout
    assert first == estimate(fullcount, files, "--format", "json").stdout
    assert (
        first
        == estimate(fullcount, files, "--format", "json", sample="sample.parquet", population="frame.parquet").stdout
    )


def test_the_lines_and_the_chart_say_the_same(files, fullcount):
    found = estimate(fullcount, files, "--chart", files / "rate.svg")
    assert found.exit_code == 0
    assert "Recording rate: 95." in found.stdout
    assert "Unrecorded a day:" in found.stdout
    drawing = (files / "rate.svg").read_text()
    assert "Of the crimes disclosed, 95." in drawing
    assert "moor" in drawing


def test_gmp_2014_by_its_counts(tmp_path, fullcount):
    rows = [f"r{i},1,{int(i < 265)}" for i in range(388)]
    (tmp_path / "gmp.csv").write_text("\n".join([HEAD, *rows]))
    found = estimate(fullcount, tmp_path, "--format", "json", sample="gmp.csv", population="1000000")
    rate = json.loads(found.stdout)["rate"]
    assert round(100 * rate["estimate"], 1) == 68.3
    assert rate["low"] < 0.64
    assert rate["high"] > 0.72


def test_any_yes_or_no_column_has_the_same_machinery(tmp_path, fullcount):
    rows = [f"r{i},{'yes' if i % 4 else 'no'},{i % 3}" for i in range(200)]
    (tmp_path / "closed.csv").write_text("\n".join(["report_id,closed_properly,rights_owed", *rows]))
    found = estimate(
        fullcount, tmp_path, "--of", "closed_properly", "--format", "json", sample="closed.csv", population="5000"
    )
    assert json.loads(found.stdout)["rate"]["estimate"] == pytest.approx(0.75)
    rows = [f"r{i},{i % 3},{2 + i % 2}" for i in range(200)]
    (tmp_path / "rights.csv").write_text("\n".join(["report_id,met,owed", *rows]))
    found = estimate(
        fullcount,
        tmp_path,
        "--of",
        "met",
        "--among",
        "owed",
        "--format",
        "json",
        sample="rights.csv",
        population="5000",
    )
    assert json.loads(found.stdout)["rate"]["estimate"] == pytest.approx(199 / 500)
    assert estimate(fullcount, tmp_path, "--among", "owed", sample="rights.csv", population="5000").exit_code == 2


@pytest.mark.parametrize(
    ("rows", "population", "code", "said"),
    [
        (["r0,1,0", "r0,1,0"], "3000", 3, "reviewed before"),
        (["nobody,1,0"], "frame.csv", 3, "not in the frame"),
        (["r0,1,-1"], "3000", 3, "row 2 column crimes_recorded"),
        (["r0,1,1"], "3000", 3, "needs at least 30 crimes"),
        (["r0,1,1", "r1,1,1"], "1", 3, "holds only 1"),
        (["r0,1,1"], "none.csv", 2, "neither a whole number nor a file"),
        (["r0,1,1"], "0", 2, "no number of reports"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_a_reason_and_a_code(files, fullcount, rows, population, code, said):
    (files / "sample.csv").write_text("\n".join([HEAD, *rows]))
    found = estimate(fullcount, files, "--format", "json", population=population)
    assert found.exit_code == code
    assert said in found.stderr
    assert found.stdout == ""
    assert "Traceback" not in found.stderr
    assert "nobody" not in found.stderr


def test_methods_can_be_forced_and_periods_given(files, fullcount):
    year = json.loads(estimate(fullcount, files, "--format", "json").stdout)
    quarter = json.loads(estimate(fullcount, files, "--days", "91.25", "--format", "json").stdout)
    assert quarter["unrecorded"]["per_year"]["high"] == pytest.approx(4 * year["unrecorded"]["per_year"]["high"])
    simple = json.loads(estimate(fullcount, files, "--method", "simple", "--format", "json").stdout)
    assert "score" not in simple["rate"]["method"]
    difference = json.loads(estimate(fullcount, files, "--method", "difference", "--format", "json").stdout)
    assert "regression on the score" in difference["rate"]["method"]
    formula = json.loads(estimate(fullcount, files, "--recorded", "4000", "--format", "json").stdout)
    rate = formula["rate"]["estimate"]
    assert formula["unrecorded"]["per_year"]["estimate"] == pytest.approx(4000 * (1 / rate - 1))


def test_unrecorded_a_day_has_one_decimal(files, fullcount):
    lines = estimate(fullcount, files).stdout.splitlines()
    day = next(line for line in lines if line.startswith("Unrecorded a day:"))
    assert all("." in number for number in day.split(": ")[1].replace("(", "").replace(")", "").split(" to ")[:1])


@pytest.mark.parametrize("score", ["2", "-0.1"])
def test_a_score_outside_nought_to_one_is_refused(files, fullcount, score):
    frame = (files / "frame.csv").read_text().splitlines()
    frame[5] = ",".join([*frame[5].split(",")[:3], score, "town"])
    (files / "frame.csv").write_text("\n".join(frame))
    found = estimate(fullcount, files)
    assert found.exit_code == 3
    assert "row 6 column score" in found.stderr
    (files / "sample.csv").write_text("\n".join([HEAD + ",score", f"r0,1,0,{score}"]))
    assert "row 2 column score" in estimate(fullcount, files, population="3000").stderr
