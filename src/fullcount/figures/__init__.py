"""The page of one run, its charts and the published schema of its result: pure functions from figures to text."""
