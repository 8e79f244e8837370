"""Returns by e-mail: what was written in a message, quoted lines and attached messages included."""

import base64
import email.message
import email.policy
import io
import os
import sys
import zipfile
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from test_merge import PATEL, Round

from reportgen.app import mailed_returns
from reportgen.app import merge as merging
from reportgen.app.chase import chase
from reportgen.app.merge import MergedPlan
from reportgen.app.sent_forms import NEVER
from reportgen.model.errors import Unreadable
from reportgen.office.mail import Message, is_ours
from reportgen.office.zipped_files import returns_in
from reportgen.returns.tally import State

ACTIONS = (
    "| Ref | Objective | Action | Officer | Timescale |\n"
    "| 1.1 | 1 | Hang twelve lamps | R Patel | Q3 2016/17 |\n"
    "| 1.2 | 1 | Fit new locks | A Jones | Q4 2016/17 |"
)
CONTACTS = "| Officer | E-mail |\n| R Patel | r.patel@council.example |"


def mailed(sent: Round, *mails: email.message.EmailMessage) -> MergedPlan:
    """Merge messages."""
    folder = sent.folder / "mails"
    folder.mkdir(exist_ok=True)
    for number, mail in enumerate(mails):
        (folder / f"{number}.eml").write_bytes(mail.as_bytes())
    path = sent.folder / "merged.xlsx"
    path.unlink(missing_ok=True)
    return merging.merge(sent.master, [folder], path, made_on=NEVER)


def reply(words: str, *, subtype: str = "plain") -> email.message.EmailMessage:
    """A message from an officer."""
    mail = email.message.EmailMessage()
    mail["From"], mail["Subject"] = "R Patel <R.Patel@council.example>", "RE: your update"
    mail.set_content(words, subtype=subtype)
    return mail


def request(sent: Round) -> str:
    """What was sent to R Patel, line by line."""
    content = sent.sent[PATEL.replace(".xlsx", ".eml")]
    mail = email.message_from_bytes(content, policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def sent(tmp_path: Path) -> Round:
    """A round with addresses."""
    return Round(tmp_path, ACTIONS, contacts=CONTACTS)


def test_an_answer_between_quoted_lines_is_named_alone(sent: Round) -> None:
    """Our own lines come back unread; what was typed among them is an answer."""
    lines = request(sent).splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("1.1"))
    answered = [*lines[: place + 1], "GREEN, all twelve hang", *lines[place + 1 :]]
    quoted = "\n".join(f"> {line}" for line in answered)
    [problem] = mailed(sent, reply(f"See below.\n\nOn 3 Jan, Jo wrote:\n{quoted}")).problems
    assert problem.what == (
        "In this mail stands “your update: See below.” and among what it quotes stands “GREEN, all"
        " twelve hang”; no workbook is attached."
    )


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ("", "“your update: 1.1 is Red.”"),
        ("See below.", "“your update: See below. 1.1 is Red.”"),
        ("1.1 is\nRed.", "“your update: 1.1 is Red.”"),
    ],
)
def test_a_page_that_says_more_than_the_plain_text_is_read(
    plain: str, told: str, sent: Round
) -> None:
    """Programs for mail show the page; what both say is told once."""
    mail = reply(plain)
    mail.add_alternative("<p>1.1 is <b>Red</b>.</p>", subtype="html")
    [problem] = mailed(sent, mail).problems
    assert told in problem.what


@pytest.mark.parametrize("mark", ["-----Original Message-----\nFrom: Jo\nSubject: x\n", "_" * 30])
def test_what_is_quoted_below_a_line_is_known_too(mark: str, sent: Round) -> None:
    """As Outlook does it, without marks before the lines."""
    [problem] = mailed(sent, reply(f"1.1 is Red.\n{mark}\n{request(sent)}")).problems
    assert problem.what.startswith("In this mail stands “your update: 1.1 is Red.”; no workbook")


def test_lines_of_a_web_page_are_kept_apart(sent: Round) -> None:
    """Cells do not run together, and what a blockquote holds is quoted."""
    page = (
        "<table><tr><td>1.1</td><td>Amber</td></tr></table>"
        "<blockquote><p>Your actions:</p><p>Four hang</p></blockquote>"
    )
    [problem] = mailed(sent, reply(page, subtype="html")).problems
    assert "“your update: 1.1 Amber” and among what it quotes stands “Four hang”" in problem.what


