"""Data sets of the Hugging Face hub: fetched after the user has said yes, or found in the cache."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


def download(name: str, allowed: bool) -> Any:
    """Return a `datasets.DatasetDict` by hub name, `org/name` or `org/name:configuration`.

    Raises:
        UserError: the user has not allowed it; there is no such data set; or no network and no copy here.
    """
    repository, _, configuration = name.partition(":")
    if not repository or repository.startswith((".", "/")) or repository.count("/") > 1:
        raise UserError(tr("There is no folder {name}.", name=name))
    if not allowed:
        raise UserError(
            tr("{name} lies on the Hugging Face hub. Allow the download to import it.", name=name)
        )
    import datasets

    offline = not _is_reachable(repository)
    try:
        with _quietly(offline):
            return datasets.load_dataset(repository, configuration or None)
    except datasets.exceptions.DatasetNotFoundError as error:
        raise UserError(_unknown(repository)) from error
    except _network_errors() as error:
        raise UserError(_unreachable(repository)) from error
    except (OSError, ValueError, RuntimeError, datasets.exceptions.DatasetsError) as error:
        reason = str(error).strip().split("\n")[0][:120]
        raise UserError(tr("{name} cannot be loaded: {reason}", name=repository, reason=reason)) from error


def _is_reachable(repository: str) -> bool:
    """Ask the hub once, for 10 s at most; without this, loading retries for half a minute and talks of it.

    Raises:
        UserError: the hub answers that there is no such data set for us.
    """
    from huggingface_hub import HfApi, constants
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        HfApi().dataset_info(repository, timeout=10)
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise UserError(_unknown(repository)) from error
    except _network_errors():
        return False
    return True


def _network_errors() -> tuple[type[Exception], ...]:
    """Return what a missing network raises: also errors of the HTTP library that the hub happens to use."""
    from huggingface_hub import errors

    http: type[Exception] = errors.HTTPError  # type: ignore[attr-defined]
    return (http, ConnectionError)


def _unknown(name: str) -> str:
    return tr("There is no data set {name} on the hub that you may see. Check the name.", name=name)


def _unreachable(name: str) -> str:
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return tr(
            "HF_HUB_OFFLINE is set and {name} is not on this computer. Unset it to download.", name=name
        )
    return tr("The hub cannot be reached and {name} is not on this computer. Check the network.", name=name)


@contextmanager
def _quietly(offline: bool) -> Iterator[None]:
    """Show no progress bars of others, and look only into the cache while there is no network."""
    import datasets
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE, datasets.config.HF_HUB_OFFLINE
    shown = datasets.is_progress_bar_enabled()
    datasets.disable_progress_bars()
    if offline:
        constants.HF_HUB_OFFLINE = datasets.config.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, datasets.config.HF_HUB_OFFLINE = before
        if shown:
            datasets.enable_progress_bars()
