"""A big .docx on the import screen: of 150 speeches file, preview and confirmation take less than 5 s each; one of 600
goes through it page by page."""

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speeches import roles
from speeches.models import Speech
from tests import factories
from tests.admin.conftest import Fields
from tests.benchmarks.papers import papers
from tests.digest.documents import Block, as_docx
from tests.digest.documents import Speech as Row

MOST = {150: 5, 600: 20}


def rows(paper: bytes):
    """The rows of a generated paper, their points as items of a list."""
    for row in paper.decode().split("\n")[3:]:
        _number, who, content = row.split("\t")
        lead, _list, points = content.removeprefix("<p>").replace("</p>", "").partition(" <ol> ")
        items = re.split(r"\s?\d\. ", points)[1:]
        yield Row(who, (Block(lead), *(Block(item, "number") for item in items)))


@pytest.mark.django_db
@pytest.mark.parametrize("count", MOST)
def test_a_big_paper_on_the_screen(client, count):
    client.force_login(factories.make_user(roles.EDITOR))
    title = f"{2000 + count} 首長高峰會(3/24)談話內容摘要"
    content = as_docx(list(rows(next(papers(1, rows=count))[1])), title)
    before, times = Speech.objects.count(), {}

    def timed(name, answer):
        start = time.perf_counter()
        response = answer()
        times[name] = time.perf_counter() - start
        return response

    sent = timed("read", lambda: client.post("/admin/import/", {"paper": SimpleUploadedFile("big.docx", content)}))
    page = timed("preview", lambda: client.get(sent.url))
    fields = Fields(page.content.decode()).values
    for number in range(2, len(page.context["parts"].pages) + 1):
        address, data = f"{sent.url}?page={number}", fields | {"do": "look"}
        page = timed(f"page {number}", lambda address=address, data=data: client.post(address, data))
        fields = Fields(page.content.decode()).values
    fields |= {"do": "import"}
    assert timed("import", lambda: client.post(sent.url, fields)).status_code == 302
    said = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in times.items())
    print(f"\nscreen, {count} speeches in a .docx: {said}; page {len(page.content) / 1e6:.1f} MB")
    assert Speech.objects.count() == before + count
    assert max(times.values()) < MOST[count]