def test_a_message_that_is_attached_is_read(sent: Round) -> None:
    """Its words are named, and the workbook in it is merged."""
    inner = reply("Ask for the map.")
    form = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    inner.add_attachment(
        form.read_bytes(), maintype="application", subtype="x", filename="form.xlsx"
    )
    outer = reply("Forwarded for Raj.")
    outer.add_attachment(inner)
    merged = mailed(sent, outer)
    assert "Ask for the map." in merged.problems[0].what
    assert merged.merged.answered == 1


def test_what_is_attached_beside_is_named(sent: Round) -> None:
    """A text whole, an old workbook with what to do."""
    mail = reply("See notes.")
    mail.add_attachment("1.1 is Amber", filename="notes.txt")
    mail.add_attachment(b"x", maintype="application", subtype="x", filename="form.xls")
    [problem] = mailed(sent, mail).problems
    assert "In notes.txt: 1.1 is Amber" in problem.what
    assert "“form.xls” is attached and was not read" in problem.what
    assert "Open an attached workbook in Excel, save it as .xlsx" in problem.fix


def test_who_wrote_a_message_is_thanked_and_not_chased_as_silent(sent: Round) -> None:
    """By the address in Contacts."""
    merged = mailed(sent, reply("1.1 is Green."))
    assert [line.state for line in merged.merged.tally] == [State.UNREAD, State.NOT_RETURNED]
    chased = chase(sent.master, [sent.folder / "mails"], due=None, made_on=NEVER)
    words = {
        name: " ".join(content.decode("utf-8", "replace").replace("=\r\n", "").split())
        for name, content in chased.mailing.files.items()
    }
    thanked = next(text for name, text in words.items() if name.startswith("R Patel"))
    assert "Thank you for your reply" in thanked
    assert "We have not had" not in thanked


def test_what_a_message_only_points_to_is_named(sent: Round) -> None:
    """A file that lies elsewhere (message/external-body) is attached by name alone."""
    mail = (
        "From: R Patel <r.patel@council.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: message/external-body;'
        ' access-type=local-file; name="a.xlsx"\n\nContent-Type: text/plain\n\n\n--B--\n'
    )
    (sent.folder / "mails").mkdir()
    (sent.folder / "mails" / "e.eml").write_text(mail, "utf-8")
    told = mailed(sent).problems
    assert any("a.xlsx" in problem.what for problem in told)


@pytest.mark.parametrize("layout", ["beside the page", "in the page's part", "signed", "a list's"])
def test_a_workbook_is_read_however_deep_it_lies(layout: str, sent: Round) -> None:
    """As Apple's Mail, signed messages and lists have it; pictures of a page are no files."""
    text, page = MIMEText("See the file."), MIMEText("<p>See the file.</p>", "html")
    book = MIMEApplication(answered(sent), "vnd.ms-excel")
    book.add_header("Content-Disposition", "attachment", filename="a.xlsx")
    picture = MIMEImage(b"GIF89a", "gif")
    picture["Content-ID"] = "<logo>"
    layouts = {
        "beside the page": ("alternative", [text, ("mixed", [page, book])]),
        "in the page's part": ("mixed", [("related", [page, picture, book])]),
        "signed": ("signed", [("mixed", [text, book])]),
        "a list's": ("mixed", [("mixed", [text, book])]),
    }
    mail = _multipart(layouts[layout])
    mail["From"], mail["Subject"] = "r.patel@council.example", "Re"
    merged = mailed(sent, mail)
    assert merged.merged.updates[2]["progress"] == "All lit."
    assert not any("GIF" in p.what or "logo" in p.what for p in merged.problems)


def answered(sent: Round) -> bytes:
    """R Patel's form with Progress of 1.1."""
    return sent.back(PATEL, {"1.1": {"Progress": "All lit."}}).read_bytes()


def _multipart(layout: tuple[str, list[Any]]) -> Any:
    kind, listed = layout
    whole = MIMEMultipart(kind)
    for part in listed:
        whole.attach(_multipart(part) if isinstance(part, tuple) else part)
    return whole


def test_our_own_message_is_an_answer_once_its_form_is_filled_in(sent: Round) -> None:
    """As it was made it says nothing; so does nobody's draft whose program marks it as unsent."""
    content = sent.sent[PATEL.replace(".xlsx", ".eml")]
    assert is_ours(content)
    ours = email.message_from_bytes(content)
    assert mailed(sent, reply("Here."), ours).problems[0].where.file == "0.eml"
    [_, form] = ours.get_payload()
    form.set_payload(base64.encodebytes(answered(sent)).decode())
    assert mailed(sent, reply("Here."), ours).merged.updates[2]["progress"] == "All lit."
    draft = reply("1.1 is done.")
    draft["X-Unsent"] = "1"
    assert any("1.1 is done." in problem.what for problem in mailed(sent, draft).problems)


