"""The company's own API: files in, questions out, and what is said when something is wrong."""

from pathlib import Path

import httpx
import pytest


def test_status_says_what_runs(api: httpx.Client) -> None:
    status = api.get("/api/status").json()
    assert (status["engine"], status["place"], status["workspace"]) == ("embedded", "local", "example")
    assert status["documents"] > 40
    assert status["company"]["rfc"]
    assert status["ingestion"]["failed"] == []


def test_search_finds_with_citations_that_resolve(api: httpx.Client) -> None:
    found = api.post("/api/search", json={"query": "días de vacaciones", "k": 3}).json()["passages"]
    assert len(found) == 3
    citation = found[0]["citation"]
    around = api.get(
        f"/api/documents/{citation['document']}/text", params={"start": citation["start"], "end": citation["end"]}
    ).json()
    start = citation["start"] - around["offset"]
    assert around["text"][start : start + len(citation["quote"])] == citation["quote"]


def test_a_file_comes_in_changes_and_goes(empty: httpx.Client) -> None:
    first = {"files": ("notas.txt", "El código de la alarma se cambia cada lunes.".encode())}
    added = empty.post("/api/documents?wait=true", files=first).json()
    (document,) = added["documents"]
    assert empty.post("/api/search", json={"query": "alarma"}).json()["passages"][0]["citation"]["name"] == "notas.txt"
    second = {"files": ("notas.txt", b"La alarma se cambia cada viernes.")}
    (changed,) = empty.post("/api/documents?wait=true", files=second).json()["documents"]
    assert (changed["id"], changed["version"]) != (document["id"], document["version"])
    (passage,) = empty.post("/api/search", json={"query": "alarma"}).json()["passages"]
    assert "viernes" in passage["text"]
    assert empty.get(f"/api/documents/{changed['id']}/file").content == second["files"][1]
    assert empty.delete(f"/api/documents/{changed['id']}").status_code == 204
    assert empty.post("/api/search", json={"query": "alarma"}).json()["passages"] == []


BAD = {
    "empty.pdf": (b"", "vacío"),
    "broken.pdf": (b"%PDF-1.7 nothing else", "dañado"),
    "broken.xlsx": (b"PK\x03\x04 and no more", "dañado"),
    "program.exe": (b"MZ\x00\x01", "tipo"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_sentence(name: str, empty: httpx.Client) -> None:
    content, word = BAD[name]
    answer = empty.post("/api/documents?wait=true", files={"files": (name, content)}).json()
    (refused,) = answer["refused"]
    assert refused["name"] == name
    assert word in refused["problem"]
    assert empty.get("/api/documents").json() == []


def test_a_folder_on_this_machine(empty: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("# Horario\n\nAbrimos a las nueve.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("no")
    accepted = empty.post("/api/documents", json={"path": str(tmp_path)}).json()["accepted"]
    assert accepted == ["sub/a.md"]
    problem = empty.post("/api/documents", json={"path": str(tmp_path / "none")})
    assert (problem.status_code, problem.headers["content-type"]) == (400, "application/problem+json")


def test_problems_speak_the_callers_language(api: httpx.Client) -> None:
    spanish = api.get("/api/documents/none/text").json()
    english = api.get("/api/documents/none/text", headers={"Accept-Language": "en-US,en"}).json()
    assert spanish["status"] == english["status"] == 404
    assert spanish["detail"] != english["detail"]
    assert spanish["code"] == "not-found"


def test_the_rfc_is_checked(empty: httpx.Client) -> None:
    assert empty.put("/api/company", json={"name": "X", "rfc": "no"}).status_code == 400
    assert empty.put("/api/company", json={"name": "X", "rfc": "DCJ1203148T4"}).json()["rfc"] == "DCJ1203148T4"


def test_other_hosts_and_origins_are_turned_away(api: httpx.Client) -> None:
    assert api.get("/api/status", headers={"Host": "evil.example"}).status_code == 403
    assert api.get("/api/status", headers={"Origin": "https://evil.example"}).status_code == 403
    assert api.get("/api/status", headers={"X-Arriero-Workspace": "other"}).status_code == 400


def test_health_metrics_and_docs(api: httpx.Client) -> None:
    assert api.get("/ok").json() == {"ok": True}
    assert api.get("/ready").json() == {"ready": True}
    assert "langgraph_py_version" in api.get("/info").json()
    assert "arriero_http_requests_total" in api.get("/metrics").text
    assert api.get("/openapi.json").json()["info"]["title"] == "Arriero"
    assert api.get("/nothing").status_code == 404
