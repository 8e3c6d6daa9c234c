"""Nobody reads what was true a moment ago: 1,000 edits race the readers of the kept pages, in all processes."""

import re
import threading
import time
from collections import Counter

from tests.audits.trials import FIELD, edited, together
from tests.audits.visitors import Visitor

EDITS, READERS = 1000, 4
NUMBER = re.compile(r"第(\d+)次")


def newest(visitor: Visitor, path: str) -> int:
    """The number of the edit that a page shows, read on a connection of its own: any process may answer."""
    visitor.connection.close()
    status, _to, text = visitor.ask(path)
    assert status == 200, f"{status} {path}"
    return max((int(number) for number in NUMBER.findall(text)), default=0)


def audit_a_thousand_edits_race_the_kept_pages(site, editors, visitors, say):
    editor = editors(1)[0]
    address = editor.forms("/admin/speeches/speech/")[0]
    site_path = re.search(r'href="[^"]*(/zh-hant/speeches/\d{4}/[^/"]+/)"', editor.ask(address)[2])[1]
    paths = [site_path, "/zh-hant/speeches/"]
    answered, done, tally = [0], threading.Event(), Counter()

    def edit() -> None:
        try:
            for number in range(1, EDITS + 1):
                to, page = editor.send(address, edited(editor.form(address), f"第{number}次"))
                assert to, page
                answered[0] = number
                for path in paths:
                    assert newest(own, path) >= number, f"after edit {number} {path} is stale"
                    tally["reads right after"] += 1
        finally:
            done.set()

    def read(reader) -> None:
        while not done.is_set():
            for path in paths:
                known = answered[0]
                assert newest(reader, path) >= known, f"after edit {known} {path} is stale"
                tally["reads at once"] += 1

    own, *readers = visitors(READERS + 1)
    start = time.monotonic()
    together([edit] + [lambda reader=reader: read(reader) for reader in readers])
    assert editor.form(address)[FIELD] == f"第{EDITS}次"
    say(f"{EDITS} edits in {time.monotonic() - start:.0f} s, beside {READERS} readers: {dict(tally)}, 0 stale")
