"""What a stranger's hand may do to the commands of the audit: files over files, numbers that are none, odd tables."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click import Command, Context, Option
from click import Path as PathType
from click.testing import Result

from fullcount.audit.planning.manifest import written
from fullcount.cli.audit import COMMANDS
from fullcount.cli.audit import command as audit
from fullcount.cli.audit.shown import Audited, Number, Target

Run = Callable[..., Result]
SEED = "31415926535897932384"
WINDOW = ("--window-from", "2026-11-01", "--window-to", "2099-11-30")


READ_BY_EFFECT = {"reviews", "rollout", "store"}
"""Paths that need not be there when they are given, and are read all the same."""


def commands() -> dict[str, Command]:
    group = audit
    found = {name: group.get_command(Context(group), name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A frame, misses, lists and marks that serve."""
    n = 400
    pl.DataFrame({
        "report_id": [f"R{i}" for i in range(n)], "linked": [i % 3 == 0 for i in range(n)],
        "crimes_recorded": [int(i % 3 == 0) for i in range(n)],
        "stratum": [["street / 999", "web / 101"][i % 2] for i in range(n)],
    }).write_csv(tmp_path / "frame.csv")  # fmt: skip
    pl.DataFrame({"report_id": ["a", "b"], "date": ["2026-11-01", "2026-11-02"]}).write_csv(tmp_path / "misses.csv")
    lists = [(f"R{i}", name) for i in range(300) for k, name in enumerate(("A", "B", "C")) if (i * 7 + k * 5) % 11 < 6]
    pl.DataFrame(lists, schema=["report_id", "list"], orient="row").write_csv(tmp_path / "lists.csv")
    marks = [(f"R{i}", who, "crime" if i % 3 else "none") for i in range(60) for who in "AB"]
    pl.DataFrame(marks, schema=["report_id", "reviewer", "mark"], orient="row").write_csv(tmp_path / "marks.csv")
    return tmp_path


def test_every_command_is_guarded_and_every_number_and_output_is_of_a_guarded_type() -> None:
    for name, command in commands().items():
        assert isinstance(command, Audited), name
        for option in (param for param in command.params if isinstance(param, Option)):
            types = getattr(option.type, "types", [option.type])
            assert all(isinstance(kind, Number) or "float" not in kind.name for kind in types), (name, option.name)
            if isinstance(option.type, PathType) and not option.type.exists and option.name not in READ_BY_EFFECT:
                assert isinstance(option.type, Target), (name, option.name)


@pytest.mark.parametrize("bad", ["nan", "inf", "-inf"])
def test_a_number_that_is_none_is_refused_wherever_one_is_asked(bad: str, files: Path, fullcount: Run) -> None:
    tried = 0
    for name, command in commands().items():
        for option in (param for param in command.params if isinstance(param, Option)):
            kinds = getattr(option.type, "types", [option.type])
            if isinstance(kinds[0], Number):
                words = [name, *([files / "frame.csv"] if name != "effect" else ["--plan"])]
                made = fullcount("audit", *words, f"{option.opts[0]}", *[bad] * len(kinds))
                assert made.exit_code == 2, (name, option.name)
                assert "not a finite number" in made.stderr or "not in the range" in made.stderr, made.stderr
                tried += 1
    assert tried > 20


def commands_that_draw(folder: Path, chart: Path) -> list[tuple[Path, list[object]]]:
    """Return (what is read, the words) of commands that draw a chart."""
    misses, lists, marks, frame = (folder / f"{name}.csv" for name in ("misses", "lists", "marks", "frame"))
    return [
        (misses, ["backlog", misses, "--capacity", 5, "--chart", chart]),
        (lists, ["crosscheck", lists, "--chart", chart]),
        (marks, ["agreement", marks, "--chart", chart]),
        (frame, ["plan", frame, "--half-width", 0.1, "--chart", chart]),
    ]


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_nothing_is_written_over_what_is_read(link: Callable[..., None] | None, files: Path, fullcount: Run) -> None:
    for place in range(4):
        source = commands_that_draw(files, files / "x")[place][0]
        target = source
        if link is not None:
            target = files / f"{place}.link"
            link(source, target)
        before = source.read_bytes()
        made = fullcount("audit", *commands_that_draw(files, target)[place][1])
        assert (made.exit_code, made.stdout) == (2, "")
        assert source.read_bytes() == before
    made = fullcount(
        "audit", "backlog", files / "misses.csv", "--capacity", 5, "--out", files / "misses.csv", "--force"
    )
    assert made.exit_code == 2
    assert "is the file that MISSES reads" in made.stderr


