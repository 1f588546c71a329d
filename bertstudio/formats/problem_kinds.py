"""Kinds of problems: what each is called, and what may be done with those that leave a choice.

One row for each `Problem.kind` that a reader or an import says. A kind that is not here gets a general title.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

REFUSE = "refuse"
"""What happens unless the user says something else (see `placing.py`)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be done with a problem: as a button says it, and what follows."""

    title: str
    does: str


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One row of `KINDS`."""

    id: str
    title: Callable[[], str]
    """What they are called when there are several, translated when asked: `Entities outside the text`."""
    choices: tuple[str, ...] = ()
    """Values of `ReadOptions.handling`; empty where nothing can be chosen. The first is what happens unless
    the user says something else: `refuse`, but for what comes in well enough as it is."""
    repair: Callable[[], Choice] | None = None
    """What `repair` does with this kind."""
    stays: bool = False
    """Whether such a thing comes in as it stands, where it is not left out: only worth knowing."""

    @property
    def default(self) -> str:
        """What happens unless the user says something else."""
        return self.choices[0] if self.choices else REFUSE


def _moved() -> Choice:
    return Choice(
        tr("Move it to its text"),
        tr(
            "It goes to the nearest place where its text stands. Where there is none, its document stays out."
        ),
    )


def _taken() -> Choice:
    return Choice(
        tr("Read it the first way"),
        tr("It is read in the first of the ways that fit. Check it: entities may lie beside their text."),
    )


ENTITY = (REFUSE, "drop", "note", "repair")
"""Choices for an entity that has a text of its own, by which it can be found again."""
PART = (REFUSE, "drop", "note")
LINK = (REFUSE, "drop")
"""Choices for what is not in the text: there is no place that a note could name."""

GAPS = ("fragments", "extent", "drop", "note", REFUSE)
"""Choices for an entity of several parts, which nothing here can hold as one."""

OVERLAPS = "overlaps"
"""Entities that overlap against the rule of the project. No reader says so: the import does."""
APART = ("keep", "outer", "inner", REFUSE)
"""Choices for two of them; those that name which one stays are values of `core.overlap.Keep`."""

