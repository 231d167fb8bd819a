"""The refresher: exemptions from it, its items and answers, who sat it, and the training system's extracts."""
