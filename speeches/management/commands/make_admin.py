import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Make an account with all rights and a random password, which is printed once."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="admin")

    def handle(self, username: str, **options):
        password = secrets.token_urlsafe(15)
        try:
            with transaction.atomic():
                get_user_model().objects.create_superuser(username, password=password)
        except IntegrityError as error:
            message = _("There is an account “%(name)s” already: choose another name, or run manage.py changepassword.")
            raise CommandError(message % {"name": username}) from error
        self.stdout.write(_("Account: %(name)s") % {"name": username})
        self.stdout.write(_("Password: %(password)s (it is not shown again)") % {"password": password})
