"""What `reportgen merge` takes from returns, and what it says of the rest."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Sketch, prose, sketch
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from reportgen.app import returns as app_returns
from reportgen.app.build import BuildOptions, build
from reportgen.app.chase import reminders
from reportgen.app.merge import merge_returns, merged_workbook
from reportgen.app.split import split_reading
from reportgen.model.edition import Edition, Format
from reportgen.model.errors import Unreadable
from reportgen.model.plan import Plan
from reportgen.model.reading import Reading
from reportgen.returns.disputes import (
    MARK,
    NO_CHOICES,
    Choices,
    Dispute,
    chosen,
    headings,
    rows,
)
from reportgen.returns.merge import MergeResult
from reportgen.returns.resolution import Preference, any_of, newest, nobody
from reportgen.returns.returned import master
from reportgen.returns.tally import State
from reportgen.workbook.read.opening import open_workbook
from reportgen.workbook.write.disputes import disputes_workbook

DAY = dt.date(2026, 11, 23)
ACTIONS = """
    | Ref | Objective | Action | Officer          | Status | Progress | Revised timescale |
    | 1.1 | 1         | Lights | R Patel; A Jones |        |          |                   |
    | 1.2 | 1         | Doors  | R Patel          |        |          | Q2 2017/18        |
    | 2.1 | 2         | Locks  | A Jones          |        |          |                   |
    | 2.2 | 2         | Signs  |                  |        |          |                   |
"""
PATEL, JONES = "R Patel - Q3 2016-17.xlsx", "A Jones - Q3 2016-17.xlsx"

Said = Mapping[str, Mapping[str, str]]
"""What an officer types: by ref, words by heading; the ref “+” is a row added below."""


def typed(path: Path, answers: Said, *, saved: dt.datetime | None = None) -> Path:
    """Type into a workbook as an officer does."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, headings["Ref"]).value: row for row in range(2, sheet.max_row + 1)}
    for ref, words in answers.items():
        row = rows.get(ref, sheet.max_row + 1)
        for heading, text in words.items():
            sheet.cell(row, headings[heading]).value = text
    book.save(path)
    if saved:
        again = openpyxl.load_workbook(path)
        again.properties.modified = saved.replace(tzinfo=None)
        out = io.BytesIO()
        from openpyxl.writer.excel import ExcelWriter

        ExcelWriter(again, zipfile.ZipFile(out, "w")).save()
        path.write_bytes(out.getvalue())
    return path


class Round:
    """One quarter's round in a folder: the plan's workbook, and what was sent out."""

    def __init__(self, folder: Path, actions: str = ACTIONS, **sheets: str) -> None:
        self.folder = folder
        self.master = sketch(folder / "plan.xlsx", actions, **sheets)
        self.sent = split_reading(self.reading(), due=None, made_on=DAY).files

    def reading(self) -> Reading:
        """The plan's workbook as it is now."""
        return app_returns.read_return(self.master, shown="plan.xlsx").reading

    def back(
        self, sent: str, answers: Said, *, name: str = "", saved: dt.datetime | None = None
    ) -> Path:
        """What an officer sends back, perhaps under another name."""
        path = self.folder / "returns" / (name or sent)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.sent[sent])
        return typed(path, answers, saved=saved)

    def merged(
        self, *returns: Path, prefer: Preference | None = None, choices: Choices = NO_CHOICES
    ) -> MergeResult:
        """Merge these returns, and return the result."""
        master = app_returns.read_return(self.master, shown="plan.xlsx")
        return merge_returns(
            master,
            [
                app_returns.read_return(path, shown=path.name, master=master.reading)
                for path in returns
            ],
            prefer=prefer or nobody,
            choices=choices,
        )

    def plan(self, *returns: Path, prefer: Preference | None = None) -> Plan:
        """The plan in the merged workbook."""
        path = self.folder / "merged.xlsx"
        path.write_bytes(
            merged_workbook(self.reading(), self.merged(*returns, prefer=prefer), made_on=DAY)
        )
        return app_returns.read_return(path, shown="").reading.plan


@pytest.fixture
def sent(tmp_path: Path) -> Round:
    """A round of two officers."""
    return Round(tmp_path)


def codes(merged: MergeResult) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    return [(problem.code, str(problem.where)) for problem in merged.problems]


def test_only_the_officers_six_cells_are_taken(sent: Round) -> None:
    """All of them, as they were typed; the rest of the plan stays word for word."""
    words = {
        "Status": "green ",
        "Progress": "R&D <5 é",
        "Next steps": "- go",
        "Revised timescale": "Q4",
        "Target": "9",
        "Actual": 8,
    }
    patel = sent.back(PATEL, {"1.1": words, "1.2": {"Status": "Red", "Action": "Better doors"}})
    plan = sent.plan(patel)
    lights, doors = plan.actions[:2]
    assert lights.update.status.word == "Green"
    assert (lights.update.progress, lights.update.target, lights.update.actual) == (
        prose("R&D <5 é"),
        prose("9"),
        prose("8"),
    )
    assert lights.update.revised_timescale == prose("Q4")
    assert (doors.title, doors.update.revised_timescale) == (prose("Doors"), prose("Q2 2017/18"))
    assert plan.settings == sent.reading().plan.settings
    assert [action.title for action in plan.actions] == [
        action.title for action in sent.reading().plan.actions
    ]


