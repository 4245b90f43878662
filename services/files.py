"""The files that the product writes for people, one folder per tenant."""

import re
import uuid
from pathlib import Path

from agents.answer import Attachment
from guardrails.errors import NotFound

_ID = re.compile(r"[0-9a-f]{32}")


def safe_name(name: str) -> str:
    """A file name that is only a name, on every system."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", Path(name.replace("\\", "/")).name)
    return re.sub(r"\s+", " ", plain).strip(" .")[:120] or "archivo"


class FileStore:
    """`graphs.context.Files` on a folder: ``TENANT/ID/NAME``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def reserve(self, tenant: str, name: str) -> tuple[str, Path]:
        file_id = uuid.uuid4().hex
        path = self._folder / tenant / file_id / safe_name(name)
        path.parent.mkdir(parents=True)
        return file_id, path

    def attachment(self, tenant: str, file_id: str) -> Attachment:
        path = self.path(tenant, file_id)
        return Attachment(id=file_id, name=path.name, bytes=path.stat().st_size)

    def path(self, tenant: str, file_id: str) -> Path:
        """Where a written file lies; NotFound for another tenant's or none."""
        folder = self._folder / tenant / file_id
        found = sorted(folder.iterdir()) if _ID.fullmatch(file_id) and folder.is_dir() else []
        if not found:
            raise NotFound(what=f"file {file_id[:40]}")
        return found[0]
