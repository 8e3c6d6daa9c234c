import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from speeches.search import index


class Command(BaseCommand):
    help = "Fill the search index anew while the site serves, and put the new one in the place of the old one."

    def handle(self, **options):
        number = index.rebuild(progress_bar(sys.stderr))
        self.stdout.write(self.style.SUCCESS(_("The search index is new: %(number)s speeches.") % {"number": number}))


def progress_bar(stream):
    """`progress(done, total)` that draws a bar where somebody sees it."""

    def progress(done: int, total: int) -> None:
        if stream.isatty():
            end = "\n" if done == total else ""
            stream.write(f"\r{'█' * (20 * done // total):░<20} {done}/{total}{end}")

    return progress
