"""The command line as it is run: what it prints, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

from running import running

from services.owner import Ownership, owner_of

ARRIERO = Path(sys.executable).with_name("arriero")


def arriero(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"ARRIERO_ENGINE": "embedded", "ARRIERO_GUARD": "embedded", "ARRIERO_DATA_DIR": str(folder / "data")}
    return subprocess.run(
        [ARRIERO, *words], capture_output=True, text=True, cwd=folder, env={**os.environ, **own, **environment}
    )


def test_ingest_fails_when_nothing_was_read(tmp_path: Path) -> None:
    (tmp_path / "corrupt.pdf").write_bytes(b"%PDF-1.7 nothing else")
    done = arriero(tmp_path, "ingest", "corrupt.pdf")
    assert done.returncode == 1
    assert "corrupt.pdf" in done.stdout
    (tmp_path / "notas.txt").write_text("Abrimos a las nueve.", encoding="utf-8")
    done = arriero(tmp_path, "ingest", ".", "--json")
    assert done.returncode == 0
    progress = json.loads(done.stdout)
    assert (progress["added"], len(progress["failed"])) == (1, 1)


def test_errors_are_one_line(tmp_path: Path) -> None:
    missing = arriero(tmp_path, "guard", "nohay.txt")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (1, 1)
    assert "nohay.txt" in missing.stderr
    wrong = arriero(tmp_path, "search", "x", ARRIERO_PORT="muchos")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (1, 1)


def test_an_owner_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path / "data")
    ownership.publish("http://127.0.0.1:9")  # discard: nobody listens there
    try:
        lost = arriero(tmp_path, "search", "x")
    finally:
        ownership.release()
    assert (lost.returncode, len(lost.stderr.splitlines())) == (1, 1)


def test_ingest_where_keys_are_in_use(tmp_path: Path) -> None:
    (tmp_path / "notas.txt").write_text("Abrimos a las nueve.", encoding="utf-8")
    alone = arriero(tmp_path, "ingest", "notas.txt", "--json", ARRIERO_API_KEYS="una-clave")
    assert (alone.returncode, json.loads(alone.stdout)["added"]) == (0, 1)
    with running(tmp_path / "data", ARRIERO_API_KEYS="una-clave"):
        beside = arriero(tmp_path, "ingest", "notas.txt", "--json", ARRIERO_API_KEYS="una-clave")
        assert (beside.returncode, json.loads(beside.stdout)["added"]) == (0, 1)


def test_the_address_of_a_dead_owner_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "owner.json").write_text('{"url": "http://127.0.0.1:9", "token": "x"}')
    ownership = Ownership(tmp_path)
    try:
        assert owner_of(tmp_path) is None
        ownership.publish("http://127.0.0.1:9")
        address = owner_of(tmp_path)
        assert address
        assert address.token == ownership.token
    finally:
        ownership.release()
