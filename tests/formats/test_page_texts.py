"""Texts out of HTML, Word and PDF files."""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_files import pdf

from bertstudio import formats
from bertstudio.core.errors import UserError
from bertstudio.formats import packages, pdf_documents
from bertstudio.formats.base import ReadOptions

Tool = Callable[..., Any]
HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Harbour
 news</title><style>p {color: red}</style></head><body><h1>Calder  Point</h1><p>She left
at&nbsp;noon.<br>Café &amp; <b>bar</b></p><script>alert("no")</script><!-- nor this -->
<table><tr><td>a</td><td>b</td></tr></table><pre>x  y
z</pre></body></html>"""


def test_a_page_becomes_what_a_browser_shows(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.html", HTML)).documents
    assert document.text == "Calder Point\nShe left at\xa0noon.\nCafé & bar\na\tb\nx  y\nz"
    assert document.title == "Harbour news"


@pytest.mark.parametrize(("named", "written"), [("iso-8859-1", "cp1252"), ("gb2312", "gb18030")])
def test_a_page_names_its_encoding(file: Tool, read: Tool, named: str, written: str) -> None:
    text = "“Café”" if written == "cp1252" else "港口"
    content = f'<html><meta http-equiv="Content-Type" content="text/html; charset={named}"><p>{text}</html>'
    (document,) = read(file("a.htm", content.encode(written))).documents
    assert document.text == text


def test_a_page_in_utf8_is_read_so_whatever_it_names(file: Tool, read: Tool) -> None:
    content = '<html><meta charset="iso-8859-1"><p>naïve</html>'
    (document,) = read(file("a.html", content)).documents
    assert document.text == "naïve"


def test_a_head_that_is_never_closed_ends_with_the_body(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.html", "<html><head><title>T</title><body>Seen")).documents
    assert document.text == "Seen"


def test_a_deep_page_is_read(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.html", "<html>" + "<div>" * 50_000 + "deep")).documents
    assert document.text == "deep"


def test_a_page_that_shows_nothing_is_refused(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="shows no text"):
        read(file("a.html", "<html><script>x</script></html>"))


HIDDEN = [
    "<p hidden>no",
    "<div hidden=until-found><p>no</div>",
    "<p style='color: red; DISPLAY : none !important'>no",
    "<p style='/* x */display:none'>n<b>o</b></p>",
    "<ul style='visibility:hidden'><li>no<li>no</ul>",
    "<dialog>no</dialog>",
    "<template><p>no</template>",
    "<noscript>no</noscript>",
    "<p hidden>no<svg><title>no</title></svg></p>",
    "<p hidden>n<br>o<hr>",
    "<span><div hidden></span>no</div>",
    "<div hidden><p>no</div>",
    "<table><tr hidden><td>no<td>no</table>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_hidden_is_left_out_and_counted(file: Tool, read: Tool, hidden: str) -> None:
    outcome = read(file("a.html", f"<!doctype html>\n<p>Seen</p>\n{hidden}<p>and seen"))
    assert outcome.documents[0].text == "Seen\nand seen"
    assert outcome.kinds == [("hidden-text", 3)]


@pytest.mark.parametrize(
    "shown",
    [
        "<p hidden style='display:block'>yes</p>",
        "<p style='display:inline'>yes</p>",
        "<div style='visibility:hidden'><p style='visibility:visible'>yes</p></div>",
        "<dialog open>yes</dialog>",
        "<details><summary>yes</summary></details>",
        "<li hidden></li><li>yes",
        "<p aria-hidden=true>yes</p>",
        "<svg><text>no</text></svg><video>no</video><p hidden> </p>yes",
        "<p data-hidden=hidden title=hidden>yes</p>",
        "<div/>yes",
    ],
)
def test_what_is_shown_is_read(file: Tool, read: Tool, shown: str) -> None:
    outcome = read(file("a.html", f"<!doctype html><p>Seen</p>{shown}"))
    assert outcome.documents[0].text == "Seen\nyes"
    assert outcome.problems == []


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li hidden>no<li>Seen</ul>",
        "<dl><dt hidden>no<dd>Seen</dl>",
        "<p hidden>no<div>Seen</div>",
        "<table><tr><td hidden><div>no<td>Seen</table>",
        "<table><tbody hidden><tr><td>no<tbody><tr><td>Seen</table>",
        "<select><option hidden>no<option>Seen</select>",
    ],
)
def test_an_element_without_an_end_hides_no_more_than_in_a_browser(file: Tool, read: Tool, page: str) -> None:
    outcome = read(file("a.html", f"<!doctype html>{page}"))
    assert outcome.documents[0].text == "Seen"
    assert outcome.kinds == [("hidden-text", 1)]


def test_a_hidden_part_of_a_line_leaves_no_gap(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.html", "<p>Har<div hidden>no</div><span hidden>no</span>bour")).documents
    assert document.text == "Har\nbour"
    (document,) = read(file("a.html", "<div>Har<div hidden>no</div><span hidden>no</span>bour")).documents
    assert document.text == "Harbour"


def test_a_page_that_hides_its_body_until_a_script_runs_is_read(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.html", "<html><body style='display:none' hidden><p>Seen")).documents
    assert document.text == "Seen"


def test_a_page_of_which_all_is_hidden_is_refused_in_words(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="all of its text is hidden"):
        read(file("a.html", "<html><noscript>Switch JavaScript on.</noscript></html>"))


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>T</title><p>Seen",
        "<head><title>T</title>Seen",
        "<head><title>T<p>Seen",
        "<head><title>T</title><noscript><img></noscript><link></head>Seen",
        "<title>T</title><svg><title>U</title></svg>Seen",
    ],
)
def test_a_head_that_ends_nowhere_hides_no_text(file: Tool, read: Tool, page: str) -> None:
    (document,) = read(file("a.html", f"<html>{page}")).documents
    assert (document.title, document.text) == ("T", "Seen")


@pytest.mark.parametrize(
    "mark", ["<![if !vml]>", "<![endif]>", "<![x y]>", "<![[[>", "<![>", "<!>", "<?x?>", "</>"]
)
def test_a_mark_that_is_none_is_passed_over(file: Tool, read: Tool, mark: str) -> None:
    (document,) = read(file("a.html", f"<html><p>Har{mark}bour")).documents
    assert document.text == "Harbour"


@pytest.mark.parametrize(
    ("end", "text", "kinds"),
    [
        ("<!-- no", "Seen", []),
        ("<![if no", "Seen", []),
        ("<b and no", "Seen", [("hidden-text", 2)]),
        ("</b and no", "Seen", [("hidden-text", 2)]),
        (" &lt", "Seen <", []),
        (" &amp", "Seen &", []),
        (" < yes &", "Seen < yes &", []),
        (" <", "Seen <", []),
        ("<script>no", "Seen", []),
    ],
)
def test_a_page_may_end_anywhere(
    file: Tool, read: Tool, end: str, text: str, kinds: list[tuple[str, int]]
) -> None:
    outcome = read(file("a.html", f"<html>\n<p>Seen{end}"))
    assert (outcome.documents[0].text, outcome.kinds) == (text, kinds)


@pytest.mark.parametrize(
    "again", ["<!--", "<a ", "</a ", "<![", "<!", "<?", "<script>", "&", "<", "<b><![x]>"]
)
def test_what_never_ends_takes_no_longer_the_longer_it_is(file: Tool, read: Tool, again: str) -> None:
    (document,) = read(file("a.html", "<html>Seen " + again * 100_000)).documents
    assert document.text.startswith("Seen")


def test_a_page_of_many_open_elements_is_read_in_time(file: Tool, read: Tool) -> None:
    page = "<p>" + "<b>" * 20_000 + "<hr>" * 20_000 + "</i></p>" * 20_000 + "Seen"
    (document,) = read(file("a.html", f"<html>{page}")).documents
    assert document.text == "Seen"


def word(path: Path) -> Path:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.core_properties.title = "Report"
    made.add_paragraph("First\tline 😀")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    last = made.add_paragraph("Kept ")
    for tag, inner in (("ins", "t"), ("del", "delText")):
        changed = docx.oxml.OxmlElement(f"w:{tag}")
        run, text = docx.oxml.OxmlElement("w:r"), docx.oxml.OxmlElement(f"w:{inner}")
        text.text = tag
        run.append(text)
        changed.append(run)
        last._p.append(changed)
    made.sections[0].header.paragraphs[0].text = "a header"
    made.save(str(path))
    return path


def test_a_word_document_is_read_in_order_with_what_was_inserted(tmp_path: Path, read: Tool) -> None:
    outcome = read(word(tmp_path / "a.docx"))
    (document,) = outcome.documents
    assert document.text == "First\tline 😀\na\tb\nKept ins"
    assert document.title == "Report"
    assert outcome.kinds == [("beside-text", 0)]


SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def words(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


@pytest.fixture
def with_body(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a Word document of the XML of its body, and of further parts by name."""
    docx = pytest.importorskip("docx")

    def make(body: str, **parts: str) -> Path:
        made = docx.Document()
        section = made.element.body[-1]
        for block in docx.oxml.parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
            section.addprevious(block)
        for name, content in parts.items():
            where = docx.opc.packuri.PackURI(f"/word/{name}.xml")
            data = f"<w:{name} {SPACES}>{content}</w:{name}>".encode()
            part = docx.opc.part.Part(where, f"application/{name}+xml", data, made.part.package)
            made.part.relate_to(part, RELATIONS + name)
        made.save(str(tmp_path / "a.docx"))
        return tmp_path / "a.docx"

    return make


