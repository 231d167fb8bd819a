"""What force.toml says of entries, and every way in which it can be wrong."""

import re
from pathlib import Path

import pytest

from fullcount.core.errors import ConfigError
from fullcount.pipeline.config import Entries, read_config

TOML = """
[force]
name = "Small Police"
[extracts.reports]
files = ["r.csv"]
[extracts.reports.columns]
report_id = "Log No"
reported_at = "Time"
text = { join = ["Log Words", "Result"], with = " / " }
[extracts.reports.entries]
"""
SOUND = 'log = "Log No"\norder = "Seq"\nline = ["Time", "Text"]\nwords = "Log Words"\n'


def faults(folder: Path, entries: str, toml: str = TOML) -> list[str]:
    (folder / "force.toml").write_text(toml + entries, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(folder)
    return [str(fault) for fault in raised.value.faults]


def test_entries_are_read(tmp_path: Path):
    (tmp_path / "force.toml").write_text(TOML + SOUND, encoding="utf-8")
    extract = read_config(tmp_path).extracts["reports"]
    assert extract.entries == Entries("Log No", ("Time", "Text"), "Log Words", "Seq")
    assert extract.named["entries: Seq"] == ("Seq",)
    (tmp_path / "force.toml").write_text(TOML + SOUND.replace('order = "Seq"\n', ""), encoding="utf-8")
    assert read_config(tmp_path).extracts["reports"].entries == Entries("Log No", ("Time", "Text"), "Log Words")
    (tmp_path / "force.toml").write_text(TOML.replace("[extracts.reports.entries]", ""), encoding="utf-8")
    assert read_config(tmp_path).extracts["reports"].entries is None


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (SOUND + 'sort = "x"\n', ["unknown key 'sort' -> known keys: line, log, order, words"]),
        (SOUND.replace('log = "Log No"\n', ""), ["log is required"]),
        (SOUND.replace('"Log No"', '""'), ["log is required"]),
        (SOUND.replace('"Log No"', "7"), ["log must be text, not int"]),
        (SOUND.replace('line = ["Time", "Text"]\n', ""), ["line is required"]),
        (SOUND.replace('["Time", "Text"]', "[1]"), ["line must be text or a list of texts"]),
        (SOUND.replace('["Time", "Text"]', '["Time", ""]'), ["line is required"]),
        (SOUND.replace('"Seq"', "true"), ["order must be text, not bool"]),
        (SOUND.replace('words = "Log Words"\n', ""), ["words is required"]),
        (SOUND.replace('words = "Log Words"', 'words = "Lines"'), ["words 'Lines' is not used by any column"]),
        (SOUND.replace('words = "Log Words"', 'words = "Text"'), ["words 'Text' is the name of a column"]),
        (SOUND.replace('"Log Words"', '"source_file"'), ["words 'source_file' is the name of a column"]),
        ("", ["log is required", "line is required", "words is required"]),
        ('logs = "x"\n', ["unknown key 'logs'", "log is required", "line is required", "words is required"]),
    ],
)  # fmt: skip
def test_faults_are_told_with_what_to_do(tmp_path: Path, entries: str, said: list[str]):
    found = faults(tmp_path, entries)
    assert len(found) == len(said)
    for fault, words in zip(found, said, strict=True):
        assert fault.startswith(f"force.toml [extracts.reports.entries]: {words}")


def test_entries_that_are_no_table_and_entries_of_another_extract_are_faults(tmp_path: Path):
    as_text = TOML.replace("[extracts.reports.entries]\n", "").replace(
        "[extracts.reports.columns]", 'entries = "x"\n[extracts.reports.columns]'
    )
    assert faults(tmp_path, "", as_text) == [
        "force.toml [extracts.reports.entries]: must be a table -> [extracts.reports.entries]"
    ]
    mapped = '[extracts.calls.columns]\ncall_id = "a"\ncalled_at = "b"\n'
    calls = f'[extracts.calls]\nfiles = ["c.csv"]\n{mapped}[extracts.calls.entries]\n'
    assert faults(tmp_path, SOUND + calls + SOUND) == [
        "force.toml [extracts.calls.entries]: is known for reports only -> [extracts.reports.entries]"
    ]


def test_the_example_in_the_documents_is_valid(tmp_path: Path):
    page = Path(__file__).parents[3] / "docs" / "force-toml.md"
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    (example,) = (block for block in blocks if "[extracts.reports.entries]" in block)
    text = f'[extracts.reports]\nfiles = ["sheets/*.csv"]\n{example}'
    (tmp_path / "force.toml").write_text(text, encoding="utf-8")
    extract = read_config(tmp_path).extracts["reports"]
    assert extract.entries == Entries("Log No", ("Time", "Author", "Text"), "Log Words", "Seq")
