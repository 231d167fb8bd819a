"""Text that somebody else wrote, made harmless to look at."""

import unicodedata

_KEPT = "\n\t\r"
_JOINERS = "\u200c\u200d"
"""Marks within names and emoji: they hide nothing by themselves."""


def neutral(text: str) -> str:
    """Return the text with every character that could hide or turn others made visible as '�'.

    Controls, marks of direction (which can show a word backwards), characters without width, lone halves of pairs.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_harmless(char) else "�" for char in text)


def _is_harmless(char: str) -> bool:
    return char in _KEPT or char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