@pytest.mark.parametrize("name", ["a.db", "a.ini", ".a.eml", ".a.csv"])
def test_an_answer_under_an_odd_name_is_named(name: str, sent: Round) -> None:
    """A workbook that is called a mark of Windows, a mail or a table that is called hidden."""
    (sent.folder / "mails").mkdir()
    content = b"words" if name.startswith(".") else sent.sent[PATEL]
    (sent.folder / "mails" / name).write_bytes(content)
    (sent.folder / "mails" / "desktop.ini").write_bytes(b"[x]")
    (sent.folder / "mails" / "._b.eml").write_bytes(b"what macOS leaves")
    assert [
        p.where.file for p in mailed(sent, reply("Done.")).problems if "mail" not in p.code
    ] == [name]


def test_what_may_not_be_opened_is_named(sent: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and a folder whose files nobody sees."""
    folder = sent.folder / "mails"
    (folder / "team").mkdir(parents=True)
    (folder / "a.xlsx").write_bytes(sent.sent[PATEL])
    shut = {folder / "team", folder / "a.xlsx"}
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) not in shut)
    told = {p.where.file: p.what for p in mailed(sent, reply("Done.")).problems}
    assert "may not be opened" in told["a.xlsx"]
    assert "may not look into" in told["team"]
    shut.add(folder)
    with pytest.raises(Unreadable, match="may not look into"):
        mailed(sent)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(
    "kind", ["folder", "outside", "nothing", "round", "pipe", "hidden", "lock"]
)
def test_what_may_hold_an_answer_and_is_passed_over_is_named(kind: str, sent: Round) -> None:
    """Links, pipes, and workbooks under the names of hidden files; a program's own mark is not."""
    folder = sent.folder / "mails"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"a mark")
    (folder / "~$x.xlsx").write_bytes(b"\x06a mark")
    path = folder / {"hidden": ".a.xlsx", "lock": "~$a.xlsx"}.get(kind, "a.xlsx")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind in {"hidden", "lock"}:
        path.write_bytes(sent.sent[PATEL])
    else:
        elsewhere = sent.folder / "elsewhere.xlsx"
        elsewhere.write_bytes(sent.sent[PATEL])
        targets = {"folder": sent.folder, "outside": elsewhere, "nothing": "/nonex"}
        path.symlink_to(targets.get(kind, path.name))
    told = mailed(sent, reply("All done.")).problems
    [problem] = [each for each in told if each.where.file != "0.eml"]
    assert problem.where.file == path.name
    assert "was not read" in problem.what


HEADERS = "From: R Patel <r.patel@council.example>\nSubject: Lamps\n"
ALTERNATIVES = (
    f"{HEADERS}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nHello\n--b\n"
    "Content-Type: text/enriched\n\nNine lamps hang.\n--b--\n"
)
ODD_MAILS = {
    "a word encoding that is none of words": (
        f'{HEADERS}Content-Type: text/plain; charset="zlib_codec"\n\nNine lamps hang.\n',
        "Nine lamps hang.",
    ),
    "parts within parts": (
        HEADERS
        + "".join(
            f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
        ),
        "",
    ),
    "brackets within brackets": (f"From: {'(' * 4000}\nSubject: x\n\nNine lamps hang.\n", ""),
    "a sender of 40,000 encoded words": (
        f"From: {'=?utf-8?q?=22?= ' * 40_000}\n\nNine lamps.\n",
        "",
    ),
    "a sender of 300,000 lines": (f"From: a\n{' a' * 20}{chr(10)} a" * 9_000 + "\n\nNine.\n", ""),
    "1,200 things attached": (
        f'{HEADERS}Content-Type: multipart/mixed; boundary="b"\n\n'
        + '--b\nContent-Disposition: attachment; filename="a.xlsx"\n\nx\n' * 1_200,
        "",
    ),
    "an encoding that takes the square of its length": (
        f"{HEADERS}Content-Type: text/plain; charset=punycode\n\nabc-{'a9b8' * 300_000}\n",
        "Lamps",
    ),
    "nothing but rich text": (
        f"{HEADERS}Content-Type: text/rtf\n\n{{\\rtf1 Nine lamps hang.}}\n",
        "Nine lamps hang.",
    ),
    "nothing but what is encrypted": (
        f"{HEADERS}Content-Type: application/pkcs7-mime; name=smime.p7m\n\nMS4x\n",
        "smime.p7m",
    ),
    "an answer in a kind of text that programs seldom show": (
        ALTERNATIVES,
        "Nine lamps hang.",
    ),
    "a message that is nothing but another message": (
        f"{HEADERS}Content-Type: message/rfc822\n\nSubject: My update\n\nTen lamps hang.\n",
        "Ten lamps hang.",
    ),
    "names in pieces without end": (
        f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n"
        + f"--b\nContent-Type: a/b;{''.join(f' name*{n}*=x;' for n in range(150))}\n\nx\n" * 20,
        "built as no program for mail does",
    ),
    "a page of a million cells": (
        f"{HEADERS}Content-Type: text/html\n\n{'<td>x' * 300_000}\n",
        "x x x",
    ),
    "a page of more tags than any has": (
        f"{HEADERS}Content-Type: text/html\n\n{'<p>' * 1_000_001}\n",
        "built as no program for mail does",
    ),
    "a million and a half lines": (f"{HEADERS}\n" + "\n" * 1_500_000, ""),
    "60 parts within parts": (
        HEADERS
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(60)),
        "",
    ),
    "quotes without end": (f"From: {chr(34) * 200_001}\n\nNine lamps.\n", ""),
    "a part with many parameters": (f"Content-Type: text/plain{'; x=1' * 240_000}\n\nNine.\n", ""),
}


