"""What every test may use: the stand-in servers' folder on the path, and the data where there is some."""

import faulthandler
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "standins"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data; tests that need it are skipped only when none is named."""
    named = os.environ.get("ARRIERO_DATA")
    if not named:
        pytest.skip("ARRIERO_DATA names no folder")
    return Path(named)


def pytest_unconfigure() -> None:
    """A thread that a failed test left behind must not keep the process for ever: say where it hangs, and end."""
    faulthandler.dump_traceback_later(60, exit=True)
