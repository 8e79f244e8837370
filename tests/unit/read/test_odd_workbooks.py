"""Workbooks that Excel would not write, or that mean harm: read whole, or refused in a sentence."""

import errno
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, ROOT
from documents import of_html, of_pdf, of_word, squeezed
from lxml import etree
from lxml import html as lxml_html
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.model.errors import Unreadable
from reportgen.model.prose import on_one_line, plain

sys.path.insert(0, str(ROOT / "tests" / "workbooks"))
import odd
from big import KINDS, big

WORKBOOKS = ROOT / "tests" / "workbooks"
Make = Callable[[], bytes]


def path_of(make: Make) -> Path:
    """The file that this maker made."""
    return next(WORKBOOKS / name for name, maker in odd.FILES.items() if maker is make)


def said_of(path: Path) -> list[str]:
    """The codes of the problems that the plain example does not have."""
    usual = {
        (problem.code, problem.where) for problem in read(DATA / "asb-2016-17-q2.xlsx").problems
    }
    return [
        problem.code
        for problem in read(path).problems
        if (problem.code, problem.where) not in usual
    ]


def test_each_file_of_the_folder_is_made_by_us_and_explained() -> None:
    """One line each in README.md; what is not there is made again by running the scripts."""
    readme = (WORKBOOKS / "README.md").read_text(encoding="utf-8")
    for name, make in odd.FILES.items():
        assert (WORKBOOKS / name).is_file()
        assert f"| {name} | {(make.__doc__ or '').rstrip('.')} |" in readme
    listed = {
        path.name
        for path in WORKBOOKS.iterdir()
        if path.suffix not in (".py", ".md") and path.is_file()
    }
    assert {
        line.split("|")[1].strip()
        for line in readme.splitlines()
        if line.startswith("| ") and "." in line.split("|")[1]
    } == listed


@pytest.mark.parametrize("make", odd.READ)
def test_what_has_no_words_hinders_nothing(make: Make) -> None:
    """The plan is the example's, cell for cell; links and macros are told of."""
    assert read(path_of(make)).plan == read(DATA / "asb-2016-17-q2.xlsx").plan
    told = {odd.linked: ["linked"], odd.dde: ["linked"], odd.macros: ["macros"]}
    assert said_of(path_of(make)) == told.get(make, [])


@pytest.mark.parametrize("make", odd.MENDED)
def test_what_openpyxl_stumbles_on_is_read_by_a_second_way(make: Make) -> None:
    """The plan is the example's, with a warning that says what was wrong."""
    assert read(path_of(make)).plan == read(DATA / "asb-2016-17-q2.xlsx").plan
    assert said_of(path_of(make)) == ["mended"]


@pytest.mark.parametrize("make", odd.REFUSED)
def test_what_cannot_be_read_whole_is_refused(make: Make) -> None:
    """No half of it is taken, no entity is followed."""
    with pytest.raises(Unreadable, match="is damaged"):
        read(path_of(make))


@pytest.mark.parametrize("kind", KINDS)
def test_formatting_to_the_edges_of_a_sheet_is_read(kind: str, tmp_path: Path) -> None:
    """The actions are the same as without the formatting.

    Tried are a million rows, half a million blanks with colours, 50,000 merges and one over all;
    the bench says how long each takes.
    """
    path = tmp_path / "big.xlsx"
    path.write_bytes(big(kind))
    actions, usual = read(path).plan.actions, read(DATA / "asb-2016-17-q2.xlsx").plan.actions
    assert actions[: len(usual)] == usual


def test_more_cells_than_any_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all sheets together, before memory is full; the bench tries the true bound."""
    monkeypatch.setattr("reportgen.workbook.read.openpyxl_reader.MOST_CELLS", 400)
    with pytest.raises(Unreadable, match="more than 200,000 cells"):
        read(DATA / "asb-2016-17-q2.xlsx")


@pytest.mark.parametrize(
    ("name", "bound"), [("xl/media/film.bin", 300), ("xl/worksheets/sheet2.xml", 150)]
)
def test_a_package_that_unpacks_without_end_is_refused(
    name: str, bound: int, tmp_path: Path
) -> None:
    """By the sizes that it declares, before anything is unpacked."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(odd.BASE)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open(name.replace("2", "99"), "w", force_zip64=True) as part,
    ):
        for _ in range(bound + 1):
            part.write(bytes(1024**2))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(Unreadable, match=f"unpacks to more than {bound} MB"):
        read(path)