def paragraph(inner: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


BOX = "<w:txbxContent>" + paragraph(words("boxed")) + "</w:txbxContent>"
TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(words("a") + "<w:ins>" + words("b") + "</w:ins>"), "ab"),
        (
            paragraph(words("a") + "<w:del><w:r><w:tab/><w:br/></w:r>" + words("b", "delText") + "</w:del>"),
            "a",
        ),
        (paragraph(words("a") + "<w:moveFrom>" + words("b") + "</w:moveFrom>"), "a"),
        (paragraph(words("a"), "<w:del/>") + paragraph(words("b")) + paragraph(words("c")), "ab\nc"),
        (paragraph(words("a"), "<w:ins/>") + paragraph(words("b")), "a\nb"),
        (paragraph("<w:del>" + words("a", "delText") + "</w:del>", "<w:del/>") + paragraph(words("b")), "b"),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph(words("a")) + "</w:tc></w:tr>"
            "<w:tr><w:tc>" + paragraph(words("b")) + "</w:tc><w:tc>" + paragraph(words("c")) + "</w:tc>"
            "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + paragraph(words("d")) + "</w:tc></w:tr></w:tbl>",
            "b\tc",
        ),
    ],
)
def test_tracked_changes_are_read_as_accepted(with_body: Tool, read: Tool, body: str, text: str) -> None:
    assert read(with_body(body)).documents[0].text == text


