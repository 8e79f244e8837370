"""Numbers, dates and formulas: read as the sheet shows them."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import places, sketch

from reportgen.model.prose import plain
from reportgen.office.cell_words import CellWords, Value, cell_words
from reportgen.office.number_format import number, text
from reportgen.workbook.read.assemble import read
from reportgen.workbook.read.opening import open_workbook

DAY = dt.datetime(2017, 3, 5, 14, 7, 9)  # noqa: DTZ001 - a cell has no time zone


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (0.2, "0%", "20%"),
        (0.125, "0.0%", "12.5%"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1707357000123, "General", "1707357000123"),
        (1234567, "#,##0", "1,234,567"),
        (4150, "£#,##0.00", "£4,150.00"),
        (4150, "[$£-809]#,##0", "£4,150"),
        (-5, "0;(0)", "(5)"),
        (7, '0" officers"', "7 officers"),
        (1200000, '£0.0,,"m"', "£1.2m"),
        (950000, '£#,##0,"k"', "£950k"),
        (0.125, "0%", "13%"),
        (2.5, "0", "3"),
        (0.5, "0", "1"),
        (3, 'General" weeks"', "3 weeks"),
        (7, "000", "007"),
        (1707357000, "00000 000000", "01707 357000"),
        (0.75, "# ?/?", "3/4"),
        (12345, "0.00E+00", "1.23E+04"),
        (0, '0;-0;"None"', "None"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (44770090012, "General", "44770090012"),
        (-0.05, "0%;[Red]-0%", "-5%"),
        (dt.timedelta(hours=26), "[h]:mm", "26:00"),
        (True, "General", "TRUE"),
        (DAY, "dd/mm/yyyy", "5 March 2017"),
        (DAY, "d mmmm yyyy", "5 March 2017"),
        (DAY, "mmm-yy", "5 March 2017"),
        (DAY.replace(day=1), "mmm-yy", "March 2017"),
        (DAY, "mm-dd-yy", "5 March 2017"),
        (DAY, "[$-809]dddd d mmm", "5 March 2017"),
        (DAY, "dd/mm/yy hh:mm", "5 March 2017 14:07"),
        (DAY, "@", "5 March 2017"),
        (DAY, '"not before "d mmmm yyyy', "not before 5 March 2017"),
        (DAY, 'd mmm yyyy" at the latest"', "5 March 2017 at the latest"),
        (DAY.replace(day=1), 'mmm yyyy" (provisional)"', "March 2017 (provisional)"),
        (DAY, 'd" of "mmmm", "yyyy', "5 March 2017"),
        (DAY, 'yyyy"年"m"月"d"日"', "5 March 2017"),
        (dt.time(14, 7), "h:mm AM/PM", "14:07"),
        (None, "0", ""),
        ("=1+1 typed", "0", "=1+1 typed"),
    ],
)
def test_a_value_is_read_as_the_sheet_shows_it(
    value: Value, number_format: str, words: str
) -> None:
    """An officer who sees 20% has typed 20%; a day is a day, whatever its cell shows of it.

    Words that the format has round it are what the sheet says of the day.
    """
    assert cell_words(value, number_format).words == words


FORMATS = Path(__file__).parent / "number_formats.tsv"
"""Formats and numbers, with what LibreOffice shows (scripts/number_formats.py)."""
_ROUNDED = {("# ?/2", 1.25): "1 1/2", ("# ?/10", 1.25): "1 3/10", ("0/10", 1.25): "13/10"}
"""Where a half is rounded up here, as everywhere else in Excel, and LibreOffice rounds it down."""


def _formats() -> list[tuple[str, float, str]]:
    first, *rows = [line.split("\t") for line in FORMATS.read_text("utf-8").splitlines()]
    numbers = [float(words) if "." in words else int(words) for words in first[1:]]
    return [
        (row[0], amount, words)
        for row in rows
        for amount, words in zip(numbers, row[1:], strict=True)
    ]


@pytest.mark.parametrize("number_format", sorted({entry[0] for entry in _formats()}))
def test_a_number_is_shown_as_libreoffice_shows_it(number_format: str) -> None:
    """But for a sign that LibreOffice drops behind a condition, blanks, and a point at the end."""
    for listed, amount, theirs in _formats():
        ours = number(amount, number_format)
        if listed != number_format or (number_format, amount) in _ROUNDED:
            continue
        assert ours is not None
        if amount < 0 and number_format.startswith("[") and ours != theirs:
            assert ours == f"-{theirs}", amount  # “[=0]"";0” never hides the sign of -5 here
        elif number_format == "0.??":
            assert ours == theirs.rstrip("."), amount
        else:
            assert ours.replace(" ", "") == theirs.replace(" ", ""), amount
    for (listed, amount), words in _ROUNDED.items():
        assert number(amount, listed) == words


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (12.5, "# ?/?", CellWords(words="12 1/2")),
        (-0.5, "# ?/?", CellWords(words="-1/2")),
        (0, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', CellWords(words="£ -")),
        (0, "0;-0;;@", CellWords(words="")),
        (7, ";;;", CellWords(words="7", hidden=True)),
        ("secret", ";;;", CellWords(words="secret", hidden=True)),
        ("1.1", '"Ref "@', CellWords(words="Ref 1.1")),
        ("1.1", "_-@_-", CellWords(words="1.1")),
        (3, "[DBNum1]0", CellWords(words="3", unread=True)),
        (3, '[=1]"Green";[=2]"Amber"', CellWords(words="3", unread=True)),
        (2, '[=1]"Green";[=2]"Amber";[=3]"Red"', CellWords(words="Amber")),
        (4, '[=1]"Green";[=2]"Amber";[=3]"Red"', CellWords(words="4", unread=True)),
        (DAY, "m/d/yy h:mm", CellWords(words="5 March 2017 14:07", month_first="3/5/2017")),
        (DAY.replace(day=20), "m/d/yy", CellWords(words="20 March 2017")),
    ],
)
def test_what_a_format_hides_or_leaves_open_is_said(
    value: Value, number_format: str, words: CellWords
) -> None:
    """Blanks are single, a hidden value is read, and a format of another script is named."""
    assert cell_words(value, number_format) == words


def test_words_are_shown_by_the_last_section() -> None:
    """Words alone stay as they are typed, blanks and all."""
    assert text("  two  words ", "@") == "  two  words "
    assert text("x", '0;-0;0;"["@"]"') == "[x]"


def workbook_with(path: Path, formula: str, saved: str | None) -> Path:
    """A plan whose Actual is a formula, with or without the result that Excel saves beside it."""
    sketch(
        path,
        """
        | Ref | Objective | Action | Timescale | Accountable Officer | Status | Actual |
        | 1.1 | 1 | Lights | Q1 | R Patel | Green | |
        | 2.1 | 2 | Locks  | Q1 | R Patel | Green | |
        """,
    )
    book = openpyxl.load_workbook(path)
    book["Actions"]["G2"] = formula
    book.save(path)
    if saved is None:
        return path
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(
                name, re.sub(rb"(</f>)<v ?/?>(</v>)?", rb"\1<v>%s</v>" % saved.encode(), content)
            )
    return path


def test_a_formula_is_read_by_its_saved_result_and_noted(tmp_path: Path) -> None:
    """Nothing is calculated here: what Excel showed is what is read."""
    path = workbook_with(tmp_path / "p.xlsx", "=2+4", "6")
    assert plain(read(path).plan.actions[0].update.actual) == "6"
    assert places(path) == [("formula", "Actions!G2")]


def test_a_formula_without_a_saved_result_is_an_error_at_its_cell(tmp_path: Path) -> None:
    """It would read as blank, and nobody would know."""
    assert places(workbook_with(tmp_path / "p.xlsx", "=2+4", None)) == [
        ("formula-not-calculated", "Actions!G2")
    ]


def cell_as(path: Path, cell: str) -> Path:
    """The same plan with this XML in place of the cell G2."""
    workbook_with(path, "=2+4", None)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode("utf-8") for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, re.sub(r'<c r="G2".*?</c>', f'<c r="G2"{cell}</c>', content))
    return path


@pytest.mark.parametrize("kind", ["", ' t="str"', ' t="b"', ' t="e"'])
def test_a_formula_without_any_value_is_one_that_was_never_calculated(
    kind: str, tmp_path: Path
) -> None:
    """A program that does not calculate leaves the value out."""
    path = cell_as(tmp_path / "p.xlsx", f'{kind}><f>"ALPHA"</f>')
    assert places(path) == [("formula-not-calculated", "Actions!G2")]


@pytest.mark.parametrize(
    "cell",
    [
        ' t="inlineStr"><is><t>One</t><t>two</t></is>',
        ' t="inlineStr"><is><r><t>One</t><t>two</t></r></is>',
        ' t="inlineStr"><is><r><t>One</t></r><t>two</t></is>',
        ' t="inlineStr"><is><t>One</t><rPh sb="0" eb="1"><t>x</t></rPh><r><t>two</t></r></is>',
        ' t="inlineStr"><v>Onetwo</v>',
        "><is><t>Onetwo</t></is>",
    ],
)
def test_words_of_a_cell_arrive_however_they_are_cut(cell: str, tmp_path: Path) -> None:
    """In their order; how they are said in Japanese is not among them."""
    path = cell_as(tmp_path / "p.xlsx", cell)
    assert plain(read(path).plan.actions[0].update.actual) == "Onetwo"


def test_a_day_before_1900_is_a_fault_as_in_excel(tmp_path: Path) -> None:
    """Excel shows a row of #."""
    path = workbook_with(tmp_path / "p.xlsx", "=2+4", None)
    book = openpyxl.load_workbook(path)
    book["Actions"]["G2"], book["Actions"]["G2"].number_format = -7, "dd/mm/yyyy"
    book.save(path)
    assert places(path) == [("cell-error", "Actions!G2")]


