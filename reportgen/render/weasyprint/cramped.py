"""Where a page has no room for its words: they run off the paper, or break a letter a line.

WeasyPrint says nothing of either: it is for the templates that people edit.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from reportgen.model.text import quoted

if TYPE_CHECKING:
    from weasyprint import Document

_Box = Any  # WeasyPrint has no types
_SLACK = 1.0  # of 96ths of an inch, as WeasyPrint counts
_LINES = 3  # of one letter each, one after the other
_TOLD = 3


def cramped(document: "Document") -> tuple[str, ...]:
    """The first places, in words: “page 2 runs off the paper near “Hertfordshire””."""
    return tuple(islice(_places(document), _TOLD))


def _places(document: "Document") -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        # Private, as in marked_content.
        box = page._page_box  # noqa: SLF001
        for words in _off(box, page.width, page.height):
            yield f"page {number} runs off the paper near {quoted(words)}"
            break
        for words in _letter_by_letter(box):
            yield f"page {number} breaks {quoted(words)} into a letter a line"
            break


def _off(box: _Box, width: float, height: float) -> Iterator[str]:
    """The texts of which a part is outside of the page."""
    if text := getattr(box, "text", ""):
        right, foot = box.position_x + box.width, box.position_y + box.height
        seen = box.width > 2 * _SLACK and text.strip()  # what is hidden from sight is that small
        outside = min(box.position_x, box.position_y) < -_SLACK
        if seen and (outside or right > width + _SLACK or foot > height + _SLACK):
            yield text.strip()
    for child in getattr(box, "children", ()):
        yield from _off(child, width, height)


def _letter_by_letter(box: _Box) -> Iterator[str]:
    """The texts that are broken into lines of one letter."""
    children = getattr(box, "children", ())
    lines = [
        _text(child).strip() if type(child).__name__ == "LineBox" else "" for child in children
    ]
    run = ""
    for line in [*lines, ""]:
        if len(line) == 1:
            run += line
            continue
        if len(run) >= _LINES:
            yield run
        run = ""
    for child in children:
        yield from _letter_by_letter(child)


def _text(box: _Box) -> str:
    own = getattr(box, "text", "")
    return own or "".join(map(_text, getattr(box, "children", ())))
