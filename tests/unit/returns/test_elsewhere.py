"""Words that officers type where nothing is taken from: named, and the merge ends with 1."""

import email.message
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from test_merge import PATEL, Round, codes

from reportgen.app import merge as merging
from reportgen.app import returns as app_returns
from reportgen.app.sent_forms import NEVER
from reportgen.model.text import where_they_differ
from reportgen.office.mail import message
from reportgen.returns.tally import State

Edit = Callable[[openpyxl.Workbook, dict[str, int]], None]

PAST = (
    "| Ref | Quarter | Accountable Officer | Status | Progress |\n"
    "| 1.1 | Q2 2016/17 | R Patel | Green | Lamps ordered |\n"
    "| 1.2 | Q2 2016/17 | R Patel | Red | No locks |"
)
ACTIONS = (
    "| Ref | Objective | Action | Officer | Timescale |\n"
    "| 1.1 | 1 | Lights | R Patel | Q3 2016/17 |\n"
    "| 1.2 | 1 | Locks | R Patel | Q4 2016/17 |\n| 1.3 | 1 | Gates | A Jones | Q1 2017/18 |"
)


def edited(sent: Round, edit: Edit) -> Path:
    """R Patel's form with both statuses, after a change to it."""
    path = sent.back(PATEL, {"1.1": {"Status": "Green"}, "1.2": {"Status": "Amber"}})
    book = openpyxl.load_workbook(path)
    edit(book, {str(cell.value): cell.column for cell in book["Actions"][1]})
    book.save(path)
    return path


