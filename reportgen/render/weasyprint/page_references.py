"""The references of a PDF's pages, made once and not anew for each tag.

pydyf makes the list of them whenever it is asked, and WeasyPrint asks for each tag: the time grows
with the square of the pages, to a third of all of it at 1,000 pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf


@contextmanager
def kept() -> Iterator[None]:
    """Inside, in one thread at a time, the list is made again only when pages were added."""
    own: Any = pydyf.PDF.__dict__["page_references"]
    made: dict[int, tuple[int, tuple[bytes, ...]]] = {}

    def references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        pages = len(pdf.pages["Kids"])
        known, listed = made.get(id(pdf), (-1, ()))
        if known != pages:
            listed = own.fget(pdf)
            made[id(pdf)] = pages, listed
        return listed

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = own