def test_tracked_changes_are_counted(with_body: Tool, read: Tool) -> None:
    inserted, deleted = f"<w:ins>{words('b')}</w:ins>", f"<w:del>{words('c', 'delText')}</w:del>"
    outcome = read(with_body(paragraph(words("a") + inserted + deleted + inserted)))
    assert outcome.facts["tracked-changes"].value == "+2 -1"
    assert [problem.text for problem in outcome.problems] == [
        "This is no part of the text and was left out: 1 tracked deletion."
    ]


def test_what_stands_beside_the_text_is_counted(with_body: Tool, read: Tool) -> None:
    def note(kind: str, text: str) -> str:
        return f"<w:{kind}>{paragraph(words(text))}</w:{kind}>"

    path = with_body(
        paragraph(words("Kept") + "<w:r><w:footnoteReference w:id='2'/></w:r>"),
        comments=note("comment", "one") + note("comment", "two"),
        # Word itself puts notes without words into this part: the lines above the notes.
        footnotes=note("footnote", "") + note("footnote", "three"),
        endnotes=note("endnote", " "),
        header=paragraph(words("four")),
        footer=paragraph(""),
    )
    outcome = read(path)
    assert outcome.documents[0].text == "Kept"
    assert [problem.text for problem in outcome.problems] == [
        "This is no part of the text and was left out: 2 comments, 1 foot note, 1 header or footer."
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(words("a") + TWICE + words("b")) + paragraph(words("c")), "ab\nboxed\nc"),
        ("<w:tbl><w:tr><w:tc>" + paragraph(words("a") + TWICE) + "</w:tc></w:tr></w:tbl>", "a boxed"),
        (paragraph(words("a") + f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), "a\nboxed"),
    ],
)
def test_a_text_box_is_read_once_after_its_paragraph(
    with_body: Tool, read: Tool, body: str, text: str
) -> None:
    outcome = read(with_body(body))
    assert (outcome.documents[0].text, outcome.problems) == (text, [])


@pytest.mark.parametrize(
    ("part", "text", "kind"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>", "ab", "beside-text"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t></w:r>", "ayesb", ""),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>", "ab", "beside-text"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "ax=1b", "equation"),
        ("<w:fldSimple w:instr='PAGE'>" + words("7") + "</w:fldSimple>", "a7b", ""),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "ab", ""),
        (
            "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>"
            + words("yes")
            + "</w:sdtContent></w:sdt>",
            "ayesb",
            "",
        ),
        ("<w:r><w:softHyphen/><w:noBreakHyphen/></w:r>", "a\xad-b", ""),
    ],
)
def test_what_a_paragraph_holds_is_read_or_told(
    with_body: Tool, read: Tool, part: str, text: str, kind: str
) -> None:
    outcome = read(with_body(paragraph(words("a") + part + words("b"))))
    assert outcome.documents[0].text == text
    assert [found for found, _ in outcome.kinds] == ([kind] if kind else [])