@pytest.mark.parametrize(("mail", "words"), ODD_MAILS.values(), ids=ODD_MAILS)
def test_an_odd_message_stops_nothing(mail: str, words: str, sent: Round) -> None:
    """It is named, with its words as far as they can be read."""
    folder = sent.folder / "mails"
    folder.mkdir()
    (folder / "odd.eml").write_text(mail, encoding="utf-8")
    merged = merging.merge(sent.master, [folder], sent.folder / "merged.xlsx", made_on=NEVER)
    [told] = [problem for problem in merged.problems if problem.where.file == "odd.eml"]
    assert words in told.what


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("kind", ["a pipe", "a link to a device"])
def test_a_return_that_is_no_file_is_refused(kind: str, sent: Round) -> None:
    """It would never end."""
    path = sent.folder / "return.xlsx"
    if kind == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(Unreadable, match="no file, but a pipe or a device"):
        merging.merge(sent.master, [path], sent.folder / "merged.xlsx", made_on=NEVER)


def test_a_return_of_a_name_that_no_disk_has_is_refused(sent: Round) -> None:
    """As one that is not there."""
    path = sent.folder / f"{'x' * 300}.xlsx"
    with pytest.raises(Unreadable):
        merging.merge(sent.master, [path], sent.folder / "merged.xlsx", made_on=NEVER)


def test_whatever_is_in_a_zip_file_is_read_or_named(sent: Round) -> None:
    """Also what is no workbook; not what systems leave there."""
    (sent.folder / "mails").mkdir()
    with zipfile.ZipFile(sent.folder / "mails" / "all.zip", "w") as folder:
        for name in ("my answer.rtf", "c.7z", "inner.zip", "__MACOSX/x", ".DS_Store"):
            folder.writestr(name, b"words")
    told = {problem.where.file for problem in mailed(sent).problems}
    assert told == {f"all.zip, {name}" for name in ("my answer.rtf", "c.7z", "inner.zip")}


@pytest.mark.parametrize("name", [".a.xlsx", "~$b.xlsx", "__MACOSX/c.xlsx", "answers/"])
def test_a_workbook_in_a_zip_file_is_read_whatever_it_is_called(name: str) -> None:
    """A name that a system gives to its marks hides no answer."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr(name, b"PK and more")
        folder.writestr("__MACOSX/._c.xlsx", b"a mark")
    assert list(returns_in(packed.getvalue())) == [name]


def test_an_empty_file_and_a_hidden_mail_in_a_zip_file_are_named(sent: Round) -> None:
    """Somebody may have meant them as answers."""
    (sent.folder / "mails").mkdir()
    with zipfile.ZipFile(sent.folder / "mails" / "all.zip", "w") as folder:
        folder.writestr("a.xlsx", b"")
        folder.writestr(".b.eml", reply("It is done.").as_bytes())
    told = {problem.where.file for problem in mailed(sent).problems}
    assert told == {"all.zip, a.xlsx", "all.zip, .b.eml"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_workbooks_of_one_name_are_both_read(sent: Round) -> None:
    """In a mail and in a zip file: the second does not take the place of the first."""
    packed = io.BytesIO()
    mail = reply("Here they are")
    with zipfile.ZipFile(packed, "w") as folder:
        for content in (b"one", b"two"):
            folder.writestr("r.xlsx", content)
            mail.add_attachment(content, maintype="application", subtype="x", filename="r.xlsx")
    assert sorted(returns_in(packed.getvalue()).values()) == [b"one", b"two"]
    assert {Path(name).suffix for name in returns_in(packed.getvalue())} == {".xlsx"}
    told = [str(problem.where) + problem.what for problem in mailed(sent, mail).problems]
    for number in (1, 2):
        assert any(f"r.xlsx ({number})" in words for words in told), told


PROSE = """Hi Priya,

