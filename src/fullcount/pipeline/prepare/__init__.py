"""Before a run: drafting a force.toml, and saying everything that is wrong with one."""
