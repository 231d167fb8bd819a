"""Hostile text in every column of a report: nothing acts, nothing is lost, no word of a report is printed or raised.

`PLANTED` marks stand in what only a report says (its words, place, surname). They may stand in the store and in
quarantine.csv, which keeps originals; never in a message, an exception, the page or result.json.
"""

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from fullcount.cli import main
from fullcount.core.errors import FullcountError
from fullcount.pipeline.prepare.draft import draft
from fullcount.pipeline.prepare.examine import examine
from fullcount.pipeline.run import RunRequest, run
from small_force import CODES, crime, report, write_small_force

PLANTED = "zqxplanted"
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><b>", "{{ 7*7 }} {% raw %}", "&lt;b&gt;",
    "=1+1", "+1+1", "-1+1|cmd", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1", "x;=1+1", "x\t=1+1",
    "a\n=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"x\";\"y\")", "＝1+1", "\u200b=1+1", "\ufeff=1+1",
    "\x1b[2J\x1b]0;title\x07", "\x9b31m", "a\u202eb\u2066c", "z\u200bero\u2060width", "tag\U000e0041\U000e007f",
    "nul\x00byte", "line\u2028sep", "שרה לוי", "محمد علي",
    "👩‍👩‍👧‍👦👮🏽", "Zoë’s “flat”", "a,b;c\t\"d\"", "CON",
    "../../etc/passwd", "%n%s%x", "\\", "''",
)  # fmt: skip
FORMULA = re.compile(r"^[\s'\"]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def hostile_reports() -> list[dict[str, str]]:
    """Return a report for each hostile text, which stands in every column that takes words."""
    rows = []
    for number, text in enumerate(HOSTILE, 1):
        own = report(number, opening_code=f"ASLT{text}", closing_code=text, disposition=text, district=text, route=text)
        said = f"{text} he punched her {PLANTED}a {text}"
        words = {"text": said, "place": f"{text}{PLANTED}b", "surname": f"{text}{PLANTED}c"}
        rows.append(own | words | {"report_id": f"{text}{number}"})
    long = {"text": f"{PLANTED}d " * 90_000, "place": "p" * 200_000, "district": "d" * 70_000}
    rows.append(report(90, opening_code="ASLT", **long))
    rows.append(report(91, opening_code="ASLT", text=f"punched him {PLANTED}e", disposition="RT"))
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    records = [crime(1, offence_code="=8N")]
    write_small_force(made / "force", reports=hostile_reports(), crimes=records)
    (made / "force" / "codes.csv").write_text(CODES + "type,ASLT*,8N,\n", encoding="utf-8")
    for form in ("table", "line", "json"):
        result = called("run", made / "force", "--out", made / "out", "--format", form)
        assert result.exit_code == 0, result.stderr
        assert_harmless(result)
    return made


def called(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def assert_harmless(result: Result, *, says_words: bool = False) -> None:
    """Assert that nothing printed can act on a terminal, and that no planted mark was printed."""
    for text in (result.stdout, result.stderr):
        assert all(char == "\n" or char.isprintable() for char in text)
        assert says_words or PLANTED not in text


def test_every_report_is_in_the_ledger_or_set_aside(folder: Path) -> None:
    result = json.loads((folder / "out" / "result.json").read_text(encoding="utf-8"))
    reports = next(row for row in result["loaded"] if row["table"] == "reports")
    assert reports["read"] == reports["accepted"] + reports["quarantined"] == len(HOSTILE) + 2
    assert result["ledger"]["population"] == reports["accepted"]
    assert reports["accepted"] > len(HOSTILE) / 2, "text that is strange is no reason to refuse a report"


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_nothing_in_the_page_acts_or_hides(folder: Path) -> None:
    text = (folder / "out" / "index.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert not page.tags & {"script", "iframe", "object", "embed", "img", "base", "form"}
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in {"src", "action", "formaction", "srcdoc"}
        assert name not in {"href", "xlink:href"} or value.startswith("#") or value == "data:,"
    assert not [char for char in text if unicodedata.category(char) in {"Cc", "Co", "Cn"} and char not in "\n\t"]
    assert not set("\u202e\u2066\u200b\u2060\u2028\x9b\x1b\x00") & set(text)


def test_no_word_of_a_report_is_on_the_page_or_in_the_result(folder: Path) -> None:
    for name in ("index.html", "result.json", "findings.csv"):
        assert PLANTED not in (folder / "out" / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    "name",
    [
        "fairness.csv",
        "findings.csv",
        "misclassified.csv",
        "quarantine.csv",
        "reclassified.csv",
        "signals.csv",
        "to_read.csv",
    ],
)
def test_no_cell_is_a_formula_in_any_spreadsheet(folder: Path, name: str) -> None:
    text = (folder / "out" / name).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, "every row has every cell"
    cells = {cell for row in rows for cell in row}
    split_elsewhere = {part for cell in cells for part in re.split(r"[;\t\r\n]", cell)[1:]}
    for cell in cells:
        assert NUMBER.fullmatch(cell) or not FORMULA.match(cell) or cell.startswith("'"), cell
    for part in split_elsewhere:
        assert not FORMULA.match(part) or part.strip(' "').startswith("'"), part
    kept = "\n\t\r\u200c\u200d\u00a0\u3000"
    assert not [char for cell in cells for char in cell if not char.isprintable() and char not in kept]


def test_the_findings_read_back_as_they_are(folder: Path) -> None:
    path = folder / "out" / "findings.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert pl.read_csv(path, infer_schema=False).fill_null("").to_dicts() == rows
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    ledger = pl.read_parquet(folder / "out" / "ledger.parquet")
    assert {row["report_id"].lstrip("'") for row in rows} & set(ledger["report_id"]), "plain numbers stay as they are"


def test_explain_tells_of_every_hostile_number(folder: Path) -> None:
    numbers = pl.read_parquet(folder / "out" / "ledger.parquet")["report_id"].to_list()
    for number in numbers[:: max(1, len(numbers) // 12)]:
        for form in ("table", "json"):
            told = called("explain", "--out", folder / "out", "--format", form, "--", number)
            assert told.exit_code == 0, told.stderr
            assert_harmless(told, says_words=True)
        assert json.loads(told.stdout)["report_id"] == number
    missing = called("explain", "--out", folder / "out", "--", "none\x1b[2J\u202e")
    assert missing.exit_code == 7
    assert_harmless(missing)


BREAKS = {
    "no column of that name": lambda folder: broken_text(folder / "force.toml", '"Opened"', '"Opening"'),
    "a damaged code table": lambda folder: (folder / "codes.csv").write_text("kind,code,means\nx,y,z\n"),
    "dates that are none": lambda folder: broken_text(folder / "reports.csv", "2026-03", "2026-77"),
    "days and months alike": lambda folder: broken_text(folder / "reports.csv", "2026-03-02", "03/04/2026"),
    "a file of no form": lambda folder: broken_text(folder / "reports.csv", "Incident No,", f"{PLANTED},"),
    "an archive cut short": lambda folder: (folder / "reports.csv").write_bytes(b"\x1f\x8b\x08\x00" + PLANTED.encode()),
    "a workbook that is none": lambda folder: (folder / "reports.csv").write_bytes(b"PK\x03\x04" + PLANTED.encode()),
    "JSON lines that are none": lambda folder: (folder / "reports.csv").write_text('{"a": "' + PLANTED + '"\n{"b"'),
    "bytes of no encoding": lambda folder: (folder / "reports.csv").write_bytes(
        b"Incident No,Log\n\xff\xfe\x00\x81," + PLANTED.encode()
    ),
    "an unclosed quotation": lambda folder: (folder / "reports.csv").write_text(f'Incident No,Log\n1,"{PLANTED}'),
    "a model of words": lambda folder: (folder / "linkage.json").write_text(PLANTED),
}  # fmt: skip


def broken_text(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", BREAKS)
def test_no_message_and_no_exception_holds_a_word_of_a_report(name: str, tmp_path: Path) -> None:
    rows = [report(n, opening_code="ASLT", text=f"{PLANTED} said", place=PLANTED, surname=PLANTED) for n in range(1, 6)]
    folder = write_small_force(tmp_path / "force", reports=rows, crimes=[crime(1)])
    BREAKS[name](folder)
    try:
        run(RunRequest(folder, tmp_path / "raised"))
    except FullcountError as error:
        held = "".join(map(repr, (error, error.args, error.faults, str(error), error.__cause__)))
        assert PLANTED not in held.replace(f"'{PLANTED}'", "" if "no form" in name else PLANTED)
    printed = called("run", folder, "--out", tmp_path / "out")
    assert PLANTED not in printed.stdout + printed.stderr
    assert PLANTED not in str([*examine(folder, None, None).faults, *examine(folder, None, None).cautions])


def test_a_draft_holds_no_word_of_a_report(tmp_path: Path) -> None:
    rows = [report(n, opening_code="ASLT", text=f"{PLANTED} said", place=PLANTED, surname=PLANTED) for n in range(1, 6)]
    folder = write_small_force(tmp_path / "force", reports=rows, crimes=[])
    made = draft(tmp_path / "new", folder)
    assert PLANTED not in made.toml + str(made.codes) + str(made.unsure)
