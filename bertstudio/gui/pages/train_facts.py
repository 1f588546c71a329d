"""What the corpus offers to a training, and what is missing. No widgets here."""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from bertstudio.core.documents import TEACHING, Split, Status, is_labelled
from bertstudio.core.words import tr, trn
from bertstudio.store import documents
from bertstudio.store.documents import Leak, Query
from bertstudio.store.project import Project
from bertstudio.tasks import task

FEW_ANNOTATIONS = 10
FEW_DOCUMENTS = 20
COUNTED_OVERLAPS = 1_000
"""Documents with overlaps that are looked into: reading all of a nested corpus takes minutes."""

IN_TRAIN = Query(splits=(Split.TRAIN,), statuses=TEACHING)


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts that the Train page shows. Labelled documents are those that may teach a model."""

    task: str = "ner"
    documents: int = 0
    labels: int = 0
    """Size of the label set."""
    labelled: dict[Split, int] = field(default_factory=dict)
    in_train: dict[str, int] = field(default_factory=dict)
    """Annotations of each label in train."""
    leaks: tuple[Leak, ...] = ()
    languages: dict[str, int] = field(default_factory=dict)
    in_review: tuple[int, ...] = ()
    """Ids of the documents that need review: nothing is learned from them."""
    left_out: int = 0
    """Entities in train that a model cannot learn beside longer ones; at most those of the ids below."""
    left_out_ids: tuple[int, ...] = ()
    """The documents that they are in, at most `COUNTED_OVERLAPS`."""

    def of(self, split: Split) -> int:
        """Number of labelled documents in a split."""
        return self.labelled.get(split, 0)

    @property
    def leaking(self) -> int:
        """Number of texts outside of train that stand in train too."""
        return sum(len(leak.other_ids) for leak in self.leaks)

    @property
    def scarce(self) -> tuple[tuple[str, int], ...]:
        """Labels with few annotations in train, the scarcest first."""
        few = [(name, number) for name, number in self.in_train.items() if number < FEW_ANNOTATIONS]
        return tuple(sorted(few, key=lambda pair: pair[1]))


def facts(project: Project) -> Facts:
    """Count. Takes a second at a million documents, so it is called in a thread."""
    names = documents.label_set(project).names
    labelled = dict(documents.counts(project, Query(statuses=(Status.DONE,))).by_split)
    if names:
        # Documents that nobody has declared done teach by their annotations.
        begun = Query(statuses=(Status.TODO, Status.STARTED), labels=names)
        for split, number in documents.counts(project, begun).by_split.items():
            labelled[split] = labelled.get(split, 0) + number
    return Facts(
        task=project.task,
        documents=documents.counts(project).documents,
        labels=len(names),
        labelled=labelled,
        in_train=documents.label_counts(project, IN_TRAIN) if names else {},
        leaks=tuple(documents.duplicates_across_splits(project)),
        languages=documents.languages(project),
        in_review=tuple(documents.ids(project, Query(statuses=(Status.REVIEW,)))),
        **_left_out(project),
    )


def _left_out(project: Project) -> dict[str, Any]:
    """Count the entities that overlap longer ones, as the training itself does."""
    if project.task != "ner":
        return {}
    found = documents.stream(project, replace(IN_TRAIN, overlapping=True))
    teaching = islice(filter(is_labelled, found), COUNTED_OVERLAPS)
    labels = documents.label_set(project)
    examples = [example for example in task("ner").examples(teaching, labels) if example.left_out]
    return {
        "left_out": sum(example.left_out for example in examples),
        "left_out_ids": tuple(example.document for example in examples),
    }


def missing(known: Facts) -> str:
    """Return why no training can begin, in words; empty if one can."""
    if not known.documents:
        return tr("There are no documents yet. Import some first.")
    if not sum(known.labelled.values()):
        return tr("No document is labelled yet. Tag some on the Annotate page.")
    if not known.of(Split.TRAIN):
        return tr("No labelled document is in train. Assign splits first.")
    if not known.of(Split.DEV):
        return tr("No labelled document is in dev. Assign splits first.")
    used = sum(1 for number in known.in_train.values() if number)
    if not used:
        return tr("No document in train carries a label. Tag some, or assign splits.")
    if known.task == "text_classification" and used < 2:
        return tr("All documents in train carry the same label. A model needs at least two.")
    return ""


def warnings(known: Facts) -> list[str]:
    """Return what makes the result worse without preventing it, in words."""
    said = []
    train = known.of(Split.TRAIN)
    if 0 < train < FEW_DOCUMENTS:
        said.append(
            trn(
                "Only 1 labelled document is in train; from 20 on a model begins to learn.",
                "Only {count} labelled documents are in train; from 20 on a model begins to learn.",
                train,
            )
        )
    scarce = known.scarce if train else ()
    if scarce:
        named = tr(", ").join(f"{name} ({number})" for name, number in scarce[:4])
        more = trn(" and 1 more", " and {count} more", len(scarce) - 4) if len(scarce) > 4 else ""
        said.append(tr("Few examples in train: {labels}{more}.", labels=named, more=more))
    return said
