"""Write `simulate/scenarios/offence_mix.py`: offences recorded in 2017/18 by code, from the published extract.

Source: Home Office, Police recorded crime, Police Force Area open data tables, year ending March 2018 (OGL v3).
Run: python tools/build_offence_mix.py DATA
"""

import sys
from pathlib import Path

import polars as pl

TARGET = Path(__file__).parent.parent / "src/fullcount/simulate/scenarios/offence_mix.py"
FORCES = ("Greater Manchester", "Lancashire", "South Wales")
HEAD = '''"""Offences recorded in 2017/18 by published code, fraud left out. Made by tools/build_offence_mix.py.

Source: Home Office, Police recorded crime, Police Force Area open data tables, year ending March 2018 (Open Government
Licence v3.0).
"""

'''


def counts(data: pl.DataFrame) -> dict[str, int]:
    """Return the offences of each code, commonest first, corrections below nought and nothings left out."""
    summed = data.group_by("Offence_Code").agg(pl.col("Number_of_Offences").sum().alias("n")).filter(pl.col("n") > 0)
    return dict(summed.sort("n", "Offence_Code", descending=[True, False]).rows())


def main() -> None:
    """Write the module."""
    data = pl.read_parquet(Path(sys.argv[1]) / "england_wales" / "prc_pfa_2017_18.parquet")
    data = data.filter(~pl.col("Offence_Group").str.contains("(?i)fraud"))
    mixes = {"England and Wales": counts(data)}
    mixes |= {force: counts(data.filter(pl.col("Force_Name") == force)) for force in FORCES}
    lines = ["PUBLISHED: dict[str, dict[str, int]] = {"]
    for force, mix in mixes.items():
        lines += [f'    "{force}": {{']
        row = "       "
        for code, number in mix.items():
            cell = f' "{code}": {number},'
            if len(row) + len(cell) > 118:
                lines.append(row)
                row = "       "
            row += cell
        lines += [row, "    },"]
    TARGET.write_text(HEAD + "\n".join([*lines, "}  # fmt: skip", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
