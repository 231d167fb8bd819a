"""The words of generator version 1."""
