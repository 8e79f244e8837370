"""Sentences about a plan as a whole: plain English at none, one, two and many."""

from pathlib import Path

import pytest
from conftest import sketch

from reportgen.facts.analysis import PlanAnalysis, analyse
from reportgen.model.text import joined
from reportgen.reports import sentences
from reportgen.reports.changes import in_runs
from reportgen.reports.sentences import number, times
from reportgen.workbook.read.assemble import read

REPORT = "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |"


def where(
    folder: Path, statuses: str, before: str = "", timescale: str = "Q4 2016/17", revised: str = ""
) -> PlanAnalysis:
    """Return the analysis of a plan whose actions have these statuses, a letter each.

    R, A and G are the statuses of the key, - is none and ? one that is not in the key.
    """
    words = {"R": "Red", "A": "Amber", "G": "Green", "-": "", "?": "Purple"}
    rows = [
        f"| {n} | 1 | Do {n} | {timescale} | R | {words[s]} | {revised} |"
        for n, s in enumerate(statuses, start=1)
    ]
    past = [f"| {n} | Q2 2016/17 | {words[s]} | R |" for n, s in enumerate(before, start=1)]
    head = "| Ref | Objective | Action | Timescale | Officer | Status | Revised timescale |"
    history = (
        {"history": "\n".join(("| Ref | Quarter | Status | Officer |", *past))} if past else {}
    )
    return analyse(
        read(sketch(folder / "p.xlsx", "\n".join((head, *rows)), report=REPORT, **history)).plan
    )


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ("", "There are no actions."),
        ("G", "The one action is on track (green)."),
        ("-", "The one action had no update."),
        ("?", "The one action has a status that is not in the key."),
        ("GG", "All 2 actions are on track (green)."),
        ("---", "None of the 3 actions had an update."),
        ("GR", "Of 2 actions, 1 is on track (green) and 1 off track (red)."),
        ("GGA", "Of 3 actions, 2 are on track (green) and 1 at risk (amber)."),
        ("R--", "Of 3 actions, 1 is off track (red); 2 had no update."),
        (
            "GGGAAR-",
            (
                "Of 7 actions, 3 are on track (green), 2 at risk (amber) and 1 off track (red);"
                " 1 had no update."
            ),
        ),
        (
            "G?-",
            (
                "Of 3 actions, 1 is on track (green); 1 had no update; 1 has a status that is not"
                " in the key."
            ),
        ),
        ("G??", "Of 3 actions, 1 is on track (green); 2 have a status that is not in the key."),
    ],
)
def test_each_action_is_counted_once(statuses: str, said: str, tmp_path: Path) -> None:
    """The best status comes first; missing and unknown statuses are counted apart."""
    analysis = where(tmp_path, statuses)
    assert sentences.counted(analysis.states, analysis) == said


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("", "GG", ""),
        ("GG", "GG", "No status has changed since Q2 2016/17."),
        ("AG", "GG", "One improved since Q2 2016/17."),
        ("GG", "GR", "One worsened since Q2 2016/17."),
        ("AAG", "GGR", "Two improved and one worsened since Q2 2016/17."),
        ("R" * 12, "G" * 12, "12 improved since Q2 2016/17."),
        ("--", "GG", ""),
        ("GG", "--", ""),
    ],
)
def test_movement_is_told_where_something_is_known_of_before(
    before: str, now: str, said: str, tmp_path: Path
) -> None:
    """Nothing is claimed without a status then and now."""
    assert sentences.travelled(where(tmp_path, now, before).states) == said


def test_lateness_and_moved_dates_are_counted(tmp_path: Path) -> None:
    """Verbs agree with the number; where there are none, there is no sentence."""
    assert sentences.lateness(where(tmp_path, "GG").states) == ""
    assert (
        sentences.lateness(where(tmp_path, "A", timescale="Q2 2016/17").states)
        == "One is late, by 1 quarter: 1."
    )
    assert (
        sentences.lateness(where(tmp_path, "AAA", timescale="Q1 2016/17").states)
        == "Three are late, by 2 quarters: 1, 2 and 3."
    )
    assert (
        sentences.lateness(where(tmp_path, "AAAAAA", timescale="Q1 2016/17").states)
        == "Six are late, by 2 quarters."
    )
    assert sentences.moves(where(tmp_path, "GG").states) == ""
    assert (
        sentences.moves(where(tmp_path, "G", revised="Q1 2017/18").states)
        == "One has a revised date."
    )
    assert (
        sentences.moves(where(tmp_path, "GG", revised="Q1 2017/18").states)
        == "Two have a revised date."
    )


