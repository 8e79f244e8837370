"""What the facts of a plan say against each other is reported at its cell."""

from pathlib import Path

import pytest
from conftest import DATA, Sketch, sketch

from reportgen.app.read import read
from reportgen.checks.officers import is_person

HEAD = (
    "| Ref | Objective | Action | Timescale | Officer | Status "
    "| Progress | Next steps | Revised timescale | Target | Actual |"
)
KEY = """
    | Status   | Colour | Counts as |
    | Red      | red    | off track |
    | Amber    | amber  | at risk   |
    | Green    | green  | on track  |
    | Complete | blue   | complete  |
    | Later    | grey   | not due   |
"""
REPORT = (
    "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n| Strategy period | 2016/19 |"
)
SINCE = "| 1 | Q1 2016/17 | Amber | E | R |"
PAST = "| Ref | Quarter | Status | Progress | Officer |"


def found(folder: Path, row: str, *past: str, key: str = KEY) -> list[str]:
    """Return code and cell of each problem of one action, given its row and its rows of History."""
    history = {"history": "\n".join((PAST, *past))} if past else {}
    path = sketch(
        folder / "p.xlsx",
        f"{HEAD}\n| 1 | 1 | Lights | {row}",
        report=REPORT,
        status_key=key,
        **history,
    )
    quiet = ("objective-without-actions", "status-none", "status-blank")
    return [f"{p.code} {p.where.cell}" for p in read(path).problems if p.code not in quiet]


