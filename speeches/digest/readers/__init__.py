"""Readers: a file's bytes become a `records.Paper`, one module a format; `file` knows which. What the cells mean is
`parse`'s question."""
