"""What the pages in docs/ promise of problems and templates, held against the code."""

import dataclasses
import re
import typing
import zipfile

import pytest
from conftest import ROOT

from reportgen.model.problems import CODES
from reportgen.reports import letter, view

PROBLEMS = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
VIEWS = {
    name: kind
    for module in (view, letter)
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


@pytest.mark.parametrize("name", VIEWS)
def test_every_field_of_the_view_is_used_by_a_template(name: str) -> None:
    """A field that no template prints is taken out. Language, author and the like go to the documents' properties."""
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "reportgen" / "render").rglob("*.py")
    )
    used = set(re.findall(r"\.(\w+)", template_words() + code))
    assert {field.name for field in dataclasses.fields(VIEWS[name])} - used == set()


def test_every_field_that_a_template_names_exists() -> None:
    """The other way round: what is printed is there."""
    known = {field.name for kind in VIEWS.values() for field in dataclasses.fields(kind)} | {
        "lines",
        "bulleted",
        "large",
    }
    assert (
        set(re.findall(r"\.(\w+)", template_words())) - known - {"css", "html"} - {"last"} == set()
    )  # of file names, and Jinja's own


def test_views_hold_only_words_and_lists_of_views() -> None:
    """A template cannot be handed a plan, or anything that does something."""
    for kind in VIEWS.values():
        for hint in typing.get_type_hints(kind).values():
            assert "reportgen.workbook" not in str(hint)
            assert not re.search(r"plan\.(Plan|Action|Status|Update|Settings)\b", str(hint))
