from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import backup, records

FOLDER = Path(settings.BASE_DIR, "var", "backups")


class Command(BaseCommand):
    help = "Write the whole database into one file that proves itself; the site goes on meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("target", nargs="?", type=Path, metavar="FILE|FOLDER", help="(default: var/backups/)")

    def handle(self, *, target: Path | None, **options):
        try:
            if target is None:
                FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
            file, manifest = backup.make(target or FOLDER)
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        message = _("%(file)s: %(rows)s rows of %(tables)s tables, content version %(version)s.")
        numbers = {"rows": sum(manifest.rows.values()), "tables": len(manifest.rows)}
        self.stdout.write(message % {"file": file, "version": manifest.content_version, **numbers})
