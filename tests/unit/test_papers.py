"""The papers beside the action plan: the same in three formats, with numbers that are right.

The numbers are counted again from the workbook.
"""

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, Sketch
from documents import of_html, of_pdf, of_word
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind
from reportgen.model.prose import Block
from reportgen.reports.view import Piece, View

DAY = dt.date(2017, 1, 31)
PAPERS = [kind for kind in ReportKind if kind is not ReportKind.ACTION_PLAN]
Q3 = DATA / "asb-2016-17-q3.xlsx"
READERS = {Format.HTML: of_html, Format.DOCX: of_word, Format.PDF: of_pdf}


@cache
def view(kind: ReportKind, path: Path = Q3, previous: Path | None = None) -> View:
    """A paper of a workbook."""
    paper = report(read(path, previous=previous), kind)
    assert isinstance(paper, View)
    return paper


def words(paper: View, title: str = "") -> str:
    """All that a paper says, or one part of it, a paragraph a line."""
    return "\n".join(
        line
        for part in paper.parts
        if title in part.title
        for piece in part.pieces
        for line in lines(piece)
    )


def lines(piece: Piece) -> list[str]:
    """The words of a piece."""
    texts = [piece.heading, *(line for block in piece.prose for line in block.lines), *piece.gaps]
    for entry in piece.entries:
        texts += [
            f"{entry.ref} {entry.title}",
            *(mark.word for mark in entry.mark),
            *(trend.words for trend in entry.trend),
        ]
        texts += [
            " ".join((note.label, *(line for block in note.blocks for line in block.lines)))
            for note in entry.notes
        ]
    return [line for line in texts if line]


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("workbook", ["asb-2016-17-q3.xlsx", "asb-action-plan.xlsx", "messy.xlsx"])
def test_the_three_documents_of_a_paper_say_the_same(workbook: str, kind: ReportKind) -> None:
    """In the same order; shapes that are for the eyes, and bullets, apart."""
    paper = view(kind, DATA / workbook)
    files = documents(paper)
    page, word, pdf = (
        READERS[form](files[form]) for form in (Format.HTML, Format.DOCX, Format.PDF)
    )
    assert page.text == word.text
    assert pdf.text == page.heard
    for text in (paper.title, paper.document, *words(paper).splitlines()):
        assert re.sub(r"\s+", "", text) in page.text


class Sheet:
    """The third quarter's workbook, counted again from its cells alone by plain openpyxl."""

    def __init__(self) -> None:
        book = openpyxl.load_workbook(Q3)
        self.now = {row["Ref"]: row for row in self.rows(book["Actions"])}
        self.then = {row["Ref"]: row for row in self.rows(book["History"])}
        self.worth = {"Red": 0, "Amber": 1, "Green": 2}

    @staticmethod
    def rows(sheet) -> list[dict[str, str]]:
        """A sheet's rows by heading."""
        headings, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(headings, row, strict=True)) for row in rows]

    def moved(self, by: int) -> list[str]:
        """The actions whose status went up (1) or down (-1)."""
        both = [ref for ref in self.now if self.now[ref]["Status"] and self.then[ref]["Status"]]
        steps = {
            ref: self.worth[self.now[ref]["Status"]] - self.worth[self.then[ref]["Status"]]
            for ref in both
        }
        return [ref for ref, step in steps.items() if step * by > 0]


NUMBERS = {
    "none": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}


def number(word: str) -> int:
    """“Four” or “12”."""
    return NUMBERS[word.lower()] if word.lower() in NUMBERS else int(word)


def test_the_numbers_of_the_covering_report_are_those_of_the_workbook() -> None:
    """Each number is counted again from the cells, with another reader than ours."""
    sheet, progress = Sheet(), words(view(ReportKind.COVERING_REPORT), "Progress")
    counted = Counter(row["Status"] or "" for row in sheet.now.values())
    match = re.match(
        r"Of (\d+) actions, (\d+) are on track \(green\), (\d+) at risk \(amber\) and (\d+) off"
        r" track \(red\); (\d+) had no update\.",
        progress,
    )
    assert match
    assert [int(digits) for digits in match.groups()] == [
        27,
        counted["Green"],
        counted["Amber"],
        counted["Red"],
        counted[""],
    ]
    assert sum(counted.values()) == 27
    moved = re.search(r"(\w+) improved and (\w+) worsened since Q2 2016/17\.", progress)
    assert moved
    assert [number(word) for word in moved.groups()] == [len(sheet.moved(1)), len(sheet.moved(-1))]
    revised = re.search(r"(\w+) dates were moved this quarter\.", progress)
    assert revised
    assert number(revised[1]) == sum(bool(row["Revised timescale"]) for row in sheet.now.values())
    blank = [ref for ref, row in sheet.now.items() if not row["Status"]]
    assert f"Without an update: {blank[0]} and {blank[1]} (was green)." in progress