def test_no_output_is_written_over_another(files: Path, fullcount: Run) -> None:
    both = files / "both.csv"
    made = fullcount("audit", "backlog", files / "misses.csv", "--capacity", 5, "--out", both, "--chart", both)
    assert (made.exit_code, made.stdout, both.exists()) == (2, "", False)
    ask = ("audit", "draw", files / "frame.csv", "--n", 60, "--seed", SEED, *WINDOW)
    out, told = files / "s.csv", files / "m.json"
    for more in (
        ("--out", out, "--manifest", out),
        ("--out", out, "--manifest", told, "--frame-out", files / "s.second.csv"),
        ("--out", out, "--manifest", told, "--second-out", files / "." / "m.json"),
    ):
        made = fullcount(*ask, *more)
        assert made.exit_code == 2, more
        assert "writes" in made.stderr
        assert not out.exists() and not told.exists()


def test_a_chart_goes_over_a_chart_and_over_nothing_else(files: Path, fullcount: Run) -> None:
    notes, chart = files / "notes.txt", files / "c.svg"
    notes.write_text("mine")
    for place in range(4):
        assert fullcount("audit", *commands_that_draw(files, notes)[place][1]).exit_code == 2
        for _ in range(2):
            assert fullcount("audit", *commands_that_draw(files, chart)[place][1]).exit_code == 0
    assert notes.read_text() == "mine"
    assert chart.read_text().startswith("<svg")


def test_an_order_is_written_over_only_when_told(files: Path, fullcount: Run) -> None:
    out = files / "order.csv"
    ask = ("audit", "backlog", files / "misses.csv", "--capacity", 5, "--out", out)
    assert fullcount(*ask).exit_code == 0
    out.write_text("filled in")
    assert fullcount(*ask).exit_code == 5
    assert out.read_text() == "filled in"
    assert fullcount(*ask, "--force").exit_code == 0
    assert out.read_text() != "filled in"


def test_a_frame_is_written_over_only_when_told(files: Path, out: Path, fullcount: Run) -> None:
    target = files / "f.csv"
    target.write_text("filled in")
    assert fullcount("audit", "frame", out, "--out", target).exit_code == 5
    assert target.read_text() == "filled in"
    assert fullcount("audit", "frame", out, "--out", target, "--force").exit_code == 0
    inside = next(out.rglob("ledger.parquet"))
    kept = inside.read_bytes()
    assert fullcount("audit", "frame", out, "--out", inside, "--force").exit_code == 2
    assert inside.read_bytes() == kept


def drawn(files: Path, fullcount: Run, *more: object) -> tuple[Path, Path]:
    sample, told = files / "s.csv", files / "m.json"
    made = fullcount("audit", "draw", files / "frame.csv", "--seed", SEED, "--out", sample, "--manifest", told, *more)
    assert made.exit_code == 0, made.stderr
    return sample, told


def test_a_manifest_says_everything_once_and_in_its_own_layout(files: Path, fullcount: Run) -> None:
    _, told = drawn(files, fullcount, "--n", 60, *WINDOW)
    text, body = told.read_text(), json.loads(told.read_text())
    ask = ("audit", "draw", files / "frame.csv", "--verify", told)
    good = fullcount(*ask)
    assert good.exit_code == 0
    assert "Not covered: when the seed was fixed" in good.stdout
    bad = [text.replace('"seed":', '"seed": "1",\n "seed":', 1), json.dumps(body)]
    bad += [written({key: value for key, value in body.items() if key != "seal_sha256"})]
    bad += [written(body | {"seal_sha256": "x"})]
    for one in bad:
        told.write_text(one)
        assert fullcount(*ask).exit_code == 3, one[:80]


def test_a_manifest_is_held_against_the_seal(files: Path, fullcount: Run) -> None:
    seals = [files / "seal.json", files / "other.json"]
    for seal, n in zip(seals, ("60", "61"), strict=True):
        made = fullcount("audit", "seal", "--n", n, "--seed", SEED, *WINDOW, "--out", seal)
        assert made.exit_code == 0, made.stderr
    _, told = drawn(files, fullcount, "--seal", seals[0])
    ask = ("audit", "draw", files / "frame.csv", "--verify", told, "--seal")
    assert fullcount(*ask, seals[0]).exit_code == 0
    other = fullcount(*ask, seals[1])
    assert other.exit_code == 3
    assert "seal: design" in other.stderr and "seal_sha256" in other.stderr
    assert fullcount(*ask, told).exit_code == 3, "a manifest is no seal"