def test_changed_wording_is_told_and_not_taken(sent: Round) -> None:
    """At its cell, with both wordings; once the plan was changed too it is but a suggestion."""
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Action": "Better doors"}}))
    assert codes(merged) == [("return-plan-words", f"{PATEL}, Actions!C3")]
    assert (
        merged.problems[0].what
        == "The Action of 1.2 is “Better doors” here; the plan’s “Doors” stays."
    )
    assert not merged.sound
    blank = sent.merged(sent.back(PATEL, {"1.2": {"Timescale": "soon"}}))
    assert blank.problems[0].what.endswith("is “soon” here; in the plan it is blank, and stays so.")
    typed(sent.master, {"2.1": {"Action": "Better locks"}})
    again = sent.merged(sent.back(PATEL, {"1.2": {"Action": "Better doors"}}))
    assert ("return-wording", f"{PATEL}, Actions!C3") in codes(again)
    assert again.sound


def test_two_returns_that_disagree_are_both_left_out(sent: Round) -> None:
    """Each return is named with its file and cell; other actions are taken.

    A cell on which both agree is taken; what only one of them says of that action waits, named.
    """
    answer = {"Status": "Green", "Progress": "Lit", "Next steps": "Paint"}
    patel = sent.back(PATEL, {"1.1": answer, "1.2": {"Status": "Green"}})
    jones = sent.back(
        JONES, {"1.1": {"Status": "Amber", "Progress": "Lit"}, "2.1": {"Status": "Red"}}
    )
    merged = sent.merged(patel, jones)
    assert codes(merged) == [
        ("return-conflict", f"{PATEL}, Actions!H2"),
        ("return-held-back", f"{PATEL}, Actions!J2"),
    ]
    assert (
        merged.problems[1].what
        == "What else is said here of 1.1 waits until that is settled: Next steps “Paint”."
    )
    assert merged.updates[2] == {"progress": "Lit"}
    assert f"“Green” here, and “Amber” in {JONES}, Actions!H2" in merged.problems[0].what
    assert not merged.sound
    assert (merged.answered, merged.actions, merged.disputed) == (3, 4, 1)
    assert [action.update.typed for action in sent.plan(patel, jones).actions] == [
        "",
        "Green",
        "Red",
        "",
    ]


def test_blanks_case_and_a_full_stop_are_no_dispute(sent: Round) -> None:
    """The first wording is taken."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green", "Progress": "All  lamps lit."}})
    jones = sent.back(JONES, {"1.1": {"Status": "Green", "Progress": "all lamps lit"}})
    merged = sent.merged(patel, jones)
    assert (merged.problems, merged.updates[2]["progress"]) == ((), "All  lamps lit.")


def test_several_preferences_settle_several_disputes(sent: Round) -> None:
    """Each its own; where two that are preferred disagree, nothing is settled."""
    answers = {"1.1": {"Status": "Green"}, "1.2": {"Status": "Green"}}
    patel = sent.back(PATEL, answers)
    other = sent.back(PATEL, {"1.2": {"Status": "Red"}}, name="patel-2.xlsx")
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}})

    def named(*files: str) -> Preference:
        return any_of(
            [
                lambda given, file=file: next((r for r in given if r.file == file), None)
                for file in files
            ]
        )

    merged = sent.merged(patel, other, jones, prefer=named("patel-2.xlsx", JONES))
    assert merged.updates == {2: {"status": "Amber"}, 3: {"status": "Red"}}
    both = sent.merged(patel, other, jones, prefer=named(PATEL, JONES))
    assert both.disputed == 1


def side_by_side(sent: Round, merged: MergeResult, choices: Mapping[str, str]) -> Choices:
    """The workbook of disputes with these choices typed into it, by the place of the row."""
    content = disputes_workbook(
        headings(merged.disputes),
        list(rows(merged.disputes)),
        title="Disputes",
        properties={MARK: "Q3 2016/17"},
        made_on=DAY,
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    last = sheet.max_column
    for line, choice in choices.items():
        sheet[f"{get_column_letter(last)}{line}"] = choice
    path = sent.folder / "disputes.xlsx"
    book.save(path)
    return chosen(open_workbook(path).sheets, "disputes.xlsx")


def test_more_answers_than_there_are_letters_stand_side_by_side_too(sent: Round) -> None:
    """After Z comes AA, as over the columns of a sheet; a list too long for Excel is left away."""
    answers = tuple((f"Answer {number}", f"{number}.xlsx") for number in range(90))
    disputes = [Dispute(ref="1.1", title="Lights", key="progress", answers=answers)]
    listed = headings(disputes)
    assert listed[3 + 2 * 26 : 3 + 2 * 26 + 2] == ("AA", "AA stands in")
    assert {len(row) for row in rows(disputes)} == {len(listed)}
    merged = replace(sent.merged(), disputes=tuple(disputes))
    assert side_by_side(sent, merged, {"4": "ab"}).words == {("1.1", "progress"): "Answer 27"}


def test_it_is_known_which_words_are_another_actions(sent: Round) -> None:
    """They are a sign that a sheet was sorted apart; asked of each cell of each return."""
    known = master(app_returns.read_return(sent.master, shown=""))
    first, second, *_ = known.actions
    assert known.is_anothers(known.sent(second, "title"), "title", first)
    assert not known.is_anothers(known.sent(first, "title"), "title", first)
    assert not known.is_anothers("Reworded", "title", first)


def test_disputes_stand_side_by_side_and_what_is_chosen_holds(sent: Round) -> None:
    """By a letter, or in words of one's own; a letter without an answer chooses nothing."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green", "Progress": "Lit", "Next steps": "Paint"}})
    jones = sent.back(JONES, {"1.1": {"Status": "Amber", "Progress": "Half of them"}})
    merged = sent.merged(patel, jones)
    assert headings(merged.disputes) == (
        *("Ref", "Action", "Column", "A", "A stands in", "B", "B stands in", "Holds"),
    )
    first = ("1.1", "Lights", "Status", "Green", f"{PATEL}, Actions!H2")
    assert next(rows(merged.disputes)) == (*first, "Amber", f"{JONES}, Actions!H2", "")
    choices = side_by_side(sent, merged, {"4": "b", "5": "Most are lit."})
    settled = sent.merged(patel, jones, choices=choices)
    assert settled.updates == {2: {"status": "Amber", "progress": "Most are lit."}}
    assert settled.disputes == ()
    assert codes(settled) == [("return-held-back", f"{PATEL}, Actions!J2")]
    for typed_there in ("C", "A + B", "both", "a, then b", "A and B", "a" + " " * 5_000 + "b"):
        wrong = side_by_side(sent, merged, {"4": typed_there})
        assert [(p.code, str(p.where)) for p in wrong.problems] == [
            ("dispute-choice", "disputes.xlsx, Disputes!H4")
        ]
        assert wrong.words == {}


