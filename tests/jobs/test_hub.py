"""Downloading a base model from a hub on this machine."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.errors import UserError
from bertstudio.jobs import base_models, hub

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b'{"model_type": "bert"}',
    "tokenizer.json": b"{}",
    "model.safetensors": b"w" * 5000,
    "pytorch_model.bin": b"pickle",
    "modeling_custom.py": b"raise SystemExit",
    "onnx/model.onnx": b"o",
}


class Hub(BaseHTTPRequestHandler):
    """As much of the hub as a download asks for."""

    files = FILES
    asked: list[str]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/api/models/me/model"):
            siblings = [{"rfilename": name, "size": len(data)} for name, data in self.files.items()]
            self._send(json.dumps({"id": "me/model", "sha": COMMIT, "siblings": siblings}).encode())
        elif (name := path.removeprefix(f"/me/model/resolve/{COMMIT}/")) in self.files:
            if self.command == "GET":
                self.server.asked.append(name)  # type: ignore[attr-defined]
            self._send(self.files[name])
        else:
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    made.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    from huggingface_hub import constants, hf_api

    url = f"http://127.0.0.1:{made.server_port}"
    monkeypatch.setattr(constants, "ENDPOINT", url)
    monkeypatch.setattr(hf_api.constants, "ENDPOINT", url)
    monkeypatch.setattr(
        constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}"
    )
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_download_takes_safetensors_and_no_code_and_tells_its_progress(
    server: ThreadingHTTPServer,
) -> None:
    told: list[tuple[int, int]] = []
    folder = hub.download("me/model", lambda done, total: told.append((done, total)))
    assert {path.name for path in folder.iterdir()} == {"config.json", "tokenizer.json", "model.safetensors"}
    assert told[-1][0] == told[-1][1] == 5000 + len(FILES["config.json"]) + 2
    assert set(server.asked) == {"config.json", "tokenizer.json", "model.safetensors"}  # type: ignore[attr-defined]
    assert base_models.check_folder(folder) == folder


def test_a_download_can_be_cancelled(server: ThreadingHTTPServer) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise UserError("stopped")

    with pytest.raises(UserError, match="stopped"):
        hub.download("me/model", cancel)


def test_a_model_with_a_pickle_only_is_refused_before_it_is_downloaded(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hub, "files", {name: d for name, d in FILES.items() if "safetensors" not in name})
    with pytest.raises(UserError, match="only pickles"):
        hub.download("me/model", lambda *_: None)
    assert server.asked == []  # type: ignore[attr-defined]


def test_a_name_that_the_hub_does_not_know_is_said_in_words(server: ThreadingHTTPServer) -> None:
    with pytest.raises(UserError, match="no model you/nothing"):
        hub.download("you/nothing", lambda *_: None)


def test_a_hub_that_does_not_answer_is_said_in_words(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    # Port 1 of this machine refuses every connection.
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:1")
    with pytest.raises(UserError, match="could not be downloaded"):
        hub.download("me/model", lambda *_: None)
