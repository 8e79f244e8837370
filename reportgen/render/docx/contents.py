"""A Word file's list of contents: a field that Word can make anew, with links to the headings.

The template writes the entries, one for each heading of the second level behind them. Without page
numbers, since no page is known before Word lays it out (ISO/IEC 29500-1, 17.16.5.68).
"""

from collections.abc import Iterator

from lxml import etree

from reportgen.render.docx.word_xml import SPACE, W, style_of

ENTRY, TITLE, HEADING = "TOC2", "TOCHeading", "Heading2"
"""Styles of paragraphs: an entry, the heading over the list, and what an entry leads to."""
_FIELD = ' TOC \\o "2-2" \\n \\h '
_FIRST_ID = 10_000  # of bookmarks: no template has as many


def link_contents(body: etree._Element) -> None:
    """Make the entries a field, and each a link to its heading."""
    paragraphs = list(body.iter(f"{W}p"))
    places = [n for n, paragraph in enumerate(paragraphs) if style_of(paragraph) == ENTRY]
    if not places:
        return
    entries = [paragraphs[n] for n in places]
    headings = [each for each in paragraphs[places[-1] :] if style_of(each) == HEADING]
    for number, (entry, heading) in enumerate(zip(entries, headings, strict=False), start=1):
        name = f"_Toc{number}"
        _bookmark(heading, name, _FIRST_ID + number)
        link = etree.Element(f"{W}hyperlink", {f"{W}anchor": name, f"{W}history": "1"})
        link[:] = entry.findall(f"{W}r")
        entry.append(link)
    place = 1 if entries[0].find(f"{W}pPr") is not None else 0
    entries[0][place:place] = list(_beginning())
    entries[-1].append(_mark("end"))


def _bookmark(heading: etree._Element, name: str, number: int) -> None:
    place = 1 if heading.find(f"{W}pPr") is not None else 0
    start = {f"{W}id": str(number), f"{W}name": name}
    heading.insert(place, etree.Element(f"{W}bookmarkStart", start))
    heading.append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)}))


def _beginning() -> Iterator[etree._Element]:
    yield _mark("begin")
    run = etree.Element(f"{W}r")
    code = etree.SubElement(run, f"{W}instrText", {SPACE: "preserve"})
    code.text = _FIELD
    yield run
    yield _mark("separate")


def _mark(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
    return run
