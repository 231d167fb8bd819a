"""What an extract tells of the victims of a crime record, as far as errors are counted by it."""

import polars as pl

from fullcount.core.tables import TABLES
from fullcount.pipeline.intake.assemble import part_rows
from fullcount.pipeline.intake.columns import TYPES
from fullcount.pipeline.judging.books import Materials

OF_VICTIMS = ("victim's sex", "age band", "victim's ethnicity", "victim's language", "interpreter")
"""Groups by which errors are counted, where the extract tells of them."""
NO_INTERPRETER = "no interpreter"
TOLD = ("victim_id", "crime_id", "born_year", "sex", "ethnicity", "interpreter")


def victims_told(materials: Materials) -> pl.DataFrame:
    """Return (crime_id, born_year, and the columns OF_VICTIMS but the age), a row a victim; of its versions the last.

    Language is that of the interpreter; a victim for whom none is named counts as needing none, where the extract has
    that column at all. No row where the force gives no victims.
    """
    table, parts = TABLES["victims"], materials.parts.get("victims", ())
    if not parts:
        rows = pl.DataFrame(schema={name: TYPES[column.kind] for name in TOLD if (column := table.column(name))})
    else:
        rows = part_rows(parts, materials.folder / "victims", table, with_facts=False)
    language = pl.col("interpreter").str.strip_chars()
    if rows.get_column("interpreter").null_count() < rows.height:
        language = language.fill_null(NO_INTERPRETER)
    needs = pl.when(language == NO_INTERPRETER).then(pl.lit("not needed")).otherwise(pl.lit("needed"))
    last = rows.unique("victim_id", keep="last", maintain_order=True)
    return last.select(
        "crime_id", "born_year", pl.col("sex").alias(OF_VICTIMS[0]), pl.col("ethnicity").alias(OF_VICTIMS[2]),
        language.alias(OF_VICTIMS[3]), pl.when(language.is_not_null()).then(needs).alias(OF_VICTIMS[4]),
    )  # fmt: skip