def test_the_tables_of_the_covering_report_add_up() -> None:
    """By objective and by quarter: each row its total, each column that of the sheet."""
    sheet = Sheet()
    [by_objective, by_quarter] = [
        t
        for part in view(ReportKind.COVERING_REPORT).parts
        for piece in part.pieces
        for t in piece.tables
    ]
    words = tuple(column.word for column in by_objective.columns)
    assert words == ("Red", "Amber", "Green", "No update")
    for row in (*by_objective.rows, *by_quarter.rows):
        assert sum(int(tally.words) for tally in row.tallies) == int(row.total)
    for place, row in enumerate(by_objective.rows, start=1):
        under = [
            action["Status"] for action in sheet.now.values() if action["Objective"] == str(place)
        ]
        assert [int(tally.words) for tally in row.tallies] == [
            under.count(word) for word in ("Red", "Amber", "Green", None)
        ]
    for row, rows in zip(by_quarter.rows, (sheet.then, sheet.now), strict=True):
        given = [action["Status"] for action in rows.values()]
        assert [int(tally.words) for tally in row.tallies] == [
            given.count(word) for word in ("Red", "Amber", "Green", None)
        ]
    assert [row.name for row in by_quarter.rows] == ["Q2 2016/17", "Q3 2016/17"]


def refs(piece: Piece) -> list[str]:
    """Return the refs of the actions in a list."""
    return [line.split()[0] for block in piece.prose for line in block.lines]


def test_the_lists_of_changes_and_of_what_comes_hold_the_right_actions() -> None:
    """Improved, worsened, moved, due: picked again from the sheet."""
    sheet = Sheet()
    pieces = {
        piece.heading: piece for part in view(ReportKind.CHANGES).parts for piece in part.pieces
    }
    assert refs(pieces["Improved"]) == sheet.moved(1)
    assert refs(pieces["Worsened"]) == sheet.moved(-1)
    assert refs(pieces["Dates moved"]) == [
        ref for ref, row in sheet.now.items() if row["Revised timescale"]
    ]
    report = view(ReportKind.COVERING_REPORT)
    coming = next(part for part in report.parts if "Due this quarter" in part.title)
    ends = {ref: row["Revised timescale"] or row["Timescale"] for ref, row in sheet.now.items()}
    [lines] = [block.lines for piece in coming.pieces for block in piece.prose]
    for line, quarter in zip(lines, ("Q3 2016/17", "Q4 2016/17"), strict=True):
        due = [ref for ref, end in ends.items() if re.sub(r"Q3 ?[&-] ?4", "Q4", end) == quarter]
        assert re.findall(r"\b\d\.\d\b", line) == due


def test_the_exceptions_are_the_worst_first_with_reason_recovery_and_date() -> None:
    """Reason, recovery and date are in the officer's own words."""
    sheet, paper = Sheet(), view(ReportKind.EXCEPTIONS)
    entries = [entry for part in paper.parts for piece in part.pieces for entry in piece.entries]
    expected = [
        ref for word in ("Red", "Amber") for ref, row in sheet.now.items() if row["Status"] == word
    ]
    assert [entry.ref for entry in entries] == expected
    assert words(paper).startswith(
        "Seven of 27 actions are off track (red) or at risk (amber). The worst come first"
    )
    for entry in entries:
        notes = {note.label: note.blocks for note in entry.notes}
        assert notes["Progress:"] == (Block(lines=(sheet.now[entry.ref]["Progress"],)),)
        revised = sheet.now[entry.ref]["Revised timescale"]
        back = notes.get("New date:", (Block(lines=()),))[0].lines
        assert back == ((revised,) if revised else ())
        assert ("Not given:" in notes) is (entry.ref == "4.2")  # due now, and without a new date


