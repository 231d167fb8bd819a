"""The recording unit's desk: cases delivered by a run, a queue, decisions with reasons, undone only by new ones."""
