"""The trail: append-only events in a chain, their payloads apart, search by person, export."""