def test_an_answer_that_was_not_chosen_gives_nothing_more(sent: Round) -> None:
    """Its next steps would stand beside another's status; they are named, and can be put there.

    One of whose words some were chosen gives the rest too.
    """
    patel = sent.back(PATEL, {"1.1": {"Status": "Green", "Progress": "Lit", "Next steps": "Paint"}})
    jones = sent.back(JONES, {"1.1": {"Status": "Amber", "Progress": "Half", "Target": "20"}})
    status, progress = ("1.1", "status"), ("1.1", "progress")
    settled = sent.merged(patel, jones, choices=Choices(words={status: "Amber", progress: "Half"}))
    assert settled.updates == {2: {"status": "Amber", "progress": "Half", "target": "20"}}
    [problem] = settled.problems
    assert "“Paint”" in problem.what
    assert [(each.words, each.ref, each.key) for each in problem.unplaced] == [
        ("Paint", "1.1", "next_steps")
    ]
    mixed = sent.merged(patel, jones, choices=Choices(words={status: "Amber", progress: "Lit"}))
    assert mixed.updates[2].keys() == {"status", "progress", "next_steps", "target"}
    assert codes(mixed) == []


def test_a_status_that_is_not_understood_is_told_beside_the_others(sent: Round) -> None:
    """What another return says is taken, unless another word is chosen."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Gren"}})
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}})
    merged = sent.merged(patel, jones)
    assert [words for words, _ in merged.unknown[0].answers] == ["Gren", "Amber"]
    assert merged.updates == {2: {"status": "Amber"}}


def test_what_was_chosen_holds_without_the_returns_too(sent: Round) -> None:
    """A sheet that is given alone settles; an action that the plan no longer has is named."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}})
    choices = side_by_side(sent, sent.merged(patel, jones), {"4": "A"})
    assert sent.merged(choices=choices).updates == {2: {"status": "Green"}}
    typed(sent.master, {"1.1": {"Ref": "1.9"}})
    gone = sent.merged(choices=choices)
    assert (gone.updates, codes(gone)) == ({}, [("dispute-choice", "disputes.xlsx, Disputes!H4")])


def test_a_late_return_raises_only_what_is_new(sent: Round) -> None:
    """The merged workbook knows what it was made from: what was settled is not asked again.

    Who has answered is kept; what was disputed and left open is still asked.
    """
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}, "1.2": {"Status": "Green"}})
    early = sent.back(JONES, {"1.1": {"Status": "Amber"}, "2.1": {"Status": "Red"}})
    first = sent.merged(patel, early, prefer=lambda given: given[0])
    sent.master.write_bytes(merged_workbook(sent.reading(), first, made_on=DAY))
    late = sent.back(
        JONES,
        {"1.1": {"Status": "Amber"}, "2.1": {"Status": "Red", "Progress": "Cut"}},
        name="late.xlsx",
    )
    again = sent.merged(late)
    assert (codes(again), again.updates) == ([], {4: {"progress": "Cut"}})
    assert [(line.officer, line.state) for line in again.tally if line.officer] == [
        ("R Patel", State.ANSWERED),
        ("A Jones", State.ANSWERED),
    ]


def test_a_dispute_that_was_left_open_is_asked_again(sent: Round) -> None:
    """Nothing was settled, so both answers count when they come again."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}})
    sent.master.write_bytes(merged_workbook(sent.reading(), sent.merged(patel, jones), made_on=DAY))
    assert [code for code, _ in codes(sent.merged(patel, jones))] == ["return-conflict"]


def test_two_returns_of_one_action_complete_each_other(sent: Round) -> None:
    """A cell that is blank in one return is taken from the other."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    jones = sent.back(JONES, {"1.1": {"Next steps": "More"}})
    update = sent.plan(patel, jones).actions[0].update
    assert (update.typed, update.next_steps) == ("Green", prose("More"))


