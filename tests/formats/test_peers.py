"""Other programs read what is written here: spaCy, seqeval and Hugging Face datasets, each in its own way."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.formats.extras import spacy_library
from bertstudio.formats.tags import SCHEMES

Tool = Callable[..., Any]
Found = list[tuple[str, list[tuple[str, str]]]]


def document(text: str, *spans: tuple[str, str], **fields: Any) -> Document:
    """Return a done document with spans at the first places of some surface texts."""
    places = [(text.index(surface), text.index(surface) + len(surface), label) for surface, label in spans]
    found = tuple(Span(number, *place) for number, place in enumerate(sorted(places), 1))
    return Document(1, text, spans=found, status=Status.DONE, **fields)


PLAIN = [
    document("EU rejects German call", ("EU", "ORG"), ("German", "MISC"), group="a"),
    document("Peter Blackburn", ("Peter Blackburn", "PER"), group="a"),
    document("nothing here", group="b"),
    document("New York Rome", ("New York", "LOC"), ("Rome", "LOC"), group="b"),
]
RICH = [
    *PLAIN,
    document("The  Bank\r\nof China, 😀 (北京)!", ("Bank\r\nof China", "ORG"), ("北京", "LOC")),
    document("pro-Trump vote", ("Trump", "PER")),
]


def expected(documents: Iterable[Document]) -> Found:
    return [(d.text, [(d.text_of(span), span.label) for span in d.spans]) for d in documents]


def found_by_spacy(docs: Iterable[Any]) -> Found:
    return [(doc.text, [(entity.text, entity.label_) for entity in doc.ents]) for doc in docs]


def merged(found: Found) -> list[tuple[str, str]]:
    return [entity for _, entities in found for entity in entities]


@pytest.fixture
def spacy() -> Any:
    pytest.importorskip("spacy_legacy", reason="spaCy is not installed")
    return spacy_library()


def docs_in(path: Path) -> list[Any]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return list(DocBin().from_disk(path).get_docs(Vocab()))


def test_spacy_reads_our_docbin(spacy: Any, tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "train.spacy", "spacy", RICH)
    assert found_by_spacy(docs_in(path)) == expected(RICH)


def test_spacy_trains_on_our_docbin(spacy: Any, tmp_path: Path, write: Tool) -> None:
    from spacy.training import Corpus

    path = write(tmp_path / "train.spacy", "spacy", PLAIN)
    nlp = spacy.blank("en")
    examples = list(Corpus(path)(nlp))
    nlp.add_pipe("ner").initialize(lambda: examples, nlp=nlp)
    assert nlp.get_pipe("ner").labels == ("LOC", "MISC", "ORG", "PER")
    assert examples[0].get_aligned_ner() == ["U-ORG", "O", "U-MISC", "O"]


def test_spacy_reads_our_groups_of_spans(spacy: Any, tmp_path: Path, write: Tool) -> None:
    nested = document("Bank of China", ("Bank of China", "ORG"), ("China", "LOC"))
    (doc,) = docs_in(write(tmp_path / "a.spacy", "spacy", [nested]))
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        ("Bank of China", "ORG"),
        ("China", "LOC"),
    ]


def test_spacy_takes_our_pairs_as_examples(spacy: Any, tmp_path: Path, write: Tool) -> None:
    from spacy.training import Example

    tokens = document("ab cd", ("ab", "X"), tokens=((0, 2), (3, 5)))
    nested = document("Bank of China", ("Bank of China", "ORG"), ("China", "LOC"))
    written = [*PLAIN, tokens, nested]
    pairs = json.loads(write(tmp_path / "a.json", "spacy_json", written).read_text(encoding="utf-8"))
    nlp = spacy.blank("en")
    examples = [Example.from_dict(nlp.make_doc(text), annotations) for text, annotations in pairs]
    assert found_by_spacy(example.reference for example in examples[:-1]) == expected([*PLAIN, tokens])
    assert [span.label_ for span in examples[-1].reference.spans["sc"]] == ["ORG", "LOC"]


def test_spacy_converts_our_training_json(spacy: Any, tmp_path: Path, write: Tool) -> None:
    from spacy.training.converters import json_to_docs

    path = write(tmp_path / "a.json", "spacy_json", RICH, shape="training")
    assert found_by_spacy(json_to_docs(path.read_text(encoding="utf-8"))) == expected(RICH)


@pytest.mark.parametrize("columns", ["2", "4"])
@pytest.mark.parametrize("scheme", ["IOB2", "IOB1"])
def test_spacy_converts_our_conll(spacy: Any, tmp_path: Path, write: Tool, columns: str, scheme: str) -> None:
    from spacy.training.converters import conll_ner_to_docs

    options = {"delimiter": "blank", "columns": columns, "scheme": scheme}
    options |= {} if columns == "4" else {"docstart": "no"}
    text = write(tmp_path / "a.conll", "conll", PLAIN, **options).read_text(encoding="utf-8")
    docs = list(conll_ner_to_docs(text, n_sents=0, no_print=True))
    assert merged(found_by_spacy(docs)) == merged(expected(PLAIN))
    assert len(docs) == (2 if columns == "4" else 1)


def test_spacy_converts_our_one_sentence_a_line(spacy: Any, tmp_path: Path, write: Tool) -> None:
    from spacy.training.converters import iob_to_docs

    text = write(tmp_path / "a.iob", "conll", PLAIN, delimiter="bar").read_text(encoding="utf-8")
    docs = iob_to_docs(text, n_sents=1, no_print=True)
    assert [(doc.strip(), entities) for doc, entities in found_by_spacy(docs) if doc] == expected(PLAIN)


@pytest.mark.parametrize(
    ("name", "converter", "options"),
    [
        ("a.iob", "iob", {"delimiter": "bar"}),
        ("a.conll", "ner", {"delimiter": "blank", "columns": "4"}),
        ("a.json", "json", {"shape": "training"}),
    ],
)
def test_spacy_convert_takes_our_files(
    spacy: Any, tmp_path: Path, write: Tool, name: str, converter: str, options: dict[str, str]
) -> None:
    from spacy.cli.convert import convert

    path = write(tmp_path / name, "spacy_json" if converter == "json" else "conll", PLAIN, **options)
    convert(path, tmp_path, file_type="spacy", converter=converter, silent=True)
    assert merged(found_by_spacy(docs_in(path.with_suffix(".spacy")))) == merged(expected(PLAIN))


def test_spacy_converts_our_conllu(spacy: Any, tmp_path: Path, write: Tool) -> None:
    from spacy.training.converters import conllu_to_docs

    # spaCy knows the tags under the names NE and name only.
    text = write(tmp_path / "a.conllu", "conllu", PLAIN, key="NE").read_text(encoding="utf-8")
    docs = conllu_to_docs(text, n_sents=1, no_print=True)
    assert [(doc.strip(), entities) for doc, entities in found_by_spacy(docs)] == expected(PLAIN)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_seqeval_finds_every_entity_of_our_conll(tmp_path: Path, write: Tool, scheme: str) -> None:
    from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, IOE1, IOE2, Entities

    rows = rows_of(write(tmp_path / "a.conll", "conll", RICH, docstart="no", scheme=scheme))
    tags = [[tag.replace("M-", "I-") for _, tag in sentence] for sentence in rows]
    theirs = {
        "IOB1": IOB1,
        "IOB2": IOB2,
        "IOE1": IOE1,
        "IOE2": IOE2,
        "BIOES": IOBES,
        "BILOU": BILOU,
        "BMES": IOBES,
    }
    entities = Entities(tags, theirs[scheme]).entities
    surfaces = [
        ("".join(token for token, _ in rows[number][entity.start : entity.end]), entity.tag)
        for number, sentence in enumerate(entities)
        for entity in sentence
    ]
    assert surfaces == [("".join(text.split()), label) for text, label in merged(expected(RICH))]


def rows_of(path: Path) -> list[list[list[str]]]:
    """Return the columns of each line of each sentence."""
    sentences = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    return [[line.split("\t") for line in sentence.split("\n")] for sentence in sentences]


def test_seqeval_gives_full_marks_to_conll_against_datasets(
    tmp_path: Path, write: Tool, loaded: Tool
) -> None:
    from seqeval.metrics import classification_report, f1_score
    from seqeval.scheme import IOB2

    rows = rows_of(write(tmp_path / "a.conll", "conll", RICH, docstart="no"))
    written = [[tag for _, tag in sentence] for sentence in rows]
    data = loaded("parquet", [replace(each, split=Split.TRAIN) for each in RICH])["train"]
    names = data.features["ner_tags"].feature.names
    tags = [[names[number] for number in row["ner_tags"]] for row in data]
    assert f1_score(tags, written, mode="strict", scheme=IOB2) == 1.0
    report = classification_report(tags, written, mode="strict", scheme=IOB2, output_dict=True)
    assert report["micro avg"]["support"] == len(merged(expected(RICH)))


SPLITS = [
    replace(PLAIN[0], split=Split.TRAIN, key="1"),
    replace(PLAIN[1], split=Split.DEV),
    replace(PLAIN[2], split=Split.TEST),
    replace(PLAIN[3], split=Split.NONE),
]


@pytest.fixture
def loaded(tmp_path: Path, write: Tool) -> Callable[..., Any]:
    """Return a function that writes a folder and loads it with `datasets` alone."""

    def load(layout: str, documents: list[Document], **options: Any) -> Any:
        folder = write(tmp_path / f"set-{layout}", "datasets", documents, layout=layout, **options)
        return by_datasets(folder, layout)

    return load


def by_datasets(folder: Path, layout: str) -> Any:
    import datasets

    if layout == "saved":
        return datasets.load_from_disk(str(folder))
    return datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))


@pytest.mark.parametrize("layout", ["parquet", "saved"])
def test_datasets_loads_splits_tokens_and_named_tags(loaded: Tool, layout: str) -> None:
    found = loaded(layout, SPLITS)
    assert {name: len(rows) for name, rows in found.items()} == {
        "train": 1,
        "validation": 1,
        "test": 1,
        "none": 1,
    }
    names = found["train"].features["ner_tags"].feature.names
    assert set(names) == {"O", *(f"{part}-{name}" for part in "BI" for name in ("ORG", "MISC", "PER", "LOC"))}
    row = found["train"][0]
    assert row["tokens"] == ["EU", "rejects", "German", "call"]
    assert [names[number] for number in row["ner_tags"]] == ["B-ORG", "O", "B-MISC", "O"]
    assert row["spans"][0] == {"start": 0, "end": 2, "label": "ORG", "text": "EU"}
    assert (row["id"], row["text"], row["group"]) == ("1", PLAIN[0].text, "a")


@pytest.mark.parametrize("layout", ["parquet", "saved"])
def test_datasets_loads_labels_with_their_names(loaded: Tool, layout: str) -> None:
    documents = [
        Document(0, "goal", labels=(DocumentLabel("sport"),), status=Status.DONE, split=Split.TRAIN),
        Document(0, "hm", split=Split.TRAIN),
    ]
    rows = loaded(layout, documents, task="text_classification")["train"]
    feature = rows.features["label"]
    assert (feature.names, rows["label"][:]) == (["sport"], [0, -1])
    assert feature.int2str(0) == "sport"


@pytest.mark.parametrize("layout", ["parquet", "saved"])
def test_datasets_loads_several_labels_of_a_document(loaded: Tool, layout: str) -> None:
    names = (DocumentLabel("sport"), DocumentLabel("news"))
    documents = [Document(0, "goal", labels=names, status=Status.DONE, split=Split.TRAIN)]
    rows = loaded(layout, documents, task="text_classification", multi_label=True)["train"]
    assert [rows.features["labels"].feature.names[number] for number in rows[0]["labels"]] == [
        "sport",
        "news",
    ]
