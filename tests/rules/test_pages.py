"""What the pages in docs/ promise of problems and templates, held against the code."""

import dataclasses
import re
import typing
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import making
import pytest
from conftest import DATA, ROOT

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind
from reportgen.model.problems import CODES
from reportgen.model.prose import Block
from reportgen.render.message import Envelope, message
from reportgen.render.templates import REMINDER, REQUEST, folders
from reportgen.reports import action_view, letter, view

PROBLEMS = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
VIEWS = {
    name: kind
    for module in (view, action_view, letter)
    for name, kind in vars(module).items()
    if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
}


def test_every_problem_has_a_paragraph_with_its_severity_and_no_other() -> None:
    """Who meets a code finds it explained."""
    told = dict(re.findall(r"^### (\S+)\n\*(\w+)\.\*", PROBLEMS, re.MULTILINE))
    assert told == {code: severity.value.capitalize() for code, severity in CODES.items()}


def test_every_code_is_used_in_the_program() -> None:
    """A code that nothing reports is taken out."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "reportgen").rglob("*.py")
    )
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_the_page_on_templates_lists_every_field() -> None:
    """The contract of templates is written down whole."""
    rows = dict(
        re.findall(
            r"^\| `?(\w+)`?(?:, `paper`)? \| (.+) \|$", CONTRACT.split("| value |")[1], re.MULTILINE
        )
    )
    listed = {
        ({"report": "View", "letter": "Letter"}.get(name, name)): re.sub(
            r" \(\w+\)", "", fields
        ).split(", ")
        for name, fields in rows.items()
    }
    del listed["Block"]
    assert listed == {
        name: [field.name for field in dataclasses.fields(kind)] for name, kind in VIEWS.items()
    }


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
"""A picture of one point (PNG)."""


def template_words() -> str:
    """Everything that stands between Jinja's braces in our templates."""
    parts = []
    for file in (ROOT / "templates").glob("*.docx"):
        with zipfile.ZipFile(file) as package:
            parts += [
                package.read(name).decode("utf-8")
                for name in package.namelist()
                if name.startswith("word/")
            ]
    others = [
        file.read_text(encoding="utf-8")
        for kind in ("html", "txt")
        for file in (ROOT / "templates").glob(f"*.{kind}")
    ]
    words = re.sub(r"<[^>]+>", "", "".join(parts)) + "".join(others)
    return " ".join(re.findall(r"\{[{%].*?[}%]\}", words, re.DOTALL))


def letters() -> list[bytes]:
    """A request, and reminders to who answered in part, and to who sent no status."""
    plan = making.reading(DATA / "asb-2016-17-q3.xlsx").plan
    envelope = Envelope(to=("a@example.org",), copies=(), name="a.xlsx", content=b"")
    return [
        message(
            letter.letter(
                plan,
                "Team Leader (ASB)",
                plan.actions[:2],
                due="13 January 2017",
                answered=answered,
                returned=not answered,
            ),
            name,
            folders(None),
            envelope,
        )
        for name, answered in ((REQUEST, 0), (REMINDER, 1), (REMINDER, 0))
    ]


@pytest.fixture(scope="module")
def looked_at() -> Iterator[dict[str, set[str]]]:
    """Which fields of each class of view are looked at while every document is made."""
    fields: dict[str, set[str]] = {name: set() for name in VIEWS}
    few = pytest.MonkeyPatch()
    few.setattr("reportgen.reports.action_plan._FEW_ACTIONS", 0)  # so that contents are listed
    views = [
        making.report(read(DATA / name, previous=previous), kind, large_print=large, final=final)
        for name, previous, final in (
            ("asb-2016-17-q3.xlsx", DATA / "asb-2016-17-q2.xlsx", True),
            ("messy.xlsx", None, False),
        )
        for kind in ReportKind
        for large in (False, True)
    ]
    few.undo()
    row = replace(views[0].sections[0].rows[0], own={"own-1": (Block(lines=("40%",)),)})
    column = view.TableColumn(key="own-1", heading="% done", width="5")
    shown = view.Picture(uri=f"data:image/png;base64,{PIXEL}", alt="Council logo")
    views[0] = replace(
        views[0],
        logo=(shown,),
        columns=(*views[0].columns, column),
        sections=(replace(views[0].sections[0], rows=(row,)), *views[0].sections[1:]),
    )

    def recording(self: object, name: str) -> object:
        fields[type(self).__name__].add(name)
        return object.__getattribute__(self, name)

    with pytest.MonkeyPatch.context() as patch:
        for kind in VIEWS.values():
            patch.setattr(kind, "__getattribute__", recording, raising=False)
        for paper in views:
            making.documents(paper, formats=(Format.HTML, Format.DOCX))
        making.documents(views[0])
        letters()
    return fields


@pytest.mark.parametrize("name", [name for name in VIEWS if "Figures" not in name])
def test_every_field_of_a_view_is_printed(name: str, looked_at: dict[str, set[str]]) -> None:
    """A field that no document is made of is taken out, though another view has one of its name.

    But for figures and settings, which stand there for templates of other people.
    """
    fields = {field.name for field in dataclasses.fields(VIEWS[name])} - {"figures", "settings"}
    assert fields - looked_at[name] == set()


def test_every_field_that_a_template_names_exists() -> None:
    """The other way round: what is printed is there."""
    known = {field.name for kind in VIEWS.values() for field in dataclasses.fields(kind)} | {
        "lines",
        "bulleted",
        "large",
    }
    assert (
        set(re.findall(r"\.(\w+)", template_words()))
        - known
        - {"css", "html"}
        - {"last", "nextitem", "index0"}
        == set()
    )  # of file names, and Jinja's own


def test_views_hold_only_words_and_lists_of_views() -> None:
    """A template cannot be handed a plan, or anything that does something."""
    for kind in VIEWS.values():
        for hint in typing.get_type_hints(kind).values():
            assert "reportgen.workbook" not in str(hint)
            assert not re.search(r"plan\.(Plan|Action|Status|Update|Settings)\b", str(hint))
