"""The example workbooks: made by the script from plain text, and true to the published plan."""

import io
import re
import tomllib
import zipfile

import pytest
from conftest import DATA

from reportgen.app.read import read
from reportgen.model.problems import Severity

PLAIN = tomllib.loads((DATA / "plain" / "asb-action-plan.toml").read_text(encoding="utf-8"))


def parts(package: bytes) -> dict[str, bytes]:
    """The parts of a package: what is packed, not how tightly."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.xlsx")))
def test_the_committed_workbooks_are_what_the_script_makes(name: str) -> None:
    """Nobody edits a binary by hand: change the plain text and run make example-data."""
    from example_data import NAMES, made

    assert name in NAMES
    assert parts((DATA / name).read_bytes()) == parts(made(name))


def test_the_published_plan_is_whole() -> None:
    """Six objectives, 27 actions, 14 acronyms, four paragraphs, three colours; no status."""
    plan = read(DATA / "asb-action-plan.xlsx").plan
    assert (len(plan.objectives), len(plan.actions), len(plan.acronyms)) == (6, 27, 14)
    assert (len(plan.settings.introduction), len(plan.key)) == (4, 3)
    assert not any(action.update.typed for action in plan.actions)
    assert [len(block.lines) for block in plan.objectives[1].points] == [3]
    assert (plan.settings.appendix, plan.settings.strategy_period) == ("Appendix B", "2016/19")


def test_the_default_key_is_the_published_plans() -> None:
    """The key that ships says what the published key says."""
    from reportgen.model.status import DEFAULT_KEY

    published = [(row["Status"], row["Counts as"], row["Meaning"]) for row in PLAIN["status_key"]]
    assert [(one.word, one.counts_as.value, one.meaning) for one in DEFAULT_KEY] == published


def test_the_filled_quarters_are_the_same_plan_and_can_be_final() -> None:
    """Nearly every action has a status, some moved, and the third quarter remembers the second."""
    second, third = (read(DATA / f"asb-2016-17-{name}.xlsx") for name in ("q2", "q3"))
    assert second.sound
    assert third.sound
    for reading in (second, third):
        blank = [action for action in reading.plan.actions if not action.update.typed]
        assert 0 < len(blank) <= 4
        assert all(problem.severity is not Severity.ERROR for problem in reading.problems)
    before = {action.ref: action.update for action in second.plan.actions}
    assert [action.title for action in second.plan.actions] == [
        action.title for action in third.plan.actions
    ]
    assert len([a for a in third.plan.actions if before[a.ref].status != a.update.status]) >= 5
    assert {past.ref: past.update for past in third.plan.history} == before


def test_the_examples_say_that_they_are_invented() -> None:
    """On the first sheet, where everybody looks."""
    for name in ("asb-2016-17-q2.xlsx", "asb-2016-17-q3.xlsx"):
        words = "".join(
            part.decode("utf-8")
            for key, part in parts((DATA / name).read_bytes()).items()
            if "sheet1" in key
        )
        assert re.search("invented", words)
