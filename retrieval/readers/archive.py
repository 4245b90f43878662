"""Opens the zip container of an Office file without letting it unpack to more than it should."""

import re
import zipfile
from io import BytesIO
from zlib import error as zlib_error

from guardrails.errors import CorruptFile, FileTooLarge, PasswordProtected
from retrieval.readers.source import Source

_UNPACKED_TIMES = 20
"""Office XML shrinks five to fifteen times; a part that shrinks a thousand times is a bomb."""
_UNPACKED_LEAST = 100 * 2**20
_MOST_PARTS = 20_000
_TEXT_PART = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)


def opened(source: Source) -> zipfile.ZipFile:
    """The archive, its table of contents checked: size, encryption, number of parts."""
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise CorruptFile(name=source.name) from error
    parts = archive.infolist()
    for info in parts:  # some programs write Windows' separators, which the standard forbids and Excel accepts
        archive.NameToInfo[info.filename.replace("\\", "/")] = info
    if any(part.flag_bits & 0x1 for part in parts):
        raise PasswordProtected(name=source.name)
    limit = unpacked_limit(source)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limit or len(parts) > _MOST_PARTS:
        raise FileTooLarge(name=source.name, megabytes=unpacked // 2**20, limit=limit // 2**20)
    return archive


def unpacked_limit(source: Source) -> int:
    """Bytes that all parts of an Office file may unpack to."""
    return max(_UNPACKED_LEAST, _UNPACKED_TIMES * source.max_bytes)


def names(archive: zipfile.ZipFile) -> set[str]:
    """Names of the parts, with the standard's separators."""
    return {name.replace("\\", "/") for name in archive.namelist()}


def part(archive: zipfile.ZipFile, name: str, source: Source) -> bytes | None:
    """One part unpacked and checked against its checksum; None when the archive has none of that name."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib_error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise CorruptFile(name=source.name) from error


def verify(archive: zipfile.ZipFile, source: Source) -> None:
    """Unpack every XML part once, so that sizes declared falsely are caught before a library trusts them."""
    for name in archive.namelist():
        if _TEXT_PART.search(name):
            part(archive, name, source)
