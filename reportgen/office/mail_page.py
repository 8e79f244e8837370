"""The words of a web page that came in a mail, line by line."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote", "table"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("style", "script", "head"))
_MOST_TAGS = 1_000_000  # of a page: a letter has some hundreds


class _Words(HTMLParser):
    """Collects the lines of a web page, without its styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[str]] = [[]]  # each as its pieces: sums of words take their square
        self._quiet = self._quotes = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        """What stands in a style or a script is no words; a paragraph begins a line."""
        self._quiet += tag in _SILENT
        self._quotes += tag == "blockquote"
        if tag in _BREAKS:
            self._lines.append(["> "] if self._quotes else [])
        elif tag in _CELLS:
            self._lines[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        """After a style or a script come words again."""
        self._quiet -= tag in _SILENT and self._quiet > 0
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag in _BREAKS:
            self._lines.append(["> "] if self._quotes else [])

    def handle_data(self, data: str) -> None:
        """Words, or blanks between tags."""
        if not self._quiet:
            self._lines[-1].append(re.sub(r"\s+", " ", data))

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return ["".join(pieces) for pieces in self._lines]


def page_lines(page: str) -> list[str]:
    """The lines of a web page; those that it quotes begin with “> ”.

    Raises ValueError where it has more tags than any letter.
    """
    if page.count("<") > _MOST_TAGS:
        message = f"the page has {page.count('<'):,} tags"
        raise ValueError(message)
    parser = _Words()
    parser.feed(page)
    return [" ".join(line.split()) for line in parser.lines if line.strip(" >")]