def test_a_formula_whose_saved_result_is_blank_is_a_blank_cell(tmp_path: Path) -> None:
    """=IF(A2="","","x") filled down a column: Excel has calculated it, and it says nothing."""
    path = workbook_with(tmp_path / "p.xlsx", '=IF(A9="","","x")', "")
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(
                name,
                content.replace(b'<c r="G2">', b'<c r="G2" t="str">').replace(
                    b'<c r="G2" ><f>', b'<c r="G2" t="str"><f>'
                ),
            )
    assert places(path) == []
    assert read(path).plan.actions[0].update.actual == ()


def test_a_formula_of_a_workbook_with_prefixes_is_seen(tmp_path: Path) -> None:
    """Some programs write <x:f> for <f>."""
    path = workbook_with(tmp_path / "p.xlsx", "=2+4", None)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            prefixed = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(
                b"xmlns=", b"xmlns:x="
            )
            new.writestr(name, prefixed if name.startswith("xl/worksheets/") else content)
    assert places(path) == [("formula-not-calculated", "Actions!G2")]


def test_excels_own_error_values_are_errors(tmp_path: Path) -> None:
    """#REF! must not reach a committee."""
    path = workbook_with(tmp_path / "p.xlsx", "=2+4", None)
    book = openpyxl.load_workbook(path)
    book["Actions"]["G2"] = "#REF!"
    book.save(path)
    assert places(path) == [("cell-error", "Actions!G2")]