def above(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """A row is put in above the headings, and something typed into it."""
    book["Actions"].insert_rows(1)
    book["Actions"]["A1"] = "1.2 is cancelled"


def on_start_here(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """Words below our own on the first sheet."""
    book["Start here"]["A30"] = "Late because of the strike"


def in_grey(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """The answer stands in last quarter's column."""
    book["Actions"].cell(2, columns["Last quarter: progress"], "All lamps hang")


def in_a_comment(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """The answer is a comment."""
    book["Actions"].cell(2, columns["Progress"]).comment = Comment("All lamps hang", "Jo")


def on_every_page(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """Somebody typed at the head of the pages."""
    book["Actions"].oddHeader.center.text = "Not agreed with finance"


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (above, "Actions!A1", "“1.2 is cancelled” stands above the headings"),
        (on_start_here, "Start here!A30", "“Late because of the strike” stands on Start here"),
        (in_grey, "Actions!I2", "“All lamps hang” stands in the grey column Last quarter: pr"),
        (in_a_comment, "Actions!K2", "“All lamps hang” is a comment on the cell"),
        (on_every_page, "Actions", "“Not agreed with finance"),
    ],
)
def test_words_anywhere_in_a_form_are_named(
    edit: Edit, place: str, words: str, tmp_path: Path
) -> None:
    """By their place, as an error: they may be an answer."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    merged = sent.merged(edited(sent, edit))
    told = [p for p in merged.problems if p.code == "return-words-elsewhere"]
    assert [str(problem.where) for problem in told] == [f"{PATEL}, {place}"]
    assert told[0].what.startswith(words)
    assert not merged.sound


def test_a_form_as_it_was_sent_has_nothing_to_tell(tmp_path: Path) -> None:
    """Its own lines, labels, key and page numbers are ours; two statuses are two answers."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    merged = sent.merged(edited(sent, lambda *_: None))
    assert (merged.problems, merged.answered) == ((), 2)


@pytest.mark.parametrize("heading", ["Progress", "Status"])
def test_a_column_that_was_renamed_is_an_error_and_no_whole_answer(
    heading: str, tmp_path: Path
) -> None:
    """The table does not say that all is answered."""
    sent = Round(tmp_path, ACTIONS)

    def rename(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        book["Actions"].cell(1, columns[heading], "My own words")

    merged = sent.merged(edited(sent, rename))
    assert ("return-column-missing", f"{PATEL}, Actions") in codes(merged)
    assert merged.tally[0].state is not State.ANSWERED


def sorted_apart(sheet: Worksheet, columns: list[int]) -> None:
    """Exchange the first two rows of these columns alone."""
    for column in columns:
        first, second = sheet.cell(2, column), sheet.cell(3, column)
        first.value, second.value = second.value, first.value


def test_columns_that_were_sorted_without_the_others_are_not_taken(tmp_path: Path) -> None:
    """The plan's own cells beside the refs prove it; one corrected timescale proves nothing."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    apart = edited(sent, lambda book, _: sorted_apart(book["Actions"], [1, 2, 3]))
    merged = sent.merged(apart)
    assert codes(merged) == [
        ("return-sorted", f"{PATEL}, Actions!A2"),
        ("return-held-back", f"{PATEL}, Actions!J2"),
        ("return-held-back", f"{PATEL}, Actions!J3"),
    ]
    assert merged.updates == {}

    def corrected(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        book["Actions"].cell(2, columns["Timescale"], "Q4 2016/17")

    again = sent.merged(edited(sent, corrected))
    assert "return-sorted" not in {code for code, _ in codes(again)}
    assert len(again.updates) == 2


def test_marks_for_the_same_and_numbers_of_days_are_not_taken(tmp_path: Path) -> None:
    """They are named with what they may mean."""
    sent = Round(tmp_path, ACTIONS)
    answers = {
        "1.1": {"Status": "Green", "Progress": "Lamps hang"},
        "1.2": {"Status": "Green", "Progress": '"', "Revised timescale": "42916"},
    }
    merged = sent.merged(sent.back(PATEL, answers))
    assert [code for code, _ in codes(merged)] == ["return-odd-words", "return-odd-words"]
    assert merged.updates[3] == {"status": "Green"}
    assert any("30/06/2017" in problem.what for problem in merged.problems)


def test_a_status_typed_into_progress_is_told_and_is_no_blank_return(tmp_path: Path) -> None:
    """The words are taken; whether they hold the status, the coordinator says."""
    sent = Round(tmp_path, ACTIONS)
    merged = sent.merged(sent.back(PATEL, {"1.1": {"Progress": "Green - lamps hang"}}))
    assert codes(merged) == [("return-status-in-progress", f"{PATEL}, Actions!I2")]
    assert (merged.tally[0].state, merged.answered) == (State.PARTLY, 0)


def test_a_whole_plan_that_comes_back_answers_only_where_it_differs(tmp_path: Path) -> None:
    """The other officer has not returned anything."""
    sent = Round(tmp_path, ACTIONS)
    book = openpyxl.load_workbook(sent.master)
    heads = [cell.value for cell in book["Actions"][1]]
    book["Actions"].cell(1, len(heads) + 1, "Status")
    book["Actions"].cell(2, len(heads) + 1, "Green")
    whole = tmp_path / "whole.xlsx"
    book.save(whole)
    states = {line.officer: line.state for line in sent.merged(whole).tally}
    assert states == {"R Patel": State.PARTLY, "A Jones": State.NOT_RETURNED}


def test_a_mail_is_named_and_the_workbook_in_it_is_read(tmp_path: Path) -> None:
    """Without one, what is written in it is an answer that was not taken."""
    sent = Round(tmp_path, ACTIONS)
    form = sent.back(PATEL, {"1.1": {"Status": "Green"}}, name="form.xlsx")
    mail = email.message.EmailMessage()
    mail["From"] = "jo@x.uk"
    mail.set_content("1.2 is Red, sorry.\n> Please send it back.")
    (tmp_path / "alone.eml").write_bytes(mail.as_bytes())
    mail.add_attachment(form.read_bytes(), maintype="application", subtype="x", filename="a/b.xlsx")
    (tmp_path / "with.eml").write_bytes(mail.as_bytes())
    form.unlink()
    made = merging.merge(
        sent.master,
        [tmp_path / "alone.eml", tmp_path / "with.eml"],
        tmp_path / "merged.xlsx",
        made_on=NEVER,
    )
    assert [(p.code, str(p.where.file).rpartition("/")[2]) for p in made.problems] == [
        ("return-mail-alone", "alone.eml"),
        ("return-mail", "with.eml"),
    ]
    assert "“1.2 is Red, sorry.”" in made.problems[0].what
    assert made.merged.answered == 1
    assert not made.sound


def test_a_form_without_the_plans_columns_says_which_are_gone(tmp_path: Path) -> None:
    """And not to start from a blank workbook."""
    sent = Round(tmp_path, ACTIONS)
    path = edited(sent, lambda book, _: book["Actions"].delete_cols(2, 5))
    read = app_returns.read_returns(sent.master, [path])
    assert "(Action or Accountable Officer) is gone" in read.problems[0].what
    assert "as they were sent" in read.problems[0].fix


def test_texts_are_quoted_where_they_part() -> None:
    """Never two equal beginnings."""
    first = "Sweep the steps of the harbour each Monday before the ferry leaves for the islands"
    assert where_they_differ(first, f"{first} - DONE") == (
        "“…leaves for the islands”",
        "“…leaves for the islands - DONE”",
    )
    assert where_they_differ("Q1", "Q2") == ("“Q1”", "“Q2”")


def on_a_copy(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """The answer stands on a copy of the sheet; all else there is as in the sheet itself."""
    copy = book.copy_worksheet(book["Actions"])
    copy.cell(2, columns["Progress"], "Twelve lamps hang now")


def on_the_key(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """A remark beside the key."""
    book["Status key"]["H2"] = "1.2 should be amber"


def in_a_column_of_their_own(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """A column that nobody reads."""
    book["Actions"].cell(1, max(columns.values()) + 1, "Risks")
    book["Actions"].cell(2, max(columns.values()) + 1, "The supplier may fail")


def in_a_renamed_column(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """Next steps, under other words."""
    book["Actions"].cell(1, columns["Next steps"], "What comes now")
    book["Actions"].cell(2, columns["Next steps"], "Hang the rest in May")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (on_a_copy, "Twelve lamps hang now"),
        (on_the_key, "1.2 should be amber"),
        (in_a_column_of_their_own, "The supplier may fail"),
        (in_a_renamed_column, "Hang the rest in May"),
    ],
)
def test_words_on_other_sheets_and_in_other_columns_are_named(
    edit: Edit, words: str, tmp_path: Path
) -> None:
    """Word for word, and each once."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    merged = sent.merged(edited(sent, edit))
    told = [p.what for p in merged.problems if p.code == "return-words-elsewhere"]
    assert [what.partition("”")[0] for what in told] == [f"“{words}"]
    assert not merged.sound


def test_what_stands_in_a_return_that_is_not_taken_is_named_whole(tmp_path: Path) -> None:
    """However long it is: somebody has to type it again."""
    long = "The contractor left the site on Monday. " * 10
    sent = Round(tmp_path, ACTIONS, history=PAST)

    def comment(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        book["Actions"].cell(2, columns["Progress"]).comment = Comment(long, "Jo")

    merged = sent.merged(edited(sent, comment))
    assert long.strip() in merged.problems[0].what


@pytest.mark.parametrize("typed", ["^", "As above.", "see 1.1", "as last quarter", "do.", "same"])
def test_words_for_the_same_as_elsewhere_are_not_taken(typed: str, tmp_path: Path) -> None:
    """Nobody can tell what a committee would read."""
    sent = Round(tmp_path, ACTIONS)
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Status": "Green", "Next steps": typed}}))
    assert [code for code, _ in codes(merged)] == ["return-odd-words"]
    assert merged.updates == {3: {"status": "Green"}}


def test_another_action_s_very_words_are_told(tmp_path: Path) -> None:
    """The officers' columns may have been sorted by themselves."""
    actions = (
        "| Ref | Objective | Action | Officer | Status | Progress |\n"
        "| 1.1 | 1 | Lights | R Patel | Green | Twelve lamps hang in Mill Lane |\n"
        "| 1.2 | 1 | Locks | R Patel | Red | No locks were delivered this year |"
    )
    sent = Round(tmp_path, actions)
    answer = {"1.2": {"Progress": "Twelve lamps hang in Mill Lane"}}
    merged = sent.merged(sent.back(PATEL, answer))
    assert "word for word the plan’s of 1.1" in merged.problems[0].what
    assert not merged.sound


def test_the_words_of_a_web_page_mail_and_of_its_subject_are_named() -> None:
    """A mail in HTML alone is not empty."""
    mail = email.message.EmailMessage()
    mail["Subject"] = "RE: Fwd: 6.3 is Amber"
    page = "<html><head><style>p {}</style></head><p>Nine <b>notices</b> served.</p></html>"
    mail.set_content(page, subtype="html")
    read = message(mail.as_bytes())
    assert (read.words, read.workbooks) == ("6.3 is Amber: Nine notices served.", ())


def test_a_status_in_another_cell_is_told(tmp_path: Path) -> None:
    """A row that was shifted by one cell; the words are taken, and the error ends in 1."""
    sent = Round(tmp_path, ACTIONS)
    merged = sent.merged(sent.back(PATEL, {"1.1": {"Status": "Red", "Next steps": "Amber"}}))
    assert codes(merged) == [("return-status-in-progress", f"{PATEL}, Actions!J2")]


def test_a_changed_ref_is_no_deleted_row(tmp_path: Path) -> None:
    """One fault, one sentence; only what the officer typed is quoted."""
    sent = Round(tmp_path, ACTIONS)

    def change(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        book["Actions"].cell(2, columns["Ref"], "9.9")
        book["Actions"].cell(2, columns["Timescale"], "soon")

    merged = sent.merged(edited(sent, change))
    assert [code for code, _ in codes(merged)] == ["return-ref-unknown"]
    assert merged.problems[0].what == (
        "The plan has no action 9.9 (“Lights”), though the words are those of 1.1, so Timescale"
        " “soon”, Status “Green” is not taken."
    )


def test_cells_merged_down_are_told(tmp_path: Path) -> None:
    """One sentence became that of several actions."""
    sent = Round(tmp_path, ACTIONS)

    def merge(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        column = columns["Progress"]
        book["Actions"].cell(2, column, "All is done")
        book["Actions"].merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)

    assert codes(sent.merged(edited(sent, merge))) == [("merged-cells", f"{PATEL}, Actions!I2")]