Sorry, no Excel here.

1.1 - we hung eight lamps; 1.3.2027 is too early.

For the locks (1.2) all is well, 91% done.

Thanks
Ravi

R Patel | Parks | T: 01632 960 377
This email is confidential and for the intended recipient only.

From: Priya <priya@council.example>
Sent: 30 November 2016 10:02
To: R Patel
Subject: your update

Could you also say who pays?
"""


def test_an_answer_in_prose_is_offered_action_by_action(sent: Round) -> None:
    """Without greeting and signature, which are told with the rest; Outlook's quotes are known."""
    [problem] = [p for p in mailed(sent, reply(PROSE)).problems if p.code == "return-mail-alone"]
    assert [(each.ref, each.words) for each in problem.unplaced] == [
        ("", "Sorry, no Excel here."),
        ("1.1", "we hung eight lamps; 1.3.2027 is too early."),
        ("1.2", "For the locks (1.2) all is well, 91% done."),
        ("", "Could you also say who pays?"),
    ]
    assert "T: 01632 960 377 This email is confidential" in problem.what
    assert "among what it quotes stands “Could you also say who pays?”" in problem.what


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("1.1\nGreen\nAll lit\n1.2:\nAmber", [("1.1", "Green\nAll lit"), ("1.2", "Amber")]),
        ("1.1 and 1.2 are done.", [("", "1.1 and 1.2 are done.")]),
        ("It cost £1.1m, 1.2% more.", [("", "It cost £1.1m, 1.2% more.")]),
        ("All done.\nRegards,\nRavi\nPS 1.1 is Red", [("", "All done."), ("1.1", "PS 1.1 is Red")]),
        ("Thanks.", [("", "Thanks.")]),
    ],
)
def test_lines_belong_to_the_action_that_they_name(
    words: str, offered: list[tuple[str, str]], sent: Round
) -> None:
    """Below a line with nothing but a ref stands what is said of it."""
    [problem] = [p for p in mailed(sent, reply(words)).problems if p.code == "return-mail-alone"]
    assert [(each.ref, each.words) for each in problem.unplaced] == offered


@pytest.mark.parametrize(
    ("line", "ref"), [("2: done", "2"), ("Action 2 - done", "2"), ("We did 2 of them", "")]
)
def test_a_ref_of_figures_alone_is_one_at_the_beginning_of_a_line(
    line: str, ref: str, tmp_path: Path
) -> None:
    """Anywhere else it is a number."""
    sent = Round(tmp_path, ACTIONS.replace("| 1.2 |", "| 2 |"), contacts=CONTACTS)
    [problem] = [p for p in mailed(sent, reply(line)).problems if p.code == "return-mail-alone"]
    assert [each.ref for each in problem.unplaced] == [ref]


@pytest.mark.parametrize("mark", ["<![ see below", "<!x", "<![if", "<![endif--", "<![CDATA[x"])
def test_a_declaration_that_no_page_has_is_words(mark: str, sent: Round) -> None:
    """Python's reader of pages would stumble over it."""
    page = f"<html><![if !supportLists]><p>1.1 is Green {mark}</p><![endif]></html>"
    [problem] = mailed(sent, reply(page, subtype="html")).problems
    assert "1.1 is Green" in problem.what


def test_a_fault_ends_the_turn_of_one_message_and_of_no_other(
    sent: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are merged, and it is named."""
    real = mailed_returns.message

    def stumbles(content: bytes) -> Message:
        if b"two" in content:
            raise ZeroDivisionError
        return real(content)

    monkeypatch.setattr(mailed_returns, "message", stumbles)
    merged = mailed(sent, reply("one"), reply("two"), reply("three"))
    told = {problem.where.file: problem.what for problem in merged.problems}
    assert "a fault of its own with this file (ZeroDivisionError)" in told["1.eml"]
    assert "three" in told["2.eml"]
    assert [type(fault) for fault in merged.faults] == [ZeroDivisionError]


def test_who_has_no_address_is_known_by_name(tmp_path: Path) -> None:
    """As the message says it."""
    sent = Round(tmp_path, ACTIONS)
    mail = reply("1.1 is Green.")
    mail.replace_header("From", "R Patel <rp@elsewhere.example>")
    [patel] = [line for line in mailed(sent, mail).merged.tally if line.officer == "R Patel"]
    assert patel.state is State.UNREAD
