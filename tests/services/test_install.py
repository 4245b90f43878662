"""The installed script runs this tree, whatever top-level names other libraries install."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("agents", "graphs", "guardrails", "retrieval", "services", "tools")


def test_each_room_resolves_to_this_tree(tmp_path: Path) -> None:
    script = f"import json, importlib; print(json.dumps({{n: importlib.import_module(n).__file__ for n in {ROOMS!r}}}))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    for room, file in json.loads(found.stdout).items():
        assert Path(file).parent == ROOT / room


def test_the_script_is_installed_and_light(tmp_path: Path) -> None:
    arriero = Path(sys.executable).with_name("arriero")
    shown = subprocess.run([arriero, "--help"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "serve" in shown.stdout
    heavy = ("langgraph", "pandas", "fastapi", "numpy", "httpx")
    script = f"import sys, services.cli; print([m for m in {heavy!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert loaded.stdout.strip() == "[]"


def test_wrong_usage_and_wrong_input_have_their_exit_codes(tmp_path: Path) -> None:
    arriero = Path(sys.executable).with_name("arriero")
    assert subprocess.run([arriero, "nonsense"], capture_output=True, cwd=tmp_path).returncode == 2
    missing = subprocess.run(
        [arriero, "ingest", "nowhere", "--data-dir", str(tmp_path / "d")], capture_output=True, text=True, cwd=tmp_path
    )
    assert missing.returncode == 1
    assert len(missing.stderr.strip().splitlines()) == 1
