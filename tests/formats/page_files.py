"""Files of the formats that are read only, for tests that need one of each."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HTML = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Harbour &amp; sea</title>
<style>p{}</style></head><body style="display:none"><h1 hidden>no</h1><p style="visibility: hidden">n
<b style="visibility:visible">yes</b>
<ul><li>one<li hidden=until-found>two</ul><table><tr><td>a<td hidden>b<tr><th>c</table><pre> x
  y</pre><template>no</template><noscript>no</noscript><svg><title>no</title></svg><br/>
<select><option>o</select><dialog open>Caf\xc3\xa9 &eacute; &#x1F600;</dialog>
<script>if (1 < 2) "</p>"</script><!-- no --></body></html>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BODY = f"""<w:body xmlns:w="{WORD}" xmlns:m="{MATH}" xmlns:mc="{CHOICE}">
<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>EU </w:t><w:tab/></w:r>
<w:ins><w:r><w:t>rejects</w:t></w:r></w:ins><w:del><w:r><w:delText>takes</w:delText><w:br/></w:r></w:del>
<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>no</w:t></w:r>
<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:sym w:char="F0E0"/></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>
</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:trPr/><w:tc><w:tcPr/><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body>"""


def pdf(*pages: str) -> bytes:
    """Return a PDF file with one line of text a page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>"
    return f"{out}{end}\nstartxref\n{len(out)}\n%%EOF".encode()


def write_page(format_id: str, path: Path) -> None:
    """Write a file of a format that is read only. Skips the test where the library for it is not there."""
    _WRITERS[format_id](path)


def _html(path: Path) -> None:
    path.write_bytes(HTML)


def _docx(path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    for block in docx.oxml.parse_xml(BODY):
        made.element.body[-1].addprevious(block)
    made.add_comment(made.paragraphs[0].runs, "a comment", "me")
    made.sections[0].header.paragraphs[0].text = "a header"
    made.save(str(path))


def _pdf(path: Path) -> None:
    pytest.importorskip("pypdfium2")
    path.write_bytes(pdf("EU rejects German call", "", "left at noon"))


_WRITERS: Mapping[str, Callable[[Path], None]] = {"html": _html, "docx": _docx, "pdf": _pdf}
