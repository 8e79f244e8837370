"""The words of a PDF as a screen reader hears them: those in its tags, page by page."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_MARK = "•"  # before a point of a list
_HYPHEN = re.compile("[\x02\ufffe]")  # how Pdfium gives one at the end of a line


def heard(content: bytes) -> str:
    """All text that is in the tags; headings that are repeated and page numbers are not."""
    document = pypdfium2.PdfDocument(content)
    try:
        return "".join(words for page in document for words in _of_page(page))
    finally:
        document.close()


def _of_page(page: pypdfium2.PdfPage) -> Iterator[str]:
    text = page.get_textpage()
    try:
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            shown = pdfium.FPDFPage_GetObject(page.raw, number)
            if (
                pdfium.FPDFPageObj_GetType(shown) == pdfium.FPDF_PAGEOBJ_TEXT
                and pdfium.FPDFPageObj_GetMarkedContentID(shown) >= 0
            ):
                words = _text(shown, text)
                if words.strip() != _MARK:
                    yield _HYPHEN.sub("-", words)
    finally:
        text.close()
        page.close()


def _text(shown: object, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(shown, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(
        shown, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")
