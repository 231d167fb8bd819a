"""What the audit reads and writes: tables in, checked cell by cell; nothing here computes a statistic."""
