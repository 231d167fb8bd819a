"""Which facts the rules of a class ask about: what tells one class from another in the words of a report."""

from fullcount.rulebook.pack import Pack


def facts_of_class(pack: Pack, class_: str) -> frozenset[str]:
    """Return the facts that the classification rules of a class look at; none for a class without rules."""
    return frozenset(name for rule in pack.classification if rule.then.class_ == class_ for name in rule.facts)