def test_the_newest_is_preferred_by_what_the_files_say(sent: Round) -> None:
    """The older answer is reported; where neither file is known to be newer, nothing is taken."""
    early, late = dt.datetime(2017, 1, 5, tzinfo=dt.UTC), dt.datetime(2017, 1, 9, tzinfo=dt.UTC)
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}}, saved=late)
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}}, saved=early)
    merged = sent.merged(patel, jones, prefer=newest)
    assert codes(merged) == [("return-overruled", f"{JONES}, Actions!H2")]
    assert merged.problems[0].what == f"“Amber” is not taken, since {PATEL} was preferred."
    assert sent.plan(patel, jones, prefer=newest).actions[0].update.typed == "Green"
    jones = sent.back(JONES, {"1.1": {"Status": "Amber"}}, saved=late)
    assert not sent.merged(patel, jones, prefer=newest).sound


def test_one_file_can_be_preferred(sent: Round) -> None:
    """It is preferred where it answers; two others that disagree are left out as usual."""
    patel, jones = (
        sent.back(name, {"1.1": {"Status": word}})
        for name, word in ((PATEL, "Green"), (JONES, "Amber"))
    )
    for file, word in ((PATEL, "Green"), (JONES, "Amber"), ("other", "")):

        def chosen(answers, file=file):
            return next((answer for answer in answers if answer.file == file), None)

        assert sent.plan(patel, jones, prefer=chosen).actions[0].update.typed == word


def test_the_plans_workbook_is_not_overwritten_where_it_was_changed_since(sent: Round) -> None:
    """The coordinator's correction stands against the older return, until somebody decides."""
    patel = sent.back(
        PATEL, {"1.1": {"Status": "Green", "Progress": "Lit"}, "1.2": {"Status": "Green"}}
    )
    typed(sent.master, {"1.1": {"Status": "Red"}})
    merged = sent.merged(patel)
    assert codes(merged) == [
        ("return-conflict", f"{PATEL}, Actions!H2"),
        ("return-held-back", f"{PATEL}, Actions!I2"),
    ]
    assert "“Red” in plan.xlsx, Actions!E2. The plan’s stays." in merged.problems[0].what
    assert [action.update.typed for action in sent.plan(patel).actions[:2]] == ["Red", "Green"]


def test_a_correction_of_one_action_holds_up_no_other(sent: Round) -> None:
    """Each action is compared with what the plan said of it when the return was made."""
    patel = sent.back(
        PATEL,
        {"1.1": {"Status": "Green"}, "1.2": {"Status": "Green", "Revised timescale": "Q3 2017/18"}},
    )
    typed(sent.master, {"1.1": {"Progress": "The coordinator’s own"}})
    assert codes(sent.merged(patel)) == []
    lights, doors = sent.plan(patel).actions[:2]
    assert (lights.update.typed, lights.update.progress) == (
        "Green",
        prose("The coordinator’s own"),
    )
    assert (doors.update.typed, doors.update.revised_timescale) == ("Green", prose("Q3 2017/18"))


def test_a_row_is_known_by_its_words_where_the_ref_fails(tmp_path: Path) -> None:
    """Excel made 1.1 of 1.10: all the plan's cells beside it are those of 1.10, so it is that."""
    actions = (
        "| Ref | Objective | Action | Officer |\n"
        "| 1.1 | 1 | Lights | R Patel |\n| 1.10 | 1 | Doors | R Patel |"
    )
    sent = Round(tmp_path, actions)
    merged = sent.merged(
        sent.back(PATEL, {"1.10": {"Ref": 1.1, "Status": "Green", "Progress": "Locked"}})
    )
    assert codes(merged) == [("return-ref-by-words", f"{PATEL}, Actions!A3")]
    assert merged.updates == {3: {"status": "Green", "progress": "Locked"}}
    swapped = sent.back(PATEL, {"1.1": {"Ref": "1.10", "Status": "Red"}, "1.10": {"Ref": "1.1"}})
    assert sent.merged(swapped).updates == {2: {"status": "Red"}}


def test_a_row_with_cells_of_two_actions_is_not_taken(tmp_path: Path) -> None:
    """The ref and the timescale are of one action, the words of another."""
    actions = (
        "| Ref | Objective | Action | Officer | Timescale |\n"
        "| 1.1 | 1 | Lights | R Patel | Q3 2016/17 |\n| 1.10 | 1 | Doors | R Patel | Q1 2017/18 |"
    )
    sent = Round(tmp_path, actions)
    answer = {"Ref": "1.1", "Timescale": "Q3 2016/17", "Status": "Green", "Progress": "Locked"}
    merged = sent.merged(sent.back(PATEL, {"1.10": answer}))
    assert codes(merged)[0] == ("return-ref-moved", f"{PATEL}, Actions!A3")
    assert merged.problems[0].what == (
        "The ref is 1.1, but the words beside it are those of 1.10; "
        "Status “Green”, Progress “Locked” is not taken."
    )
    assert not merged.updates