_ROWS = (
    # One entity, relation or label of a document, for which the user may choose.
    ProblemKind("span-outside-text", lambda: tr("Entities outside the text"), ENTITY, _moved),
    ProblemKind("span-text-differs", lambda: tr("Entities whose text is another"), ENTITY, _moved),
    ProblemKind("offsets-in-doubt", lambda: tr("Positions that can be read in several ways"), ENTITY, _taken),
    ProblemKind("no-label", lambda: tr("Entities without a label"), PART),
    ProblemKind("discontinuous", lambda: tr("Entities with gaps"), GAPS),
    ProblemKind("broken-mark", lambda: tr("Marks that are not whole"), ("drop", REFUSE)),
    ProblemKind("line-unreadable", lambda: tr("Lines that are no entity or relation"), LINK),
    ProblemKind("id-twice", lambda: tr("Annotations with the id of another"), LINK),
    ProblemKind("broken-bracket", lambda: tr("Brackets of entities without their other half"), LINK),
    ProblemKind("relation-without-span", lambda: tr("Relations to entities that are not there"), LINK),
    ProblemKind("empty-span", lambda: tr("Entities without any text"), PART),
    ProblemKind(
        OVERLAPS,
        lambda: tr("Entities that overlap, against the rule of the project"),
        APART,
        stays=True,
    ),
    # What is read in another way, or left out because nothing here can hold it.
    ProblemKind("span-twice", lambda: tr("Entities that stand there twice")),
    ProblemKind("broken-transition", lambda: tr("Tags that continue no entity and begin one instead")),
    ProblemKind("unclosed-entity", lambda: tr("Entities without an end tag")),
    ProblemKind("segmentation-digits", lambda: tr("Places in the word beside characters")),
    ProblemKind("other-columns", lambda: tr("Columns that are not read")),
    ProblemKind("header-as-text", lambda: tr("First rows that are texts, not names of columns")),
    ProblemKind("unusual-header", lambda: tr("First rows without a usual name of a column")),
    ProblemKind("nameless-column", lambda: tr("Cells in columns without a name")),
    ProblemKind("other-sheets", lambda: tr("Sheets that are not read")),
    ProblemKind("other-annotators", lambda: tr("Entities of other annotators")),
    ProblemKind("numeric-label", lambda: tr("Labels that are numbers")),
    ProblemKind("label-definition", lambda: tr("Label definitions that are not whole")),
    ProblemKind("unknown-split", lambda: tr("Splits of unknown names")),
    ProblemKind("results-kept", lambda: tr("Answers that are no entities and no labels")),
    ProblemKind("draft-kept", lambda: tr("Drafts that nobody submitted")),
    ProblemKind("same-texts", lambda: tr("Files that may hold the same texts")),
    ProblemKind("skipped-task", lambda: tr("Tasks that their annotators skipped")),
    ProblemKind("cancelled", lambda: tr("Annotations that were given up")),
    ProblemKind("suggestion-twice", lambda: tr("Predictions that repeat something")),
    ProblemKind("page-as-text", lambda: tr("Pages in HTML of which the text was taken")),
    ProblemKind("paragraphs-joined", lambda: tr("Conversations that become one text")),
    ProblemKind("answer-reject", lambda: tr("Answers that reject what they show")),
    ProblemKind("answer-ignore", lambda: tr("Tasks that nobody wanted to answer")),
    ProblemKind("tasks-joined", lambda: tr("Answers to single questions that become one document")),
    ProblemKind("single-entities", lambda: tr("Texts of which only single entities are known")),
    ProblemKind("text-in-several", lambda: tr("Texts that become several documents")),
    ProblemKind("highlight-kept", lambda: tr("Stretches that patterns found")),
    ProblemKind("relation-of-words", lambda: tr("Relations between words that are no entities")),
    ProblemKind("tokens-differ", lambda: tr("Tokens that do not fit")),
    ProblemKind("mixed-encoding", lambda: tr("Lines in another encoding than the others")),
    ProblemKind("encoding-doubted", lambda: tr("Files that are UTF-8, but read as something else")),
    ProblemKind("beside-text", lambda: tr("What stands beside the text")),
    ProblemKind("equation", lambda: tr("Equations that are rows of signs")),
    ProblemKind("hidden-text", lambda: tr("Hidden text")),
    ProblemKind("page-without-text", lambda: tr("Pages without text")),
    ProblemKind("lines-joined", lambda: tr("Lines that become one document")),
    ProblemKind("rejected", lambda: tr("Answers “reject” and “ignore”")),
    ProblemKind("several-labels", lambda: tr("Documents with several labels")),
    ProblemKind("set-aside", lambda: tr("Files beside annotated ones")),
    ProblemKind("no-snapshot", lambda: tr("No snapshot before the import")),
    ProblemKind("part-of-token", lambda: tr("Entities that are parts of a token")),
    ProblemKind("group-as-label", lambda: tr("Entities with the name of their group as label")),
    ProblemKind("scores-of-model", lambda: tr("Scores of a model, read as suggestions")),
    ProblemKind("words-differ", lambda: tr("Words that are not those of the text")),
    ProblemKind("syntax-trees", lambda: tr("Syntax trees that are not read")),
    ProblemKind("user-data", lambda: tr("Data of programs that are not read")),
    ProblemKind("label-in-text", lambda: tr("Labels inside a text")),
    ProblemKind("annotation-without-entity", lambda: tr("Annotations of what was left out")),
    # What is kept as it stands.
    ProblemKind("unknown-line", lambda: tr("Lines of an unknown kind")),
    ProblemKind("reference-to-nothing", lambda: tr("Annotations of what is not there")),
    ProblemKind("event-without-trigger", lambda: tr("Events without a trigger")),
    ProblemKind("other-layer", lambda: tr("Layers that are no entities")),
    ProblemKind("other-feature", lambda: tr("Features that are no labels")),
    ProblemKind("unknown-type", lambda: tr("Types that the type system does not have")),
    ProblemKind("type-system", lambda: tr("Type systems")),
    ProblemKind("number-used-twice", lambda: tr("Numbers that two annotations share")),
    ProblemKind("blank-before-sentence", lambda: tr("Blanks before the first token of a sentence")),
    ProblemKind("empty-slot", lambda: tr("Slots without an annotation")),
    ProblemKind("not-annotated", lambda: tr("Texts before anybody annotated them")),
    # What cannot be read.
    ProblemKind("no-text", lambda: tr("Rows without a text")),
    ProblemKind("pattern-not-text", lambda: tr("Patterns among texts")),
    ProblemKind("text-elsewhere", lambda: tr("Texts that lie elsewhere")),
    ProblemKind("no-token", lambda: tr("Lines without a token")),
    ProblemKind("word-number", lambda: tr("Lines without the number of a word")),
    ProblemKind("unknown-tag", lambda: tr("Tags of no known scheme")),
    ProblemKind("token-count", lambda: tr("Tags that do not match their tokens")),
    ProblemKind("too-few-columns", lambda: tr("Lines with too few columns")),
    ProblemKind("too-many-columns", lambda: tr("Lines with too many columns")),
    ProblemKind("stacks-differ", lambda: tr("Cells that do not fit together")),
    ProblemKind("token-text-differs", lambda: tr("Tokens that stand elsewhere in the text")),
    ProblemKind("token-misplaced", lambda: tr("Tokens that overlap or are empty")),
    ProblemKind("sentence-misplaced", lambda: tr("Sentences that begin at the wrong place")),
    ProblemKind("unknown-version", lambda: tr("Versions of a format that are not known")),
    ProblemKind("open-quote", lambda: tr("Quotation marks that never close")),
    ProblemKind("spans-unreadable", lambda: tr("Entities that cannot be read")),
    ProblemKind("broken-json", lambda: tr("Lines that are no whole JSON")),
    ProblemKind("too-long", lambda: tr("Lines and documents that are too long")),
    ProblemKind("no-object", lambda: tr("Lines that are no JSON object")),
    ProblemKind("record", lambda: tr("Documents that contradict themselves")),
    ProblemKind("unreadable-file", lambda: tr("Files that cannot be read")),
)

