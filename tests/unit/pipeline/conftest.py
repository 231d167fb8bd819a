"""What the tests of loading share: a file written and loaded in one call, and workbooks made without a spreadsheet."""
# ruff: noqa: E501 - workbooks are XML, and its addresses are long

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import polars as pl
import pytest

from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import PartCounts, load_part, part_key

COLUMNS = {"report_id": Source(("id",)), "reported_at": Source(("at",)), "text": Source(("log",))}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: the rows taken, what was set aside, the counts."""

    rows: pl.DataFrame
    aside: pl.DataFrame
    counts: PartCounts

    @property
    def ids(self) -> list[str]:
        return self.rows["report_id"].to_list()

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return self.aside.select("row", "reason").rows()


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Give a function that writes bytes to a file and loads it as reports; keywords go to the extract."""

    def loaded(
        raw: bytes, name: str = "reports.csv", *, zone: str = "Europe/London", table: str = "reports", **given: Any
    ) -> Loaded:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        extract = ExtractConfig(table, (name,), given.pop("columns", COLUMNS), **given)
        source = sources.source_file(table, name, path)
        counts = load_part(source, extract, zone, None, tmp_path / "part")
        stem = str(tmp_path / "part" / part_key(source, extract, zone, None))
        found = Loaded(pl.read_parquet(f"{stem}.rows.parquet"), pl.read_parquet(f"{stem}.quarantine.parquet"), counts)
        assert counts.read == counts.accepted + counts.quarantined
        assert found.rows.height == counts.accepted
        return found

    return loaded


_HEAD = '<?xml version="1.0"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/></Types>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="22" applyNumberFormat="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    """Write a workbook of cells given as XML (`text`, `number` and the like below); a blank cell is ''."""
    names = list(sheets)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n in range(len(names))
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT)
        archive.writestr(
            "_rels/.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n + 1}" r:id="r{n}"/>' for n, name in enumerate(names)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for n, name in enumerate(names):
            rows = "".join(
                f'<row r="{r}">'
                + "".join(cell.replace("REF", f"{chr(65 + c)}{r}") for c, cell in enumerate(row))
                + "</row>"
                for r, row in enumerate(sheets[name], 1)
            )
            archive.writestr(
                f"xl/worksheets/s{n}.xml",
                f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            )
    return path.read_bytes()


def text(value: str) -> str:
    """Return an XLSX cell of text."""
    return f'<c r="REF" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    """Return an XLSX cell of a number; style 1 shows it as date and time, 2 as a date."""
    return f'<c r="REF" s="{style}"><v>{value}</v></c>'


_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def write_ods(path: Path, rows: str) -> bytes:
    """Write an ODS workbook of one sheet from its rows as XML (`o:` office, `t:` table, `x:` text)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'{_HEAD}<m:manifest xmlns:m="{_ODS}:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'{_HEAD}<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0" '
            f'xmlns:text="{_ODS}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Log">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path.read_bytes()


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., bytes]:
    """Give a function that returns an XLSX workbook: sheets of rows; a str is text, a (value, style) pair a number."""

    def made(sheets: dict[str, list[list[Any]]]) -> bytes:
        cells = {
            name: [["" if cell is None else number(*cell) if isinstance(cell, tuple) else cell if cell.startswith("<") else text(cell)
                    for cell in row] for row in rows]
            for name, rows in sheets.items()
        }  # fmt: skip
        return write_xlsx(tmp_path / "made.xlsx", cells)

    return made


@pytest.fixture
def ods(tmp_path: Path) -> Callable[[str], bytes]:
    """Give a function that returns an ODS workbook of one sheet."""
    return lambda rows: write_ods(tmp_path / "made.ods", rows)