def test_words_where_nobody_looks_are_told(sent: Round) -> None:
    """A column of the officer's own, a stray cell, another sheet and a comment are reported."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    book = openpyxl.load_workbook(patel)
    headings = {cell.value: cell for cell in book["Actions"][1]}
    headings["Progress"].value = "What we did"
    book["Actions"]["R2"] = "see e-mail"
    book["Actions"]["H2"].comment = openpyxl.comments.Comment("Ask Sam", "R Patel")
    book.create_sheet("Notes")["A1"] = "More"
    book.save(patel)
    merged = sent.merged(patel)
    assert {code for code, _ in codes(merged)} == {
        "column-unknown",
        "return-column-missing",
        "return-words-elsewhere",
    }
    assert ("return-words-elsewhere", f"{PATEL}, Actions!R2") in codes(merged)
    assert sent.plan(patel).actions[0].update.typed == "Green"


def test_a_status_that_the_plans_key_does_not_have_is_no_answer(tmp_path: Path) -> None:
    """The status is named, and asked for again.

    It may be a word of the officer's own, or one that was taken out of the key since.
    """
    key = (
        "| Status | Colour | Counts as |\n| Late | red | off track |\n"
        "| Amber | amber | at risk |\n| Well | green | on track |"
    )
    sent = Round(tmp_path, status_key=key)
    patel = sent.back(PATEL, {"1.1": {"Status": "Amber"}, "1.2": {"Status": "n/a"}})
    typed_key = openpyxl.load_workbook(sent.master)
    typed_key["Status key"]["A3"] = "Yellow"
    typed_key.save(sent.master)
    merged = sent.merged(patel)
    problems = [(problem.code, problem.where.cell) for problem in merged.problems]
    assert problems == [
        ("return-older-plan", ""),
        ("status-unknown", "H3"),
        ("status-unknown", "H2"),
    ]
    assert [action.ref for action in merged.tally[0].open] == ["1.1", "1.2"]


def test_an_officer_who_is_spelt_otherwise_now_is_still_heard(sent: Round) -> None:
    """The refs are used, with a warning; rows that say nothing new are no fault."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    book = openpyxl.load_workbook(sent.master)
    for row in book["Actions"].iter_rows(min_row=2):
        row[3].value = (row[3].value or "").replace("R Patel", "Ruth Patel")
    book.save(sent.master)
    merged = sent.merged(patel)
    assert [code for code, _ in codes(merged) if code != "return-wording"] == [
        "return-officer-unknown"
    ]
    assert sent.plan(patel).actions[0].update.typed == "Green"


def test_two_rows_of_one_action_in_a_return_are_to_be_made_one(sent: Round) -> None:
    """No file can be preferred to itself."""
    patel = sent.back(
        PATEL,
        {"1.1": {"Status": "Green"}, "1.2": {"Ref": "1.1", "Action": "Lights", "Status": "Red"}},
    )
    conflict = next(
        problem for problem in sent.merged(patel).problems if problem.code == "return-conflict"
    )
    assert (
        conflict.fix
        == "Ask which holds, delete the other row of this action in the return, and merge again."
    )


def test_a_correction_of_what_was_sent_out_filled_in_is_taken(tmp_path: Path) -> None:
    """The plan's workbook is as it was, so the return is the later word.

    An emptied cell is reported, and the plan's words stay.
    """
    actions = (
        "| Ref | Objective | Action | Officer | Status | Progress |\n"
        "| 1.1 | 1 | Lights | R Patel | Amber | Half |"
    )
    sent = Round(tmp_path, actions)
    patel = sent.back(PATEL, {"1.1": {"Status": "Green", "Progress": None}})
    merged = sent.merged(patel)
    assert codes(merged) == [("return-cleared", f"{PATEL}, Actions!I2")]
    update = sent.plan(patel).actions[0].update
    assert (update.typed, update.progress) == ("Green", prose("Half"))


@pytest.mark.parametrize(
    ("setting", "new", "code"),
    [
        ("Quarter", "Q4 2016/17", "return-other-quarter"),
        ("Title", "Another plan", "return-other-plan"),
    ],
)
def test_a_return_for_another_quarter_or_plan_is_not_taken(
    setting: str, new: str, code: str, sent: Round
) -> None:
    """Most often it is last quarter's copy."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    book = openpyxl.load_workbook(sent.master)
    row = next(row for row in book["Report"].iter_rows() if row[0].value == setting)
    row[1].value = new
    if code == "return-other-plan":
        book["Actions"]["C2"].value = "Other words"
    book.save(sent.master)
    merged = sent.merged(patel)
    assert codes(merged)[0] == (code, f"{PATEL}, Report")
    assert "Beside 1.1 stands, and is not taken: Status “Green”." in merged.problems[1].what
    assert not merged.updates
    assert merged.tally[0].state is State.UNREAD


def test_a_corrected_title_is_not_another_plan(sent: Round) -> None:
    """The words of the plan's actions are the same."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    book = openpyxl.load_workbook(sent.master)
    book["Report"]["B2"].value = "ASB strategy 2016/19"
    book.save(sent.master)
    assert sent.merged(patel).sound
    assert sent.plan(patel).actions[0].update.typed == "Green"


