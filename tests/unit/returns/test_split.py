"""The workbooks that `reportgen split` makes, and the messages that go with them."""

import datetime as dt
import email
import email.policy
import io
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, Sketch, prose
from making import reading as read

from reportgen.app.split import split_reading
from reportgen.model.errors import HasErrors, TemplateWrong
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.schema import CONTACTS as SHEET
from reportgen.office.properties import properties
from reportgen.render.templates import shipped
from reportgen.returns.split import all_different, file_name
from reportgen.returns.token import from_properties
from reportgen.workbook.write.copies import rows

DAY = dt.date(2026, 11, 23)
TWO = """
    | Ref | Objective | Action | Timescale | Officer         | Status | Phone |
    | 1.1 | 1         | Lights | Year 2    | R Patel; A Jones |       | 22    |
    | 1.2 | 1         | Doors  | Q4        | a  jones        | Green  |       |
    | 2.1 | 2         | Locks  |           |                 |        |       |
"""
CONTACTS = """
    | Officer | E-mail            | Deputy         |
    | R Patel | r.patel@x.gov.uk  | A Jones; z@y.uk |
    | A Jones | A <a.jones@x.gov.uk> |             |
"""
HISTORY = """
    | Ref | Quarter    | Status | Progress         | Officer |
    | 1.1 | Q2 2016/17 | Amber  | • lit⏎• half     | R Patel |
    | 1.1 | Q1 2016/17 | Red    | dark             | R Patel |
    | 1.2 | Q1 2016/17 | Green  | +shut            | R Patel |
"""


def files(path: Path, due: dt.date | None = None, **asked: object) -> dict[str, bytes]:
    """What is made of a workbook, by file name."""
    return dict(split_reading(read(path), due=due, made_on=DAY, **asked).files)


def saved(path: Path, content: bytes) -> Path:
    """A workbook's bytes as a file."""
    path.write_bytes(content)
    return path


def mail(content: bytes) -> EmailMessage:
    """A message as a mail program sees it."""
    return email.message_from_bytes(content, policy=email.policy.default)


def test_each_officer_gets_a_workbook_of_their_own_actions(drawn: Sketch, tmp_path: Path) -> None:
    """An action of two officers goes to both; what has no officer stands apart."""
    by_name = files(drawn(TWO))
    assert list(by_name) == [
        "R Patel - Q3 2016-17.xlsx",
        "A Jones - Q3 2016-17.xlsx",
        "unassigned.xlsx",
    ]
    refs = [
        [action.ref for action in read(saved(tmp_path / "x.xlsx", content)).plan.actions]
        for content in by_name.values()
    ]
    assert refs == [["1.1"], ["1.1", "1.2"], ["2.1"]]


def test_an_officers_workbook_tells_what_it_is(drawn: Sketch, tmp_path: Path) -> None:
    """It names the plan, the quarter and the officer.

    It has nothing of other officers, addresses, history or the plan's own extra columns.
    """
    by_name = files(drawn(TWO, contacts=CONTACTS, history=HISTORY))
    path = saved(tmp_path / "x.xlsx", by_name["A Jones - Q3 2016-17.xlsx"])
    mark = from_properties(properties(path.read_bytes()).custom)
    assert mark is not None
    assert (mark.plan, mark.quarter, mark.officer) == ("ASB Strategy", "Q3 2016/17", "A Jones")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Start here", "Actions", "Objectives", "Report", "Status key"]
    words = " ".join(
        str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value
    )
    assert "Locks" not in words
    assert "Phone" not in words
    assert "@" not in words


def test_only_the_officers_six_cells_are_open(drawn: Sketch) -> None:
    """Every sheet is protected, without a password.

    The plan's columns, last quarter's columns and the rows below are locked.
    """
    book = openpyxl.load_workbook(
        io.BytesIO(files(drawn(TWO, history=HISTORY))["A Jones - Q3 2016-17.xlsx"])
    )
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    sheet = book[ACTIONS.name]
    headings = {column.heading: column.key for column in ACTIONS}
    opened = {
        headings[heading.value]
        for heading, cell in zip(sheet[1], sheet[2], strict=True)
        if not cell.protection.locked
    }
    assert opened == set(UPDATE_KEYS)
    assert all(dimension.protection.locked for dimension in sheet.column_dimensions.values())