KINDS: Mapping[str, ProblemKind] = MappingProxyType({row.id: row for row in _ROWS})


def kind_named(kind: str) -> ProblemKind:
    """Return the row of a kind; one with a general title and no choices for a kind without."""
    return KINDS.get(kind) or ProblemKind(kind, lambda: tr("Other things"))


def choice_of(kind: str, value: str) -> Choice:
    """Return what a value of `ReadOptions.handling` does with a kind. Raises KeyError for another."""
    row = kind_named(kind)
    if value == "repair" and row.repair is not None:
        return row.repair()
    return {
        "fragments": Choice(
            tr("Make its parts entities"),
            tr("Each of its parts becomes an entity of its own; brat gets them back as one."),
        ),
        "extent": Choice(
            tr("Fill its gaps"),
            tr("One entity reaches from its first part to its last; brat gets the parts."),
        ),
        "keep": Choice(
            tr("Let both come in"),
            tr("The rule is for what you tag. A model learns the longest of those that share a word."),
        ),
        "outer": Choice(tr("Keep the longer of two"), tr("The other one stays out, and its relations.")),
        "inner": Choice(tr("Keep the shorter of two"), tr("The other one stays out, and its relations.")),
        REFUSE: Choice(
            tr("Leave its document out"), tr("The document does not come in; the rest of the file does.")
        ),
        "drop": Choice(tr("Leave only it out"), tr("Its document comes in without it.")),
        "note": Choice(
            tr("Leave it out, with a note"),
            tr("Its document comes in without it; the note of the document says what was left out."),
        ),
    }[value]


def handling_of(texts: list[str]) -> dict[str, str]:
    """Return `KIND=CHOICE` texts as `ReadOptions.handling`. Raises UserError when one makes no sense."""
    handling = {}
    for text in texts:
        kind, sign, choice = text.partition("=")
        if not sign:
            raise UserError(tr("{text} should read KIND=CHOICE, such as no-label=drop.", text=text))
        row = KINDS.get(kind)
        if row is None or not row.choices:
            names = ", ".join(each.id for each in _ROWS if each.choices)
            raise UserError(
                tr("There is no choice for {kind}, only for one of these: {names}.", kind=kind, names=names)
            )
        if choice not in row.choices:
            names = ", ".join(row.choices)
            raise UserError(
                tr("{kind} is one of {names}, not {choice}.", kind=kind, names=names, choice=choice)
            )
        handling[kind] = choice
    return handling