def test_of_a_plan_that_is_mostly_new_it_is_said_how_many_are_compared(tmp_path: Path) -> None:
    """“Two improved” of ten would be heard as of all."""
    assert sentences.travelled(where(tmp_path, "GGA", "RGR").states) == (
        "Two improved since Q2 2016/17."
    )
    assert sentences.travelled(where(tmp_path, "GGAGGGG", "RGR").states) == (
        "Of the 3 actions that had a status before, two improved since Q2 2016/17."
    )


def test_what_counts_as_not_due_goes_by_its_own_word(tmp_path: Path) -> None:
    """It may be late: “not due” would contradict that."""
    key = "| Status | Colour | Counts as |"
    key += "\n| Not started | grey | not due |\n| Green | green | on track |"
    rows = "| Ref | Objective | Action | Timescale | Officer | Status |"
    rows += "\n| 1 | 1 | A | Q1 2016/17 | R | Not started |\n| 2 | 1 | B | Q4 2016/17 | R | Green |"
    plan = read(sketch(tmp_path / "p.xlsx", rows, report=REPORT, status_key=key)).plan
    analysis = analyse(plan)
    assert sentences.counted(analysis.states, analysis) == (
        "Of 2 actions, 1 is on track (green) and 1 not started."
    )
    assert sentences.lateness(analysis.states) == "One is late, by 2 quarters: 1."


def test_moved_dates_are_told_as_news_or_as_known(tmp_path: Path) -> None:
    """Dates are compared with those in force last quarter."""
    rows = "| Ref | Objective | Action | Timescale | Officer | Revised timescale |"
    rows += "\n| 1 | 1 | A | Q3 2016/17 | R | {} |\n| 2 | 1 | B | Q3 2016/17 | R | {} |"
    past = "| Ref | Quarter | Status | Officer | Revised timescale |"
    past += "\n| 1 | Q2 2016/17 | Red | R | {} |\n| 2 | Q2 2016/17 | Red | R | {} |"
    for now, then, sentence in (
        (("", ""), ("", ""), ""),
        (("Q1 2017/18", ""), ("", ""), "One date was moved this quarter."),
        (("Q1 2017/18", "Q4 2016/17"), ("", ""), "Two dates were moved this quarter."),
        (
            ("Q1 2017/18", "Q4 2016/17"),
            ("", "Q4 2016/17"),
            "One date was moved this quarter; one had been moved before.",
        ),
        (
            ("", "Q4 2016/17"),
            ("Q1 2017/18", "Q4 2016/17"),
            "No date was moved this quarter; two had been moved before.",
        ),
    ):
        path = sketch(
            tmp_path / "p.xlsx", rows.format(*now), report=REPORT, history=past.format(*then)
        )
        assert sentences.moves(analyse(read(path).plan).states) == sentence


def test_actions_without_an_update_are_named(tmp_path: Path) -> None:
    """Each is named with its earlier status; none is named where no action has an update."""
    assert sentences.silent(where(tmp_path, "G-").states) == "Without an update: 2."
    assert (
        sentences.silent(where(tmp_path, "-G--", "AG-R").states)
        == "Without an update: 1 (was amber), 3 and 4 (was red)."
    )
    assert sentences.silent(where(tmp_path, "--").states) == ""


def test_numbers_and_lists_are_said_as_people_say_them() -> None:
    """Words up to nine, digits above; a comma but none before “and”."""
    assert [number(0), number(1), number(9), number(10), number(1200)] == [
        "none",
        "one",
        "nine",
        "10",
        "1,200",
    ]
    assert [times(1), times(2), times(3)] == ["once", "twice", "3 times"]
    assert [joined([]), joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_refs_that_follow_each_other_are_named_by_the_first_and_the_last(tmp_path: Path) -> None:
    """Ninety added actions are no list to read; two are named each."""
    states = where(tmp_path, "GGGGGGG").states
    assert in_runs([states[n] for n in (0, 1, 3, 4, 5, 6)], states) == ["1", "2", "4 to 7"]
    assert in_runs([], states) == []
