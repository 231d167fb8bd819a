"""The recording rules as dated, cited data, and the engine that applies them to one report or to a whole table."""
