from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import records
from speeches.models import Speech, TranslationState
from speeches.workbench import exchange


def day(value: str) -> date:
    """argparse names the function in its sentence about a value that is none."""
    return date.fromisoformat(value)


class Command(BaseCommand):
    help = "Write texts for translators into a file, to be read again by import_translations."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="its name ends in .xlf (XLIFF 1.2) or .xlsx")
        parser.add_argument("--session", type=day, metavar="YYYY-MM-DD", help="only the speeches of that day")
        parser.add_argument("--speech", action="append", default=[], metavar="KEY", help="only this one (repeatable)")
        parser.add_argument(
            "--state",
            action="append",
            default=[],
            choices=TranslationState.values,
            help="only texts in this state (repeatable)",
        )
        parser.add_argument("--outdated", action="store_true", help="those whose Chinese was changed since, too")

    def handle(self, *, file: Path, session, speech: list[str], state: list[str], outdated: bool, **options):
        if file.suffix.lstrip(".") not in exchange.FORMATS:
            raise CommandError(_("The name of the file has to end in .xlf or .xlsx."), returncode=2)
        speeches = Speech.objects.of_day(session) if session else Speech.objects.all()
        if speech:
            speeches = speeches.with_keys(*speech)
        try:
            content = exchange.write(speeches, file.suffix.lstrip("."), state, outdated)
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        self.stdout.write(_("%(file)s: %(count)s texts") % {"file": file, "count": len(exchange.read(content))})
