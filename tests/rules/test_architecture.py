"""The import table of docs/architecture.md, held against the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "reportgen"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODULES = sorted(
    path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")
)


def table(heading: str) -> dict[str, set[str]]:
    """A two-column table of the page, by the heading of its first column."""
    body = PAGE.split(f"| {heading} |")[1].split("\n\n")[0].splitlines()[2:]
    cells = [
        [cell.strip().replace("\\", "") for cell in line.strip("|").split("|")] for line in body
    ]
    return {name: set(filter(None, re.split(r",\s*", allowed))) for name, allowed in cells}


ALLOWED, LIBRARIES = table("part"), table("library")


def imports(module: str) -> set[str]:
    """The dotted names that a module imports, anywhere in it."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("module", MODULES)
def test_a_part_imports_only_what_the_table_allows(module: str) -> None:
    """One direction: whoever wants to import upwards has put the thing in the wrong place."""
    part = module.split("/", maxsplit=1)[0]
    used = {name.split(".")[1] for name in imports(module) if name.startswith("reportgen.")}
    assert used - {part} <= ALLOWED[part]


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_known_to_one_part(module: str) -> None:
    """To change a library, one part is changed."""
    known = {name.split(".")[0] for name in imports(module)} & set(LIBRARIES)
    for library in known:
        assert any(
            module == place or module.startswith(f"{place}/") for place in LIBRARIES[library]
        ), library


def test_the_table_names_every_part_and_no_other() -> None:
    """A new part is entered in the table first."""
    assert set(ALLOWED) == {module.split("/")[0] for module in MODULES}


def test_checking_loads_no_renderer() -> None:
    """`reportgen check` is quick because it leaves the heavy libraries alone."""
    words = ["check", "data/asb-2016-17-q3.xlsx"]
    code = f"import sys; from reportgen.cli.program import run; run({words}); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    loaded = {name.split(".")[0] for name in said.splitlines()[-1].split()}
    assert "openpyxl" in loaded
    assert not loaded & {"weasyprint", "docxtpl", "docx", "jinja2", "rich"}


def test_word_and_web_page_load_no_weasyprint(tmp_path: Path) -> None:
    """Word works on a computer without Pango."""
    words = [
        "build",
        "data/asb-2016-17-q3.xlsx",
        "--format",
        "docx",
        "--format",
        "html",
        "-o",
        str(tmp_path),
    ]
    code = f"import sys; from reportgen.cli.program import run; run({words}); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "weasyprint" not in {name.split(".")[0] for name in said.splitlines()[-1].split()}


def test_rooms_are_small() -> None:
    """A module is one idea of at most 300 lines, a function one step of at most 40."""
    large = []
    for module in MODULES:
        source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
        if source.count("\n") > 300:
            large.append(module)
        functions = [
            node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)
        ]
        large += [
            f"{module}: {node.name}"
            for node in functions
            if (node.end_lineno or 0) - node.lineno >= 40
        ]
    assert large == []


def test_the_house_is_easy_to_hold_in_mind() -> None:
    """None loose at the top but the package's own two; a class name once.

    160 modules when the house was put in order; what is added since has to be worth a room.
    """
    assert len(MODULES) <= 265
    assert {module for module in MODULES if "/" not in module} == {"__init__", "__main__"}
    assert len(ALLOWED) <= 20
    trees = [ast.parse((PACKAGE / f"{m}.py").read_text(encoding="utf-8")) for m in MODULES]
    names = [
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    assert sorted(names) == sorted(set(names))


def test_only_heavy_libraries_are_imported_inside_functions() -> None:
    """At most 29 times: what a module needs stands at its top."""
    inner = [
        module
        for module in MODULES
        for function in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert len(inner) <= 29
    parts = {"/".join(module.split("/")[:2]) for module in inner}
    assert parts <= {
        "app/mailed_returns",
        "cli/serve",
        "render/documents",
        "render/docx",
        "render/pdf",
        "render/pictures",
        "render/weasyprint",
        "cli/console",
        "web/sessions",
        "cli/program",
        "workbook/read",
    }
