"""Readers: a file's bytes become a `records.Paper`, one module a format. What the cells mean is `parse`'s question."""
