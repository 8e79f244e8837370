"""Small files that try to cost much: each is read, or refused for what it is.

What they cost is measured by `make bench`; here the quick ones are tried, so that none ends in a
fault.
"""

import sys
from pathlib import Path

import pytest
from conftest import ROOT

from reportgen.app.check import check
from reportgen.app.import_plan import import_plan
from reportgen.model.errors import Refusal, Unreadable

sys.path.insert(0, str(ROOT / "tests" / "workbooks"))

from attacks import ATTACKS

TOO_LARGE = (
    *("string-runs.xlsx", "strings.xlsx", "names.xlsx", "elements.xlsx", "depth.xlsx"),
    *("depth-in-a-cell.xlsx", "relations.xlsx", "types.xlsx", "comments.xlsx", "breaks.docx"),
    *("cell-of-30-MB.xlsx", "paragraphs.docx", "line-ends.csv", "commas.csv", "columns.csv"),
    *("noughts.csv", "attribute.xlsx", "fonts.xlsx", "number-long.xlsx"),
    "rows-of-three-sheets.xlsx",
)
READ = (
    *("rule-areas.xlsx", "number-format-long.xlsx"),
    *("wide-columns.xlsx", "depth-of-styles.xlsx", "columns.xlsx"),
    *("number-huge.xlsx", "number-format-brackets.xlsx"),
)
BROKEN = ("encoding-zlib_code.xlsx", "encoding-utf-7.xlsx", "encoding-aaaaaaaaa.xlsx")
BROKEN += ("string-below-nought.xlsx",)
NO_PLAN = ("numbering-roman.docx", "numbering-letters.docx", "numbering-decimal.docx")


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_no_plan_needs_is_refused(name: str, tmp_path: Path) -> None:
    """With one sentence, that it is far larger inside than any plan."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    with pytest.raises(Unreadable) as refused:
        import_plan([path])
    assert refused.value.code == "too-large"


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_large_is_read(name: str, tmp_path: Path) -> None:
    """The plan in it is the plan that it would be without."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    outcome = check(path).outcome
    assert not isinstance(outcome, Refusal)
    assert len(outcome.plan.actions) >= 27


@pytest.mark.parametrize("name", BROKEN)
def test_what_nobody_can_read_is_damaged(name: str, tmp_path: Path) -> None:
    """An encoding that Python or expat lacks; words that stand nowhere."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    with pytest.raises(Unreadable) as refused:
        import_plan([path])
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("name", NO_PLAN)
def test_numbers_without_end_are_counted_at_once(name: str, tmp_path: Path) -> None:
    """There is no plan in them, and that is what is said."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    with pytest.raises(Unreadable) as refused:
        import_plan([path])
    assert refused.value.code == "no-plan"
