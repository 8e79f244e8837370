"""The XML of parts: entities are refused in whatever way their declaration is hidden."""

import io
from xml.etree.ElementTree import ParseError

import pytest

from reportgen.office.markup import TooLarge, elements, read_xml

PIECE = 1 << 21  # bytes that are looked at together
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
    with pytest.raises(ParseError):
        list(elements(io.BytesIO(content), "a"))


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
    assert [(e.tag, e.text) for e in elements(io.BytesIO(content), "b", "c")] == [
        ("b", "é"),
        ("c", None),
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
        list(elements(io.BytesIO(b"<a><b>"), "b"))


def test_elements_are_given_whole_across_pieces() -> None:
    """However long they are, and whatever stands between them."""
    rows = b"".join(b"<row><c>%s</c></row><z><row/></z>" % (b"x" * n) for n in range(3_000))
    given = list(elements(io.BytesIO(b"<a>" + rows + b"</a>"), "row"))
    assert len(rows) > 2 * PIECE
    words = [row.findtext("c") for row in given]
    assert words[::2] == ["x" * n for n in range(3_000)]
    assert set(words[1::2]) == {None}


@pytest.mark.parametrize(
    "content",
    [
        b"<a><row>" + b"<c/>" * 2_400_000 + b"</row></a>",
        b"<a>" * 800_000 + b"</a>" * 800_000,
        b"<a><row>" + b"<r>" * 800_000 + b"</r>" * 800_000 + b"</row></a>",
    ],
    ids=["wide", "deep", "deep inside"],
)
def test_more_than_any_plan_has_is_too_large(content: bytes) -> None:
    """Before it takes much memory."""
    with pytest.raises(TooLarge):
        list(elements(io.BytesIO(content), "row"))
