"""Whatever is typed, pasted or sent is read, or refused in a sentence.

`make fuzz` tries much longer.
"""

import datetime as dt
from pathlib import Path

import openpyxl
from conftest import DATA, ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import imported
from making import reading as read
from openpyxl.utils.exceptions import IllegalCharacterError

from reportgen.app import import_plan
from reportgen.model.errors import Refusal
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT
from reportgen.workbook.write.form import Form
from reportgen.workbook.write.workbook import workbook

QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(
    lambda words: words.strip()
)
HEADINGS = st.sampled_from(
    [
        "Action",
        "Accountable Officer",
        "RAG",
        "Timescale",
        "Ref",
        "Objective",
        "Q2 update",
        "Progress",
        "Red",
        "Total",
    ]
)
VALUES = st.one_of(
    st.none(),
    HEADINGS,
    st.text(max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
    st.sampled_from(
        [
            "=1+1",
            "#REF!",
            "Objective 1: x",
            "• a\n• b",
            "<p>x</p>",
            "Red – off",
            "ASB – y",
            "1.1",
            "_x0007_",
        ]
    ),
)


@QUICK
@given(
    listed=st.lists(
        st.fixed_dictionaries({"title": WORDS, "progress": WORDS, "outcome": WORDS}),
        min_size=1,
        max_size=4,
    )
)
def test_any_words_come_back_from_a_workbook_as_they_were(
    listed: list[dict[str, str]], tmp_path: Path
) -> None:
    """The words of every row come back as they went in.

    They may hold control characters, half surrogates and what looks like Excel's own escapes.
    """
    rows = {
        ACTIONS.name: [
            {"ref": f"1.{n}", "objective": "1", "officers": "Jo"} | row
            for n, row in enumerate(listed, 1)
        ],
        OBJECTIVES.name: [{"number": "1", "title": "One"}],
        REPORT.name: [
            {"setting": "Title", "value": "Plan"},
            {"setting": "Quarter", "value": "Q1 2016/17"},
        ],
        ACRONYMS.name: [{"short": "ASB", "meaning": listed[0]["title"]}],
    }
    path = tmp_path / "plan.xlsx"
    path.write_bytes(
        workbook(
            Form(title="Plan", made_on=dt.date(2017, 1, 31), start_here=(("Plan",),), rows=rows)
        )
    )
    tables = read(path).tables
    ends = str.maketrans({"\r": "\n"})
    for name, wanted in rows.items():
        kept = [
            {key: words.replace("\r\n", "\n").translate(ends) for key, words in row.items()}
            for row in wanted
        ]
        assert [dict(row.words) for row in tables[name].rows] == kept


@QUICK
@given(grid=st.lists(st.lists(VALUES, max_size=8), max_size=10), merges=st.booleans())
def test_any_grid_of_cells_is_read_or_refused(
    grid: list[list[object]], *, merges: bool, tmp_path: Path
) -> None:
    """As a plan's workbook, and as a source to import."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(grid, start=1):
        for column, value in enumerate(row, start=1):
            try:
                sheet.cell(number, column).value = value
            except IllegalCharacterError:
                sheet.cell(number, column).value = "?"
    if merges and len(grid) > 2:
        sheet.merge_cells("A2:C3")
    path = tmp_path / "plan.xlsx"
    book.save(path)
    for look in (
        read,
        lambda source: import_plan.new_workbook(
            imported([source], {}, {}), made_on=dt.date(2017, 1, 31)
        ),
    ):
        try:
            look(path)
        except Refusal as refusal:
            assert refusal.exit_code == 3  # noqa: PT017 - either is right


@QUICK
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"<html>"]
    ),
)
def test_any_bytes_are_refused_as_a_workbook(content: bytes, start: bytes, tmp_path: Path) -> None:
    """Bytes that are no workbook are refused with exit code 3."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(start + content)
    for look in (read, lambda source: imported([source], {}, {})):
        try:
            look(path)
        except Refusal as refusal:
            assert refusal.exit_code == 3  # noqa: PT017 - the one that is expected
        else:
            raise AssertionError


@QUICK
@given(
    places=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
    ),
    kind=st.sampled_from(["xlsx", "docx"]),
)
def test_a_file_with_bytes_gone_wrong_is_read_or_refused(
    places: list[tuple[float, int]], kind: str, tmp_path: Path
) -> None:
    """A file that was damaged on its way, or on an old disk, never ends in a traceback."""
    source = (
        DATA / "asb-action-plan.xlsx"
        if kind == "xlsx"
        else ROOT / "tests" / "workbooks" / "seed.docx"
    )
    content = bytearray(source.read_bytes())
    for place, byte in places:
        content[int(place * len(content))] = byte
    path = tmp_path / f"plan.{kind}"
    path.write_bytes(content)
    try:
        imported([path], {}, {})
        if kind == "xlsx":
            read(path)
    except Refusal as refusal:
        assert refusal.exit_code == 3  # noqa: PT017 - either is right
