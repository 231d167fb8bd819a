"""The notifiable offence list: spans in law, titles, counting units; and every fault of its two files."""

from datetime import date, timedelta

import pytest

from fullcount.rulebook.notifiable import (
    CORRECTION_COLUMNS,
    CORRECTIONS,
    NEVER,
    NOTIFIABLE,
    NOTIFIABLE_COLUMNS,
    parse_notifiable,
)

START = "8N,008/77,Strangulation,An Act,Sec 1,E,5y,V,Violence against the person,Violence with injury,one per victim"
LIST = [
    f"{START},yes,2022-06-07,,2022-05-01",
    f"{START.replace('8N', '8S', 1)},yes,2025-04-01,,2025-04-01",
    "8Q,008/65,Stalking,An Act,,E,10y,V,Violence against the person,,,yes,,,2012-11-01",
    "8R,008/71,Older title,An Act,,E,2y,V,Violence against the person,,,no,2015-04-13,2024-01-31,",
    "8R,008/71,Newer title,An Act,,E,2y,V,Violence against the person,,one per victim,yes,2014-01-01,2023-01-31,",
    "99,099/99,Two rows,An Act,,E,,S,Other,,,yes,2020-01-01,2010-01-01,",
    "99,099/01,Dated and undated,An Act,,E,2y,S,Other,,,no,2020-01-01,2021-01-01,",
    "99,099/01,Dated and undated,Another,,E,2y,S,Other,,,no,,,",
    "10C,008/10,Not yet,An Act,,E,5y,S,Possession of weapons,,,yes,,,",
]
CORRECTED = [
    "8S,008/77,2022-06-07,,the row of 8N,seen",
    "8Q,008/65,2012-11-25,,an Act,recalled",
    "10C,008/10,not-in-force,,the list,seen",
]


def texts(rows=LIST, corrections=CORRECTED):
    return {
        NOTIFIABLE: "\n".join([",".join(NOTIFIABLE_COLUMNS), *rows]),
        CORRECTIONS: "\n".join([",".join(CORRECTION_COLUMNS), *corrections]),
    }


def parsed(**changes):
    faults = []
    found = parse_notifiable(texts(**changes), faults)
    assert not faults
    return found


@pytest.mark.parametrize(
    ("class_", "code", "days"),
    [
        ("8N", "008/77", (date(2022, 6, 7), None)),
        ("8S", "008/77", (date(2022, 6, 7), None)),  # corrected: put into the class later than into law
        ("8Q", "008/65", (date(2012, 11, 25), None)),  # corrected: the list gives no date
        ("8R", "008/71", (date(2014, 1, 1), date(2024, 1, 31))),  # two rows joined
        ("99", "099/01", (None, None)),  # one row is open, so the pair is
        ("99", "099/99", (None, None)),  # dates that contradict each other say nothing
        ("10C", "008/10", (NEVER, None)),
        ("8N", "999/99", (None, None)),  # not on the list
    ],
)
def test_the_days_in_law_join_all_rows_of_a_class_and_code(class_, code, days):
    assert parsed().law_days(class_, code) == days


def test_without_corrections_the_list_speaks_for_itself():
    assert parsed(corrections=[]).law_days("8S", "008/77") == (date(2025, 4, 1), None)
    assert parsed(corrections=[]).law_days("8Q", "008/65") == (None, None)


def test_both_ends_belong_to_the_span():
    found, day = parsed(), timedelta(days=1)
    first, last = found.law_days("8R", "008/71")
    inside = [found.is_in_law("8R", "008/71", moment) for moment in (first - day, first, last, last + day)]
    assert inside == [False, True, True, False]


def test_an_offence_not_yet_in_force_is_in_law_on_no_day():
    assert not parsed().is_in_law("10C", "008/10", date(2026, 5, 4))


def test_what_is_not_on_the_list_is_not_denied():
    assert parsed().is_in_law("8N", "999/99", date(1900, 1, 1))
    assert not parsed().is_listed("8N", "999/99")


def test_titles_and_counting_units():
    found = parsed()
    assert found.title("8R", "008/71") == "Newer title"  # the current row before the ended one
    assert found.title("99", "099/01") == "Dated and undated"
    assert found.title("8N", "999/99") == ""
    assert found.counting_unit("8R") == "one per victim"
    assert found.counting_unit("99") == found.counting_unit("8Z") == ""
    assert found.is_listed("8R", "008/71")
    assert not found.is_listed("99", "099/01")
    assert [row.max_sentence for row in found.rows][5] == ""


# file | line to find | line to put in its place | where | words that the fault must hold
FAULTS = [
    (NOTIFIABLE, "yes,2022-06-07", "yes,7 June 2022", "line 2", "commencement '7 June 2022' is no day"),
    (NOTIFIABLE, "yes,2022-06-07", "yes,20220607", "line 2", "commencement '20220607' is no day"),
    (NOTIFIABLE, "yes,2022-06-07,,", "yes,2022-06-07,2022-02-30,", "line 2", "cessation '2022-02-30' is no day"),
    (NOTIFIABLE, "yes,2022-06-07", "Y,2022-06-07", "line 2", "current is 'Y'"),
    (NOTIFIABLE, "E,5y", "E,5", "line 2", "maximum sentence '5' cannot be read"),
    (NOTIFIABLE, "8Q,008/65,Stalking", "8Q,,Stalking", "line 4", "the code is blank"),
    (NOTIFIABLE, "8Q,008/65,Stalking,An Act", "8Q,008/65,Stalking", "line 4", "14 cells, not 15"),
    (NOTIFIABLE, "class,ho_code", "class,home", "", "columns are missing: ho_code"),
    (CORRECTIONS, "2012-11-25", "soon", "line 3", "commencement 'soon' is no day"),
    (CORRECTIONS, "2012-11-25,,", "2012-11-25,2011-11-25,", "line 3", "begins on 2012-11-25 and ends on 2011-11-25"),
    (CORRECTIONS, "an Act,recalled", ",recalled", "line 3", "the source is blank"),
    (CORRECTIONS, "an Act,recalled", "an Act,sure", "line 3", "'sure' is not seen or recalled"),
    (CORRECTIONS, "8Q,008/65", "8Q,008/66", "line 3", "8Q 008/66 is not in notifiable.csv"),
    (CORRECTIONS, "8Q,008/65", "8S,008/77", "line 3", "8S 008/77 is there twice"),
    (CORRECTIONS, "class,code", "class,ho_code", "", "columns are missing: code"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "words"), FAULTS)
def test_each_fault_is_named_with_where_and_what_next(name, old, new, line, words):
    files, faults = texts(), []
    assert old in files[name]
    parse_notifiable(files | {name: files[name].replace(old, new, 1)}, faults)
    (fault, *_) = [fault for fault in faults if words in fault.what]
    assert fault.where == f"{name} {line}".strip()
    assert fault.todo


@pytest.mark.parametrize("name", [NOTIFIABLE, CORRECTIONS])
def test_a_missing_file_is_a_fault(name):
    faults = []
    parse_notifiable({key: text for key, text in texts().items() if key != name}, faults)
    assert any(fault.where == name and "missing" in fault.what for fault in faults)