def test_text_under_the_name_of_a_picture_is_bounded_as_text(tmp_path: Path) -> None:
    """Relationships, and not names, say what a part is: shared strings may be called logo.png."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(odd.BASE)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/media/logo.png", "w", force_zip64=True) as part,
    ):
        part.write(b"\xff\xfe<\0s\0s\0t\0>\0")
        for _ in range(151):
            part.write(bytes(1024**2))
    with pytest.raises(Unreadable, match="unpacks to more than 150 MB"):
        read(path)


@pytest.mark.parametrize("encoding", ["rot13", "idna", "no-such", "shift_jis"])
def test_a_part_in_an_encoding_that_nobody_knows_is_broken(encoding: str, tmp_path: Path) -> None:
    """It is repaired, or refused: no fault of the program's own."""
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(io.BytesIO(odd.BASE)) as old, zipfile.ZipFile(path, "w") as package:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
            package.writestr(name, content)
    assert any(problem.code == "mended" for problem in read(path).problems)


def test_odd_characters_arrive_or_are_named() -> None:
    """Excel's own escapes do not leak.

    Tried are Welsh, Polish and Urdu, emoji, a word of 500 letters and a cell as full as Excel
    allows.
    """
    reading = read(path_of(odd.words))
    cells = {
        (action.row, key): on_one_line(getattr(action, key))
        for action in reading.plan.actions
        for key in ("title", "outcome")
    }
    assert cells[2, "title"] == "a line and its return"
    assert cells[2, "outcome"] == "NBSP and zerowidth and turned"
    assert cells[3, "title"] == odd.WORDS["C3"]
    assert cells[3, "outcome"] == odd.WORDS["D3"]
    assert cells[4, "title"] == odd.WORDS["C4"]
    assert cells[4, "outcome"] == odd.WORDS["D4"]
    assert cells[5, "outcome"] == odd.WORDS["D5"].strip()
    assert cells[6, "title"] == "control and half characters"
    problems = [
        (problem.code, problem.where.cell)
        for problem in reading.problems
        if problem.code in ("garbled", "cleaned-characters")
    ]
    assert problems == [
        ("cleaned-characters", "D2"),
        ("garbled", "C5"),
        ("cleaned-characters", "C6"),
    ]
    assert "it should probably be “donâ€™t" not in str(reading.problems)
    assert "it should probably be “don’t" in str([problem.what for problem in reading.problems])


def test_days_are_read_whatever_they_count_from() -> None:
    """Days may count from 1904, as on an old Mac; a typed day stays as it was typed."""
    actions = read(path_of(odd.days)).plan.actions
    assert [plain(action.timescale) for action in actions[:3]] == [
        "31 March 2017",
        "1 April 2017",
        "31/3/17",
    ]


def test_a_day_in_the_file_s_own_words_is_a_day() -> None:
    """ISO 8601 in place of a number."""
    assert plain(read(path_of(odd.iso_days)).plan.actions[0].timescale) in (
        "2017-03-31",
        "31/03/2017",
        "31 March 2017",
    )


def test_nothing_in_a_cell_is_code_in_any_document() -> None:
    """Jinja, HTML, Word's XML and Excel's formulas are printed as typed, but for pasted tags."""
    files = documents(report(read(path_of(odd.injected))))
    page, root = files[Format.HTML].decode("utf-8"), lxml_html.fromstring(files[Format.HTML])
    assert "{{ 7*7 }} {% raw %} {% for x in y %} {# gone #}" in root.text_content()
    assert root.xpath("//script | //img | //*[@onerror]") == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    with zipfile.ZipFile(io.BytesIO(files[Format.DOCX])) as package:
        etree.fromstring(package.read("word/document.xml"))
    for words in (
        of_word(files[Format.DOCX]),
        of_pdf(files[Format.PDF]),
        of_html(files[Format.HTML]),
    ):
        whole = squeezed("".join("".join(row) for row in words.rows))
        for cell in ("C2", "C4", "C5", "D3", "D4"):
            assert squeezed(str(odd.INJECTED[cell])) in whole
        assert "49" not in whole.replace("249", "")


def test_a_workbook_is_repaired_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not taken for a damaged workbook, since no file is written to read one."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    [repair] = [p for p in read(path_of(odd.backslashes)).problems if p.code == "mended"]
    assert "odd names" in repair.what
