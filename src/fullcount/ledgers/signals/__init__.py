"""Signals that a unit's figures may have been looked after: patterns of units, never of persons."""
