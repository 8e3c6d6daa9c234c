import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import papers
from speeches.models import Session, Speech
from speeches.records import Refusal


class Command(BaseCommand):
    help = "Write the digest of a session in the office's form: all its speeches, or the public ones."

    def add_arguments(self, parser):
        parser.add_argument("session", metavar="YEAR/ADDRESS", help="for example 2021/03-24")
        parser.add_argument("file", type=Path, help="where to; the ending says the kind: " + ", ".join(papers.WRITERS))
        parser.add_argument("--language", choices=papers.LANGUAGES, default=papers.ZH)
        parser.add_argument("--public", action="store_true", help="only what readers can see")

    def handle(self, *, session: str, file: Path, language: str, public: bool, **options):
        form = file.suffix.removeprefix(".")
        if form not in papers.WRITERS:
            raise CommandError(f"{file}: the ending has to be one of {', '.join(papers.WRITERS)}.", returncode=2)
        found = self.find(session)
        speeches = Speech.objects.public() if public else Speech.objects.all()
        try:
            content = papers.as_file(found, speeches.of(found).complete().in_paper_order(), form, language)
            file.write_bytes(content)
        except Refusal as refusal:
            raise CommandError(refusal.say(_), returncode=1) from refusal
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        if options["verbosity"]:
            sys.stderr.write(f"{file}\n")

    def find(self, session: str) -> Session:
        year, _slash, slug = session.partition("/")
        found = Session.objects.with_summit().in_year(int(year)).at(slug) if year.isdigit() else Session.objects.none()
        if (only := found.first()) is None:
            raise CommandError(f"There is no session {session}.", returncode=2)
        return only