def test_last_quarters_words_stand_beside_the_empty_cells(drawn: Sketch, tmp_path: Path) -> None:
    """They are grey, older words name their quarter, and none is read as the officer's own."""
    content = files(drawn(TWO, history=HISTORY))["A Jones - Q3 2016-17.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(content))[ACTIONS.name]
    headings = [cell.value for cell in sheet[1]]
    place = headings.index("Last quarter: status")
    assert headings[place : place + 3] == [
        "Last quarter: status",
        "Last quarter: progress",
        "Status",
    ]
    assert [cell.value for cell in sheet[2][place : place + 3]] == ["Amber", "• lit\n• half", None]
    assert [cell.value for cell in sheet[3][place : place + 3]] == [
        "Green (Q1 2016/17)",
        "+shut",
        "Green",
    ]
    assert sheet[2][place].fill.fgColor.rgb == "00F4F4F4"
    reading = read(saved(tmp_path / "x.xlsx", content))
    assert [action.update.typed for action in reading.plan.actions] == ["", "Green"]
    assert not [p for p in reading.problems if p.code in ("column-unknown", "column-twice")]


def test_an_officers_sheet_opens_where_there_is_something_to_type(drawn: Sketch) -> None:
    """Beside last quarter's words, with the action that is asked about in sight."""
    [workbook] = [
        content
        for name, content in files(drawn(TWO, history=HISTORY)).items()
        if name.startswith("R Patel")
    ]
    view = openpyxl.load_workbook(io.BytesIO(workbook))["Actions"].sheet_view
    headings = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(workbook))["Actions"][1]]
    assert headings[int(view.pane.xSplit) - 1] == "Action"
    assert (view.pane.topLeftCell, headings[7]) == ("H2", "Last quarter: status")
    assert (view.selection[-1].activeCell, headings[9]) == ("J2", "Status")


def test_start_here_says_what_to_do_by_when_and_whom_to_ask(drawn: Sketch) -> None:
    """The day that was given, or the Return date of the Report sheet."""
    report = (
        "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n"
        "| Contact | Sam, 01707 1 |\n| Return date | next Friday |"
    )
    for due, return_by in ((None, "next Friday"), (dt.date(2017, 1, 13), "Friday 13 January 2017")):
        sheet = openpyxl.load_workbook(
            io.BytesIO(files(drawn(TWO, report=report), due)["unassigned.xlsx"])
        )["Start here"]
        lines = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
        assert (lines["Who to ask"], lines["Return by"]) == ("Sam, 01707 1", return_by)
        assert "T: update for Q3 2016/17" in lines
        assert {"Red", "Amber", "Green"} <= set(lines)


def test_messages_are_addressed_and_carry_the_workbook(drawn: Sketch) -> None:
    """A draft in Outlook; a deputy gets a copy, by address or by name."""
    by_name = files(drawn(TWO, contacts=CONTACTS), dt.date(2017, 1, 13))
    message = mail(by_name["R Patel - Q3 2016-17.eml"])
    assert (message["To"], message["Cc"], message["X-Unsent"]) == (
        "r.patel@x.gov.uk",
        "a.jones@x.gov.uk, z@y.uk",
        "1",
    )
    assert (
        message["Subject"] == "ASB Strategy: your update for Q3 2016/17, by Friday 13 January 2017"
    )
    body = message.get_body().get_content()
    assert "1.1  Lights (Year 2)" in body
    assert "Friday 13 January 2017" in body
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "R Patel - Q3 2016-17.xlsx"
    assert attached.get_content() == by_name["R Patel - Q3 2016-17.xlsx"]
    assert mail(by_name["A Jones - Q3 2016-17.eml"])["To"] == "a.jones@x.gov.uk"
    assert "unassigned.eml" not in by_name


def test_letters_beyond_ascii_reach_the_message_and_its_file_names(drawn: Sketch) -> None:
    """Welsh and Polish officers, and dashes in titles."""
    title = "Cynllun Diogelwch – Ŵyl y Bont, a title that is longer than a line of a header"
    report = f"| Setting | Value |\n| Title | {title} |\n| Quarter | Q3 2016/17 |"
    actions = (
        "| Ref | Objective | Action | Officer |\n"
        "| 1 | 1 | Goleuadau’r stryd – “Łódź” | Łukasz Ŵyn |"
    )
    by_name = files(
        drawn(
            actions, report=report, contacts="| Officer | E-mail |\n| Łukasz Ŵyn | l.wyn@x.gov.uk |"
        )
    )
    message = mail(by_name["Łukasz Ŵyn - Q3 2016-17.eml"])
    assert message["Subject"].startswith(f"{title}: your update")
    assert "1  Goleuadau’r stryd – “Łódź”" in message.get_body().get_content()
    assert [attachment.get_filename() for attachment in message.iter_attachments()] == [
        "Łukasz Ŵyn - Q3 2016-17.xlsx"
    ]


