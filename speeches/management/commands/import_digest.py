import json
import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches import records
from speeches.digest.load import import_paper


def day(value: str) -> date:
    """argparse names the function in its sentence about a value that is none."""
    return date.fromisoformat(value)


class Command(BaseCommand):
    help = "Import a digest paper (談話內容摘要): compares it with what is there and writes what the paper changed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the paper: .docx, .odt, .ods, .xlsx, .pdf, .csv or .txt")
        parser.add_argument("--dry-run", action="store_true", help="compare and report, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
        parser.add_argument("--publish", action="store_true", help="publish the speeches that this import creates")
        parser.add_argument(
            "--session-date", type=day, metavar="YYYY-MM-DD", help="for a paper whose title has no date"
        )
        parser.add_argument("--session", metavar="NAME", help="of a day with several sessions, the one of this name")

    def handle(self, *, file: Path, dry_run: bool, publish: bool, session_date, session, **options):
        try:
            report = import_paper(
                self.read(file),
                file.name,
                session_date=session_date,
                session=session,
                publish=publish,
                dry_run=dry_run,
                progress=self.progress,
            )
        except records.Refusal as refusal:
            raise CommandError(refusal.say(_), returncode=1) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(_), ensure_ascii=False, indent=1))
        else:
            self.say(report, dry_run)

    def read(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error

    def progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r{'█' * (20 * done // total):░<20} {done}/{total}{end}")

    def say(self, report, dry_run: bool) -> None:
        for problem in report.problems:
            message = problem.say(_)
            if problem.row is not None:
                message = _("Row %(row)s: %(message)s") % {"row": problem.row, "message": message}
            self.stdout.write(self.style.WARNING(message))
        message = _(
            "%(title)s: %(created)s new, %(updated)s updated, %(unchanged)s unchanged, %(conflicts)s in conflict."
        )
        numbers = report.as_json(_) | {"title": report.digest.title}
        self.stdout.write(self.style.SUCCESS(message % numbers))
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))
