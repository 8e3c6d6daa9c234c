"""What the checks and the desk know of words: the whole glossary, and all names that have an English one."""

from dataclasses import dataclass

from django.db.models import Value

from ..models import City, Organization, Speaker, Term
from .glossary import matcher_of
from .names import Kind, Name, Names
from .terms import Matcher

NAMED = {Kind.CITY: City, Kind.BODY: Organization, Kind.PERSON: Speaker}
# What is shown of a term; of what has a name, its two names stand where a term has its two words.
SHOWN = ("id", "chinese", "english", "variants", "status")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Made once for many texts."""

    terms: Matcher[Term]
    names: Names


def vocabulary() -> Vocabulary:
    """In one query."""
    terms = Term.objects.order_by().values_list(Value("term"), *SHOWN)
    names = (
        # modeltranslation would put the columns of each into another order.
        model.objects.rewrite(False)
        .exclude(name_en="")
        .order_by()
        .values_list(Value(kind.value), "id", "name_zh_hant", "name_en", Value(""), Value(""))
        for kind, model in NAMED.items()
    )
    found_terms, found_names = [], []
    for kind, *row in terms.union(*names, all=True):
        if kind == "term":
            found_terms.append(Term.from_db(terms.db, SHOWN, row))
        else:
            found_names.append(Name(kind, row[1], row[2]))
    found_terms.sort(key=lambda term: term.chinese)
    return Vocabulary(matcher_of(found_terms), Names(found_names))
