"""Reports and crimes as linking compares them."""

from dataclasses import dataclass, replace

import polars as pl

from fullcount.linking.features import features

COMPARED = ("occurred_from", "occurred_to", "reported_at", "recorded_at", "recorded_day", "place", "postcode",
            "latitude", "longitude", "phone", "surname", "district")  # fmt: skip
"""What linking compares: taken from the reports before the ledgers' narrower table is made."""


@dataclass(frozen=True, slots=True)
class Side:
    """Reports or crimes as linking sees them: the frame, its key, when the event began and when the force heard."""

    frame: pl.DataFrame
    key: str
    begins: pl.Expr
    heard: pl.Expr

    def features(self, groups: pl.DataFrame) -> pl.DataFrame:
        """Return what is compared of each (see `linking.features`). groups: class, group."""
        grouped = groups.select("class", pl.col("group").alias("offence_group"))
        return features(
            self.frame.join(grouped, on="class", how="left", maintain_order="left"), self.key, self.begins, self.heard
        )

    def only(self, ids: pl.Series) -> "Side":
        """Return the side with these alone."""
        return replace(self, frame=self.frame.filter(pl.col(self.key).is_in(ids.implode())))

    def without(self, ids: pl.Series) -> "Side":
        """Return the side without these."""
        return replace(self, frame=self.frame.filter(~pl.col(self.key).is_in(ids.implode())))


def sides_of(compared: pl.DataFrame, crimes: pl.DataFrame) -> tuple[Side, Side]:
    """Return reports and crimes as linking sees them. compared: what is compared of the reports."""
    taken = crimes.select("crime_id", "class", *[c for c in COMPARED if c in crimes.columns])
    recorded = pl.coalesce("recorded_at", "recorded_day")
    return (
        Side(compared, "report_id", pl.coalesce("occurred_from", "occurred_to", "reported_at"), pl.col("reported_at")),
        Side(taken, "crime_id", pl.coalesce(pl.col("occurred_from"), "occurred_to", recorded), recorded),
    )