@pytest.mark.parametrize(
    ("row", "past", "codes"),
    [
        ("Q3 2016/17 | R | Green | Lit | | | | |", (), []),
        ("Q2 2016/17 | R | Green | Lit | | | | |", (), ["on-track-overdue F2"]),
        ("Q2 2016/17 | R | Green | Lit | | Q4 2016/17 | | |", (), []),
        ("Q3 2016/17 | R | Later | | | | | |", (), ["on-track-overdue F2"]),
        ("Q4 2016/17 | R | Later | | | | | |", (), []),
        ("Q2 2016/17 | R | Amber | Dim | Buy | | | |", (), ["behind-without-date I2"]),
        ("Q3 2016/17 | R | Amber | Dim | Buy | | | |", (), ["behind-without-date I2"]),
        ("Q3 2016/17 | R | Amber | Dim | Buy | Q4 2016/17 | | |", (), []),
        ("Q2 2016/17 | R | Complete | Lit in May | | | | |", (), []),
        ("Q2 2016/17 and ongoing | R | Green | Lit | | | | |", (), []),
        ("Year 1 | R | Complete | Yes | | | | |", (), ["complete-unsaid G2"]),
        ("Year 1 | R | Complete | All delivered | | | | |", (), []),
        ("Year 1 | R | Red | Dark | | | | |", (), ["behind-without-steps H2"]),
        ("Year 1 | R | Amber | Dark | Buy bulbs | | | |", (), []),
        (
            "Year 1 | R | Green | Lit  up | | | | |",
            ("| 1 | Q2 2016/17 | Green | Lit up | R |",),
            ["progress-repeated G2"],
        ),
        (
            "Year 1 | R | Green | | | | | |",
            ("| 1 | Q2 2016/17 | Red | Dark | R |",),
            ["jump-unexplained G2"],
        ),
        (
            "Year 1 | R | Later | Put off | | | | |",
            ("| 1 | Q2 2016/17 | Red | Dark | R |",),
            ["went-back F2"],
        ),
        ("Year 1 | R | Later | | | | | |", ("| 1 | Q2 2016/17 | Later | | R |",), []),
        ("Year 1 | R | Green | New bulbs | | | | |", ("| 1 | Q2 2016/17 | Red | Dark | R |",), []),
        (
            "Year 1 | R | Amber | Dim | Buy | | | |",
            ("| 1 | Q2 2016/17 | Red | D | R |", SINCE),
            ["long-behind F2"],
        ),
        ("Year 1 | R | Amber | Dim | Buy | | | |", ("| 1 | Q2 2016/17 | | D | R |", SINCE), []),
        ("Ongoing | R | Green | Lit | | | 40 | 40 |", (), []),
        ("Ongoing | R | Green | Lit | | | 40 | 39 |", (), ["status-against-figures F2"]),
        ("Ongoing | R | Amber | Lit | Buy | | 40 lamps | 32 |", (), []),
        ("Ongoing | R | Amber | Lit | Buy | | 40 | 31 |", (), ["status-against-figures F2"]),
        ("Ongoing | R | Red | Lit | Buy | | 95% | 70% |", (), []),
        ("Ongoing | R | Amber | Lit | Buy | | No more than 290 | 318 |", (), []),
        (
            "Ongoing | R | Red | Lit | Buy | | No more than 290 | 200 |",
            (),
            ["status-against-figures F2"],
        ),
        ("Ongoing | R | Red | Lit | Buy | | 40 by 2017 | 1 |", (), []),
        ("Ongoing | R | Red | Lit | Buy | | 40% | 1 |", (), []),
        ("Ongoing | R | Green | Lit | | | 90% answered within a working day | 95% |", (), []),
        (
            "Ongoing | R | Green | Lit | | | 90% answered within a working day | 60% |",
            (),
            ["status-against-figures F2"],
        ),
        ("Ongoing | R | Green | Lit | | | Reduce to 290 | 280 |", (), []),
        ("Ongoing | R | Green | Lit | | | Reduce by 10% | 2% |", (), []),
        ("Ongoing | R | Green | Lit | | | £1.5m | £1 |", (), []),
        ("Ongoing | R | Green | Lit | | | 5% | -3% |", (), []),
        ("Ongoing | R | Green | Lit | | | Q4 | Q3 |", (), []),
        (
            "Ongoing | R | Complete | Lit in May | | | 1,000 | 900 |",
            (),
            ["status-against-figures F2"],
        ),
        (
            "Year 1 | R | Complete | Lit in May | | | 1,000 | 900 |",
            (),
            ["status-against-figures F2"],
        ),
        ("Year 1 | R | Red | Lit | Buy | | 40 | 12 |", (), []),
        ("Year 1 | R | Amber | Lit | Buy | | 40 | 41 |", (), ["status-against-figures F2"]),
        (
            "Year 1 | R | Green | Lit | | | 40 by Q3 2016/17 | 12 |",
            (),
            ["status-against-figures F2"],
        ),
        (
            "Year 1 | R | Green | Lit | | | 40, by 30 June 2016 | 12 |",
            (),
            ["status-against-figures F2"],
        ),
        ("Ongoing | R | Green | Lit | | | 40 (by March 2017) | 12 |", (), []),
        ("Year 1 | R | Red | Lit | Buy | | No more than 290 by March 2017 | 100 |", (), []),
        ("Q4 2021 | R | Green | Lit | | | | |", (), ["timescale-ambiguous D2"]),
        ("soon | R | Green | Lit | | | | |", (), ["timescale-unread D2"]),
        ("Year 1 | R | Green | Lit | | later | | |", (), ["timescale-unread I2"]),
        ("Ongoing | R | | | | | | |", (), []),
    ],
)  # fmt: skip
def test_what_members_would_ask_about_is_named_at_its_cell(
    row: str, past: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    """Each rule gives its problem at its cell, and none where its condition does not hold."""
    assert found(tmp_path, row, *past) == codes


def test_words_say_that_an_action_is_complete_where_the_key_cannot(tmp_path: Path) -> None:
    """As in the published plan, whose Green is “on track … or completed”."""
    key = KEY.replace("    | Complete | blue   | complete  |\n", "")
    for words, late in (
        ("The action is delivered and continues as normal business.", False),
        ("All lit. Completed in July.", False),
        ("This project has now been completed", False),
        ("Completed two of five streets.", True),
        ("To be completed in May.", True),
        ("Not yet complete.", True),
        ("Half is done.", True),
        ("Completed 12 October 2016.", False),
        ("Completed 31/10/2016", False),
        ("This has been completed.", False),
        ("It is complete.", False),
        ("The review is now complete.", False),
        ("100% complete", False),
        ("Completed consultation with residents; the policy is still to be drafted.", True),
        ("Completed: 12 of 30 staff. The other 18 are outstanding.", True),
        ("Complete the review by March.", True),
        ("All completed except two.", True),
        ("The action has been completed in Hatfield; Welwyn is outstanding.", True),
        ("Delivered leaflets.", True),
    ):
        codes = found(tmp_path, f"Q2 2016/17 | R | Green | {words} | | | | |", key=key)
        assert ("on-track-overdue F2" in codes) is late, words


def test_what_was_said_to_be_complete_before_stays_so(tmp_path: Path) -> None:
    """Without a status for complete, a delivered action stays so while it is on track."""
    key = KEY.replace("    | Complete | blue   | complete  |\n", "")
    past = "| 1 | Q2 2016/17 | Green | The action is delivered. | R |"
    assert found(tmp_path, "Q1 2016/17 | R | Green | As before | | | | |", past, key=key) == []
    assert found(tmp_path, "Q1 2016/17 | R | | | | | | |", past, key=key) == []
    assert "behind-without-date I2" in found(
        tmp_path, "Q1 2016/17 | R | Red | As before | Mend | | | |", past, key=key
    )
    reopened = (past.replace("Q2 2016/17", "Q1 2016/17"), "| 1 | Q2 2016/17 | Amber | Missed | R |")
    assert found(tmp_path, "Q1 2016/17 | R | Green | Put right | | | | |", *reopened, key=key) == [
        "on-track-overdue F2"
    ]


def test_a_plan_may_set_its_own_bounds(tmp_path: Path) -> None:
    """The status key holds the bounds; a bound that is no share is reported."""
    key = """
        | Status | Colour | Counts as | Shortfall up to |
        | Red    | red    | off track |                 |
        | Amber  | amber  | at risk   | 10%             |
        | Green  | green  | on track  | 0.05            |
    """
    for actual, status in ((96, "Green"), (91, "Amber"), (80, "Red")):
        assert (
            found(tmp_path, f"Ongoing | R | {status} | Lit | Buy | | 100 | {actual} |", key=key)
            == []
        )
    wrong = found(tmp_path, "Ongoing | R | Red | Lit | Buy | | 100 | 91 |", key=key)
    assert wrong == ["status-against-figures F2"]
    assert "shortfall-unknown D3" in found(
        tmp_path, "Ongoing | R | Red | Lit | B | | | |", key=key.replace("10%", "few")
    )


def test_two_quarters_without_a_status_are_told_where_others_have_one(tmp_path: Path) -> None:
    """In a plan that nobody has reported on yet, blank statuses are not reported."""
    rows = (
        "| 1 | 1 | Lights | Year 1 | R | {} | Lit | | | | |\n"
        "| 2 | 1 | Doors | Year 1 | R | | | | | | |"
    )
    history = f"{PAST}\n| 1 | Q2 2016/17 | Green | Old | R |\n| 2 | Q2 2016/17 | | | R |"
    for status, codes in (("Green", ["long-blank F3"]), ("", [])):
        path = sketch(
            tmp_path / "p.xlsx", f"{HEAD}\n{rows.format(status)}", report=REPORT, history=history
        )
        assert [
            f"{p.code} {p.where.cell}" for p in read(path).problems if p.code == "long-blank"
        ] == codes


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Matt Smith", True),
        ("Dr Ŵyn Łukasz", True),
        ("Anne-Marie O’Neill", True),
        ("Head of Environment", False),
        ("Community Safety Manager", False),
        ("Partner Agencies", False),
        ("Alliance", False),
        ("HFRS", False),
        ("Safer Neighbourhood Teams", False),
        ("Environmental Health", False),
        ("Trading Standards", False),
        ("Victim Support", False),
        ("all partners", False),
        ("Voluntary Sector Rep", False),
        ("Voluntary Sector Representatives", False),
        ("Systems Accountant", False),
        ("Workshop Foreman", False),
        ("Headteacher (RA)", False),
        ("Wolden Mencap (Ann Day)", False),
        ("Citizens Advice", False),
        ("Healthy Homes Surveyor", False),
    ],
)
def test_a_person_is_told_from_a_post(name: str, *, person: bool) -> None:
    """Posts and bodies are known by their words, such as Head, Manager and Team."""
    assert is_person(name) is person


