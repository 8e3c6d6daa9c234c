"""References for programs that keep them: BibTeX, RIS, CSL-JSON. None of them splits the speaker's name."""

import json

from speeches.text import clean

from .citation import Citation

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGID = {"zh-Hant-TW": "chinese", "en": "english"}
# A brace counts for BibTeX even behind a backslash: by its name it cannot be unbalanced.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "%": r"\%",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def bibtex(cited: Citation) -> str:
    """For BibTeX and, with date, eventtitle and venue, for biblatex. A second pair of braces keeps names whole."""
    fields = {
        "author": f"{{{_latex(cited.speaker)}}}",
        "title": f"{{{_latex(cited.title)}}}",
        "howpublished": _latex(f"{cited.genre}{_comma(cited)}{cited.event}{_comma(cited)}{cited.place}"),
        "year": str(cited.date.year),
        "date": cited.date.isoformat(),
        "eventtitle": _latex(cited.event),
        "venue": _latex(cited.place),
        "publisher": _latex(cited.publisher),
        "note": _latex(_comma(cited).join(filter(None, (cited.who, cited.locator)))),
        "langid": LANGID[cited.lang],
        "url": cited.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    month = f"  month = {MONTHS[cited.date.month - 1]},"
    return "\n".join([f"@misc{{{_identifier(cited)},", *lines, month, "}"]) + "\n"


def ris(cited: Citation) -> str:
    """A conference paper: the type that programs know best among those with an event. Lines end as RIS wants them."""
    fields = [
        ("TY", "CPAPER"),
        ("ID", _identifier(cited)),
        ("AU", cited.speaker),
        ("TI", cited.title),
        ("T2", cited.event),
        ("CY", cited.place),
        ("PY", str(cited.date.year)),
        ("DA", f"{cited.date:%Y/%m/%d}"),
        ("PB", cited.publisher),
        ("M3", cited.genre),
        ("SP", cited.locator),
        ("N1", cited.who),
        ("LA", cited.lang),
        ("UR", cited.url),
    ]
    lines = [f"{tag}  - {clean(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(cited: Citation) -> str:
    item = {
        "id": _identifier(cited),
        "type": "speech",
        "title": cited.title,
        "author": [{"literal": cited.speaker}],
        "issued": {"date-parts": [[cited.date.year, cited.date.month, cited.date.day]]},
        "event": cited.event,
        "event-place": cited.place,
        "publisher": cited.publisher,
        "genre": cited.genre,
        "note": cited.who,
        "locator": cited.locator,
        "language": cited.lang,
        "URL": cited.url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _identifier(cited: Citation) -> str:
    """The same for ever; that of the translation is another one, so that both can be kept in one file."""
    return f"summit{cited.date.year}-{cited.key}-{'zh' if cited.is_chinese else 'en'}"


def _comma(cited: Citation) -> str:
    return "，" if cited.is_chinese else ", "


def _latex(text: str) -> str:
    return clean(text).translate(LATEX)
