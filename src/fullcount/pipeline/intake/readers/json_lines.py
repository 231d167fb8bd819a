"""JSON lines: one object a line, every value as text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.intake.readers.batch import BATCH_ROWS, MAX_HELD, ROW, RawBatch, Refused, as_written

MAX_LINE = 16 << 20
MAX_KEYS = 5_000


def _as_text(value: Any) -> str | None:
    """Return a value as text: 12.0 is 12, as spreadsheets and databases mean it; lists and objects stay JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


class _DamagedError(Exception):
    """A line is JSON, but no row."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object whose keys are all different: where one stands twice, two rows have run into one."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DamagedError("names one of its keys twice")
    return found


def _row(raw: bytes) -> dict[str, str | None]:
    """Return the object of one line as text. Raises what `_object` knows."""
    value = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_pairs)
    if not isinstance(value, dict):
        raise _DamagedError("is not a JSON object")
    found = {key: _as_text(item) for key, item in value.items()}
    "".join(text for text in (*found, *found.values()) if text is not None).encode("utf-8")
    if ROW in found:
        found[f"{ROW} (2)"] = found.pop(ROW)
    return found


def _object(raw: bytes) -> dict[str, str | None] | str:
    """Return the object of one line, or why the line is refused."""
    if len(raw) > MAX_LINE:
        return f"is longer than {MAX_LINE >> 20} MiB"
    try:
        return _row(raw)
    except _DamagedError as error:
        why = str(error)
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not valid UTF-8 (0x{error.object[error.start]:02x})"
    except UnicodeEncodeError:
        why = "holds half of a surrogate pair, which is no character"
    except (ValueError, RecursionError):
        why = "is not valid JSON"
    return why


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines; of one that is too long only the beginning, and reading goes on after it."""
    with path.open("rb") as stream:
        while line := stream.readline(MAX_LINE + 1):
            if len(line) > MAX_LINE and not line.endswith(b"\n"):
                while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                    pass
            yield line


def _is_array(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def read_json_lines(path: Path, name: str) -> Iterator[RawBatch]:
    """Yield the objects as text columns, numbered by line; keys absent from an object are blank.

    Keys once seen stay columns of the batches that follow. Raises InputError for one JSON array over the whole file.
    """
    if _is_array(path):
        what = "is one JSON array, not JSON lines"
        raise InputError(f"{name} cannot be read", [Fault(name, what, "write one object a line (jq -c '.[]')")])
    rows: list[dict[str, str | None]] = []
    numbers: list[int] = []
    refused: list[Refused] = []
    names: dict[str, None] = {}
    held = 0
    for number, line in enumerate(_lines(path), 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        value = _object(line)
        if not isinstance(value, str) and len(names.keys() | value.keys()) > MAX_KEYS:
            value = f"brings the file to more than {MAX_KEYS:,} different keys"
        if isinstance(value, str):
            refused.append(Refused(number, "", value, as_written(line)))
        else:
            names |= dict.fromkeys(value)
            rows.append(value)
            numbers.append(number)
        held += len(line)
        if len(rows) + len(refused) >= BATCH_ROWS or held >= MAX_HELD:
            yield RawBatch(_frame(rows, numbers, names), refused)
            rows, numbers, refused, held = [], [], [], 0
    yield RawBatch(_frame(rows, numbers, names), refused)


def _frame(rows: list[dict[str, str | None]], numbers: list[int], names: dict[str, None]) -> pl.DataFrame:
    data = {name: [row.get(name) for row in rows] for name in names}
    frame = pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))
    return frame.with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))