def test_a_table_in_a_table_stays_in_its_cell(with_body: Tool, read: Tool) -> None:
    def table(*cells: str) -> str:
        return "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"

    inner = table(paragraph(words("a")), paragraph(words("b")))
    assert read(with_body(table(inner, paragraph(words("c"))))).documents[0].text == "a b\tc"


def test_a_word_document_that_unpacks_without_end_is_refused(
    tmp_path: Path, read: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MAX_BYTES", 1_000)
    with pytest.raises(UserError, match="more than can be read at once"):
        read(word(tmp_path / "a.docx"))


def test_a_damaged_word_document_is_refused_in_words(tmp_path: Path, read: Tool) -> None:
    pytest.importorskip("docx")
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<")
    with pytest.raises(UserError, match="no whole Word document"):
        read(path, "docx")
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UserError, match="no whole Word document"):
        read(path, "docx")


def test_the_pages_of_a_pdf_become_one_document(file: Tool, read: Tool) -> None:
    pytest.importorskip("pypdfium2")
    outcome = read(file("a.pdf", pdf("Calder Point", "", "left at noon")))
    assert outcome.documents[0].text == "Calder Point\nleft at noon"
    assert outcome.kinds == [("page-without-text", 0)]
    assert outcome.facts["pages"].value == "3"


def test_pages_without_text_are_named_in_one_sentence(file: Tool, read: Tool) -> None:
    pytest.importorskip("pypdfium2")
    outcome = read(file("a.pdf", pdf("a", "", "b", "", "", "")))
    assert [problem.text.partition(":")[2].partition(".")[0] for problem in outcome.problems] == [" 2, 4–6"]
    outcome = read(file("a.pdf", pdf(*["a", ""] * 30)))
    assert ", 38, 40, …." in outcome.problems[0].text


@pytest.mark.parametrize(("limit", "words"), [("MAX_PAGES", "2 pages"), ("MAX_CHARACTERS", "2 characters")])
def test_a_pdf_that_is_too_long_is_refused_in_words(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    pytest.importorskip("pypdfium2")
    path = file("a.pdf", pdf("a", "b", "c"))
    monkeypatch.setattr(pdf_documents, limit, 3)
    assert len(read(path).documents) == 1
    monkeypatch.setattr(pdf_documents, limit, 2)
    with pytest.raises(UserError, match=f"more than {words}"):
        read(path)


def test_the_pages_of_a_pdf_are_read_one_by_one(file: Tool) -> None:
    pytest.importorskip("pypdfium2")
    path = file("a.pdf", pdf("a", "b", "c"))
    size = path.stat().st_size
    far = [item.position for item in pdf_documents.read(path, ReadOptions())]
    assert far[:2] == [size // 3, size * 2 // 3]


def test_a_pdf_of_pictures_is_refused_in_words(file: Tool, read: Tool) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(UserError, match="OCR"):
        read(file("a.pdf", pdf("", "")))


@pytest.mark.parametrize(("kind", "is_refused"), [(b"/Length 9", True), (b"/Subtype /Image", False)])
def test_a_pdf_that_unpacks_to_too_much_is_refused(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, kind: bytes, is_refused: bool
) -> None:
    pytest.importorskip("pypdfium2")
    packed = (
        b"9 0 obj\n<< " + kind + b" >>\nstream\n" + zlib.compress(bytes(300_000)) + b"\nendstream\nendobj\n"
    )
    path = file("a.pdf", pdf("Seen") + b"\n" + packed)
    assert len(read(path).documents) == 1
    monkeypatch.setattr(pdf_documents, "MAX_DRAWN_BYTES", 200_000)
    if is_refused:
        with pytest.raises(UserError, match="more than can be read at once"):
            read(path)
    else:
        assert len(read(path).documents) == 1


def test_a_damaged_pdf_is_refused_in_words(file: Tool, read: Tool) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(UserError, match="no whole PDF"):
        read(file("a.pdf", b"%PDF-1.7\n\x00nothing"), "pdf")


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_such_files_are_read_only(name: str) -> None:
    assert formats.format_named(name).write is None
