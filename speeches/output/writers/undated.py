"""An archive without the time at which it was made: the same content is the same bytes. Pure."""

import re
import zipfile
from io import BytesIO

# The first day that an archive knows.
_DAY = (1980, 1, 1, 0, 0, 0)
_PROPERTIES, _TIME = "docProps/core.xml", re.compile(rb">\d{4}-\d\d-\d\dT[\d:.]*Z?<")


def undated(data: bytes) -> bytes:
    """The Office document in these bytes, each part of the same day, and its properties too."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            part = archive.read(name)
            if name == _PROPERTIES:
                part = _TIME.sub(b">1980-01-01T00:00:00Z<", part)
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, part)
    return content.getvalue()