@pytest.mark.parametrize(
    ("kind", "title", "brief"),
    [
        (
            ReportKind.EXCEPTIONS,
            "In brief",
            ["Red: 1.2 and 1.4.", "Amber: 1.1 and one without a ref.", "Late: 1.2 (2 quarters)."],
        ),
        (
            ReportKind.BRIEFING,
            "Whom to ask",
            ["Head: 1.1 and 1.2.", "Deputy: 1.2 and 1.4.", "Nobody yet: one without a ref."],
        ),
    ],
)
def test_a_long_paper_begins_in_brief(
    kind: ReportKind, title: str, brief: list[str], drawn: Sketch
) -> None:
    """By status and lateness, or by whom to ask; a short one does not say everything twice."""
    head = "| Ref | Objective | Action | Timescale | Officer | Status |"
    rows = (
        "| 1.1 | 1 | A | Q4 2016/17 | Head | Amber |",
        "| 1.2 | 1 | B | Q1 2016/17 | Head⏎Deputy | Red |",
        "| | 1 | C | Q4 2016/17 | | Amber |",
        "| 1.4 | 1 | D | Q4 2016/17 | Deputy | Red |",
    )
    setting = "| Setting | Value |\n| Quarter | Q3 2016/17 |"
    long, short = (
        report(read(drawn("\n".join((head, *rows[:many])), report=setting)), kind)
        for many in (4, 2)
    )
    assert words(long, title).split("\n")[-3:] == brief
    assert title not in {part.title for part in short.parts}


@pytest.mark.parametrize(("typed", "full"), [("", False), ("short", False), ("Full", True)])
def test_the_covering_report_is_short_or_full(
    typed: str,
    full: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    """Short: exceptions as a table, changes by ref. Full: an entry and a line for each."""
    book = openpyxl.load_workbook(Q3)
    book["Report"].append(["Covering report", typed])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    paper = view(ReportKind.COVERING_REPORT, path)
    pieces = [piece for part in paper.parts for piece in part.pieces]
    rows = [row for piece in pieces for row in piece.exceptions]
    entries = [entry for piece in pieces for entry in piece.entries]
    assert [len(rows), len(entries)] == ([0, 7] if full else [7, 0])
    text = words(paper)
    assert ("Worsened: 1.3 (green to amber)" in text) is not full
    assert any("Rescheduled" in part.title for part in paper.parts) is full
    if not full:
        [amber] = [row for row in rows if row.ref == "1.7"]
        assert amber.title.endswith("lessons learnt.")
        assert amber.new_date == "Q3 2017/18"


def test_the_briefing_asks_each_officer_what_members_will_ask() -> None:
    """Questions are put to each officer, in a paper that is not for publication.

    They are about every red action, everything that got worse or was moved, what is said twice and
    what is not said.
    """
    sheet, paper = Sheet(), view(ReportKind.BRIEFING)
    assert paper.marking == "Not for publication"
    entries = {
        entry.ref: entry for part in paper.parts for piece in part.pieces for entry in piece.entries
    }
    reds = [ref for ref, row in sheet.now.items() if row["Status"] == "Red"]
    moved = [ref for ref, row in sheet.now.items() if row["Revised timescale"]]
    blank = [ref for ref, row in sheet.now.items() if not row["Status"]]
    assert list(entries)[: len(reds)] == reds
    assert {*reds, *moved, *blank, *sheet.moved(-1), "4.2", "4.4"} == set(entries)
    notes = {note.label: note.blocks[0].lines for note in entries["4.1"].notes}
    assert notes["Questions:"] == (
        "Why did it go from Amber to Red?",
        "Who agreed the new date, and will it hold?",
    )
    assert notes["Ask:"] == ("Anti Social Behaviour Officer",)
    assert notes["Evidence:"][0].startswith(
        "It was Amber and is Red. Progress: “The second exit was priced at £38,000"
    )
    assert notes["Evidence:"][1] == "It was moved from Q4 2016/17 to Q1 2017/18."


@pytest.mark.parametrize("kind", PAPERS)
def test_a_plan_that_was_only_published_claims_nothing(kind: ReportKind) -> None:
    """There is no trend, no change and no “0 actions is” in its papers."""
    text = words(view(kind, DATA / "asb-action-plan.xlsx"))
    assert not re.search(
        r"better|worse|improved|since Q|\b0 \w+s? is|no actions? is\b|\bNone is\b|None\b(?! of)",
        text,
    )
    if kind is ReportKind.COVERING_REPORT:
        assert text.count("No status has been given yet.") == 1
        assert "What has changed" not in text  # sections with nothing in them are not printed
    if kind is ReportKind.CHANGES:
        assert "There is no earlier quarter to compare with." in text


def test_what_nobody_has_written_is_to_be_completed_and_what_somebody_has_is_printed(
    drawn: Sketch,
) -> None:
    """Missing text is marked, in brackets; text from the sheet Report stands in its place."""
    report = """
        | Setting            | Value                                  |
        | Title              | T                                      |
        | Quarter            | Q3 2016/17                             |
        | Legal implications | None arise from R&D <5.⏎Section 17 applies. |
        | Recommendations    | That X be noted.⏎That Y be agreed.     |
    """
    path = drawn(
        "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | Lights | R | Green |",
        report=report,
    )
    paper = view(ReportKind.COVERING_REPORT, path)
    assert [fact.words for fact in paper.facts] == [
        "[to be completed: committee]",
        "[to be completed: meeting date]",
        "[to be completed: report author]",
    ]
    assert "None arise from R&D <5.\nSection 17 applies." in words(paper, "Implications")
    assert "[to be completed: financial implications]" in words(paper, "Implications")
    assert "[to be completed: legal" not in words(paper)
    assert words(paper, "Recommendations") == "That X be noted.\nThat Y be agreed."
    page = documents(paper, formats=(Format.HTML,))[Format.HTML].decode("utf-8")
    assert "<mark>[to be completed: financial implications]</mark>" in page


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "There are no actions."),
        (("Red",), "The one action is off track (red) or at risk (amber)."),
    ],
)
def test_papers_of_small_plans_read_as_people_write(
    statuses: tuple[str, ...], said: str, drawn: Sketch
) -> None:
    """A plan without actions and a plan with one have sentences of their own."""
    rows = [f"| {n} | 1 | Do {n} | R | {status} |" for n, status in enumerate(statuses, start=1)]
    path = drawn("\n".join(("| Ref | Objective | Action | Officer | Status |", *rows)))
    assert said in words(view(ReportKind.EXCEPTIONS, path))
    for kind in PAPERS:
        assert documents(view(kind, path), formats=(Format.HTML, Format.DOCX))


