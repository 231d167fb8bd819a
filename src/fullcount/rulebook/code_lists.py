"""Lists of Home Office codes that the outcomes chapter goes by: what may stand in for another offence, and the like."""

from collections.abc import Mapping

from fullcount.core.errors import Fault
from fullcount.rulebook.offences import OffenceTable
from fullcount.rulebook.rule import Chapter
from fullcount.rulebook.rule_files import Reader

MURDER = "murder-alternates"
RAPE_UNDER_13 = "rape-under-13-alternates"
RAPE = "rape-alternates"
INDICTABLE_ONLY = "indictable-only"
SUMMARY_ONLY = "summary-only"
ATTEMPTED_RAPE = "attempted-rape"
MUTILATION = "female-genital-mutilation"
NEEDED: tuple[str, ...] = (MURDER, RAPE_UNDER_13, RAPE, ATTEMPTED_RAPE, MUTILATION, INDICTABLE_ONLY, SUMMARY_ONLY)


def code_lists(reader: Reader, table: OffenceTable) -> Mapping[str, frozenset[str]]:
    """Return the lists of codes by name; a list that is missing or names a strange code is added to the faults."""
    found: dict[str, frozenset[str]] = {}
    for name in reader.chapters.get(Chapter.OUTCOMES.value, ()):
        for raw in reader.document(name).get("lists", []):
            where, codes = f"{name} [[lists]] {raw.get('id')}", raw.get("codes", [])
            strange = [code for code in codes if code not in table.by_code]
            if strange or raw.get("source") not in reader.sources or raw.get("id") not in NEEDED:
                what = f"unknown codes {strange}, unknown source or unknown id"
                reader.faults.append(Fault(where, what, "use codes of offences.csv and a source of pack.toml"))
            found[str(raw.get("id"))] = frozenset(codes)
    reader.faults.extend(
        Fault("outcomes.toml", f"the list '{name}' is missing", "write it as [[lists]]")
        for name in NEEDED
        if name not in found
    )
    return found
