"""`import_cases DELIVERY`: brings what `fullcount deliver` wrote to the desk."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fullcount.web.desk import actions

FORMAT = "fullcount-delivery/1"


class Command(BaseCommand):
    """Checks the delivery against its own hash, then brings it in."""

    help = "Bring a delivery to the desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("delivery", type=Path)

    def handle(self, *_: object, delivery: Path, **__: object) -> None:
        try:
            about = json.loads((delivery / "delivery.json").read_text(encoding="ascii"))
            with (delivery / "cases.jsonl").open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError):
            raise CommandError(f"{delivery} is no delivery: fullcount deliver OUT --to FOLDER makes one") from None
        if about.get("format") != FORMAT or about.get("id") != digest:
            raise CommandError(f"{delivery} is damaged, or of another version: deliver it again")
        brought = actions.bring(about, _cases(delivery / "cases.jsonl"), "system")
        self.stdout.write(f"{brought} case(s) brought to the desk, new or changed")


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="ascii") as stream:
        for line in stream:
            yield json.loads(line)