def test_officers_wording_added_and_dropped_come_from_last_quarters_workbook(
    tmp_path: Path,
) -> None:
    """History does not hold the wording; the workbook given with --previous does."""
    old, new = DATA / "asb-2016-17-q2.xlsx", tmp_path / "new.xlsx"
    book = openpyxl.load_workbook(Q3)
    book["History"].delete_rows(2, 100)
    sheet = book["Actions"]
    sheet["C2"], sheet["F3"], sheet["A4"] = "Better wording", "Chief Executive", "1.33"
    book.save(new)
    pieces = {
        piece.heading: "\n".join(lines(piece))
        for part in view(ReportKind.CHANGES, new, old).parts
        for piece in part.pieces
    }
    assert "1.1, Action: “Review and implement processes" in pieces["Wording"]
    assert "is now “Better wording”" in pieces["Wording"]
    assert (
        pieces["Officers"]
        .splitlines()[1]
        .endswith(": Chief Executive, in place of Head of Community Development")
    )
    assert pieces["Added"].startswith("Added\n1.33 ")
    assert re.fullmatch(
        r"No longer in the plan\n1\.3 Roll-out and embed .* trained to it, last reported on in Q2"
        r" 2016/17 as green: “.*”",
        pieces["No longer in the plan"],
    )


def test_what_was_said_of_actions_that_are_gone_stays_in_the_figures_of_its_quarter(
    tmp_path: Path,
) -> None:
    """The figures of a past quarter do not change when an action leaves the plan."""
    book = openpyxl.load_workbook(Q3)
    gone = next(row[0].row for row in book["Actions"].iter_rows() if row[0].value == "6.2")
    book["Actions"].delete_rows(gone)
    book.save(tmp_path / "p.xlsx")
    tables = [
        t
        for part in view(ReportKind.COVERING_REPORT, tmp_path / "p.xlsx").parts
        for piece in part.pieces
        for t in piece.tables
    ]
    assert [(row.name, row.total) for row in tables[1].rows] == [
        ("Q2 2016/17", "27"),
        ("Q3 2016/17", "26"),
    ]


