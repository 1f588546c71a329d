"""Files in and out: one module a format, one row here.

Importing this imports neither pandas nor pyarrow nor datasets; the readers and writers that need them do.
"""

from collections.abc import Iterable
from pathlib import Path

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats import (
    brat,
    brat_writing,
    cluener,
    conll,
    conll_writing,
    conllu,
    conllu_writing,
    datasets_folder,
    datasets_writing,
    doccano,
    doccano_writing,
    fasttext,
    html_pages,
    json_table,
    jsonl,
    labelstudio,
    labelstudio_writing,
    pdf_documents,
    plain,
    prodigy,
    prodigy_writing,
    spacy_docbin,
    spacy_docbin_writing,
    spacy_json,
    spacy_json_writing,
    table_writing,
    tables,
    uima,
    uima_writing,
    webanno,
    webanno_writing,
    word_documents,
    yedda,
    yedda_writing,
)
from bertstudio.formats.base import Format, Loss
from bertstudio.formats.detection import Guess, guess_format
from bertstudio.formats.losses import losses_of

__all__ = ["FORMATS", "Guess", "format_named", "guess", "losses"]

FORMATS: tuple[Format, ...] = (
    Format(
        "jsonl",
        "BertStudio JSON lines",
        (".jsonl",),
        read=jsonl.read,
        write=jsonl.write,
        sniff=jsonl.sniff,
    ),
    Format(
        "conll",
        "CoNLL",
        (".conll", ".txt", ".bio", ".iob", ".bmes"),
        read=conll.read,
        write=conll_writing.write,
        losses=conll_writing.losses,
        drops=conll_writing.drops,
        sniff=conll.sniff,
        tasks=("ner",),
        options=conll_writing.OPTIONS,
    ),
    Format(
        "conllu",
        "CoNLL-U",
        (".conllu", ".conllup"),
        read=conllu.read,
        write=conllu_writing.write,
        losses=conllu_writing.losses,
        sniff=conllu.sniff,
        tasks=("ner",),
        options=conllu_writing.OPTIONS,
    ),
    Format(
        "doccano",
        "doccano JSON lines",
        (".jsonl", ".json"),
        read=doccano.read,
        write=doccano_writing.write,
        losses=losses_of(doccano_writing.KEEPS),
        sniff=doccano.sniff,
        options=doccano_writing.OPTIONS,
    ),
    Format(
        "labelstudio",
        "Label Studio JSON",
        (".json",),
        read=labelstudio.read,
        write=labelstudio_writing.write,
        losses=labelstudio_writing.losses,
        sniff=labelstudio.sniff,
        options=labelstudio_writing.OPTIONS,
    ),
    Format(
        "prodigy",
        "Prodigy JSON lines",
        (".jsonl", ".json"),
        read=prodigy.read,
        write=prodigy_writing.write,
        losses=prodigy_writing.losses,
        sniff=prodigy.sniff,
    ),
    Format(
        "cluener",
        "CLUENER JSON lines",
        (".json", ".jsonl"),
        read=cluener.read,
        write=cluener.write,
        losses=losses_of(cluener.KEEPS),
        sniff=cluener.sniff,
        tasks=("ner",),
    ),
    Format(
        "spacy",
        "spaCy DocBin",
        (".spacy",),
        read=spacy_docbin.read,
        write=spacy_docbin_writing.write,
        losses=spacy_docbin_writing.losses,
        sniff=spacy_docbin.sniff,
        options=spacy_docbin_writing.OPTIONS,
    ),
    Format(
        "spacy_json",
        "spaCy JSON",
        (".json", ".jsonl"),
        read=spacy_json.read,
        write=spacy_json_writing.write,
        losses=spacy_json_writing.losses,
        sniff=spacy_json.sniff,
        options=spacy_json_writing.OPTIONS,
    ),
    Format(
        "fasttext",
        "fastText",
        (".txt", ".fasttext", ".ft"),
        read=fasttext.read,
        write=fasttext.write,
        losses=fasttext.losses,
        sniff=fasttext.sniff,
        tasks=("text_classification",),
    ),
    Format(
        "brat",
        "brat standoff",
        (),
        read=brat.read,
        write=brat_writing.write,
        losses=brat_writing.losses,
        sniff=brat.sniff,
        tasks=("ner",),
        options=brat_writing.OPTIONS,
        claims=brat.claims,
        stands_for=brat.stands_for,
    ),
    Format(
        "webanno",
        "WebAnno TSV",
        (),
        read=webanno.read,
        write=webanno_writing.write,
        losses=webanno_writing.losses,
        sniff=webanno.sniff,
        tasks=("ner",),
        options=webanno_writing.OPTIONS,
    ),
    Format(
        "yedda",
        "YEDDA",
        (),
        read=yedda.read,
        write=yedda_writing.write,
        losses=yedda_writing.losses,
        sniff=yedda.sniff,
        tasks=("ner",),
    ),
    Format(
        "xmi",
        "UIMA CAS XMI",
        (),
        read=uima.read_xmi,
        write=uima_writing.write_xmi,
        losses=uima_writing.losses_xmi,
        sniff=uima.sniff_xmi,
        tasks=("ner",),
        stands_for=uima.stands_for,
    ),
    Format(
        "casjson",
        "UIMA CAS JSON",
        (),
        read=uima.read_json,
        write=uima_writing.write_json,
        losses=uima_writing.losses_json,
        sniff=uima.sniff_json,
        tasks=("ner",),
    ),
    Format(
        "csv",
        "CSV",
        (".csv",),
        read=tables.read_csv,
        write=table_writing.write_csv,
        losses=losses_of(table_writing.KEEPS),
        sniff=tables.sniff_csv,
        options=table_writing.CSV_OPTIONS,
    ),
    Format(
        "tsv",
        "TSV",
        (".tsv", ".tab"),
        read=tables.read_tsv,
        write=table_writing.write_tsv,
        losses=losses_of(table_writing.KEEPS),
        sniff=tables.sniff_tsv,
        options=table_writing.CSV_OPTIONS,
    ),
    Format(
        "xlsx",
        "Excel",
        (".xlsx", ".xlsm"),
        read=tables.read_xlsx,
        write=table_writing.write_xlsx,
        losses=table_writing.losses_xlsx,
        sniff=tables.sniff_xlsx,
    ),
    Format(
        "parquet",
        "Parquet",
        (".parquet", ".pq"),
        read=tables.read_parquet,
        write=table_writing.write_parquet,
        losses=losses_of(table_writing.KEEPS),
        sniff=tables.sniff_parquet,
    ),
    Format(
        "datasets",
        "Hugging Face data set",
        (),
        read=datasets_folder.read,
        write=datasets_writing.write,
        losses=losses_of(datasets_writing.KEEPS),
        sniff=datasets_folder.sniff,
        options=datasets_writing.OPTIONS,
        claims=datasets_folder.is_data_set,
    ),
    Format(
        "json",
        "JSON table",
        (".jsonl", ".json", ".ndjson"),
        read=json_table.read,
        write=json_table.write,
        losses=losses_of(table_writing.KEEPS | {"meta"}),
        sniff=json_table.sniff,
    ),
    Format("html", "HTML page", html_pages.SUFFIXES, read=html_pages.read, sniff=html_pages.sniff),
    Format("docx", "Word document", (".docx",), read=word_documents.read, sniff=word_documents.sniff),
    Format("pdf", "PDF", (".pdf",), read=pdf_documents.read, sniff=pdf_documents.sniff),
    Format(
        "text",
        "Plain text",
        (".txt", ".text", ".md"),
        read=plain.read,
        write=plain.write,
        losses=plain.losses,
        sniff=plain.sniff,
    ),
)


def format_named(format_id: str) -> Format:
    """Return the format of that id. Raises UserError if there is none."""
    found = next((row for row in FORMATS if row.id == format_id), None)
    if found is None:
        names = ", ".join(row.id for row in FORMATS)
        raise UserError(tr("There is no format {name}. Choose one of {names}.", name=format_id, names=names))
    return found


def guess(path: Path, encoding: str = "") -> Guess:
    """Find out the format of a file or folder, in constant time but for its encoding.

    Raises:
        UserError: there is no such file, it is empty or of no known kind; the sentence says which.
    """
    return guess_format(path, FORMATS, encoding)


def losses(format_id: str, documents: Iterable[Document]) -> list[Loss]:
    """Count what documents would lose in a format, in one pass; empty when it holds everything."""
    row = format_named(format_id)
    return row.losses(documents) if row.losses is not None else []
