"""`export_decisions FILE`: every decision of the desk as the table `desk_decisions` that the next run loads."""

from argparse import ArgumentParser
from pathlib import Path

import polars as pl
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from fullcount.core.events import Kind, Purpose
from fullcount.pipeline.auditing.drawing import write_table
from fullcount.web.desk.models import Decision
from fullcount.web.trail.actions import Act, record

SCHEMA = {
    "decision_id": pl.String, "report_id": pl.String, "decision": pl.String, "crimes_due": pl.Int64,
    "class": pl.String, "reason": pl.String, "decided_by": pl.String, "decided_at": pl.String,
}  # fmt: skip


class Command(BaseCommand):
    """Writes Parquet or, by the name's ending, CSV that is safe to open in a spreadsheet."""

    help = "Write the desk's decisions for the next run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_: object, file: Path, **__: object) -> None:
        if file.suffix.lower() not in {".parquet", ".csv"}:
            raise CommandError("name a file that ends in .parquet or .csv")
        with transaction.atomic():
            rows = [
                (str(one.pk), one.case.report_id, one.verb, one.crimes_due, one.classes or None, one.reason, one.collar,
                 one.at.isoformat())
                for one in Decision.objects.select_related("case").order_by("pk")
            ]  # fmt: skip
            record(Act(Kind.DISCLOSURE, "decisions.exported", "system", "desk:decisions", Purpose.RECORDING,
                       {f"report:{row[1]}" for row in rows}, recipient="the next run"))  # fmt: skip
        fresh = file.with_name(f"{file.stem}.new{file.suffix}")
        write_table(pl.DataFrame(rows, schema=SCHEMA, orient="row"), fresh)
        fresh.replace(file)
        self.stdout.write(f"{len(rows)} decision(s) written")
