"""The simulator's control-room English: fragments with choices `[a|b]` and slots `{who}`, and how they become logs."""
