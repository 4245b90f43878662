"""Arriero as a service. ``from services import Arriero, Settings`` is the Python way in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.arriero import Arriero, Reply
    from services.settings import Settings

__all__ = ["Arriero", "Reply", "Settings"]


def __getattr__(name: str) -> object:
    """Imported at first use: the command line must start without the graphs."""
    if name == "Settings":
        from services.settings import Settings

        return Settings
    if name in __all__:
        from services import arriero

        return getattr(arriero, name)
    raise AttributeError(name)
