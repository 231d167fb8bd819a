"""What cannot be taken of a batch: whole rows and single values, each with its row, column, reason and original."""

import polars as pl

from fullcount.core.tables import Column, Table
from fullcount.pipeline.intake.columns import Mapper
from fullcount.pipeline.intake.readers.batch import ROW, Refused, as_json, clipped

QUARANTINE_SCHEMA = {
    "row": pl.Int64, "kind": pl.String, "column": pl.String, "reason": pl.String, "original": pl.String,
}  # fmt: skip


def set_aside(
    made: pl.DataFrame, raw: pl.DataFrame, table: Table, mapper: Mapper, bad: pl.Expr, refused: list[Refused]
) -> pl.DataFrame:
    """Return what is set aside: whole rows (kind row) and single values of rows that are taken (kind value)."""
    found = [
        pl.DataFrame(
            {
                "row": [item.row for item in refused],
                "kind": ["row"] * len(refused),
                "column": [item.column for item in refused],
                "reason": [item.reason for item in refused],
                "original": [item.original for item in refused],
            },
            schema=QUARANTINE_SCHEMA,
        )
    ]
    required = [column for column in table.columns if column.required]
    read = [column for column in table.columns if f"{column.name}!" in made.columns and not column.required]
    wanting = made.select(
        *[pl.col(column.name).is_null().any() for column in required],
        *[pl.col(f"{column.name}!").any() for column in read],
    ).row(0, named=True)  # mostly nothing is wanting, and then nothing is looked for column by column
    seen = pl.lit(value=False)
    for column in (column for column in required if wanting[column.name]):
        blank = made.filter(pl.col(column.name).is_null() & ~seen)
        seen = seen | pl.col(column.name).is_null()
        if blank.height:
            found.append(_faults(blank, raw, column, "row", mapper))
    for column in (column for column in read if wanting[f"{column.name}!"]):
        unread = made.filter(~bad & pl.col(f"{column.name}!"))
        if unread.height:
            found.append(_faults(unread, raw, column, "value", mapper))
    return pl.concat(found).sort("row", "kind", "column", maintain_order=True)


def _faults(bad: pl.DataFrame, raw: pl.DataFrame, column: Column, what: str, mapper: Mapper) -> pl.DataFrame:
    source = mapper.source(column)
    columns = [given for given in (source.columns if source else ()) if given in raw.columns]
    rows = raw.join(bad.select(ROW), on=ROW, how="semi", maintain_order="left")
    unread = bad.get_column(f"{column.name}!") if f"{column.name}!" in bad.columns else pl.Series([False] * bad.height)
    blank = "is blank" if column.name not in mapper.missing else "is not a column of this file"
    whys = mapper.why_unread(column, rows) if unread.any() else [blank] * rows.height
    return pl.DataFrame(
        {
            "row": bad.get_column(ROW),
            "kind": [what] * bad.height,
            "column": [" + ".join(columns) or column.name] * bad.height,
            "reason": [
                f"{column.name} {why if flag else blank}" for flag, why in zip(unread.to_list(), whys, strict=True)
            ],
            "original": [clipped(as_json(row)) for row in rows.drop(ROW).iter_rows(named=True)],
        },
        schema=QUARANTINE_SCHEMA,
    )
