"""The 17 speeches of the real paper, as readers find them."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker):
    """Loaded once for a file of tests, which only read; gone after it."""
    with django_db_blocker.unblock():
        fixtures = settings.BASE_DIR / "fixtures"
        call_command("import_digest", fixtures / "2021-03-24.txt", "--publish", stdout=io.StringIO())
        call_command("load_content", fixtures, stdout=io.StringIO())
        yield
        call_command("flush", interactive=False, verbosity=0)
