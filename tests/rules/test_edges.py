"""What can be asked is in app; cli words it, and a page in the browser could as well."""

import ast
import inspect
import re
from pathlib import Path
from string import Formatter

from conftest import DATA, ROOT

from reportgen.app.documents import all_documents, report
from reportgen.app.read import read
from reportgen.cli.remedies import WORDS
from reportgen.model.edition import Edition, Format, ReportKind
from reportgen.model.errors import Remedy

PACKAGE = ROOT / "reportgen"
_OTHER_PROGRAMS = {"importers/sources/open.py"}
"""Modules that run another program, whose flags are none of ours."""
_IN_A_WORKBOOK = {"model/settings.py", "workbook/write/copies.py"}
"""Modules with the words of a workbook that we make, which are the same whoever made it."""


def trees(folder: Path) -> dict[str, ast.Module]:
    """The syntax trees of all modules below the folder, by their paths."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }


def strings(tree: ast.Module) -> list[str]:
    """Every string of a module but those that stand for themselves, which are docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def test_no_flag_and_no_command_is_named_outside_the_command_line() -> None:
    """A page has buttons: what names a flag is a code, which each edge puts into its own words."""
    named = [
        f"{module}: {words}"
        for module, tree in trees(PACKAGE).items()
        if not module.startswith("cli/") and module not in _OTHER_PROGRAMS | _IN_A_WORKBOOK
        for words in strings(tree)
        if re.search(r"(^|[\s“(])(--[a-z][a-z-]*\b|-o\b|reportgen [a-z-]+)", words)
    ]
    assert named == []


def test_each_remedy_has_words_on_the_command_line_and_all_their_values() -> None:
    """And no words stand there for a remedy that nothing gives."""
    given: dict[str, set[str]] = {}
    for tree in trees(PACKAGE).values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remedy":
                keywords = {keyword.arg: keyword.value for keyword in node.keywords}
                if isinstance(code := keywords.pop("code"), ast.Constant):
                    given[str(code.value)] = {str(name) for name in keywords}
    asked = {
        code: {name for _, name, *_ in Formatter().parse(w) if name} for code, w in WORDS.items()
    }
    assert asked.keys() == given.keys()
    assert {code: names - given[code] for code, names in asked.items() if names - given[code]} == {}


def page(workbook: Path, folder: Path) -> list[str]:
    """What another edge does: name the problems in its own words, and write a draft's documents."""
    buttons = {"head-or-new": "Head the columns so, or press “New plan”."}

    def wording(words: str) -> str:
        return buttons.get(words.code, words) if isinstance(words, Remedy) else words

    result = read(workbook)
    edition = Edition(report=ReportKind.EXCEPTIONS)
    for kind, content in all_documents(report(result, edition), formats=tuple(Format)).items():
        (folder / edition.file_name(workbook.stem, kind)).write_bytes(content)
    return [
        f"{problem.where}: {problem.what} {wording(problem.fix)}" for problem in result.problems
    ]


def test_another_edge_makes_a_paper_with_app_alone_in_twenty_lines(tmp_path: Path) -> None:
    """Nothing of the command line is needed for it, and no room below app."""
    problems = page(DATA / "messy.xlsx", tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".docx", ".html", ".txt"}
    assert any(line.startswith("Actions!") for line in problems)
    source = inspect.getsource(page).splitlines()
    assert len(source) <= 20
    assert page.__globals__["read"].__module__ == "reportgen.app.read"
