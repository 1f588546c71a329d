"""The parser of HTML that all readers of pages share: that of Python, mended where browsers differ."""

from html import unescape
from html.parser import HTMLParser


class PageParser(HTMLParser):
    """Reads `<![` and what never ends as a browser does, and in a time that grows as the page does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![if !vml]>` and the like for a comment. Python's own stops at words it does not know."""
        return self.parse_bogus_comment(i, report)

    def close(self) -> None:
        """Read the rest: a tag or comment that never ends is none, nor is what follows it.

        Python's own would look for its end from every place in it.
        """
        rest, self.rawdata = self.rawdata, ""
        is_tag = rest[:1] == "<" and (rest[1:2].isalpha() or rest[1:2] in {"/", "!", "?"})
        if is_tag and self.cdata_elem is None:
            self.handle_unended(rest)
        elif rest:
            self.handle_data(unescape(rest) if self.cdata_elem is None else rest)

    def handle_unended(self, rest: str) -> None:
        """Take note of what was left out at the end."""
