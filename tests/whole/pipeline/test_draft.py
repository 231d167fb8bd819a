"""What `fullcount init` drafts, and that `fullcount check` takes it."""

import os
from pathlib import Path

import polars as pl
import pytest

from fullcount.core.errors import ConfigError
from fullcount.core.tables import EXTRACTS, TABLES, Kind
from fullcount.pipeline.config import read_config
from fullcount.pipeline.prepare.draft import draft, write_draft
from fullcount.pipeline.prepare.examine import examine
from fullcount.pipeline.prepare.guesses import by_name, guess

REAL = Path(os.environ.get("FULLCOUNT_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
OPEN_DATES = {"reno"}
"""Three days of one October: nothing in the files tells day from month."""


def drafted(folder: Path, **files: str | bytes) -> dict[str, dict[str, object]]:
    """Return what is drafted for some files: canonical column -> source, by table."""
    data = folder / "data"
    data.mkdir()
    for name, body in files.items():
        (data / name.replace("_", ".")).write_bytes(body.encode() if isinstance(body, str) else body)
    write_draft(draft(folder / "force", data), folder / "force")
    return {name: dict(extract.columns) for name, extract in read_config(folder / "force").extracts.items()}


def test_columns_are_told_by_their_names_however_they_are_written():
    header = ["Incident_No", "DATE REPORTED", "Opening.Type", "free-text", "Post Code"]
    assert by_name(header, "reports") == {
        "report_id": "Incident_No", "reported_at": "DATE REPORTED", "opening_code": "Opening.Type", "text": "free-text",
        "postcode": "Post Code",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        ({"Log No": ["1"], "Reported": ["2026-05-12"], "Type": ["A"]}, "reports"),
        ({"Crime No": ["1"], "Offence": ["8N"], "Recorded": ["2026-05-12"]}, "crimes"),
        ({"Call Id": ["1"], "Called At": ["2026-05-12"], "Line": ["999"]}, "calls"),
        ({"Review Id": ["1"], "Report Id": ["1"], "Crimes Disclosed": ["1"]}, "audit_reviews"),
        (
            {"Log No": ["1", "2"], "Date": ["2026-05-12"] * 2, "Nature": ["A"] * 2, "Case Number": ["7", None]},
            "reports",
        ),
        ({"Log No": ["1", "2"], "Date": ["2026-05-12"] * 2, "Nature": ["A"] * 2, "Case Number": ["7", "8"]}, "crimes"),
        ({"something": ["1"], "else": ["x"]}, ""),
    ],
)
def test_what_a_row_is_is_told_by_the_columns_and_never_by_the_file_name(
    columns: dict[str, list[str | None]], table: str
):
    assert guess("any.csv", pl.DataFrame(columns)).table == table


KEPT = [name for name in EXTRACTS if not TABLES[name].feeds_ledgers]


@pytest.mark.parametrize("name", KEPT)
def test_a_table_in_its_own_words_is_drafted_whole_whatever_file_lies_beside_it(name: str, tmp_path: Path):
    """And none of its codes is asked for: the code table is for reports and crimes."""
    table = TABLES[name]
    cells = {Kind.TIME: "2026-05-13 09:30", Kind.WHOLE: "7", Kind.YES_NO: "Y", Kind.LIST: "a;b"}
    head = ",".join(column.name.replace("_", " ").title() for column in table.columns)
    row = ",".join(cells.get(column.kind, "x") for column in table.columns)
    columns = drafted(tmp_path, t_csv=f"{head}\n{row}\n", r_csv="Log No,Reported,Type\n1,2026-05-13,A\n")
    assert set(columns) == {name, "reports"}
    assert set(columns[name]) == {column.name for column in table.columns}
    lists = [column.name for column in table.columns if column.kind is Kind.LIST]
    assert all(columns[name][column].separator == ";" for column in lists)
    assert (tmp_path / "force" / "codes.csv").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (("Outcome Ref", "Crime Number", "Outcome", "Outcome Date"), "outcomes"),
        (("Cancellation No", "Crime Number", "Code", "Date Cancelled"), "cancellations"),
        (("Enquiry No", "Crime No", "Type", "Raised", "Completed"), "enquiries"),
        (("Entry No", "Crime No", "Entered", "Supervisor", "Entry"), "supervisor_entries"),
        (("Event No", "Crime No", "Event", "Happened"), "case_events"),
        (("Victim Ref", "Crime Number", "Year Of Birth", "Needs"), "victims"),
        (("Contact Ref", "Victim Ref", "Contact Date", "Method"), "contacts_made"),
        (("Posting Ref", "Collar No", "Rank", "Team", "From", "To"), "roster"),
        (("Absence Ref", "Collar No", "From", "To", "Reason"), "absences"),
        (("Exemption Ref", "Collar No", "Reason", "Expires"), "exemptions"),
        (("Record Id", "Collar No", "Module", "Due", "Passed"), "course_records"),
        (("Answer Id", "Collar No", "Item", "Correct"), "course_answers"),
        (("Contact No", "Received", "About", "Owner", "Status"), "helpline_contacts"),
        (("Promise No", "Exact Words", "Said By", "Due"), "promises"),
        (("Crime Number", "Victim Ref", "Offence", "Date Recorded"), "crimes"),
        (("Event No", "Event Time", "Event Type", "Crime No", "Remarks"), "reports"),
        (("Contact No", "Received", "Type", "Remarks"), "reports"),
        (("Entry No", "Crime No", "Date", "Type", "Text"), "reports"),
        (("Ref", "Received", "By", "Text"), "reports"),
    ],
)
def test_what_follows_a_record_is_told_by_its_columns(columns: tuple[str, ...], table: str):
    assert guess("any.csv", pl.DataFrame({name: ["2026-05-13"] for name in columns})).table == table


