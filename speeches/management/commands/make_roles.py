from django.core.management.base import BaseCommand

from speeches.roles import make_roles


class Command(BaseCommand):
    help = "Make the groups of accounts equal the table of roles; may be run any number of times."

    def handle(self, **options):
        make_roles()
