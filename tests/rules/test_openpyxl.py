"""The private names of openpyxl are used in two modules, and all exist in the version we allow."""

import ast
import re

import openpyxl
import pytest
from conftest import DATA, ROOT

PACKAGE = ROOT / "reportgen"
READER = PACKAGE / "workbook" / "read" / "openpyxl_reader.py"
WRITER = PACKAGE / "workbook" / "write" / "openpyxl_writer.py"


def private_modules(source: str) -> set[str]:
    """The modules of openpyxl with an underscore that are imported."""
    return {
        node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and re.match(r"openpyxl\..*\b_", node.module or "")
    }


def test_no_other_module_knows_them() -> None:
    """A new version of openpyxl is met where a workbook is read, and where one is written."""
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path not in (READER, WRITER) and "openpyxl" in source:
            assert not private_modules(source), path
            assert not re.search(r"\b(sheet|worksheet|cell|book)\._[a-z]", source), path
    assert private_modules(READER.read_text(encoding="utf-8"))
    assert private_modules(WRITER.read_text(encoding="utf-8"))


def test_its_version_is_bounded() -> None:
    """Private names may go with any version, so that no new one is installed by itself."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'"openpyxl>=[\d.]+,<[\d.]+"', project)


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("sheet", ("_drawing", "_rels")),
        (
            "book",
            (
                *("_fonts", "_fills", "_borders", "_alignments"),
                *("_protections", "_number_formats", "_cell_styles"),
            ),
        ),
        ("cell", ("_style",)),
    ],
)
def test_the_private_names_are_there(owner: str, names: tuple[str, ...]) -> None:
    """Each that the module names, on what openpyxl itself loads."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    owners = {"book": book, "sheet": book["Actions"], "cell": book["Actions"]["A1"]}
    source = READER.read_text(encoding="utf-8") + WRITER.read_text(encoding="utf-8")
    for name in names:
        assert name in source
        assert hasattr(owners[owner], name), name