def test_without_contacts_there_are_no_messages_and_without_an_address_one_says_so(
    drawn: Sketch,
) -> None:
    """The message is written all the same, for somebody to address."""
    assert not [name for name in files(drawn(TWO)) if name.endswith(".eml")]
    mailing = split_reading(
        read(drawn(TWO, contacts="| Officer | E-mail |\n| R Patel | r@x.uk |")),
        due=None,
        made_on=DAY,
    )
    assert (
        mailing.sentences[-1]
        == "The sheet Contacts has no address for A Jones: type it in the message, or there."
    )
    assert mail(mailing.files["A Jones - Q3 2016-17.eml"])["To"] is None


def test_names_cannot_smuggle_anything_into_a_message(drawn: Sketch) -> None:
    """Line breaks, braces and markup in the plan's cells stay words."""
    actions = (
        "| Ref | Objective | Action | Officer |\n"
        "| 1 | 1 | {{ 7*7 }} <b>&amp; | R <x@y.uk> {{ letter }} |"
    )
    report = "| Setting | Value |\n| Title | Plan⏎Bcc: evil@x.uk |\n| Quarter | Q3 2016/17 |"
    by_name = files(drawn(actions, report=report, contacts="| Officer | E-mail |\n| S | s@y.uk |"))
    message = mail(next(content for name, content in by_name.items() if name.endswith(".eml")))
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Plan Bcc: evil@x.uk: your update")
    assert "{{ 7*7 }} &" in message.get_body().get_content()


def test_the_template_of_the_message_is_the_coordinators(drawn: Sketch, tmp_path: Path) -> None:
    """A field that does not exist is named, and a message needs a subject."""
    template = tmp_path / "mine" / "request.txt"
    template.parent.mkdir()
    path = drawn(TWO, contacts=CONTACTS)
    template.write_text("Subject: Hello {{ letter.officer }}\n\nFill it in.\n", encoding="utf-8")
    assert (
        mail(files(path, templates=template.parent)["R Patel - Q3 2016-17.eml"])["Subject"]
        == "Hello R Patel"
    )
    template.write_text("Subject: {{ letter.oficer }}\n", encoding="utf-8")
    with pytest.raises(TemplateWrong, match="Did you mean officer"):
        files(path, templates=template.parent)
    template.write_text("Hello\n", encoding="utf-8")
    with pytest.raises(TemplateWrong, match="does not begin with a subject"):
        files(path, templates=template.parent)
    assert (shipped("templates") / "request.txt").read_text(encoding="utf-8").startswith("Subject:")


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        (
            "| Ref | Objective | Action | Officer |\n| 1 | 1 | a | R |\n| 1 | 1 | b | R |",
            "The ref 1 is used twice",
        ),
        (
            "| Ref | Objective | Action | Officer |\n| 1 | 1 | a | R |\n| | 1 | b | R |",
            "This action has no ref",
        ),
        (
            "| Objective | Action | Officer |\n| 1 | a | R |",
            "Actions row 2: this action has no ref",
        ),
        (
            "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | a | R | =1+1 |",
            "whose result was never saved",
        ),
    ],
)
def test_what_could_not_come_back_is_not_sent(actions: str, said: str, drawn: Sketch) -> None:
    """Two actions with one ref, an action without one, and a formula without a saved result."""
    with pytest.raises(HasErrors, match=said):
        files(drawn(actions))


def test_file_names_are_safe_on_windows_and_can_be_read() -> None:
    """Odd names of officers give safe names too."""
    assert file_name("Head of ASB - Q4 2016/17") == "Head of ASB - Q4 2016-17"
    assert file_name('a<b>:"c\\d|e?*') == "a-b-c-d-e"
    assert file_name("../../etc/passwd") == "etc-passwd"
    assert file_name("con") == "con-"
    assert file_name("LPT1.txt") == "LPT1-.txt"
    assert file_name("con .a") == "con- .a"
    assert file_name(" ... ") == "officer"
    assert file_name("Łukasz O’Neil\n& Co.") == "Łukasz O’Neil & Co"
    assert len(file_name("x" * 300)) == 80
    assert all_different(["A", "a", "A (2)"]) == ["A", "a (2)", "A (2) (2)"]