def test_a_row_that_is_twice_in_the_sample_is_found(files: Path, fullcount: Run) -> None:
    sample, told = drawn(files, fullcount, "--n", 60, *WINDOW, "--frame-out", files / "d.csv")
    first, second = (pl.read_csv(path, infer_schema=False) for path in (sample, files / "s.second.csv"))
    pl.concat([first, second]).write_csv(sample)
    ask = ("audit", "draw", files / "frame.csv", "--verify", told, "--sample", sample)
    assert fullcount(*ask).exit_code == 0, "the second marking goes below the first"
    pl.concat([first, first.head(2)]).write_csv(sample)
    found = fullcount(*ask)
    assert found.exit_code == 3
    assert "2 row(s) are of a report that is there already" in found.stderr


def test_a_draw_names_every_file_it_wrote(files: Path, fullcount: Run) -> None:
    made = fullcount("audit", "draw", files / "frame.csv", "--n", 60, "--seed", SEED, *WINDOW, "--out", files / "s.csv",
                     "--manifest", files / "m.json", "--frame-out", files / "d.csv")  # fmt: skip
    assert str(files / "d.csv") in made.stdout.splitlines()[-1]


def test_an_estimate_from_the_frame_before_the_draw_is_sent_to_the_one_after_it(files: Path, fullcount: Run) -> None:
    rows = pl.DataFrame({"report_id": [f"R{i}" for i in range(0, 80)], "stratum": ["merged"] * 80,
                         "crimes_disclosed": [1] * 80, "crimes_recorded": [1] * 80})  # fmt: skip
    rows.write_csv(files / "s.csv")
    made = fullcount("audit", "estimate", files / "s.csv", "--population", files / "frame.csv")
    assert made.exit_code == 3
    assert "--frame-out" in made.stderr


@pytest.mark.parametrize("given", [(".5", ".9", ".1"), (".9", ".95", ".97"), (".9", ".8", ".85")])
def test_a_rate_so_far_lies_within_its_ends(given: tuple[str, ...], files: Path, fullcount: Run) -> None:
    made = fullcount("audit", "plan", files / "frame.csv", "--rate-so-far", *given)
    assert made.exit_code == 2
    assert "low and its high end" in made.stderr


def test_a_band_is_given_once(files: Path, fullcount: Run) -> None:
    made = fullcount("audit", "plan", files / "frame.csv", "--band", "good=90", "--band", "good =80")
    assert made.exit_code == 2
    assert "twice" in made.stderr


def test_days_at_the_end_of_the_calendar_are_refused(files: Path, fullcount: Run) -> None:
    far = files / "far.csv"
    for day in ("9999-12-31", "0001-01-01"):
        far.write_text(f"report_id,date\na,{day}\n")
        assert fullcount("audit", "backlog", far, "--capacity", 1).exit_code == 3
        pl.read_csv(far, try_parse_dates=True).write_parquet(files / "far.parquet")
        assert fullcount("audit", "backlog", files / "far.parquet", "--capacity", 1).exit_code == 3
    asked = fullcount("audit", "backlog", files / "misses.csv", "--capacity", 1, "--as-at", "9999-12-31")
    assert asked.exit_code == 2


def test_a_name_with_a_line_break_forges_no_line(files: Path, fullcount: Run) -> None:
    ids = files / "ids.csv"
    ids.write_text('report_id,date\n"a\n=1",2026-11-01\n')
    made = fullcount("audit", "backlog", ids, "--capacity", 1)
    assert made.exit_code == 3
    assert "line break" in made.stderr
    rows = [(f"R{i}", who, ("crime", "none")[i % 2], "\nforged: 1") for i in range(30) for who in "AB"]
    pl.DataFrame(rows, schema=["report_id", "reviewer", "mark", "rule"], orient="row").write_csv(files / "marks.csv")
    told = fullcount("audit", "agreement", files / "marks.csv")
    assert told.exit_code == 0
    assert not any(line.startswith("forged") for line in told.stdout.splitlines())


def test_remarks_are_no_marks(files: Path, fullcount: Run) -> None:
    rows = [(f"R{i}", who, f"remark {i}") for i in range(51) for who in "AB"]
    pl.DataFrame(rows, schema=["report_id", "reviewer", "mark"], orient="row").write_csv(files / "marks.csv")
    made = fullcount("audit", "agreement", files / "marks.csv")
    assert made.exit_code == 3
    assert "51 different marks" in made.stderr


