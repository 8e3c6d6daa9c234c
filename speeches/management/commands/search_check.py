import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from speeches.search import index

from .search_rebuild import progress_bar


class Command(BaseCommand):
    help = "Compare the search index with the speeches; exit code 1 where it differs (search_rebuild mends it)."

    def handle(self, **options):
        wrong = list(index.drift(progress_bar(sys.stderr)))
        for fault in wrong:
            self.stdout.write(str(fault))
        if wrong:
            message = _("The search index is not right in %(number)s places: run search_rebuild.")
            raise CommandError(message % {"number": len(wrong)}, returncode=1)
        self.stdout.write(self.style.SUCCESS(_("The search index is right.")))