def test_a_status_that_is_not_due_any_more_or_not_yet_is_a_change_too(drawn: Sketch) -> None:
    """An action whose status is now “not due” or blank is not said to be unchanged."""
    key = (
        "| Status | Colour | Counts as |\n| Red | red | off track |\n"
        "| Green | green | on track |\n| Not due | grey | not due |"
    )
    rows = (
        "| Ref | Objective | Action | Officer | Status |\n"
        "| 1 | 1 | A | R | Not due |\n| 2 | 1 | B | R | |"
    )
    past = (
        "| Ref | Quarter | Status | Officer |\n"
        "| 1 | Q2 2016/17 | Green | R |\n| 2 | Q2 2016/17 | Green | R |"
    )
    path = drawn(rows, status_key=key, history=past)
    text = words(view(ReportKind.CHANGES, path))
    assert text == (
        "Changed\n1 A: from green to not due\nReported on before, but not this quarter\n"
        "2 B: from green to no status"
    )
    assert "No status has changed" not in words(view(ReportKind.COVERING_REPORT, path))


def test_a_reason_and_a_recovery_stand_only_where_somebody_gave_one(drawn: Sketch) -> None:
    """What was not given is named together, and not put under a label that promises it."""
    rows = (
        "| Ref | Objective | Action | Officer | Status | Progress | Next steps | Timescale |\n"
        "| 1 | 1 | A | R | Red | | | Q1 2016/17 |\n| 2 | 1 | B | R | Red | Dark | | Q4 2018/19 |"
    )
    text = words(view(ReportKind.EXCEPTIONS, drawn(rows)))
    assert "Not given: Progress, next steps and new date" in text
    assert "Progress: Dark" in text
    assert "Not given: Next steps\n" in text  # its date is still to come
    assert "Next steps:" not in text


def test_an_action_that_lost_its_officer_says_whose_it_was(drawn: Sketch) -> None:
    """Never “nobody, before R”."""
    rows = "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | A | | Green |"
    past = "| Ref | Quarter | Status | Officer |\n| 1 | Q2 2016/17 | Green | R |"
    assert "1 A: no officer now; it was R" in words(
        view(ReportKind.CHANGES, drawn(rows, history=past))
    )


def test_the_exceptions_show_the_date_by_which_an_action_is_late(drawn: Sketch) -> None:
    """The revised date is printed beside the first."""
    rows = "| Ref | Objective | Action | Timescale | Officer | Status | Revised timescale |"
    path = drawn(f"{rows}\n| 1 | 1 | A | Q3 2015/16 | R | Amber | Q2 2016/17 |")
    assert "Timescale: Q3 2015/16, revised Q2 2016/17, 1 quarter late" in words(
        view(ReportKind.EXCEPTIONS, path)
    )


def test_the_briefing_counts_by_officer() -> None:
    """An action is counted for everyone who answers for it."""
    sheet = Sheet()
    [table] = [
        t for part in view(ReportKind.BRIEFING).parts for piece in part.pieces for t in piece.tables
    ]
    for row in table.rows:
        given = [
            action["Status"]
            for action in sheet.now.values()
            if row.name in action["Accountable Officer"].split("\n")
        ]
        assert [int(tally.words) for tally in row.tallies] == [
            given.count(word) for word in ("Red", "Amber", "Green", None)
        ]
        assert int(row.total) == len(given)
    assert len(table.rows) == len(
        {
            name
            for action in sheet.now.values()
            for name in action["Accountable Officer"].split("\n")
        }
    )


