"""Two texts as one, with what differs marked: for eyes by lines through and under it, for screen readers by words."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _

from ..difference import GONE, NEW, SAME, Piece
from ..difference import difference as pieces_of

register = template.Library()

# Few screen readers say what is inserted or deleted.
HEARD = '<{0}><span class="visually-hidden">{1}</span>{2}<span class="visually-hidden">]</span></{0}>'


@register.simple_tag
def difference(old: str, new: str):
    """`{% difference old new %}`: what differs, by character."""
    return marked(pieces_of(old, new))


@register.simple_tag
def pieces(found):
    """`{% pieces match.pieces %}`: a difference that was made already."""
    return marked(found)


@register.simple_tag
def replacement(old: str, new: str):
    """`{% replacement old new %}`: names, dates and states, which are another one as a whole or not at all."""
    if old == new:
        return marked([Piece(SAME, old)])
    return marked([Piece(kind, text) for kind, text in ((GONE, old), (NEW, new)) if text])


def marked(pieces):
    return format_html_join("", "{}", ((mark(piece),) for piece in pieces))


def mark(piece: Piece):
    if piece.kind == SAME:
        return conditional_escape(piece.text)
    # The end of a line is nothing to see, unless it is shown.
    text = piece.text.replace("\n", "↵\n")
    if piece.kind == GONE:
        return format_html(HEARD, "del", _("[deleted: "), text)
    return format_html(HEARD, "ins", _("[added: "), text)
