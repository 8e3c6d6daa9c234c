from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import records
from speeches.workbench.load import load_content


class Command(BaseCommand):
    help = "Load English, names, topics, editions and glossary from a folder: fills what is empty, overwrites nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="with names.toml, topics.toml, …; each file may be missing")

    def handle(self, *, folder: Path, **options):
        try:
            report = load_content(folder)
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        for loaded in report:
            for problem in loaded.problems:
                message = problem.say(_)
                if problem.row is not None:
                    message = _("Row %(row)s: %(message)s") % {"row": problem.row, "message": message}
                self.stdout.write(self.style.WARNING(f"{loaded.file}: {message}"))
            self.stdout.write(_("%(file)s: %(count)s filled") % {"file": loaded.file, "count": loaded.written})
