"""Addresses in cells are links in all three formats, and their words are what was typed."""

import zipfile
from io import BytesIO

import pytest
from conftest import Sketch
from documents import of_html, of_word
from lxml import html
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format

WORDS = {
    "See https://a.example.org/b?c=d&e=f, please.": "https://a.example.org/b?c=d&e=f",
    "Look at www.council.example.com.": "https://www.council.example.com",
    "Ask jo.o-d@council.gov.uk.": "mailto:jo.o-d@council.gov.uk",
    "(http://example.com/x_(y))": "http://example.com/x_(y)",
    "javascript:alert(1) and data:text/html,x": "",
    "2.1@ and a@b": "",
}


@pytest.mark.parametrize(("words", "address"), WORDS.items())
def test_an_address_is_a_link_in_every_format(words: str, address: str, drawn: Sketch) -> None:
    """Nothing else is one, and no word is lost or added."""
    path = drawn(f"""
        | Ref | Objective | Action | Accountable Officer | Status | Progress |
        | 1.1 | 1 | Lights | R Patel | Green | {words} |
    """)
    files = documents(report(read(path)))
    page = html.fromstring(files[Format.HTML].decode("utf-8"))
    links = page.xpath("//td[contains(@class, 'progress')]//a/@href")
    assert links == ([address] if address else [])
    with zipfile.ZipFile(BytesIO(files[Format.DOCX])) as word:
        relations = word.read("word/_rels/document.xml.rels").decode("utf-8")
    target = f'Target="{address.replace("&", "&amp;")}"'
    assert (target in relations) == bool(address)
    assert of_word(files[Format.DOCX]).text == of_html(files[Format.HTML]).text