def test_only_one_person_among_posts_is_told(tmp_path: Path) -> None:
    """Where several officers are persons, that is the plan's custom and is not reported."""
    posts = ["Head of Housing", "ASB Officer", "Police", "Youth Team"]
    for names, reported in (
        ([*posts, "Matt Smith"], True),
        ([*posts, "Matt Smith", "Ann Lee"], False),
        (["Police", "Matt Smith"], False),
    ):
        rows = "\n".join(
            f"| {n} | 1 | Do {n} | Year 1 | {name} | | | | | | |"
            for n, name in enumerate(names, start=1)
        )
        problems = read(sketch(tmp_path / "p.xlsx", f"{HEAD}\n{rows}", report=REPORT)).problems
        assert any(problem.code == "officer-a-person" for problem in problems) is reported


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Safeguarding Adults Manager / DA Lead", 2),
        ("Housing Officer/Youth Worker", 2),
        ("Police, Fire Service, Head of Parks", 3),
        ("Police and Head of Parks", 2),
        ("Police and Crime Commissioner", 0),
        ("Head of Parks and Gardens", 0),
        ("Anti-social behaviour/noise officer", 0),
        ("Head of Culture, Sport and Leisure", 0),
    ],
)
def test_two_posts_in_one_name_are_told(name: str, several: int, tmp_path: Path) -> None:
    """A stroke between posts, or officers of the plan side by side, is asked about; never split."""
    rows = "\n".join(
        f"| {n} | 1 | Do {n} | Year 1 | {officer} | | | | | | |"
        for n, officer in enumerate(["Police", "Head of Parks", name, name], start=1)
    )
    reading = read(sketch(tmp_path / "p.xlsx", f"{HEAD}\n{rows}", report=REPORT))
    told = [p for p in reading.problems if p.code == "officers-joined"]
    assert [str(p.where) for p in told] == (["Actions!E4"] if several else [])
    assert all(f"may be {several}." in p.what for p in told)
    assert reading.plan.actions[2].officers == (name,)


