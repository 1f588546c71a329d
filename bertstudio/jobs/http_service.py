"""A model that answers over HTTP: POST /predict, GET /health, GET /docs. Needs the extra `serve`.

Texts of requests that come at about the same time are predicted together, in one thread. Positions in answers
are code points (Python, Rust `char`s), not UTF-16 units (JavaScript, Java) and not bytes.
"""

import asyncio
import contextlib
import hmac
import ipaddress
import json
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.jobs.http_docs import page
from bertstudio.jobs.loaded_model import LoadedModel

GATHER_S = 0.005
"""How long a request waits for others to be predicted with."""
TEXTS_AT_ONCE = 256
SHUTDOWN_S = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold, and how much may wait."""

    body_bytes: int = 10_000_000
    texts: int = 1_000
    characters: int = 200_000
    """Of one text, in code points."""
    waiting_texts: int = 10_000


class RefusedError(Exception):
    """A request that is not answered: the HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Batcher:
    """Gathers texts of several callers, and hands back to each what belongs to it."""

    def __init__(self, predict: Callable[[list[str]], list[Any]], most_waiting: int) -> None:
        self._predict = predict
        self._most_waiting = most_waiting
        self._waiting = 0
        self._queue: asyncio.Queue[tuple[list[str], asyncio.Future[list[Any]]]] = asyncio.Queue()
        self._thread = ThreadPoolExecutor(1, "predict")

    async def ask(self, texts: list[str]) -> list[Any]:
        """Return what the model says of each text. Raises RefusedError when too much waits already."""
        if self._waiting + len(texts) > self._most_waiting:
            raise RefusedError(503, tr("Too many texts wait for an answer. Try again in a moment."))
        self._waiting += len(texts)
        try:
            future: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
            self._queue.put_nowait((texts, future))
            return await future
        finally:
            self._waiting -= len(texts)

    async def run(self) -> None:
        """Answer until cancelled."""
        try:
            while True:
                await self._answer(await self._gathered())
        finally:
            self._thread.shutdown(wait=True, cancel_futures=True)

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Any = None) -> AsyncIterator[None]:
        """Answer for the length of a block."""
        working = asyncio.create_task(self.run())
        yield
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working

    async def _gathered(self) -> list[tuple[list[str], asyncio.Future[list[Any]]]]:
        jobs = [await self._queue.get()]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GATHER_S):
                while sum(len(texts) for texts, _ in jobs) < TEXTS_AT_ONCE:
                    jobs.append(await self._queue.get())
        return jobs

    async def _answer(self, jobs: list[tuple[list[str], asyncio.Future[list[Any]]]]) -> None:
        together = [text for texts, _ in jobs for text in texts]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._thread, self._predict, together)
        except Exception as error:  # noqa: BLE001 - whatever it was, callers must hear of it
            for _, future in jobs:
                if not future.done():
                    future.set_exception(error)
            return
        place = 0
        for texts, future in jobs:
            if not future.done():
                future.set_result(found[place : place + len(texts)])
            place += len(texts)


def answers(loaded: LoadedModel, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return what a model says of texts, as JSON values."""
    documents = loaded.predicted(Document(0, text) for text in texts)
    return [_answer(document) for document in documents]


def _answer(document: Document) -> dict[str, Any]:
    spans = [
        {
            "start": span.start,
            "end": span.end,
            "label": span.label,
            "text": document.text_of(span),
            "confidence": span.confidence,
        }
        for span in document.spans
    ]
    labels = [{"label": item.label, "confidence": item.confidence} for item in document.labels]
    return {"spans": spans, "labels": labels}


def texts_of(body: bytes, limits: Limits) -> list[str]:
    """Return the texts of a request. Raises RefusedError that says what is wrong with it."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, tr("The body is no JSON. Send texts as the documentation says.")) from error
    texts = record.get("texts") if isinstance(record, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise RefusedError(400, tr("The body holds no list of texts called “texts”."))
    if len(texts) > limits.texts:
        most = f"{limits.texts:,}"
        raise RefusedError(413, tr("A request may hold {most} texts. Send several.", most=most))
    longest = max(map(len, texts), default=0)
    if longest > limits.characters:
        most = f"{limits.characters:,}"
        raise RefusedError(413, tr("A text may have {most} characters. Cut it into parts.", most=most))
    return texts


def application(
    predict: Callable[[list[str]], list[Any]], facts: dict[str, Any], limits: Limits, token: str
) -> Any:
    """Return the FastAPI application. `facts` are what GET /health says beside `status`."""
    from fastapi import FastAPI, Request
    from fastapi.responses import HTMLResponse, JSONResponse, Response

    batcher = Batcher(predict, limits.waiting_texts)
    # The pages that FastAPI would make load their scripts from elsewhere.
    app = FastAPI(title="BertStudio", docs_url=None, redoc_url=None, lifespan=batcher.lifespan)

    @app.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
        return JSONResponse({"error": str(error)}, error.status, headers)

    @app.post("/predict", openapi_extra=_BODY)
    async def predict_texts(request: Request) -> Response:
        _check_token(request.headers.get("authorization", ""), token)
        texts = texts_of(await _body(request, limits), limits)
        found = json.dumps({"results": await batcher.ask(texts) if texts else []})
        # As ASCII: a text may hold half a character, which UTF-8 cannot.
        return Response(found, media_type="application/json")

    @app.get("/health")
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok", **facts})

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(page(facts, limits, needs_token=bool(token)))

    return app


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["texts"],
                    "properties": {"texts": {"type": "array", "items": {"type": "string"}}},
                }
            }
        },
    }
}


def _check_token(header: str, token: str) -> None:
    if token and not hmac.compare_digest(header.encode(), f"Bearer {token}".encode()):
        raise RefusedError(401, tr("The token is missing or another one."))


async def _body(request: Any, limits: Limits) -> bytes:
    """Read the body, but no more of it than is allowed, whatever its header says."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limits.body_bytes:
            most = f"{limits.body_bytes:,}"
            raise RefusedError(413, tr("A request may have {most} bytes. Send several.", most=most))
    return bytes(body)


# The server --------------------------------------------------------------------------------------


def check_host(host: str, token: str) -> None:
    """Raise UserError if others could reach the model without a token."""
    if is_loopback(host) or token:
        return
    raise UserError(
        tr("With the address {host} others can reach the model. Choose a token with --token.", host=host)
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this computer reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any free one. Raises UserError if that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise UserError(
            tr(
                "Port {port} of {host} cannot be used: {reason}. Choose another with --port.",
                port=port,
                host=host,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from error


def serve(app: Any, sock: socket.socket, host: str) -> None:
    """Answer until Ctrl+C; requests that have begun are answered first."""
    import uvicorn
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    if is_loopback(host):
        # A page from elsewhere must not reach this computer under a name of its own (DNS rebinding).
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1", "[::1]", host])
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_S, lifespan="on")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[sock])
