"""`fullcount audit screen`: a pool read to its certificate, and the mistakes that a newcomer makes."""

import csv
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

WORDS = ["caller", "says", "street", "car", "door", "light", "noise", "park", "shop", "dog", "gate", "road", "bus"]


@pytest.fixture(scope="module")
def pool(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """Six hundred logs, ninety of which tell of a crime in words that others seldom use; one number is a formula."""
    rng = np.random.default_rng(1)
    rows, truth = [], {}
    for number in range(600):
        is_crime = number % 7 == 0
        words = rng.choice(WORDS, 8).tolist()
        if rng.random() < (0.9 if is_crime else 0.04):
            words += [str(rng.choice(["punched", "stolen", "smashed"]))]
        key = f"=R{number}" if number == 14 else f"R{number:04}"
        rows.append((key, " ".join(words)))
        truth[key] = "yes" if is_crime else "no"
    path = tmp_path_factory.mktemp("pool") / "unlinked.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([("report_id", "text"), *rows])
    return path, truth


def read_list(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return [row["report_id"] for row in csv.DictReader(stream)]


def test_a_screening_from_its_first_call_to_its_certificate(pool, tmp_path, fullcount):
    path, truth = pool
    batch, decisions = tmp_path / "next.csv", tmp_path / "decisions.csv"
    told: list[dict] = []
    answers = ["report_id,is_crime"]
    for _ in range(40):
        more = ["--decisions", decisions] if told else []
        result = fullcount("audit", "screen", path, "--recall", 0.8, "--batch", batch, "--format", "json", *more)
        assert result.exit_code == 0, result.output
        told.append(json.loads(result.stdout))
        if told[-1]["stop_now"]:
            break
        keys = read_list(batch)
        assert len(keys) == told[-1]["next_batch"] == len(set(keys))
        answers += [f"{key},{truth[key.lstrip(chr(39))]}" for key in keys]
        decisions.write_text("\n".join(answers))
    first, last = told[0], told[-1]
    assert (first["read"], first["certified"], first["random_sample"]["unread"]) == (
        0,
        None,
        first["random_sample"]["drawn"],
    )
    assert last["stop_now"]
    assert last["certain_recall"] >= 0.8
    assert last["found"] >= 0.8 * sum(answer == "yes" for answer in truth.values())
    assert last["read"] < 600
    chart, sample = tmp_path / "chart.svg", tmp_path / "sample.csv"
    options = ("--recall", 0.8, "--decisions", decisions, "--chart", chart, "--sample", sample)
    spoken = fullcount("audit", "screen", path, *options)
    assert "Stop: you have 80.0% of the crimes in the pool, with 95.0% confidence" in spoken.stdout
    assert "in a row" not in spoken.stdout
    assert "Enough is read" in chart.read_text()
    with sample.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == last["random_sample"]["drawn"]
    assert float(rows[0]["inclusion_probability"]) == pytest.approx(len(rows) / 600)
    assert {row["crimes_disclosed"] for row in rows} == {"0", "1"}


def test_the_same_files_and_seed_give_the_same_list(pool, tmp_path, fullcount):
    path, _ = pool
    for name in ("one", "two"):
        fullcount("audit", "screen", path, "--batch", tmp_path / name)
    fullcount("audit", "screen", path, "--batch", tmp_path / "three", "--seed", 2)
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_a_sample_drawn_elsewhere(pool, tmp_path, fullcount):
    path, truth = pool
    keys = [key for key in truth if key != "=R14"][:250]
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("report_id,is_crime,drawn\n" + "\n".join(f"{key},{truth[key]},yes" for key in keys))
    refused = fullcount("audit", "screen", path, "--decisions", decisions)
    assert refused.exit_code == 3
    assert "--drawn-elsewhere" in refused.stderr
    assert keys[0] not in refused.stderr
    taken = fullcount("audit", "screen", path, "--decisions", decisions, "--drawn-elsewhere", "--format", "json")
    told = json.loads(taken.stdout)
    assert told["random_sample"]["drawn"] == 250
    assert told["certified"] is False
    assert told["left"]["high"] > told["left"]["estimate"] > 0


def test_unlike_chances_make_a_smaller_sample(pool, tmp_path, fullcount):
    path, truth = pool
    decisions = tmp_path / "decisions.csv"
    rows = [f"{key},{truth[key]},yes,{0.2 if number < 100 else 0.8}" for number, key in enumerate(list(truth)[:400])]
    decisions.write_text("report_id,is_crime,drawn,inclusion_probability\n" + "\n".join(rows))
    taken = fullcount("audit", "screen", path, "--decisions", decisions, "--drawn-elsewhere", "--format", "json")
    assert 130 < json.loads(taken.stdout)["random_sample"]["drawn"] < 230


def test_what_the_log_does_not_say_and_what_is_not_in_the_pool(pool, tmp_path, fullcount):
    path, _ = pool
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("report_id,is_crime\nR0001,\nR0002,no\nelsewhere,yes\n")
    told = json.loads(fullcount("audit", "screen", path, "--decisions", decisions, "--format", "json").stdout)
    assert (told["read"], told["found"], told["undecided"]) == (2, 0, 1)
    assert any("not in the pool" in warning for warning in told["warnings"])


@pytest.mark.parametrize(
    ("pool_text", "decisions_text", "words"),
    [
        ("report_id,words\nR1,x\n", None, ("text", "score")),
        ("report_id,text\n", None, ("no row",)),
        ("report_id,text\nR1,x\nR1,y\n", None, ("row 3", "twice")),
        ("report_id,text\nR1,x\n", "report_id,is_crime\nR1,perhaps\n", ("row 2", "is_crime", "yes or no")),
        ("report_id,text\nR1,x\n", "report_id\nR1\n", ("is_crime", "is not there")),
        ("report_id,text\nR1,x\n", "report_id,is_crime\nR1,no\nR1,yes\n", ("twice",)),
        ("report_id,score\nR1,high\n", None, ("row 2", "score", "a number")),
    ],
)
def test_mistakes_are_told_without_a_traceback(tmp_path, fullcount, pool_text, decisions_text, words):
    pool, decisions = tmp_path / "pool.csv", tmp_path / "decisions.csv"
    pool.write_text(pool_text)
    more = []
    if decisions_text is not None:
        decisions.write_text(decisions_text)
        more = ["--decisions", decisions]
    result = fullcount("audit", "screen", pool, *more)
    assert (result.exit_code, result.stdout) == (3, "")
    for word in words:
        assert word in result.stderr
    assert "perhaps" not in result.stderr


def test_no_sample_elsewhere_and_no_folder(pool, tmp_path, fullcount):
    path, _ = pool
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("report_id,is_crime,drawn\nR0001,no,no\n")
    none = fullcount("audit", "screen", path, "--decisions", decisions, "--drawn-elsewhere")
    assert none.exit_code == 3
    assert "no random sample" in none.stderr
    nowhere = fullcount("audit", "screen", path, "--batch", tmp_path / "none" / "next.csv")
    assert nowhere.exit_code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert fullcount("audit", "screen", empty).exit_code == 5


def test_a_run_is_a_pool(out, fullcount):
    told = json.loads(fullcount("audit", "screen", out, "--format", "json").stdout)
    linked = pl.read_parquet(out / "links.parquet")["report_id"]
    every = pl.read_parquet(out / "ledger.parquet")["report_id"]
    assert told["pool"] == every.n_unique() - every.filter(every.is_in(linked.implode())).n_unique() > 100


@pytest.mark.parametrize(("cell", "what"), [(["a", "b"], "values within values"), (b"a car", "bytes")])
def test_a_text_that_is_no_text_is_refused(tmp_path, fullcount, cell, what):
    path = tmp_path / "pool.parquet"
    pl.DataFrame({"report_id": [f"R{n}" for n in range(400)], "text": [cell] * 400}).write_parquet(path)
    run = fullcount("audit", "screen", path)
    assert run.exit_code == 3
    assert f"pool.parquet column text: holds {what}, not text" in run.stderr


def test_parquet_with_scores_alone(tmp_path, fullcount):
    path = tmp_path / "pool.parquet"
    score = np.linspace(0, 1, 400)
    pl.DataFrame({"report_id": [f"R{n}" for n in range(400)], "score": score}).write_parquet(path)
    batch = tmp_path / "next.csv"
    assert fullcount("audit", "screen", path, "--random", 1, "--least", 5, "--batch", batch).exit_code == 0
    assert {"R399", "R398", "R397", "R396", "R395"} <= set(read_list(batch))
