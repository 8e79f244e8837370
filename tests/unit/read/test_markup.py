"""The XML of parts: entities are refused in whatever way their declaration is hidden."""

import io
from xml.etree.ElementTree import ParseError

import pytest
from defusedxml.common import DefusedXmlException

from reportgen.office.markup import elements, read_xml

PIECE = 1 << 16  # bytes that are looked at together
ENTITY = '<!DOCTYPE a [<!ENTITY e "secret">]><a>&e;</a>'
HIDDEN = {
    "plain": ENTITY.encode(),
    "across two pieces": b"<!--" + b"x" * (PIECE - 9) + b"-->" + ENTITY.encode(),
    "UTF-16": ENTITY.encode("utf-16"),
    "UTF-16 without a mark": ENTITY.encode("utf-16-le"),
    "another encoding": b'<?xml version="1.0" encoding="cp1252"?>' + ENTITY.encode(),
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_entities_are_refused_however_they_are_hidden(content: bytes) -> None:
    """Neither as a whole nor element by element."""
    assert read_xml(content) is None
    with pytest.raises(DefusedXmlException):
        list(elements(io.BytesIO(content)))


@pytest.mark.parametrize("encoding", ["ebcdic-cp-us", "utf-7", "utf-32", "nobodys"])
def test_an_encoding_in_which_a_document_type_would_not_be_seen_is_broken(encoding: str) -> None:
    """No parser that we use reads it."""
    known = "cp037" if encoding.startswith("ebcdic") else encoding
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}'
    content = declared.encode("ascii" if known == "nobodys" else known)
    assert read_xml(content) is None


@pytest.mark.parametrize("kind", ["utf-8", "utf-16", "cp1252"])
def test_every_element_is_given_as_it_ends(kind: str) -> None:
    """The same in each encoding that a part may have."""
    content = f'<?xml version="1.0" encoding="{kind}"?><a><b>é</b><!-- x --><c/></a>'.encode(kind)
    assert [(e.tag, e.text) for e in elements(io.BytesIO(content))] == [
        ("b", "é"),
        ("c", None),
        ("a", None),
    ]
    root = read_xml(content)
    assert root is not None
    assert root.findtext("b") == "é"


def test_a_document_type_without_entities_is_read() -> None:
    """It declares nothing that could grow, and old programs write one."""
    root = read_xml(b"<!DOCTYPE a><a><b>x</b></a>")
    assert root is not None
    assert root.findtext("b") == "x"


def test_what_is_cut_short_is_not_well_formed() -> None:
    """And says so."""
    assert read_xml(b"<a><b>") is None
    with pytest.raises(ParseError):
        list(elements(io.BytesIO(b"<a><b>")))
