from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import records
from speeches.models import Paragraph
from speeches.workbench import glossary


class Command(BaseCommand):
    help = "Take the terms of an edited /data/terms.csv: changes and adds, deletes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV with the columns of /data/terms.csv")
        parser.add_argument("--dry-run", action="store_true", help="compare and report, write nothing")

    def handle(self, *, file: Path, dry_run: bool, **options):
        try:
            data = file.read_bytes()
            rows = glossary.compare(data) if dry_run else glossary.take(data, reason=f"terms of {file.name}"[:255])
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_)) from refusal
        self.say(rows)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))

    def say(self, rows: list[glossary.Row]) -> None:
        for row in rows:
            if row.problem:
                message = _("Row %(row)s: %(message)s") % {"row": row.line, "message": row.problem}
                self.stdout.write(self.style.WARNING(message))
            elif row.is_taken:
                self.stdout.write(f"{row.term.chinese}: {changes(row)}")
                found = [paragraph.pk for paragraph in glossary.disagreeing(row.term)] if row.term.pk else []
                for paragraph in Paragraph.objects.with_pks(found).with_speeches().in_paper_order():
                    message = _("does not say so: %(paragraph)s") % {"paragraph": address(paragraph)}
                    self.stdout.write(f"  {message}")


def changes(row: glossary.Row) -> str:
    return "; ".join(f"{column}: {row.before[column]} → {after}" for column, after in row.after.items())


def address(paragraph) -> str:
    return f"{paragraph.speech} · {paragraph.key}"
