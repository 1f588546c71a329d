"""Which base models the picker offers, in words, for a corpus and a computer. No widgets here."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.pages.train_base import Base
from bertstudio.jobs import base_models
from bertstudio.jobs.base_models import BASE_MODELS, STARTER, BaseModel

_TITLES: dict[str, Callable[[], str]] = {
    STARTER: lambda: tr("Starter, 6 layers"),
    "bert-base-cased": lambda: tr("BERT base, cased"),
    "bert-base-uncased": lambda: tr("BERT base, uncased"),
    "distilbert-base-cased": lambda: tr("DistilBERT base, cased"),
    "bert-base-chinese": lambda: tr("BERT base, Chinese"),
    "hfl/chinese-macbert-base": lambda: tr("MacBERT base, Chinese"),
    "bert-base-german-cased": lambda: tr("BERT base, German"),
    "bert-base-multilingual-cased": lambda: tr("BERT multilingual"),
    "xlm-roberta-base": lambda: tr("XLM-RoBERTa base"),
}

_LANGUAGES: dict[str, Callable[[], str]] = {
    "*": lambda: tr("100 languages"),
    "en": lambda: tr("English"),
    "zh": lambda: tr("Chinese"),
    "de": lambda: tr("German"),
}


def title_of(name: str) -> str:
    """Return what a base model is called; a folder by its last part."""
    if name in _TITLES:
        return _TITLES[name]()
    return Path(name).name if Path(name).is_absolute() else name


def offered(languages: Mapping[str, int], folders: Iterable[str]) -> list[Base]:
    """Return all base models, the recommended one first, then those on this machine, then those that fit.

    Looks at the disk, and imports the library that knows where downloads lie: called in a thread.
    """
    frequent = _frequent(languages)
    recommended = base_models.recommend(frequent)
    bases = [_of_row(row, frequent, recommended) for row in BASE_MODELS]
    bases += [_of_folder(folder) for folder in folders]
    return sorted(bases, key=lambda base: (not base.recommended, base.place != "here", bool(base.note)))


def _frequent(languages: Mapping[str, int]) -> list[str]:
    """Return the languages that more than a twentieth of the documents are in, the most frequent first."""
    total = sum(languages.values())
    return [name for name, number in languages.items() if name and number * 20 > total]


def _of_row(row: BaseModel, languages: list[str], recommended: BaseModel) -> Base:
    here = base_models.starter_folder() if row.name == STARTER else base_models.cached(row.name)
    spoken = tr(", ").join(_LANGUAGES[name]() if name in _LANGUAGES else name for name in row.languages)
    words = tr("{languages}, {count:.0f} M parameters", languages=spoken, count=row.parameters_millions)
    problem = ""
    if row.name == STARTER and here is None:
        problem = tr("Not installed. Run: pip install {package}", package="bertstudio[starter]")
    return Base(
        name=row.name,
        title=title_of(row.name),
        words=words,
        place="broken" if problem else "here" if here is not None else "download",
        size_mb=row.size_mb,
        problem=problem,
        note=_note(row, languages),
        recommended=row is recommended,
    )


def _note(row: BaseModel, languages: list[str]) -> str:
    """Say what of this corpus a model does not know."""
    if "*" in row.languages or not languages:
        return ""
    if "zh" in languages and "zh" not in row.languages:
        return tr("Holds little Chinese. {name} knows it.", name=title_of("bert-base-chinese"))
    unknown = [language for language in languages if language not in row.languages]
    if unknown == languages:
        return tr("Does not know the language of these documents.")
    return ""


def _of_folder(name: str) -> Base:
    folder = Path(name)
    problem = ""
    try:
        base_models.check_folder(folder)
    except UserError as error:
        problem = str(error)
    return Base(
        name=name,
        title=title_of(name),
        words=str(folder.parent),
        place="broken" if problem else "here",
        problem=problem,
    )
