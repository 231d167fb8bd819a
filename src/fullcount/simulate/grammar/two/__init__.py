"""The words of generator version 2."""
