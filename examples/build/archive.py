"""Makes Office files the same bytes on every run: fixed times inside the zip and in its properties."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

NOW: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""The day on which the examples are set."""

_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def normalize(content: bytes) -> bytes:
    """The same archive with every member dated `NOW` and the core properties' times set to it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + NOW.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            member = zipfile.ZipInfo(name, NOW.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            # Unix on every platform, or the header would differ on Windows.
            member.create_system = 3
            target.writestr(member, data)
    return out.getvalue()