def test_a_crosscheck_takes_one_list_by_several_spellings_for_one(files: Path, fullcount: Run) -> None:
    text = (files / "lists.csv").read_text()
    plain = json.loads(fullcount("audit", "crosscheck", files / "lists.csv", "--format", "json").stdout)
    (files / "lists.csv").write_text(text.replace(",A\n", ",a \n", 40))
    made = json.loads(fullcount("audit", "crosscheck", files / "lists.csv", "--format", "json").stdout)
    assert made["total"] == pytest.approx(plain["total"])
    assert made["seen"] == plain["seen"]
    assert len(made["lists"]) == 3
    assert "capitals or blanks" in made["warnings"][0]


def test_a_crosscheck_that_cannot_be_is_refused(files: Path, fullcount: Run) -> None:
    ask = ("audit", "crosscheck", files / "lists.csv")
    assert fullcount(*ask, "--sample", "nowhere", "--chance", "0.3").exit_code == 2
    wrong = fullcount(*ask, "--sample", "A", "--chance", "0.0001")
    assert wrong.exit_code == 3
    assert "cannot have been drawn" in wrong.stderr
    assert "There are about" not in wrong.stdout
    shutil.copy(files / "lists.csv", files / "one.csv")
    pl.read_csv(files / "one.csv").filter(pl.col("list") == "A").write_csv(files / "one.csv")
    assert fullcount("audit", "crosscheck", files / "one.csv").exit_code == 3


def test_no_pair_of_lists_tells_of_fewer_than_all_lists_show(files: Path, fullcount: Run) -> None:
    rows = [(f"R{i}", name) for i in range(40) for name in "AB"] + [(f"S{i}", "C") for i in range(200)]
    rows += [(f"R{i}", "C") for i in range(20)]
    pl.DataFrame(rows, schema=["report_id", "list"], orient="row").write_csv(files / "lists.csv")
    made = json.loads(fullcount("audit", "crosscheck", files / "lists.csv", "--format", "json").stdout)
    assert made["seen"] == 240
    ends = [pair["total"][end] for pair in made["pairs"] if pair["total"] for end in ("estimate", "low", "high")]
    assert len(ends) >= 3
    assert min(ends) >= 240


@pytest.mark.parametrize("option", [("--of", "report_id"), ("--of", "ok", "--among", "report_id")])
def test_what_tells_of_the_draw_is_not_rated(option: tuple[str, ...], files: Path, fullcount: Run) -> None:
    (files / "s.csv").write_text("report_id,ok\nR1,yes\nR2,no\n")
    made = fullcount("audit", "estimate", files / "s.csv", "--population", "100", *option)
    assert made.exit_code == 2
    assert "cannot be used" in made.stderr


ODD = {
    "lists": [[1]], "structs": [{"a": 1}], "spans": [timedelta(1)], "bytes": [b"1"],
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("column", ["report_id", "crimes_disclosed"])
def test_a_column_of_another_kind_is_refused_with_its_name(what: str, column: str, files: Path, fullcount: Run) -> None:
    cells = {"report_id": ["R1"], "crimes_disclosed": ["1"], "crimes_recorded": ["1"]} | {column: ODD[what]}
    pl.DataFrame(cells).write_parquet(files / "s.parquet")
    made = fullcount("audit", "estimate", files / "s.parquet", "--population", "100")
    assert made.exit_code == 3
    assert f"column {column}: holds" in made.stderr


def test_decimals_and_categories_are_read(files: Path, fullcount: Run) -> None:
    n = 100
    pl.DataFrame({
        "report_id": pl.Series([f"R{i}" for i in range(n)]).cast(pl.Categorical),
        "crimes_disclosed": [Decimal("1.00")] * n, "crimes_recorded": [Decimal(i % 10 > 0) for i in range(n)],
    }).write_parquet(files / "s.parquet")  # fmt: skip
    made = fullcount("audit", "estimate", files / "s.parquet", "--population", "1000", "--format", "json")
    assert json.loads(made.stdout)["rate"]["estimate"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"report_id,crimes_disclosed,crimes_recorded,crimes_recorded\nR1,1,1,0\n", "is there twice"),
        (b"report_id, crimes_disclosed,crimes_recorded,crimes_disclosed\nR1,1,1,0\n", "is there twice"),
        (b"report_id;crimes_disclosed;crimes_recorded\nR1;1;1\n", "semicolons"),
        (b"report_id\tcrimes_disclosed\tcrimes_recorded\nR1\t1\t1\n", "tabs"),
        ("report_id,crimes_disclosed,crimes_recorded\nR1,1,1\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_header_that_cannot_be_meant_is_told(table: bytes, says: str, files: Path, fullcount: Run) -> None:
    (files / "s.csv").write_bytes(table)
    made = fullcount("audit", "estimate", files / "s.csv", "--population", "100")
    assert made.exit_code == 3
    assert says in made.stderr