def test_saying_nothing_is_no_way_out_of_the_exceptions(drawn: Sketch) -> None:
    """An action that was behind and has no update is listed, by its earlier status."""
    rows = (
        "| Ref | Objective | Action | Officer | Status |\n"
        "| 1 | 1 | A | R | Amber |\n| 2 | 1 | B | R | |\n| 3 | 1 | C | R | |"
    )
    past = "| Ref | Quarter | Status | Officer |\n| 1 | Q2 2016/17 | Green | R |"
    past += "\n| 2 | Q2 2016/17 | Red | R |\n| 3 | Q2 2016/17 | Green | R |"
    paper = view(ReportKind.EXCEPTIONS, drawn(rows, history=past))
    assert [
        entry.ref for part in paper.parts for piece in part.pieces for entry in piece.entries
    ] == ["2", "1"]
    assert words(paper).startswith(
        "Two of 3 actions are off track (red) or at risk (amber). "
        "Action 2 had no update, and was so before."
    )


def test_the_briefing_of_a_plan_nobody_reported_on_asks_only_who_answers() -> None:
    """The same question is not asked of every action."""
    entries = [
        entry
        for part in view(ReportKind.BRIEFING, DATA / "asb-action-plan.xlsx").parts
        for piece in part.pieces
        for entry in piece.entries
    ]
    assert [(entry.ref, entry.notes[0].blocks[0].lines) for entry in entries] == [
        ("6.3", ("Who answers for it?",))
    ]


def test_the_briefing_asks_nothing_that_the_plan_answers(drawn: Sketch) -> None:
    """A new date is known, and what is complete needs none."""
    key = (
        "| Status | Colour | Counts as |\n| Red | red | off track |\n| Done | blue | complete |\n"
        "| Green | green | on track |"
    )
    rows = (
        "| Ref | Objective | Action | Timescale | Officer | Status | Revised timescale |\n"
        "| 1 | 1 | A | Q4 2016/17 | R | Red | Q1 2017/18 |\n"
        "| 2 | 1 | B | Q4 2016/17 | R | Red | |\n"
        "| 3 | 1 | C | Q4 2016/17 | R | Done | Q1 2017/18 |"
    )
    setting = "| Setting | Value |\n| Quarter | Q3 2016/17 |"
    past = "\n".join(f"| {ref} | Q2 2016/17 | Red | R |" for ref in (1, 2, 3))
    history = f"| Ref | Quarter | Status | Officer |\n{past}"
    path = drawn(rows, report=setting, status_key=key, history=history)
    told = words(report(read(path), ReportKind.BRIEFING), "Questions")
    assert "Will it be done by Q1 2017/18?" in told
    assert told.count("When will it be back on track?") == 1
    assert told.count("Who agreed the new date") == 1


def test_a_status_that_is_not_in_the_key_is_no_silence(drawn: Sketch) -> None:
    """Something was reported, so it is not told as reported on before and not now."""
    rows = "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | A | R | Ambr |"
    history = "| Ref | Quarter | Status | Officer |\n| 1 | Q2 2016/17 | Amber | R |"
    told = words(report(read(drawn(rows, history=history)), ReportKind.CHANGES))
    assert "Reported on before" not in told


def test_page_one_names_what_is_off_track_and_says_when_the_plan_has_changed(
    tmp_path: Path,
) -> None:
    """A member need not turn the page for it; and knows that two quarters are not alike."""
    assert report(read(Q3)).details.startswith("Off track: 4.1 and 6.4. Without an update")
    book = openpyxl.load_workbook(Q3)
    actions = book["Actions"]
    actions.delete_rows(8, 12)
    for row in range(2, 12):
        actions.cell(row, 1).value = f"9.{row}"
    book.save(tmp_path / "plan.xlsx")
    details = report(read(tmp_path / "plan.xlsx")).details
    assert "actions are no longer in the plan." in details
    assert "have no earlier status to compare with." in details


@pytest.mark.parametrize(
    ("then", "now", "changed"),
    [
        ("R Patel / A Jones", "A Jones; R Patel", False),
        ("R Patel and A Jones", "R Patel; A Jones", False),
        ("R Patel / A Jones", "R Patel", True),
    ],
)
def test_officers_are_the_same_however_their_names_are_joined(
    drawn: Sketch, then: str, now: str, *, changed: bool
) -> None:
    """A pair that was typed as one and is two lines now has not changed hands."""
    path = drawn(
        f"| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | A | {now} | Green |",
        history=f"| Ref | Quarter | Status | Officer |\n| 1 | Q2 2016/17 | Green | {then} |",
    )
    assert ("in place of" in words(view(ReportKind.CHANGES, path))) is changed
