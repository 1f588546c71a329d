"""The page GET /docs of a model that answers over HTTP: whole in itself, it loads nothing from elsewhere."""

import html
import json
from typing import Any

from bertstudio.core.words import tr

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;"
    "background:#fff}pre,textarea{width:100%;box-sizing:border-box;font:14px/1.4 monospace;"
    "background:#f4f4f4;padding:.75rem;border:1px solid #ccc;border-radius:6px;white-space:pre-wrap;"
    "color:#222}"
    "button{font:inherit;padding:.4rem 1rem;margin:.5rem 0}"
)
_SCRIPT = """
document.getElementById("go").onclick = async () => {
  const token = document.getElementById("token"), headers = {"Content-Type": "application/json"};
  if (token) headers.Authorization = "Bearer " + token.value;
  const body = JSON.stringify({texts: document.getElementById("texts").value.split("\\n")});
  const answer = await fetch("predict", {method: "POST", headers, body});
  document.getElementById("answer").textContent = JSON.stringify(await answer.json(), null, 1);
};
"""


def page(facts: dict[str, Any], limits: Any, *, needs_token: bool) -> str:
    """Return the HTML. `facts` has `task` and `labels`, `limits` those of `http_service.Limits`."""
    shown = html.escape
    answer = {"start": 0, "end": 4, "label": (facts["labels"] or [""])[0], "text": "Anna", "confidence": 0.98}
    if facts["task"] == "ner":
        result = {"spans": [answer], "labels": []}
    else:
        result = {"spans": [], "labels": [{"label": answer["label"], "confidence": 0.98}]}
    header = " -H 'Authorization: Bearer TOKEN'" if needs_token else ""
    call = (
        f"curl{header} -H 'Content-Type: application/json' -d '{{\"texts\": [\"Anna lives here.\"]}}' "
        "http://HOST:PORT/predict"
    )
    most = tr(
        "A request may have {bytes} bytes and {texts} texts of {characters} characters. "
        "More is refused with status 413.",
        bytes=f"{limits.body_bytes:,}",
        texts=f"{limits.texts:,}",
        characters=f"{limits.characters:,}",
    )
    units = tr(
        "Start and end count code points, the end is exclusive. In JavaScript: [...text].slice(start, end)."
    )
    field = (
        f"<p><label>{shown(tr('Token'))} <input id='token' type='password'></label>" if needs_token else ""
    )
    parts = (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>BertStudio</title>",
        f"<style>{_STYLE}</style></head><body><h1>POST /predict</h1>",
        f"<pre>{shown(call)}</pre><pre>{shown(json.dumps({'results': [result]}, indent=1))}</pre>",
        f"<p>{shown(units)}</p><p>{shown(most)}</p>",
        f"<p>{shown(tr('Labels: {names}', names=', '.join(facts['labels'])))}</p>",
        f"<h2>{shown(tr('Try it'))}</h2>{field}",
        f"<textarea id='texts' rows='4' aria-label='{shown(tr('Texts, one a line'))}'></textarea>",
        f"<button id='go'>{shown(tr('Predict'))}</button><pre id='answer' aria-live='polite'></pre>",
        "<p>GET <a href='health'>/health</a> · GET <a href='openapi.json'>/openapi.json</a></p>",
        f"<script>{_SCRIPT}</script></body></html>",
    )
    return "\n".join(parts)