def test_a_return_made_from_an_older_plan_is_taken_and_told(sent: Round) -> None:
    """Only changes of the plan itself count; other officers' answers do not."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    typed(sent.master, {"2.1": {"Status": "Red"}})
    assert codes(sent.merged(patel)) == []
    typed(sent.master, {"2.1": {"Action": "Better locks"}})
    assert codes(sent.merged(patel)) == [("return-older-plan", PATEL)]
    assert sent.plan(patel).actions[0].update.typed == "Green"


def test_rows_added_deleted_or_not_the_officers_are_told(sent: Round) -> None:
    """Each is reported with the words that are not taken, or with its ref where it has none."""
    patel = sent.back(
        PATEL,
        {
            "9.9": {"Ref": "9.9", "Action": "New", "Progress": "An idea"},
            "+": {"Action": "Newer", "Status": "Red"},
            "2.1": {"Ref": "2.1", "Action": "Locks", "Status": "Green"},
            "8.8": {"Ref": "8.8", "Action": "Silent"},
        },
    )
    book = openpyxl.load_workbook(patel)
    book["Actions"].delete_rows(3)
    book.save(patel)
    merged = sent.merged(patel)
    sentences = {problem.code: problem.what for problem in merged.problems}
    assert [code for code, _ in codes(merged)] == [
        "return-ref-unknown",
        "return-ref-unknown",
        "return-not-theirs",
        "return-ref-unknown",
        "return-row-missing",
    ]
    assert "“Green” is not taken" in sentences["return-not-theirs"]
    assert sentences["return-row-missing"].startswith("1.2 is not in this return")
    assert not merged.updates


def test_the_same_return_twice_counts_once(sent: Round) -> None:
    """The second file is reported, though it has another name."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    again = sent.back(PATEL, {"1.1": {"Status": "Green"}}, name="again.xlsx")
    merged = sent.merged(patel, again)
    assert codes(merged) == [("return-twice", "again.xlsx")]
    assert merged.tally[0].files == (PATEL,)


def test_one_return_with_an_action_twice_disagrees_with_itself(sent: Round) -> None:
    """Not even --prefer can say which row is meant."""
    patel = sent.back(
        PATEL,
        {"1.1": {"Status": "Green"}, "+": {"Ref": "1.1", "Action": "Lights", "Status": "Red"}},
    )
    merged = sent.merged(patel, prefer=lambda answers: answers[0])
    assert ("return-conflict", f"{PATEL}, Actions!H2") in codes(merged)
    assert not merged.updates


def test_a_workbook_without_its_mark_is_read_by_refs(sent: Round, tmp_path: Path) -> None:
    """An officer may have copied the rows into another workbook; it may answer for any action."""
    own = sketch(
        tmp_path / "own.xlsx",
        "| Ref | Action | Owner | RAG |\n| 2.1 | Locks | A Jones | Red |",
        objectives="",
        report="",
    )
    merged = sent.merged(own)
    assert [code for code, _ in codes(merged)] == ["return-unmarked"]
    assert sent.plan(own).actions[2].update.typed == "Red"
    assert [line.state for line in merged.tally if line.officer == "A Jones"] == [State.PARTLY]


def test_what_cannot_be_read_of_an_answer_is_told_at_its_cell(sent: Round) -> None:
    """A status that is not in the key, and a formula with its own text, are named and not taken."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Gren", "Progress": "=1+1"}})
    merged = sent.merged(patel)
    assert "“Gren” is not in the status key; it is not taken." in merged.problems[0].what
    assert "“=1+1”" in merged.problems[1].what
    assert codes(merged) == [
        ("status-unknown", f"{PATEL}, Actions!H2"),
        ("formula-not-calculated", f"{PATEL}, Actions!I2"),
    ]
    assert merged.updates == {}


def test_what_looks_like_a_broken_formula_and_was_typed_is_no_fault(sent: Round) -> None:
    """“#N/A” in words is what somebody said, and is never dropped without a word."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    book = openpyxl.load_workbook(patel)
    cell = book["Actions"]["I2"]
    cell.value, cell.data_type = "#N/A", "s"
    book.save(patel)
    assert sent.merged(patel).updates == {2: {"status": "Green", "progress": "#N/A"}}


