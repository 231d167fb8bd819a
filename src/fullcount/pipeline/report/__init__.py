"""From both ledgers to what people read: estimates, result, tables, receipt, and the story of one entry."""
