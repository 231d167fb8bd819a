"""Files found, told by their bytes, unpacked; what is damaged, packed twice or a bomb is refused."""

import bz2
import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from fullcount.core.errors import ConfigError, InputError
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.intake import encodings, sources

PLAIN = b"id,at,log\n1,2026-05-12 09:30,x\n"


def found(data: Path, *files: str) -> list[str]:
    """Return the names of the files found."""
    return [file.name for file in sources.find_files(ExtractConfig("reports", files, {}), data)]


def test_files_are_found_once_each_in_order(tmp_path: Path):
    for name in ("b.csv", "a.csv", "sub/c.csv", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PLAIN)
    assert found(tmp_path, "*.csv", "a.csv", "**/*.csv") == ["a.csv", "b.csv", "sub/c.csv"]


@pytest.mark.parametrize("name", ["a [1].csv", "a*.csv", "what?.csv", 'it\'s "so".csv'])
def test_a_name_that_is_a_file_is_that_file(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(PLAIN)
    (tmp_path / "another.csv").write_bytes(PLAIN)
    assert found(tmp_path, name) == [name]


def test_names_that_cannot_be_written_are_shown_escaped(tmp_path: Path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")).write_bytes(PLAIN)
    (tmp_path / "new\nline.csv").write_bytes(PLAIN)
    assert found(tmp_path, "*.csv") == ["\\xff.csv", "new\\nline.csv"]


@pytest.mark.parametrize("pattern", ["../out.csv", "/etc/passwd", "link.csv", "linked/x.csv", "l*.csv"])
def test_what_leaves_the_folder_is_refused(tmp_path: Path, pattern: str):
    (tmp_path / "out.csv").write_bytes(PLAIN)
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "x.csv").write_bytes(PLAIN)
    data = tmp_path / "data"
    data.mkdir()
    (data / "link.csv").symlink_to(tmp_path / "out.csv")
    (data / "linked").symlink_to(tmp_path / "away")
    with pytest.raises(ConfigError, match="leaves the data folder"):
        found(data, pattern)


def test_a_link_inside_the_folder_is_a_file_like_any(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(PLAIN)
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert found(tmp_path, "*.csv") == ["a.csv", "b.csv"]


@pytest.mark.parametrize("pattern", ["", "nothing.csv", "folder.csv", "a\x00b", "[", "**a", "."])
def test_every_name_that_finds_nothing_is_a_fault(tmp_path: Path, pattern: str):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ConfigError) as caught:
        found(tmp_path, pattern, "neither.csv")
    assert len(caught.value.faults) == 2


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.csv").write_bytes(PLAIN)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        found(tmp_path, "a.csv")


def zipped(**files: bytes) -> bytes:
    """Return a zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return stream.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress,
    "zst": lambda raw: pa.compress(raw, codec="zstd", asbytes=True), "zip": lambda raw: zipped(inner=raw),
}  # fmt: skip


@pytest.mark.parametrize("kind", PACKERS)
@pytest.mark.parametrize("name", ["reports.csv", "reports.dat", "reports"])
def test_packed_files_are_told_by_their_bytes_whatever_their_name(load, kind: str, name: str):
    assert load(PACKERS[kind](PLAIN), name).ids == ["1"]


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_file_cut_short_is_refused(load, kind: str):
    with pytest.raises(InputError, match="cannot be unpacked"):
        load(PACKERS[kind](PLAIN * 50)[:-9], f"reports.csv.{kind}")


@pytest.mark.parametrize("kind", PACKERS)
def test_a_bomb_is_refused_before_it_fills_the_disk(load, kind: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sources, "BOMB_BYTES", 1 << 20)
    monkeypatch.setattr(sources, "CHUNK", 1 << 16)
    with pytest.raises(InputError, match="grows more than 150 times"):
        load(PACKERS[kind](bytes(8 << 20)), f"reports.csv.{kind}")


def test_a_workbook_that_is_a_bomb_is_refused(load, monkeypatch: pytest.MonkeyPatch, xlsx: Callable[..., bytes]):
    monkeypatch.setattr(sources, "BOMB_BYTES", 1 << 20)
    with pytest.raises(InputError, match="grows more than 150 times"):
        load(xlsx({"Log": [["id"], ["x" * (8 << 20)]]}), "r.xlsx")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (zipped(a=PLAIN, b=PLAIN), "holds 2 files"), (zipped(), "holds 0 files"),
        (zipped(a=zipped(b=PLAIN)), "packed twice"),
        (gzip.compress(gzip.compress(PLAIN), mtime=0), "packed twice"),
        (sources.OLD_EXCEL + bytes(600), "old or protected Excel"),
        (b"PAR1", "damaged"), (b"PK\x03\x04nonsense", "damaged"),
    ],
    ids=["two files", "no file", "nested zip", "nested gz", "old Excel", "Parquet's mark", "zip's mark"],
)  # fmt: skip
def test_what_is_no_extract_is_refused_as_what_it_is(load, raw: bytes, why: str):
    with pytest.raises(InputError, match=why):
        load(raw, "reports.csv")


def test_a_mac_archive_holds_one_file_in_truth(load):
    assert load(zipped(**{"r.csv": PLAIN, "__MACOSX/._r.csv": b"x"}), "r.zip").ids == ["1"]


@pytest.mark.parametrize(
    ("name", "stated", "why"),
    [
        ("r.csv", "parquet", "is not parquet"),
        ("r.parquet", None, "is not parquet"),
        ("r.xlsx", None, "is not xlsx"),
        ("r.ods", None, "is not ods"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(load, name: str, stated: str | None, why: str):
    with pytest.raises(InputError, match=why):
        load(PLAIN, name, format=stated)


def test_a_workbook_called_csv_is_read_and_one_stated_to_be_csv_is_a_fault(load, xlsx: Callable[..., bytes]):
    book = xlsx({"Log": [["id", "at", "log"], ["1", "2026-05-12 09:30", "x"]]})
    assert load(book, "r.csv").ids == ["1"]
    assert load(gzip.compress(book, mtime=0), "r.gz").ids == ["1"]
    with pytest.raises(InputError, match="is xlsx, not csv"):
        load(book, "r.csv", format="csv")


def test_packed_json_lines_without_an_ending_are_told_by_their_look(load):
    assert load(gzip.compress(b'\xef\xbb\xbf \n{"id": "1", "at": "2026-05-12"}\n', mtime=0), "data.gz").ids == ["1"]


def test_a_packed_file_of_nothing_has_no_rows(load):
    found = load(gzip.compress(b"", mtime=0), "r.csv.gz")
    assert (found.counts.read, found.counts.notes) == (0, ["the file is empty"])


@pytest.mark.parametrize("name", ["cp1252", "latin-1", "UTF-16", "mac-roman", "shift_jis"])
def test_codecs_of_text_are_known(name: str):
    assert encodings.encoding_known(name)


@pytest.mark.parametrize("name", ["base64", "rot13", "zlib", "nonsense", "", "hex", "undefined", "a\x00b"])
def test_codecs_of_other_things_are_not(load, name: str):
    assert not encodings.encoding_known(name)
    with pytest.raises(ConfigError):
        load(PLAIN, encoding=name)


@pytest.mark.parametrize(
    ("raw", "encoding", "has_bad_bytes"),
    [
        (b"plain", "utf-8", False), ("é".encode(), "utf-8", False), (b"caf\xe9 \x93x\x94", "cp1252", False),
        ("éé".encode() + b" \xff", "utf-8", True), ("é".encode() + b" \xff \xff", "cp1252", False),
        ("é".encode()[:1], "cp1252", False),
    ],
)  # fmt: skip
def test_valid_characters_outweigh_bad_bytes_or_the_file_is_windows_1252(
    tmp_path: Path, raw: bytes, encoding: str, has_bad_bytes: bool
):
    (tmp_path / "x").write_bytes(raw)
    assert encodings.encoding_of(tmp_path / "x", None) == encodings.Encoding(encoding, has_bad_bytes)


def test_a_character_across_two_chunks_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encodings, "CHUNK", 3)
    (tmp_path / "x").write_bytes("ab€é日x".encode())
    assert encodings.encoding_of(tmp_path / "x", None) == encodings.Encoding("utf-8")


def test_a_byte_order_mark_beats_what_is_stated(load):
    assert load("id,at,log\n1,2026-05-12,café\n".encode("utf-8-sig"), encoding="cp1252").rows["text"].to_list() == [
        "café"
    ]
    assert load("id,at,log\n1,2026-05-12,café\n".encode("utf-16"), encoding="utf-8").rows["text"].to_list() == ["café"]


def test_places_that_an_encoding_does_not_know_are_counted(load):
    found = load("id,at,log\n1,2026-05-12,x\n".encode("utf-16") + b"\x00", "r.csv")
    assert found.counts.notes[0] == "read as utf-16; 1 places hold no utf-16 and stand as �"


def test_zlib_errors_are_damage(load):
    raw = bytearray(gzip.compress(os.urandom(5000), mtime=0))
    raw[40:60] = bytes(20)
    with pytest.raises(InputError):
        load(bytes(raw), "r.csv.gz")
    assert zlib.error in sources.DAMAGE
