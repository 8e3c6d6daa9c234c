from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from speeches import backup, records


class Command(BaseCommand):
    help = "Put a backup in the place of all that the database holds; the site goes on meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that manage.py backup has written")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--check", action="store_true", help="prove that the file can be restored, touch nothing")

    def handle(self, *, file: Path, yes: bool, check: bool, **options):
        try:
            if check:
                self.say_checked(*backup.check(file))
                return
            manifest = backup.restore(file, agreed=lambda manifest: yes or self.ask(manifest))
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        if manifest is None:
            raise CommandError(_("Nothing was changed."))
        message = _("Restored as of %(time)s: each of the %(tables)s tables has the rows of its backup.")
        self.stdout.write(self.style.SUCCESS(message % {"time": manifest.created_at, "tables": len(manifest.rows)}))

    def say_checked(self, manifest: backup.Manifest, rehearsed: bool) -> None:
        message = _("The backup of %(time)s is whole: %(rows)s rows of %(tables)s tables.")
        numbers = {"rows": sum(manifest.rows.values()), "tables": len(manifest.rows)}
        self.stdout.write(self.style.SUCCESS(message % {"time": manifest.created_at, **numbers}))
        if not rehearsed:
            message = _("It was read, but not restored on trial: this account may not make a database (CREATEDB).")
            self.stdout.write(self.style.WARNING(message))

    def ask(self, manifest: backup.Manifest) -> bool:
        message = _(
            "All that %(database)s holds, with accounts and history, is replaced by the backup of %(time)s, and what "
            "was written since is lost. Type “yes” to go on: "
        )
        try:
            return input(message % {"database": connection.settings_dict["NAME"], "time": manifest.created_at}) == "yes"
        except EOFError:  # nobody is there to answer
            return False
