"""Texts as cells of a spreadsheet: what a program could take for a formula gets an apostrophe in front. Pure.

Whoever takes one away has the text again, character by character. An apostrophe that people typed themselves stays.
"""

# Full-width signs too: East Asian spreadsheets read them as the plain ones.
DANGEROUS = tuple("=+-@\t\r\n'＝＋－＠")


def shielded(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text


def bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell
