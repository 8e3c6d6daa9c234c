"""The living style page shows every part of the templates, in development, and stands nowhere else."""

import os
import re
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from speeches.web.style import PARTS, UNSEEN
from tests.benchmarks.papers import REAL

ASK = """
import django
django.setup()
from speeches.urls import urlpatterns
print("style" in {pattern.name for pattern in urlpatterns})
"""


@pytest.mark.parametrize(("debug", "answer"), [("0", "False"), ("1", "True")])
def test_it_has_an_address_in_development_only(debug, answer):
    environment = os.environ | {"DEBUG": debug, "DJANGO_SETTINGS_MODULE": "summit.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == answer


def test_nobody_gets_it(client, admin_client, site):
    for reader in (client, admin_client):
        for path in ("/en/style/", "/zh-hant/style/", "/style/"):
            assert reader.get(path).status_code == 404


def test_every_part_is_shown(settings, client, db):
    """With the paper of 2021 and its English, as the site shows them."""
    settings.ROOT_URLCONF = "tests.web.style_urls"
    call_command("import_digest", REAL, "--publish", stdout=StringIO())
    call_command("load_content", REAL.parent, stdout=StringIO())
    for language in ("zh-hant", "en"):
        html = client.get(f"/{language}/style/").content.decode()
        shown = [part.rsplit("</section>", 1)[0] for part in html.split('<section class="one-part">')[1:]]
        parts = dict(
            re.match(r"\s*<p><code>parts/(.*)\.html</code></p>(.*)", part, re.DOTALL).groups() for part in shown
        )
        assert parts.keys() == {path.stem for path in PARTS.glob("*.html")} - UNSEEN
        assert {name for name, part in parts.items() if not part.strip()} == set()