def test_who_has_answered_who_has_not_and_what_is_open(sent: Round) -> None:
    """A table of all officers; the actions without one are in it too."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    jones = sent.back(JONES, {})
    lines = {
        line.officer: (line.state, line.answered, [a.ref for a in line.open])
        for line in sent.merged(patel, jones).tally
    }
    assert lines == {
        "R Patel": (State.PARTLY, 1, ["1.2"]),
        "A Jones": (State.BLANK, 1, ["2.1"]),  # the one that is answered, R Patel answered
        "": (State.NOT_RETURNED, 0, ["2.2"]),
    }
    lines = {line.officer: line.state for line in sent.merged(jones).tally}
    assert lines == {"R Patel": State.NOT_RETURNED, "A Jones": State.BLANK, "": State.NOT_RETURNED}


def test_reminders_go_only_to_those_who_have_not_answered(sent: Round) -> None:
    """They name the open actions, and carry the workbook as far as it is filled in."""
    patel = sent.back(
        PATEL, {"1.1": {"Status": "Green", "Progress": "Lit"}, "1.2": {"Status": "Red"}}
    )
    master = sent.reading()
    mailing = reminders(master, sent.merged(patel), due=dt.date(2017, 1, 20), made_on=DAY)
    assert list(mailing.files) == ["A Jones - Q3 2016-17 - reminder.eml"]
    message = mailing.files["A Jones - Q3 2016-17 - reminder.eml"].decode("ascii")
    assert "2.1  Locks" in message
    assert "1.1  Lights" not in message
    assert "We have not had your update on the ASB Strategy" in message  # 1.2 is Patel's, too
    assert mailing.sentences == (
        "1 reminder.",
        "Nobody can be asked for 2.2, which has no officer.",
        "The day of return, Friday 20 January 2017, is over.",
    )


def test_a_reminders_workbook_comes_back_without_disagreeing(sent: Round) -> None:
    """Answers that were sent out with a reminder do not disagree with the first return."""
    import email
    import email.policy

    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    mailing = reminders(sent.reading(), sent.merged(patel), due=None, made_on=DAY)
    message = email.message_from_bytes(
        mailing.files["R Patel - Q3 2016-17 - reminder.eml"], policy=email.policy.default
    )
    [attached] = message.iter_attachments()
    again = sent.folder / "returns" / "again.xlsx"
    again.write_bytes(attached.get_content())
    merged = sent.merged(patel, typed(again, {"1.2": {"Status": "Red"}}))
    assert codes(merged) == []
    assert [action.update.typed for action in sent.plan(patel, again).actions[:2]] == [
        "Green",
        "Red",
    ]


@pytest.mark.parametrize("order", [lambda files: files, reversed])
def test_the_order_of_the_returns_does_not_matter(order: Callable, sent: Round) -> None:
    """The same is taken, whichever file comes first."""
    files = [
        sent.back(PATEL, {"1.1": {"Status": "Green"}, "1.2": {"Status": "Red"}}),
        sent.back(JONES, {"1.1": {"Progress": "Lit"}, "2.1": {"Status": "Amber"}}),
    ]
    assert [(a.update.typed, a.update.progress) for a in sent.plan(*order(files)).actions[:3]] == [
        ("Green", prose("Lit")),
        ("Red", ()),
        ("Amber", ()),
    ]


def test_nothing_that_was_sent_is_written_to(sent: Round, drawn: Sketch) -> None:
    """Neither the plan's workbook nor a return."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    before = {path: path.read_bytes() for path in (patel, sent.master)}
    sent.plan(patel)
    assert before == {path: path.read_bytes() for path in before}
    assert drawn


@pytest.mark.parametrize(
    "again", [[], ["Ref", "Action", "Officer", "X", "Y", "Status", "Progress"]]
)
def test_a_row_that_stands_in_other_columns_is_not_taken(again: list[str], tmp_path: Path) -> None:
    """Forms were pasted together, and one has last quarter's columns where the other has none.

    Whether its headings were pasted too or not, every word is named.
    """
    history = """
        | Ref | Quarter    | Status | Progress     | Officer |
        | 2.1 | Q2 2016/17 | Green  | Half are cut | A Jones |
    """
    sent = Round(tmp_path, history=history)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Action", "Officer", "Status", "Progress", "Next steps"])
    sheet.append(["1.2", "Doors", "R Patel", "Green", "Hung", ""])
    if again:
        sheet.append(again)
    sheet.append(["2.1", "Locks", "A Jones", "Green", "Half are cut", "Red", "All stolen"])
    path = tmp_path / "together.xlsx"
    book.save(path)
    merged = sent.merged(path)
    (told,) = [p.what for p in merged.problems if p.code == "return-row-shifted"]
    assert "Red" in told
    assert any("All stolen" in problem.what for problem in merged.problems)
    assert merged.updates == {3: {"status": "Green", "progress": "Hung"}}


def test_a_table_that_an_officer_typed_in_word_is_a_return(sent: Round) -> None:
    """What its columns do not have it says nothing of; all other words of the file are named."""
    document = docx.Document()
    document.add_paragraph("Update from R Patel, dictated")
    table = document.add_table(3, 4)
    rows = (
        ("Ref", "Action", "Status", "Progress"),
        ("1.1", "Lights", "Green", "Lit"),
        ("1.2", "Doors", "Amber", "Hung"),
    )
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    document.add_paragraph("2.2 is still with the depot.")
    table.add_row().cells[0].merge(table.rows[3].cells[3]).text = "Staff are down by one."
    path = sent.folder / "update.docx"
    document.save(str(path))
    merged = sent.merged(path)
    assert merged.updates == {
        2: {"status": "Green", "progress": "Lit"},
        3: {"status": "Amber", "progress": "Hung"},
    }
    named = [p.what for p in merged.problems if p.code == "return-words-elsewhere"]
    for words in ("Update from R Patel, dictated", "2.2 is still", "Staff are down by one."):
        assert any(words in what for what in named)
    assert {p.code for p in merged.problems} == {"return-unmarked", "return-words-elsewhere"}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    ("rows", "updates"),
    [
        (
            [("Ref", "Status", "Progress"), ("1.1", "Green", "Lit"), ("9.9", "Red", "Lost")],
            {2: {"status": "Green", "progress": "Lit"}},
        ),
        ([("No", "Update"), ("1.2", "Hung"), ("9.9", "Lost")], {3: {"progress": "Hung"}}),
        (
            [("Ref", "Action", "RAG"), ("1.1", "Lights", "Green"), ("9.9", "Lost", "Red")],
            {2: {"status": "Green"}},
        ),
        ([("What", "Comments"), ("Doors", "Hung"), ("Lost", "9.9")], {3: {"progress": "Hung"}}),
    ],
)
def test_a_table_of_refs_or_actions_and_answers_is_a_return(
    rows: list[tuple[str, ...]], updates: object, suffix: str, sent: Round
) -> None:
    """In Word or in Excel; what is of no action of the plan is named, each word of it."""
    path = sent.folder / f"update{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(number, column).text = words
        document.save(str(path))
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    merged = sent.merged(path)
    assert merged.updates == updates
    told = " ".join(problem.what for problem in merged.problems)
    assert all(words in told for words in rows[-1])


