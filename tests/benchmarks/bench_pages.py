"""How long the pages take that readers open most, without any server around them."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

PAGES = ["", "speeches/", "speeches/2021/", "cities/", "topics/"]


@pytest.mark.django_db
def bench_reading(client, measure):
    for paper in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.txt")):
        call_command("import_digest", paper, "--publish", stdout=StringIO())
    for language in ("zh-hant", "en"):
        for page in PAGES:
            address = f"/{language}/{page}"
            assert client.get(address).status_code == 200, address
            measure(address, lambda address=address: client.get(address))
