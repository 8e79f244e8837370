"""A Word template on its way through docxtpl, which mends in silence what it cannot understand.

Words that would go lost in it are named instead: text beside a tag, XML that is not well formed
after rendering, and elements where Word has none. What only its author sees, comments and tracked
changes, is taken out first. Parents of elements after ISO/IEC 29500-1, 17.3 and 17.4.
"""

import re
from typing import Any, Self

from docxtpl import DocxTemplate
from lxml import etree

from reportgen.model.errors import TemplateWrong
from reportgen.model.text import quoted
from reportgen.render.docx.word_places import (
    in_table,
    line_of,
    offset,
    place,
    place_of,
    words_in,
)
from reportgen.render.docx.word_xml import W
from reportgen.render.template_faults import FAULTS

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_OF_CELLS = re.compile(r"\{%\s*(?:cellbg|colspan|vm|hm)\b.*?%\}|\{#.*?#\}")
"""Tags that docxtpl carries out before those that take a whole paragraph; and remarks."""
_HOLDERS = {"body", "tc", "txbxContent", "sdtContent", "customXml", "hdr", "ftr", "footnote"}
_INLINE = {"p", "hyperlink", "ins", "fldSimple", "sdtContent", "smartTag", "customXml", "dir"}
_PARENTS = {
    "p": (_HOLDERS, "a paragraph"),
    "tbl": (_HOLDERS, "a table"),
    "tr": ({"tbl", "sdtContent", "customXml"}, "a row"),
    "tc": ({"tr", "sdtContent", "customXml"}, "a cell"),
    "r": (_INLINE | {"bdo", "rt", "rubyBase", "moveTo"}, "a run of words"),
    "t": ({"r"}, "text"),
}
"""Where each element may stand, and what it is called."""
_WORDS = {"t", "instrText", "delText", "delInstrText", "fldData"}


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose faults are refused where docxtpl would pass over them."""

    name: str
    crossing: str
    """The first tag that begins in one paragraph and ends in another; empty where none does."""

    @classmethod
    def opened(cls, content: Any, name: str) -> Self:  # noqa: ANN401 - a path or a file
        """A template without what only its author sees.

        Raises TemplateWrong where words stand beside a tag that takes its whole paragraph or row.
        """
        template = cls(content)
        template.init_docx()
        template.name = name
        body = template.docx.element.body
        _accept_changes(body)
        _forget_comments(template)
        _must_be_closed(body, name)
        _must_stand_alone(body, name)
        template.crossing = _crossing(body)
        return template

    def render_xml_part(self, src_xml: str, *arguments: Any) -> str:  # noqa: ANN401 - docxtpl's
        """The part's XML carried out; a fault knows near which words it stands."""
        try:
            xml: str = super().render_xml_part(src_xml, *arguments)
        except FAULTS as error:
            lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).splitlines()
            number = line_of(error)
            if number and number <= len(lines):
                before = "\n".join(lines[: number - 1])
                error.add_note(place(before, words_in(lines[number - 1])))
                error.add_note(words_in(src_xml))
            raise
        return xml

    def fix_tables(self, xml: str) -> etree._Element:
        """The rendered body. Raises TemplateWrong where Word could not read it."""
        try:
            tree = etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
        except etree.XMLSyntaxError as error:
            what = f"a tag cuts an element in two, {place(xml[: offset(xml, error)], '')}"
            raise self._unreadable(what) from error
        for element in tree.iter(f"{W}*"):
            if wrong := _misplaced(element):
                raise self._unreadable(f"{wrong}, {place_of(element)}")
        _forget_doubles(tree)
        if fewer := _mend_rows(tree):
            raise self._unreadable(fewer)
        fixed: etree._Element = super().fix_tables(etree.tostring(tree, encoding="unicode"))
        return fixed

    def _unreadable(self, what: str) -> TemplateWrong:
        crossing = f" {self.crossing} begins in one paragraph and ends in another."
        return TemplateWrong(
            code="template-word-xml",
            what=(
                f"The template {self.name} makes a file that Word could not read: {what}."
                f"{crossing if self.crossing else ''}"
            ),
            fix=(
                "Look at the tags there: {%p … %} stands in a paragraph of its own, {%tr … %} in a"
                " row of its own, and {% … %} within the words of one paragraph."
            ),
        )


def _accept_changes(body: etree._Element) -> None:
    """Take tracked changes as they stand: what was put in stays, what was struck out goes."""
    for element in list(body.iter(f"{W}del", f"{W}moveFrom")):
        element.getparent().remove(element)  # type: ignore[union-attr]
    for element in list(body.iter(f"{W}ins", f"{W}moveTo")):
        parent = element.getparent()
        place = parent.index(element)  # type: ignore[union-attr]
        parent[place : place + 1] = list(element)  # type: ignore[index]
    for name in ("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange"):
        for element in list(body.iter(f"{W}{name}")):
            element.getparent().remove(element)  # type: ignore[union-attr]


def _forget_comments(template: "WordTemplate") -> None:
    body = template.docx.element.body
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for element in list(body.iter(f"{W}{name}")):
            element.getparent().remove(element)
    relations = template.docx.part.rels
    for relation in [each for each in relations.values() if "/comments" in each.reltype]:
        relations.pop(relation.rId)


