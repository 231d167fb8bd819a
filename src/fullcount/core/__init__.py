"""The field's words as frozen types: tables, facts, states, clocks, errors. Imports nothing else of the project."""