def test_excels_escapes_do_not_leak_into_words(tmp_path: Path) -> None:
    """Excel writes a carriage return as _x000D_."""
    path = sketch(
        tmp_path / "p.xlsx", "| Ref | Action | Officer |\n| 1.1 | one_x000D_⏎two | R Patel |"
    )
    assert plain(read(path).plan.actions[0].title) == "one\ntwo"


def test_the_messy_workbook_has_its_faults_where_they_were_planted() -> None:
    """data/messy.xlsx as it was made by scripts/messy.py."""
    from conftest import DATA

    assert places(DATA / "messy.xlsx") == [
        ("column-unknown", "Actions!N5"),
        ("status-shortened", "Actions!E7"),
        ("status-unknown", "Actions!E8"),
        ("status-colour-only", "Actions!E9"),
        ("cleaned-bullets", "Actions!F15"),
        ("hidden-row", "Actions row 16"),
        ("cleaned-html", "Actions!F18"),
        ("cleaned-bullets", "Actions!G22"),
        ("formula", "Actions!M23"),
        ("status-blank", "Actions!E27"),
        ("ref-twice", "Actions!B30"),
        ("formula-not-calculated", "Actions!M32"),
        ("officer-missing", "Actions!D34"),
        ("status-blank", "Actions!E34"),
        ("cleaned-bullets", "Actions!G35"),
        ("contact-unknown", "Contacts!A7"),
        ("history-ref-unknown", "History!A24"),
        ("sheet-unknown", "Notes from Sam"),
    ]


def test_plain_words_in_a_cell_read_as_shared_ones_do(tmp_path: Path) -> None:
    """Blanks, escapes and line ends too; rich words keep their own way."""
    words = ["Lit", "  two  blanks ", "one\ntwo", "a_x000D_b", "<5 & more", "0042", "TRUE"]
    words.append("a_x005F_x000D_b")  # somebody typed _x000D_
    shared, inline = openpyxl.Workbook(), openpyxl.Workbook(write_only=True)
    plain = inline.create_sheet("Plan")
    shared.worksheets[0].title = "Plan"
    for said in words:
        shared.worksheets[0].append([said])
        plain.append([said])
    shared.save(tmp_path / "shared.xlsx")
    inline.save(tmp_path / "inline.xlsx")
    with zipfile.ZipFile(tmp_path / "inline.xlsx") as package:
        assert b"inlineStr" in package.read("xl/worksheets/sheet1.xml")
    as_read = [
        [row[1].text for row in open_workbook(tmp_path / name).sheets[0].rows.values()]
        for name in ("shared.xlsx", "inline.xlsx")
    ]
    assert as_read[0] == as_read[1]
    assert len(as_read[1]) == len(words)
    assert as_read[1][3] == "a\rb"
    assert as_read[1][-1] == "a_x000D_b"


@pytest.mark.parametrize("figures", ["9" * 5_000, "²", "٣" * 4_400])
def test_figures_without_end_are_words_like_others(figures: str, tmp_path: Path) -> None:
    """Python makes no number of more than 4,300 of them; wherever one may be typed, it is read."""
    path = sketch(
        tmp_path / "p.xlsx",
        "| Ref | Objective | Action | Officer | Timescale | Status | Progress |\n"
        f"| {figures} | {figures} | Lights | R Patel | Q{figures} | {figures} | {figures} |",
        report=f"| Setting | Value |\n| Quarter | Q{figures} |\n| First month | {figures} |\n"
        f"| Strategy period | {figures} |",
        history=f"| Ref | Quarter | Status |\n| 1.1 | {figures} | Green |",
    )
    assert len(read(path).plan.actions) == 1
