"""The parts of a frame: linked and unlinked are never in one, none is too small to be read, and none is passed over."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

LINKED, UNLINKED = "linked", "unlinked"
BETWEEN = " / "
OTHER = "other"
NAMELESS = "no stratum given"
WHERE_CRIME_HIDES = ("anti-social behaviour", "duplicate", "resolved on arrival")
"""Ways of closing a report that every frame of a force has, and that an audit must not pass over."""

Path = tuple[str, ...]


def labels(frame: pl.DataFrame) -> pl.Series:
    """Return the stratum of each report before any is merged: linked or unlinked, then the frame's own stratum."""
    side = pl.when("linked").then(pl.lit(LINKED)).otherwise(pl.lit(UNLINKED))
    own = pl.col("stratum").fill_null(NAMELESS) if "stratum" in frame.columns else None
    return frame.select((side if own is None else pl.concat_str(side, pl.lit(BETWEEN), own)).alias("part")).to_series()


def merged(sizes: Mapping[str, int], below: int) -> dict[str, str]:
    """Return under which name each stratum is drawn, where those with fewer than `below` reports go together.

    A name is a path parted by " / ". A small stratum goes with the small ones beside it into "parent / other"; where
    they are still too few together they go one step up, to the small ones there, but never beyond "linked" or
    "unlinked". One that stays alone keeps its name. A stratum that is too small all the same is drawn as it is.
    Check: below 50, a/b/x (9) and a/b/y (60), a/c/x (45): x goes up and makes "a / other" with a/c/x.
    """
    members: dict[Path, list[str]] = {tuple(name.split(BETWEEN)): [name] for name in sizes}
    size: dict[Path, int] = {path: sizes[names[0]] for path, names in members.items()}
    for depth in range(max((len(path) for path in members), default=0), 1, -1):
        _merge_at(depth, members, size, below)
    return {
        name: names[0] if len(names) == 1 else BETWEEN.join(path) for path, names in members.items() for name in names
    }


def _merge_at(depth: int, members: dict[Path, list[str]], size: dict[Path, int], below: int) -> None:
    small: dict[Path, list[Path]] = {}
    for path in sorted(members):
        if len(path) == depth and size[path] < below:
            small.setdefault(path[:-1], []).append(path)
    for parent, paths in small.items():
        here = (*parent, OTHER)
        together = sum(size[path] for path in paths) + (size.get(here, 0) if here not in paths else 0)
        target = here if together >= below or depth == 2 else (*parent[:-1], OTHER)
        for path in paths:
            if path != target:
                members[target] = sorted([*members.get(target, []), *members.pop(path)])
                size[target] = size.get(target, 0) + size.pop(path)


def blind_spots(names: Iterable[str], wanted: Sequence[str] = WHERE_CRIME_HIDES) -> list[str]:
    """Return which of the `wanted` ways of closing no unlinked stratum of the frame names: none, or left out of it."""
    told = [name.casefold() for name in names if not name.startswith(LINKED)]
    return [word for word in wanted if not any(word in name for name in told)]
