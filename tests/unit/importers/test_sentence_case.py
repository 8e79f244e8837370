"""Titles in capitals throughout can be had as sentences, with names as the rest has them."""

from pathlib import Path

import pytest
from making import imported

from reportgen.app.import_plan import import_plan, titles_in_capitals
from reportgen.importers.sentence_case import in_capitals, with_sentences
from reportgen.model.schema import ACTIONS, OBJECTIVES

PLAN = (
    "Objective,Action,Lead officer,Status,Progress\n"
    "REDUCE ASB IN WELWYN WITH THE CSP,FIT CCTV AT THE STATION. ASK J. SMITH,R Patel,Green,"
    "The lights in Welwyn are up; ASB fell.\n"
    "REDUCE ASB IN WELWYN WITH THE CSP,Mend the gate,R Patel,RED,See the CSP minutes.\n"
)


@pytest.mark.parametrize(
    ("words", "shouts"),
    [
        ("REDUCE CRIME NOW", True),
        ("CCTV", False),
        ("MARAC AND IDVA", True),
        ("A Plan", False),
        ("", False),
    ],
)
def test_only_several_words_in_capitals_shout(words: str, shouts: bool) -> None:  # noqa: FBT001
    """One or two may be a short form."""
    assert in_capitals(words) is shouts


def test_titles_become_sentences_when_asked(tmp_path: Path) -> None:
    """Names and short forms are written as elsewhere in the plan; a status stays as typed."""
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, "utf-8")
    plain = imported([path], {}, {})
    assert plain.rows[OBJECTIVES.name][0]["title"].isupper()
    assert len(list(titles_in_capitals(plain.rows))) == 2
    rows = import_plan([path], sentences=True).rows
    assert rows[OBJECTIVES.name][0]["title"] == "Reduce ASB in Welwyn with the CSP"
    assert rows[ACTIONS.name][0]["title"] == "Fit CCTV at the station. Ask J. Smith"
    assert rows[ACTIONS.name][1] == plain.rows[ACTIONS.name][1]
    assert not list(titles_in_capitals(rows))


def test_what_is_in_no_title_is_left_alone() -> None:
    """A name or a remark in capitals may be meant."""
    rows = {ACTIONS.name: [{"title": "Mend it", "officers": "THE HEAD OF HOUSING"}]}
    assert with_sentences(rows)[ACTIONS.name] == rows[ACTIONS.name]
