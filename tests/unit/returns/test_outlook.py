"""Returns saved from Outlook (.msg): read as other mails are."""

from pathlib import Path

import pytest
from outlook_files import compound, message_storage, outlook
from test_mailed import ACTIONS, CONTACTS, answered
from test_merge import Round

from reportgen.app import merge as merging
from reportgen.app.merge import MergedPlan
from reportgen.app.sent_forms import NEVER
from reportgen.importers.sources.open import source
from reportgen.office.mail import BrokenMail, message
from reportgen.returns.tally import State

SENDER = "R.Patel@council.example"


@pytest.fixture
def sent(tmp_path: Path) -> Round:
    """A round of which R Patel is asked for 1.1."""
    return Round(tmp_path, ACTIONS, contacts=CONTACTS)


def merged(sent: Round, content: bytes, name: str = "RE your update.msg") -> MergedPlan:
    """Merge one message."""
    folder = sent.folder / "mails"
    folder.mkdir()
    (folder / name).write_bytes(content)
    return merging.merge(sent.master, [folder], sent.folder / "merged.xlsx", made_on=NEVER)


def test_the_form_attached_is_read_and_the_words_are_named(sent: Round) -> None:
    """With the word of the officer who wrote it."""
    files = {"form.xlsx": answered(sent), "figures.pdf": b"%PDF-"}
    result = merged(sent, outlook("RE: yours", "1.2 is Green.", sender=SENDER, attached=files))
    assert result.merged.updates[2]["progress"] == "All lit."
    [problem] = [each for each in result.problems if each.code == "return-mail"]
    assert "“yours: 1.2 is Green.”" in problem.what
    assert "“figures.pdf” is attached and was not read" in problem.what


def test_who_wrote_within_the_organisation_is_known_by_the_address(sent: Round) -> None:
    """Its own name for a sender is no address."""
    result = merged(sent, outlook("RE: yours", "1.1 is Green.", sender=SENDER))
    assert [line.state for line in result.merged.tally] == [State.UNREAD, State.NOT_RETURNED]


def test_a_message_within_a_message_is_read(sent: Round) -> None:
    """As a manager forwards an answer."""
    inner = message_storage("my answer", "See form.", attached={"form.xlsx": answered(sent)})
    result = merged(sent, outlook("FW: answer", "From Ravi", attached={"answer": inner}))
    assert result.merged.updates[2]["progress"] == "All lit."
    assert any("my answer: See form." in each.what for each in result.problems)


def test_something_of_another_program_is_named() -> None:
    """An object that is embedded holds no message."""
    held = message(outlook("See", "it", attached={"chart": {"CONTENTS": b"?"}}))
    assert held.others == ("chart",)


def test_text_of_eight_bits_is_read_by_its_code_page() -> None:
    """Older messages have no Unicode."""
    page = b"\x1e\x00\xfd\x3f" + bytes(4) + (1253).to_bytes(4, "little") + bytes(4)
    content = compound(
        {
            "__properties_version1.0": bytes(32) + page,
            "__substg1.0_0037001E": b"Re",
            "__substg1.0_1000001E": "Νίκος: έτοιμο".encode("cp1253"),
        }
    )
    assert message(content).body == "Νίκος: έτοιμο"


@pytest.mark.parametrize("whole", [compound({"WordDocument": b"old"}), outlook("a", "b" * 9_000)])
def test_what_is_no_message_or_broken_is_refused(whole: bytes) -> None:
    """An old Word file under the name of a message, and a message that was cut short."""
    with pytest.raises(BrokenMail):
        message(whole[: max(1_600, len(whole) // 2)])


def test_a_plan_attached_to_a_message_is_imported(tmp_path: Path) -> None:
    """What is written in the message is told as left out."""
    table = b"Ref,Action,Lead officer\n1.1,Hang lamps,R Patel\n"
    path = tmp_path / "plan.msg"
    path.write_bytes(outlook("Plan", "Please use this", attached={"plan.csv": table}))
    read = source(path)
    assert len(read.blocks) == 1
    assert [line.words for line, _ in read.outside] == ["Plan: Please use this"]


def test_a_message_with_things_attached_without_end_is_refused() -> None:
    """Each would be looked for among all of them."""
    with pytest.raises(BrokenMail):
        message(outlook("a", "b", attached={f"{number}.txt": b"x" for number in range(600)}))
    few = message(outlook("a", "b", attached={f"{number}.pdf": b"x" for number in range(60)}))
    assert len(few.others) == 60