def _must_stand_alone(body: etree._Element, name: str) -> None:
    """Raise TemplateWrong where anything stands beside {%p … %}, {%tr … %} or {%tc … %}.

    docxtpl puts the tag in place of its whole paragraph, row or cell, and all of its words go.
    """
    for kind, called in (("p", "paragraph"), ("tr", "row"), ("tc", "cell")):
        for element in body.iter(f"{W}{kind}"):
            words = words_in(element)
            tags = re.findall(rf"\{{[{{%]{kind} .*?[%}}]\}}", words)
            if not tags or any(
                _has(inner, kind) for inner in element.iterdescendants(f"{W}{kind}")
            ):
                continue
            beside = _OF_CELLS.sub("", words.replace(tags[0], "", 1)).strip()
            if beside:
                raise TemplateWrong(
                    code="words-beside-tag",
                    what=(
                        f"In the template {name} {quoted(beside)} stands in one {called} with"
                        f" {tags[0]}, which takes the whole {called}: it would go lost"
                        f"{in_table(element)}."
                    ),
                    fix=f"Put the tag into a {called} of its own.",
                )


def _must_be_closed(body: etree._Element, name: str) -> None:
    """Raise TemplateWrong where a tag is not closed in the paragraph in which it begins."""
    for paragraph in body.iter(f"{W}p"):
        words = words_in(paragraph)
        left = _TAG.sub("", words)
        if part := re.search(r"\{\{|\{%|\}\}|%\}", left):
            begun = part[0].startswith("{")
            raise TemplateWrong(
                code="template-syntax",
                what=(
                    f"In the template {name} a tag is {'never closed' if begun else 'never begun'}:"
                    f" {quoted(left[part.start() if begun else 0 :])}{in_table(paragraph)}."
                ),
                fix="A tag begins with {{ and ends with }}, or with {% and %}, in one paragraph.",
            )


def _crossing(body: etree._Element) -> str:
    for paragraph in body.iter(f"{W}p"):
        opened: list[str] = []
        for tag in re.finditer(r"\{%-?\s*(end)?(for|if|macro)\b.*?%\}", words_in(paragraph)):
            if not tag[1]:
                opened.append(tag[0])
            elif opened:
                opened.pop()
            else:
                return tag[0]
        if opened:
            return opened[0]
    return ""


def _has(element: etree._Element, kind: str) -> bool:
    return re.search(rf"\{{[{{%]{kind} ", words_in(element)) is not None


def _misplaced(element: etree._Element) -> str:
    """What is wrong with where an element stands, or with words beside its elements."""
    name, parent = etree.QName(element).localname, element.getparent()
    if parent is not None and name in _PARENTS and parent.tag.startswith(W):
        allowed, called = _PARENTS[name]
        if etree.QName(parent).localname not in allowed:
            inside = _PARENTS.get(etree.QName(parent).localname)
            return f"{called} stands inside {inside[1] if inside else 'an element of another kind'}"
    beside = (element.text or "") if name not in _WORDS else ""
    if words := (beside + (element.tail or "")).strip():
        return f"{quoted(words)} stands outside of any text"
    return ""


def _forget_doubles(tree: etree._Element) -> None:
    """Word's own bookmarks and marks of paragraphs, which a loop repeats, must be there once."""
    seen: set[str] = set()
    for start in list(tree.iter(f"{W}bookmarkStart")):
        name = start.get(f"{W}name", "")
        if name in seen:
            number = start.get(f"{W}id")
            start.getparent().remove(start)  # type: ignore[union-attr]
            for end in [e for e in tree.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == number][1:]:
                end.getparent().remove(end)  # type: ignore[union-attr]
        seen.add(name)
    for paragraph in tree.iter(f"{W}p", f"{W}tr"):
        for attribute in [a for a in paragraph.attrib if str(a).endswith(("}paraId", "}textId"))]:
            del paragraph.attrib[attribute]


def _mend_rows(tree: etree._Element) -> str:
    """Stretch a row of one cell over its whole table; name a row with fewer cells than others."""
    for table in tree.iter(f"{W}tbl"):
        rows = {row: list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")}
        widths = {row: _columns(row, cells) for row, cells in rows.items() if len(cells) != 1}
        widest = max(widths.values(), default=0)
        for row, cells in rows.items():
            if len(cells) == 1 and widest:
                _span(cells[0], widest)
            elif widths.get(row, widest) < widest:
                near = f", {quoted(words)}" if (words := words_in(row).strip()) else ""
                fewer = f"a row has {widths[row]} cells where others have {widest}"
                return f"{fewer}{in_table(row)}{near}"
    return ""


def _columns(row: etree._Element, cells: list[etree._Element]) -> int:
    """How many columns of the grid a row takes."""
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells]
    beside = [row.find(f"{W}trPr/{W}{name}") for name in ("gridBefore", "gridAfter")]
    counted = [1 if span is None else int(span.get(f"{W}val", "1")) for span in spans]
    return sum(counted) + sum(int(each.get(f"{W}val", "0")) for each in beside if each is not None)


def _span(cell: etree._Element, columns: int) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}gridSpan"):
        properties.remove(old)
    place = len(properties.findall(f"{W}cnfStyle")) + len(properties.findall(f"{W}tcW"))
    properties.insert(place, etree.Element(f"{W}gridSpan", {f"{W}val": str(columns)}))
