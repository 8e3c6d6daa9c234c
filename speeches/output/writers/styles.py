"""References in words: APA 7, MLA 9, and Chicago 17 (notes and bibliography), in English and as Taiwan writes them.

Plain text, without italics. The digest is called one, because the words are not verbatim those of the speaker.
"""

from speeches.text import clean

from .citation import Citation

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# MLA shortens all months but these.
UNSHORTENED = {"May", "June", "July"}
ENDS = ".?!…。？！"


def apa(cited: Citation) -> str:
    if cited.is_chinese:
        genre = "，".join(filter(None, (cited.genre, cited.locator)))
        return _line(
            f"{_author(cited)}（{_chinese_day(cited)}）。{cited.title}［{genre}］。"
            f"{cited.event}，{cited.place}。{cited.publisher}。{cited.url}"
        )
    genre = ", ".join(filter(None, (cited.genre, cited.locator)))
    date = f"{cited.date.year}, {_month(cited)} {cited.date.day}"
    return _line(
        f"{_author(cited)}. ({date}). {cited.title} [{genre}]. "
        f"{cited.event}, {cited.place}. {_ended(cited.publisher)} {cited.url}"
    )


def mla(cited: Citation) -> str:
    if cited.is_chinese:
        where = "，".join(filter(None, (cited.event, _chinese_day(cited), cited.place, cited.locator)))
        return _line(f"{_author(cited)}。〈{cited.title}〉。{where}。{cited.genre}。{cited.publisher}，{cited.url}。")
    month = _month(cited)
    short = month if month in UNSHORTENED else "Sept." if month == "September" else f"{month[:3]}."
    # MLA's word for a paragraph is par., where the others say para.
    locator = cited.locator.replace("para.", "par.")
    day = f"{cited.date.day} {short} {cited.date.year}"
    where = ", ".join(filter(None, (cited.event, day, cited.place, locator)))
    return _line(f"{_author(cited)}. “{_ended(cited.title)}” {where}. {cited.genre}. {cited.publisher}, {cited.url}.")


def chicago(cited: Citation) -> str:
    """The entry of a bibliography; of one paragraph the note, because only notes name places in a text."""
    if cited.is_chinese:
        parts = (
            _author(cited),
            f"〈{cited.title}〉",
            cited.genre,
            cited.event,
            cited.place,
            _chinese_day(cited),
            cited.locator,
            cited.publisher,
            cited.url,
        )
        return _line("，".join(filter(None, parts)) + "。")
    day = f"{_month(cited)} {cited.date.day}, {cited.date.year}"
    occasion = f"{cited.event}, {cited.place}, {day}"
    if cited.locator:
        return _line(
            f"{_author(cited)}, “{cited.title}” ({cited.genre.lower()}, {occasion}), "
            f"{cited.locator}, {cited.publisher}, {cited.url}."
        )
    return _line(
        f"{_author(cited)}. “{_ended(cited.title)}” {cited.genre}, {occasion}. {_ended(cited.publisher)} {cited.url}."
    )


def _author(cited: Citation) -> str:
    if not cited.who:
        return cited.speaker
    return f"{cited.speaker}（{cited.who}）" if cited.is_chinese else f"{cited.speaker} ({cited.who})"


def _month(cited: Citation) -> str:
    return MONTHS[cited.date.month - 1]


def _chinese_day(cited: Citation) -> str:
    return f"{cited.date.year} 年 {cited.date.month} 月 {cited.date.day} 日"


def _ended(text: str) -> str:
    return text if text.rstrip("”’\"'").endswith(tuple(ENDS)) else f"{text}."


def _line(text: str) -> str:
    return clean(text)