def test_the_example_can_be_sent(tmp_path: Path) -> None:
    """Ten officers; every action of the plan is with somebody, word for word."""
    by_name = files(DATA / "asb-2016-17-q3.xlsx")
    plan = read(DATA / "asb-2016-17-q3.xlsx").plan
    seen = {}
    for name, content in by_name.items():
        if name.endswith(".xlsx"):
            for action in read(saved(tmp_path / "x.xlsx", content)).plan.actions:
                seen[action.ref] = action
    fields = ("objective", "title", "outcome", "timescale", "officers", "partners", "update")
    for action in plan.actions:
        assert [getattr(seen[action.ref], field) for field in fields] == [
            getattr(action, field) for field in fields
        ]
    assert seen["1.1"].title == prose(*seen["1.1"].title[0].lines)


def test_contacts_come_filled_with_the_officers(drawn: Sketch) -> None:
    """A copy of the plan has a row for each.

    A name is for “Dear …”; “and” and “&”, comma and semicolon are alike; who is no officer is
    named. The coordinator signs, and a list keeps its bullets.
    """
    contacts = (
        "| Officer | Name | E-mail | Deputy |\n| Parks & Play | Jo Reed | p@x.uk, q@x.uk | |\n"
        "| Old Post | | o@x.uk | |"
    )
    actions = (
        "| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Sow:⏎• oats | Parks and Play |\n"
        "| 1.2 | 1 | Mow | Depot |"
    )
    report = "| Setting | Value |\n| Quarter | Q3 2016/17 |\n| Report author | Sam Hill |"
    path = drawn(actions, contacts=contacts, report=report)
    reading = read(path)
    listed = rows(reading)[SHEET.name]
    assert [row["officer"] for row in listed] == ["Parks & Play", "Old Post", "Depot"]
    told = [(p.code, str(p.where)) for p in reading.problems if p.code.startswith("contact")]
    assert told == [("contact-unknown", "Contacts!A3")]
    letter = mail(files(path)["Parks and Play - Q3 2016-17.eml"])
    words = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert letter["To"] == "p@x.uk, q@x.uk"
    assert "Dear Jo Reed," in words
    assert "1.1  Sow:\n• oats\n" in words
    assert words.rstrip().endswith("Sam Hill")


def test_workbooks_of_too_many_rows_are_not_made(drawn: Sketch) -> None:
    """An action stands in the workbook of each of its officers."""
    names = "; ".join(f"Officer {number}" for number in range(400))
    rows_of_all = "\n".join(f"| {n} | 1 | A | {names} |" for n in range(1, 130))
    path = drawn(f"| Ref | Objective | Action | Officer |\n{rows_of_all}")
    with pytest.raises(HasErrors, match=r"would have 51,600 rows together"):
        split_reading(read(path), due=None, made_on=DAY)


@pytest.mark.parametrize("word", ["Re_x0007_d", "Re_x0000_d", "Red_xD800_", "Red_xFFFF_"])
def test_a_status_word_that_no_file_may_hold_is_sent_all_the_same(
    drawn: Sketch, word: str, tmp_path: Path
) -> None:
    """Excel's own escape of it stands in the key, on the first sheet and in the rules of colour."""
    plan = drawn(TWO, status_key=f"| Status | Colour | Counts as |\n| {word} | Red | off track |")
    made = files(plan)
    assert made
    for name, content in made.items():
        assert openpyxl.load_workbook(saved(tmp_path / name, content)).sheetnames


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("lamps team@council.example", True),
        ("team@council.example (Parks)", True),
        ("Parks team <team@council.example>", False),
        ("mailto:team@council.example", False),
        ("team@council.example; b@council.example", False),
    ],
)
def test_what_is_more_than_an_address_is_told(typed: str, drawn: Sketch, *, told: bool) -> None:
    """The message would go to somebody else: “lamps team@…” is no one's."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R Patel |",
        contacts=f"| Officer | E-mail |\n| R Patel | {typed} |",
    )
    codes = [problem.code for problem in read(path).problems]
    assert ("contact-address" in codes) is told
