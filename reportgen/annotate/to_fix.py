"""The sheet “To fix”: every problem with a link to its cell."""

from collections.abc import Sequence

from lxml import etree

from reportgen.annotate.parts import Element, new, s, written
from reportgen.annotate.styles import Styles
from reportgen.problems import Problem, letters

_HEADINGS = (("Place", 20), ("Kind", 10), ("What is the case", 60), ("What to do", 60))  # with their widths in characters
_FIRST_ROW = 5
_LETTERS_A_LINE = 66


def to_fix(problems: Sequence[Problem], links: Sequence[str], styles: Styles, *, title: str, advice: str) -> bytes:
    """The sheet's XML. `links` are the places in this workbook that the problems' places lead to (“'Actions'!H14”)."""
    root = new("worksheet")
    etree.SubElement(etree.SubElement(root, s("sheetPr")), s("pageSetUpPr"), fitToPage="1")
    view = etree.SubElement(
        etree.SubElement(root, s("sheetViews")), s("sheetView"), tabSelected="1", workbookViewId="0", showGridLines="0"
    )
    etree.SubElement(
        view, s("pane"), ySplit=str(_FIRST_ROW - 1), topLeftCell=f"A{_FIRST_ROW}", activePane="bottomLeft", state="frozen"
    )
    columns = etree.SubElement(root, s("cols"))
    for number, (_, width) in enumerate(_HEADINGS, start=1):
        etree.SubElement(columns, s("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
    data = etree.SubElement(root, s("sheetData"))
    heading, words, link = (styles.words(kind) for kind in ("heading", "words", "link"))
    _row(data, 1, [title], [styles.words("title")])
    _row(data, 2, [advice], [styles.words("lead")])
    _row(data, _FIRST_ROW - 1, [name for name, _ in _HEADINGS], [heading] * len(_HEADINGS))
    for number, problem in enumerate(problems, start=_FIRST_ROW):
        said = [str(problem.where), problem.severity.value.capitalize(), problem.what, problem.fix]
        _row(data, number, said, [link, words, words, words])
    _link(root, problems, links)
    etree.SubElement(root, s("pageMargins"), left="0.5", right="0.5", top="0.75", bottom="0.75", header="0.3", footer="0.3")
    etree.SubElement(root, s("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return written(root)


def _row(data: Element, number: int, said: Sequence[str], looks: Sequence[int]) -> None:
    row = etree.SubElement(data, s("row"), r=str(number))
    lines = max(1 + len(words) // _LETTERS_A_LINE for words in said) if number >= _FIRST_ROW else 1
    row.set("ht", str(24 if number == 1 else 5 + 13.5 * lines))
    row.set("customHeight", "1")
    for column, (words, look) in enumerate(zip(said, looks, strict=True), start=1):
        cell = etree.SubElement(row, s("c"), r=f"{letters(column)}{number}", s=str(look), t="inlineStr")
        etree.SubElement(etree.SubElement(cell, s("is")), s("t")).text = words


def _link(root: Element, problems: Sequence[Problem], links: Sequence[str]) -> None:
    if not problems:
        return
    listed = etree.SubElement(root, s("hyperlinks"))
    for number, link in enumerate(links, start=_FIRST_ROW):
        etree.SubElement(
            listed, s("hyperlink"), ref=f"A{number}", location=link, display=str(problems[number - _FIRST_ROW].where)
        )
