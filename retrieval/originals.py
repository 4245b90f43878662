"""The kept copies of a tenant's files, under one folder."""

import hashlib
import os
import re
import shutil
from pathlib import Path
from uuid import uuid4

from retrieval.document import Document


def version_of(path: Path) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def place(tenant: str, document_id: str, document: Document) -> str:
    """A fresh relative path for the copy of a file; tenant and name are made safe for every file system."""
    owner = hashlib.sha256(tenant.encode()).hexdigest()[:16]
    safe = re.sub(r"[^\w.-]+", "_", Path(document.name).name).strip("._")[-80:] or "file"
    return f"originals/{owner}/{document_id}/{document.version}-{uuid4().hex[:8]}/{safe}"


def keep(source: Path, target: Path) -> None:
    """Copy a file so that a power cut does not leave half of it unnoticed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def discard(folder: Path, original: str) -> None:
    """Remove a kept file, if it is there, and the folders that it leaves empty."""
    path = folder / original
    path.unlink(missing_ok=True)
    for parent in list(path.parents)[:3]:
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
