"""A model over HTTP: what it answers, what it refuses, and whom."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jobs.exported import TEXTS, leave_run

from bertstudio.core.errors import UserError
from bertstudio.jobs.http_service import (
    Batcher,
    Limits,
    RefusedError,
    answers,
    application,
    check_host,
    texts_of,
)
from bertstudio.jobs.loaded_model import load

fastapi = pytest.importorskip("fastapi")

FACTS = {"task": "ner", "labels": ["PER"], "device": "a test"}
LIMITS = Limits(body_bytes=1_000, texts=3, characters=20)


def shouted(texts: list[str]) -> list[Any]:
    return [{"spans": [], "labels": [], "said": text.upper()} for text in texts]


def call(app: Any, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
    """Call an application once, with its lifespan, and return status and content."""

    async def run() -> tuple[int, Any]:
        import httpx

        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                answer = await client.request(method, path, content=body, headers=headers)
        is_json = answer.headers["content-type"].startswith("application/json")
        return answer.status_code, answer.json() if is_json else answer.text

    return asyncio.run(run())


def body(*texts: str) -> bytes:
    return json.dumps({"texts": list(texts)}).encode()


def test_texts_are_answered_in_their_order() -> None:
    app = application(shouted, FACTS, LIMITS, "")
    status, found = call(app, "POST", "/predict", body("one", "", "北京 👍"))
    assert status == 200
    assert [one["said"] for one in found["results"]] == ["ONE", "", "北京 👍"]
    assert call(app, "POST", "/predict", body()) == (200, {"results": []})


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        (b"{", 400, "no JSON"),
        (b"\xff", 400, "no JSON"),
        (b"[" * 900, 400, "no JSON"),
        (b'{"text": "one"}', 400, "no list of texts"),
        (b'{"texts": ["one", 2]}', 400, "no list of texts"),
        (body(*"abcd"), 413, "may hold 3 texts"),
        (body("x" * 21), 413, "may have 20 characters"),
        (b" " * 1_001, 413, "may have 1,000 bytes"),
    ],
)
def test_what_is_too_much_or_no_text_is_refused_in_a_sentence(
    sent: bytes, status: int, sentence: str
) -> None:
    found, answer = call(application(shouted, FACTS, LIMITS, ""), "POST", "/predict", sent)
    assert found == status
    assert sentence in answer["error"]


def test_a_token_is_asked_for_before_the_body_is_read() -> None:
    app = application(shouted, FACTS, LIMITS, "secret")
    assert call(app, "POST", "/predict", body("one"))[0] == 401
    assert call(app, "POST", "/predict", body("one"), authorization="Bearer other")[0] == 401
    assert call(app, "POST", "/predict", body("one"), authorization="Bearer secret")[0] == 200
    assert call(app, "GET", "/health")[0] == 200


def test_health_says_what_answers() -> None:
    app = application(shouted, FACTS, LIMITS, "")
    assert call(app, "GET", "/health") == (200, {"status": "ok", **FACTS})


@pytest.mark.parametrize("token", ["", "secret"])
def test_the_documentation_loads_nothing_from_elsewhere(token: str) -> None:
    app = application(shouted, FACTS, LIMITS, token)
    status, shown = call(app, "GET", "/docs")
    assert status == 200
    assert "src=" not in shown
    assert "<link" not in shown
    assert "https://" not in shown
    assert ("Bearer TOKEN" in shown) == bool(token)
    assert call(app, "GET", "/openapi.json")[1]["paths"].keys() == {"/predict", "/health"}


def test_requests_that_come_together_are_predicted_together() -> None:
    together: list[int] = []

    def counted(texts: list[str]) -> list[str]:
        together.append(len(texts))
        return [text.upper() for text in texts]

    async def ask() -> list[list[str]]:
        batcher = Batcher(counted, 100)
        async with batcher.lifespan():
            return await asyncio.gather(*(batcher.ask([f"a{n}", f"b{n}"]) for n in range(10)))

    assert asyncio.run(ask()) == [[f"A{n}", f"B{n}"] for n in range(10)]
    assert together == [20]


def test_a_failure_reaches_those_who_wait_and_nobody_else() -> None:
    def broken(texts: list[str]) -> list[str]:
        if "bad" in texts:
            raise MemoryError
        return texts

    async def ask() -> list[Any]:
        batcher = Batcher(broken, 100)
        async with batcher.lifespan():
            first = await asyncio.gather(batcher.ask(["bad"]), return_exceptions=True)
            return [type(first[0]), await batcher.ask(["good"])]

    assert asyncio.run(ask()) == [MemoryError, ["good"]]


def test_more_than_can_wait_is_sent_away() -> None:
    release = threading.Event()

    def slow(texts: list[str]) -> list[str]:
        release.wait(10)
        return texts

    async def ask() -> None:
        batcher = Batcher(slow, 2)
        async with batcher.lifespan():
            first = asyncio.create_task(batcher.ask(["one", "two"]))
            await asyncio.sleep(0)
            with pytest.raises(RefusedError, match="Too many texts"):
                await batcher.ask(["three"])
            release.set()
            assert await first == ["one", "two"]
            assert await batcher.ask(["three"]) == ["three"]

    asyncio.run(ask())


def test_the_limits_allow_what_they_name() -> None:
    assert texts_of(body("x" * 20, "", "a"), LIMITS) == ["x" * 20, "", "a"]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.3.2.1"])
def test_this_computer_needs_no_token(host: str) -> None:
    check_host(host, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])
def test_others_need_a_token(host: str) -> None:
    with pytest.raises(UserError, match="--token"):
        check_host(host, "")
    check_host(host, "secret")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    run = leave_run(tmp_path_factory.mktemp("served"))
    process = subprocess.Popen(
        [sys.executable, "-m", "bertstudio", "serve", str(run), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    yield process, line.split("answers at ")[1].split(",")[0], run
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_served_model_says_what_the_model_says_and_ends_with_ctrl_c(
    server: tuple[subprocess.Popen[str], str, Path],
) -> None:
    process, url, run = server
    texts = list(TEXTS)
    request = urllib.request.Request(f"{url}/predict", body(*texts), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        found = json.load(answer)["results"]
    ours = answers(load(run), texts)
    assert [[span["text"] for span in one["spans"]] for one in found] == [
        [span["text"] for span in one["spans"]] for one in ours
    ]
    for text, one in zip(texts, found, strict=True):
        assert all(text[span["start"] : span["end"]] == span["text"] for span in one["spans"])
    stranger = urllib.request.Request(f"{url}/health", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(stranger)
    assert refused.value.code == 400
    refused.value.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stdout is not None
    assert "Stopped." in process.stdout.read()