def test_short_forms_are_compared_with_the_list(tmp_path: Path) -> None:
    """The acronyms in the plan are compared with its list of acronyms.

    Reported are those used and not listed, listed and not used, and written in other capitals. A
    plan without a list is left alone.
    """
    rows = (
        f"{HEAD}\n| 1 | 1 | Tell WHBC and CSPs, MIND, R&D, SafetyNet and II. "
        "NOT the ASBOs. COVID | Year 1 | R | | | | | | |"
    )
    acronyms = (
        "| Acronym | Meaning |\n| CSP | Partnership |\n"
        "| MiND | Charity |\n| PPO | Offender |\n| ASBOs | Orders |"
    )
    acronyms += "\n| COVID-19 | Illness |"
    path = sketch(tmp_path / "p.xlsx", rows, report=REPORT, acronyms=acronyms)
    problems = [
        (p.code, str(p.where), p.what) for p in read(path).problems if p.code.startswith("acronym")
    ]
    assert problems == [
        ("acronym-unlisted", "Actions!C2", "“WHBC” is not in the list of acronyms."),
        ("acronym-twin", "Actions!C2", "“MIND” is written MiND in the list of acronyms."),
        (
            "acronym-unused",
            "Acronyms!A4",
            "PPO is in the list of acronyms, and nowhere in the plan.",
        ),
    ]
    bare = sketch(tmp_path / "p.xlsx", rows, report=REPORT)
    assert not [p for p in read(bare).problems if p.code.startswith("acronym")]


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("A&E", 0),
        ("B&E", 1),
        ("Safer Streets", 0),
        ("Streets Safer", 1),
        ("4Ps", 0),
        ("ps", 1),
        ("no such words stand in here", 0),
        ("X" * 32_000, 1),
    ],
)
def test_a_listed_form_is_used_where_its_words_follow_each_other(
    short: str, told: int, tmp_path: Path
) -> None:
    """Whole words count; one of more than five words is a meaning, and is not looked for."""
    words = "Posters of the A&E in Safer Streets, 4P"
    rows = f"{HEAD}\n| 1 | 1 | Put up posters | Year 1 | R | | {words} | | | |"
    acronyms = f"| Acronym | Meaning |\n| {short} | Something |"
    path = sketch(tmp_path / "p.xlsx", rows, report=REPORT, acronyms=acronyms)
    said = [p.what for p in read(path).problems if p.code == "acronym-unused"]
    assert len(said) == told
    assert all(len(sentence) < 130 for sentence in said)


def test_the_published_plan_has_what_its_readers_found() -> None:
    """WHBC is not explained, MIND and MiND are two, and Matt Smith is a person among posts."""
    problems = {p.code: p.what for p in read(DATA / "asb-action-plan.xlsx").problems}
    assert problems["acronym-unlisted"] == "“WHBC” is not in the list of acronyms."
    assert problems["acronym-twin"] == "“MIND” is written MiND in the list of acronyms."
    assert problems["officer-a-person"].startswith("“Matt Smith”")
    assert not {code for code in problems if code.startswith("timescale")}


