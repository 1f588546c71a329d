"""Downloading a base model, after the user has said yes. The only module that reaches for the network."""

import sys
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.jobs.base_models import UNWANTED_FILES, WANTED_FILES

Progress = Callable[[int, int], None]


def download(name: str, progress: Progress) -> Path:
    """Fetch configuration, tokenizer and safetensors of a model into the cache and return its folder.

    Raises:
        UserError: no network, no such name, or weights as a pickle only.
    """
    from huggingface_hub import HfApi, hf_hub_download
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = HfApi().model_info(name, files_metadata=True)
        files = wanted({file.rfilename: file.size or 0 for file in info.siblings or ()})
        if not any(file.endswith(".safetensors") for file in files):
            raise UserError(
                tr(
                    "{name} has no safetensors on the hub, only pickles. Choose another base model.",
                    name=name,
                )
            )
        bar = _bar(sum(files.values()), progress)
        # The configuration comes last: a folder with one is complete.
        order = sorted(files, key=lambda file: (file == "config.json", file))
        folder = [Path(hf_hub_download(name, f, revision=info.sha, tqdm_class=bar)) for f in order][-1]
    except RepositoryNotFoundError as error:
        raise UserError(tr("There is no model {name} on the hub. Check the name.", name=name)) from error
    except _network_errors() as error:
        raise UserError(
            tr("{name} could not be downloaded: the hub does not answer. Check the network.", name=name)
        ) from error
    return folder.parent


def _network_errors() -> tuple[type[Exception], ...]:
    """Return what is raised without a network; the HTTP library under the hub changes its name."""
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    found: list[type[Exception]] = [HfHubHTTPError, LocalEntryNotFoundError, OSError]
    for name in ("httpx", "httpx2", "requests"):
        module = sys.modules.get(name)
        found += [
            getattr(module, kind) for kind in ("HTTPError", "RequestException") if hasattr(module, kind)
        ]
    return tuple(found)


def wanted(files: dict[str, int]) -> dict[str, int]:
    """Return the files of a repository that a training needs, with their sizes in bytes."""
    return {
        file: size
        for file, size in files.items()
        if any(fnmatch(file, pattern) for pattern in WANTED_FILES)
        and not any(fnmatch(file, pattern) for pattern in UNWANTED_FILES)
    }


def _bar(total: int, progress: Progress) -> type:
    """Return a class that takes the place of a progress bar and adds up the bytes of all files."""
    done = 0

    class Bar:
        def __init__(self, *_: Any, initial: int = 0, **__: Any) -> None:
            self.n = 0
            self.total = total
            self.update(initial)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def update(self, count: float | None = 1) -> None:
            nonlocal done
            self.n += int(count or 0)
            done += int(count or 0)
            progress(min(done, total), total)

        def close(self) -> None:
            """Nothing is drawn, so there is nothing to clear."""

        def refresh(self) -> None:
            """Nothing is drawn."""

        def set_postfix_str(self, *_: Any, **__: Any) -> None:
            """Nothing is drawn."""

        def set_description(self, *_: Any, **__: Any) -> None:
            """Nothing is drawn."""

    return Bar