def test_a_log_that_names_a_crime_at_times_is_no_table_of_crimes():
    columns = {"Event No": ["1", "2"], "Event": ["arrest"] * 2, "Happened": ["2026-05-13"] * 2}
    assert guess("any.csv", pl.DataFrame(columns | {"Crime No": ["7", "8"]})).table == "case_events"
    assert guess("any.csv", pl.DataFrame(columns | {"Crime No": ["7", None]})).table == "reports"


def test_a_sheet_of_entries_is_said_to_look_like_one(tmp_path: Path):
    (tmp_path / "r.csv").write_text("Log No,Seq,Reported,Text\n1,1,2026-05-13,x\n1,2,2026-05-13,y\n")
    assert any("'Seq' looks like the number of an entry" in line for line in draft(tmp_path, None).unsure)
    (tmp_path / "r.csv").write_text("Log No,Reported,Text\n1,2026-05-13,x\n")
    assert not any("number of an entry" in line for line in draft(tmp_path, None).unsure)


def test_a_date_beside_a_time_a_narrative_and_a_list_are_told_by_what_stands_in_them(tmp_path: Path):
    rows = "".join(
        f"{n},{n + 1:02}/05/2026,10:{n:02},A // B,the caller of that evening says that window {n} was broken\n"
        for n in range(28)
    )
    columns = drafted(tmp_path, r_csv="Log No,Date,Time,Type,What it says\n" + rows)["reports"]
    assert columns["reported_at"].columns == ("Date", "Time")
    assert columns["text"].columns == ("What it says",)
    assert columns["opening_code"].separator == "//"


def test_a_table_without_a_number_gets_one_made_from_the_row(tmp_path: Path):
    assert drafted(tmp_path, r_csv="When,Type\n2026-05-12 10:30,A\n")["reports"]["report_id"].how == "row"


def test_a_number_that_is_sometimes_blank_falls_back_on_the_row(tmp_path: Path):
    assert drafted(tmp_path, r_csv="Log No,Reported,Type\n1,2026-05-12,A\n,2026-05-12,B\n")["reports"][
        "report_id"
    ].or_row


def test_the_order_of_one_column_settles_the_others(tmp_path: Path):
    drafted(tmp_path, r_csv="Log No,Reported,From\n1,03/04/2026,02/04/2026\n2,05/04/2026,25/03/2026\n")
    assert read_config(tmp_path / "force").extracts["reports"].date_order == "dmy"


def test_what_cannot_be_told_is_said(tmp_path: Path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "r.csv").write_text("Log No,Reported,From\n1,03/04/2026,between two and three\n2,05/04/2026,no idea\n")
    (data / "s.csv").write_text("Ref,Received\n1,13/04/2026\n")
    (data / "odd.csv").write_text("a,b\n1,2\n")
    (data / "bad.gz").write_bytes(b"\x1f\x8b\x08")
    unsure = "\n".join(draft(tmp_path / "force", data).unsure)
    for said in (
        "time_zone",
        "set date_order",
        "most values are no dates",
        "looks like reports too",
        "cannot tell what a row is",
        "bad.gz cannot be unpacked",
    ):
        assert said in unsure


def test_names_that_toml_would_stumble_over_are_quoted(tmp_path: Path):
    columns = drafted(tmp_path, r_csv='"Log ""No""\\",Reported,"Odd \x7f, one"\n1,2026-05-12,A\n')
    assert columns["reports"]["report_id"].columns == ('Log "No"\\',)


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "r.csv").write_text("Log No,Reported\n1,2026-05-12\n")
    made = draft(tmp_path, None)
    write_draft(made, tmp_path)
    before = (tmp_path / "force.toml").read_bytes()
    with pytest.raises(ConfigError, match=r"force\.toml: exists already"):
        write_draft(made, tmp_path)
    assert (tmp_path / "force.toml").read_bytes() == before


def test_a_folder_with_nothing_in_it_is_a_fault(tmp_path: Path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "t.csv").write_text("Log No,Reported\n1,2026-05-12\n")
    with pytest.raises(ConfigError, match="holds no file to look at"):
        draft(tmp_path / "force", tmp_path)


def test_the_draft_of_the_simulated_force_loads_as_its_own_force_toml_does(simulated: Path, tmp_path: Path):
    write_draft(draft(tmp_path / "force", simulated), tmp_path / "force")
    found = examine(tmp_path / "force", simulated, None)
    assert found.faults == []
    assert set(read_config(tmp_path / "force").extracts) == set(read_config(simulated).extracts)
    own = examine(simulated, None, None)
    assert {row.split(" rows")[0] for row in found.rows} == {row.split(" rows")[0] for row in own.rows}
    assert len(found.cautions) > len(own.cautions), "its codes have no meaning yet"
    assert sum("quarantined" in str(fault) for fault in found.cautions) <= sum(
        "quarantined" in str(fault) for fault in own.cautions
    )


@pytest.mark.real
@pytest.mark.parametrize("name", ["chicago", "cornell", "laguna_beach", "reno", "seattle", "ucsd", "usc"])
def test_the_draft_of_a_real_force_loads_where_its_dates_allow_it(name: str, tmp_path: Path):
    if not (REAL / name).is_dir():
        pytest.skip(f"the real extracts of {name} are not here: set FULLCOUNT_DATA")
    write_draft(draft(tmp_path / "force", REAL / name), tmp_path / "force")
    found = examine(tmp_path / "force", REAL / name, None)
    open_dates = [fault for fault in found.faults if "set date_order" in fault.what]
    assert found.faults == open_dates
    assert bool(open_dates) == (name in OPEN_DATES)