def test_dates_of_two_kinds_in_one_column_are_told(tmp_path: Path) -> None:
    """Day and month may have been exchanged in the cells that are real dates."""
    import datetime as dt

    import openpyxl

    path = sketch(
        tmp_path / "p.xlsx",
        f"{HEAD}\n| 1 | 1 | A | 03/02/2017 | R | | | | | | |\n| 2 | 1 | B | x | R | | | | | | |",
    )
    book = openpyxl.load_workbook(path)
    assert not [p for p in read(path).problems if p.code == "dates-mixed"]
    book["Actions"]["D3"].value = dt.date(2017, 3, 31)
    book.save(path)
    assert not [p for p in read(path).problems if p.code == "dates-mixed"]
    book["Actions"]["D3"].value = dt.date(2017, 3, 4)
    book.save(path)
    [problem] = [p for p in read(path).problems if p.code == "dates-mixed"]
    assert (str(problem.where), "D3 is a date, “4 March 2017”" in problem.what) == (
        "Actions!D2",
        True,
    )


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("13/02/2017", ["dates-mixed"]), ("03/02/2017", []), ("13 February 2017", [])],
)
def test_days_that_may_be_exchanged_are_told_in_a_copy_too(
    typed: str, codes: list[str], tmp_path: Path
) -> None:
    """A copy has real dates in words; beside 13/02/2017, which Excel could not exchange."""
    rows = (
        f"{HEAD}\n| 1 | 1 | A | {typed} | R | | | | | | |"
        "\n| 2 | 1 | B | 4 March 2017 | R | | | | | | |"
    )
    reading = read(sketch(tmp_path / "p.xlsx", rows))
    assert [p.code for p in reading.problems if p.code == "dates-mixed"] == codes


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        ("soonish", "Type it as it is meant, in the way of Q2 2026/27 or of 30 September 2026."),
        ("Year 2", "Type the Strategy period there, such as 2026/29."),
    ],
)
def test_an_example_is_of_the_plans_own_quarter(typed: str, fix: str, tmp_path: Path) -> None:
    """Whoever reads it in 2026 is not told to type a day of 2017."""
    report = "| Setting | Value |\n| Title | Plan |\n| Quarter | Q2 2026/27 |"
    row = f"| 1.1 | 1 | Light the quay | {typed} | Police | | | | | | |"
    problems = read(sketch(tmp_path / "p.xlsx", f"{HEAD}\n{row}", report=report)).problems
    assert fix in [p.fix for p in problems if p.code == "timescale-unread"]


def test_a_day_in_may_says_when(tmp_path: Path) -> None:
    """As a day of any other month does."""
    for words, told in (("Replaced 21 May.", []), ("They may do it.", ["complete-unsaid G2"])):
        row = f"Q3 2016/17 | Police | Complete | {words} | | | |"
        assert [p for p in found(tmp_path, row) if "unsaid" in p] == told


def test_many_acronyms_that_nobody_needs_are_named_together(tmp_path: Path) -> None:
    """Each with its cell: a plan that was cut down keeps its list."""
    listed = "\n".join(f"| QZ{n} | Quite {n} |" for n in range(4))
    rows = f"{HEAD}\n| 1 | 1 | Put up posters | Year 1 | R | | | | | |"
    acronyms = f"| Acronym | Meaning |\n{listed}"
    path = sketch(tmp_path / "p.xlsx", rows, report=REPORT, acronyms=acronyms)
    [told] = (each for each in read(path).problems if each.code == "acronym-unused")
    assert str(told.where) == "Acronyms!A2"
    assert told.what == (
        "QZ0 (A2), QZ1 (A3), QZ2 (A4) and QZ3 (A5) are in the list of acronyms, and nowhere in the"
        " plan."
    )


@pytest.mark.parametrize("cell", ["Timescale", "Revised timescale", "Meeting date", "Return date"])
def test_a_day_that_no_calendar_has_is_asked_about(drawn: Sketch, cell: str) -> None:
    """It would be printed, and nobody would be told that it is late."""
    days = {"Timescale": "Q4 2016/17", "Meeting date": "9 February 2017"} | {cell: "31/11/2016"}
    head = "| Ref | Objective | Action | Officer | Timescale | Revised timescale |"
    row = f"| 1.1 | 1 | Lamps | Jo | {days['Timescale']} | {days.get('Revised timescale', '')} |"
    report = (
        "| Setting | Value |\n| Title | Plan |\n| Quarter | Q3 2016/17 |\n"
        f"| Meeting date | {days['Meeting date']} |\n"
        f"| Return date | {days.get('Return date', '')} |"
    )
    told = read(drawn(f"{head}\n{row}", report=report)).problems
    [problem] = [each for each in told if each.code == "no-such-day"]
    assert problem.what.startswith("“31/11/2016” is no day of the calendar")
