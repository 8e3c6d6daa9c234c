from django.core.management.commands import flush

from speeches.search import index


class Command(flush.Command):
    """Django's own empties the tables that it knows; the search index is none of them."""

    def handle(self, **options):
        super().handle(**options)
        index.clear()