def test_refs_of_an_officers_table_stay_as_typed(sent: Round) -> None:
    """A ref that is missing or said twice is never made up: it would be another action's."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Ref", "Status", "Progress"), ("1.1", "G", "Lit"), ("1.1", "Green", "Lit twice")):
        sheet.append(row)
    sheet["A4"], sheet["C4"] = "2.1", "Cut"
    sheet["B4"].fill = PatternFill("solid", fgColor="FF0000")
    path = sent.folder / "update.xlsx"
    book.save(path)
    merged = sent.merged(path)
    assert merged.updates == {2: {"status": "Green"}, 4: {"progress": "Cut"}}
    assert {p.code for p in merged.problems} == {
        "paper-note",
        "return-unmarked",
        "return-conflict",
        "return-unread",
    }


def test_a_word_table_is_a_return_of_a_plan_of_no_known_quarter(tmp_path: Path) -> None:
    """The coordinator’s slip is nobody else’s fault."""
    sent = Round(tmp_path, report="| Setting | Value |\n| Title | ASB |\n| Quarter | Autumn |")
    document = docx.Document()
    table = document.add_table(2, 3)
    for number, row in enumerate((("Ref", "Action", "Status"), ("1.1", "Lights", "Green"))):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    document.save(str(tmp_path / "update.docx"))
    assert sent.merged(tmp_path / "update.docx").updates == {2: {"status": "Green"}}


def test_a_zip_file_of_more_returns_than_are_read_is_refused(sent: Round) -> None:
    """Each takes time; a folder may have as many as it likes."""
    packed = sent.folder / "many.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for number in range(101):
            file.writestr(f"{number}.txt", "Red")
    with pytest.raises(Unreadable, match=r"many\.zip has 101 returns in it; 100 are read\."):
        app_returns.read_returns(sent.master, [packed])


def test_returns_in_a_zip_file_are_read(sent: Round) -> None:
    """Each under its own name."""
    paths = [
        sent.back(PATEL, {"1.1": {"Status": "Green"}}),
        sent.back(JONES, {"2.1": {"Status": "Red"}}),
    ]
    packed = sent.folder / "both.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for path in paths:
            out.write(path, f"Returns/{path.name}")
    given = app_returns.read_returns(sent.master, [packed])
    assert [r.file for r in given.returns.values()] == [
        f"{packed}, Returns/{name}" for name in (PATEL, JONES)
    ]
    assert merge_returns(given.master, list(given.returns.values())).updates == {
        2: {"status": "Green"},
        4: {"status": "Red"},
    }


def test_nobody_is_thanked_for_a_form_in_which_nothing_was_typed(tmp_path: Path) -> None:
    """A zip file of blank forms among the returns; one action has its status already."""
    actions = ACTIONS.replace(
        "| 2.1 | 2         | Locks  | A Jones          |        |",
        "| 2.1 | 2         | Locks  | A Jones          | Green  |",
    ).replace("| Lights | R Patel; A Jones |", "| Lights | A Jones |")
    sent = Round(tmp_path, actions)
    blank = sent.back(JONES, {})
    merged = sent.merged(blank)
    [jones] = [line for line in merged.tally if line.officer == "A Jones"]
    assert (jones.state, jones.answered) == (State.BLANK, 1)
    mailing = reminders(sent.reading(), merged, due=None, made_on=DAY)
    words = mailing.files["A Jones - Q3 2016-17 - reminder.eml"].decode("ascii")
    assert "We have not had your update" in words


def test_a_status_that_was_chosen_for_a_strange_one_is_not_asked_for_again(sent: Round) -> None:
    """Also where the return is read once more, since another answer of it still waits."""
    patel = sent.back(PATEL, {"1.1": {"Status": "Paused"}})
    first = sent.merged(patel, choices=Choices(words={("1.1", "status"): "Amber"}))
    assert (first.unknown, first.updates) == ((), {2: {"status": "Amber"}})
    sent.master.write_bytes(merged_workbook(sent.reading(), first, made_on=DAY))
    again = sent.merged(patel)
    assert again.unknown == ()
    assert codes(again) == []
    assert again.updates == {}


def test_a_paper_in_which_nothing_was_said_yet_has_no_columns_for_it(tmp_path: Path) -> None:
    """Such columns are not printed; nobody is told to put them back."""
    sent = Round(tmp_path, ACTIONS.replace("| Q2 2017/18        |", "|                   |"))
    options = BuildOptions(folder=tmp_path / "out", editions=(Edition(),), formats=(Format.DOCX,))
    [paper] = build(sent.master, options).files
    assert codes(sent.merged(paper)) == []


def test_who_answered_by_mail_is_known_at_the_next_merge(tmp_path: Path) -> None:
    """And not told that nothing came; by name where Contacts has no address."""
    sent = Round(tmp_path)
    first = merge_returns(
        app_returns.read_return(sent.master, shown="plan.xlsx"), [], writers={"A Jones"}
    )
    typed(sent.master, {"2.1": {"Progress": "All cut."}})
    words = merged_workbook(sent.reading(), first, made_on=DAY)
    sent.master.write_bytes(words)
    [jones] = [line for line in sent.merged().tally if line.officer == "A Jones"]
    assert jones.state is State.PARTLY
