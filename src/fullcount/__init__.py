"""Fullcount: every crime that is reported is recorded, and anyone entitled to ask can see how far off we are."""

__version__ = "0.1.0"
