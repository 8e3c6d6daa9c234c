from collections import Counter
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import records
from speeches.workbench import exchange


class Command(BaseCommand):
    help = "Take the English of a file that export_translations wrote and translators have filled."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="XLIFF 1.2 or .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="compare and report, write nothing")
        parser.add_argument("--user", metavar="NAME", help="whose work this is; the account's role has to allow it")
        parser.add_argument("--approve", action="store_true", help="the English was reviewed: it is approved at once")

    def handle(self, *, file: Path, dry_run: bool, user: str | None, approve: bool, **options):
        data, account = self.read(file), self.account(user)
        try:
            if dry_run:
                changes = exchange.compare(data)
            else:
                changes = exchange.take(data, account, f"English of {file.name}"[:255], approve)
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.say(changes)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))

    def read(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error

    def account(self, name: str | None):
        """Nobody is the system itself."""
        if name is None:
            return None
        model = get_user_model()
        try:
            return model.objects.get_by_natural_key(name)
        except model.DoesNotExist as error:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": name}, returncode=2) from error

    def say(self, changes: list[exchange.Change]) -> None:
        for change in changes:
            if change.outcome.is_left_alone:
                message = f"{change.address}: {_(exchange.WORDS[change.outcome])}"
                self.stdout.write(self.style.WARNING(message))
        for outcome, count in Counter(change.outcome for change in changes).items():
            self.stdout.write(f"{count} {_(exchange.WORDS[outcome])}")
