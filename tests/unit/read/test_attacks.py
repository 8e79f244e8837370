"""Small files that try to cost much: each is read, or refused for what it is.

What they cost is measured by `make bench`; here the quick ones are tried, so that none ends in a
fault.
"""

import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from reportgen.app.check import check
from reportgen.app.import_plan import import_plan
from reportgen.model.errors import Refusal, Unreadable
from reportgen.office.package import Package, pack

sys.path.insert(0, str(ROOT / "tests" / "workbooks"))

from attacks import ATTACKS, ODD_CELLS

TOO_LARGE = (
    *("string-runs.xlsx", "strings.xlsx", "names.xlsx", "elements.xlsx", "depth.xlsx"),
    *("depth-in-a-cell.xlsx", "relations.xlsx", "types.xlsx", "comments.xlsx", "breaks.docx"),
    *("cell-of-30-MB.xlsx", "paragraphs.docx", "line-ends.csv", "commas.csv", "columns.csv"),
    *("noughts.csv", "attribute.xlsx", "fonts.xlsx", "number-long.xlsx"),
    "rows-of-three-sheets.xlsx",
)
READ = (
    *("rule-areas.xlsx", "rule-areas-again.xlsx", "number-format-long.xlsx"),
    *("wide-columns.xlsx", "depth-of-styles.xlsx", "columns.xlsx"),
    "number-format-brackets.xlsx",
    *("namespace-long.xlsx", "attributes.xlsx"),
)
BROKEN = ("encoding-zlib_code.xlsx", "encoding-utf-7.xlsx", "encoding-aaaaaaaaa.xlsx")
BROKEN += ("string-below-nought.xlsx", "two-values.xlsx", "cell-twice.xlsx")
BROKEN += tuple(f"cell-{name}.xlsx" for name in ODD_CELLS)
BROKEN += ("row-of-another-kind.xlsx", "number-huge.xlsx")
NO_PLAN = ("numbering-roman.docx", "numbering-letters.docx", "numbering-decimal.docx")


REFUSED = {
    **dict.fromkeys(TOO_LARGE, "too-large"),  # far larger inside than any plan
    **dict.fromkeys(BROKEN, "damaged"),  # an encoding that nobody has; words that stand nowhere
    **dict.fromkeys(NO_PLAN, "no-plan"),  # numbers without end, counted at once; no plan in them
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_what_no_plan_needs_is_refused(name: str, code: str, tmp_path: Path) -> None:
    """With one sentence, for what it is."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    with pytest.raises(Unreadable) as refused:
        import_plan([path])
    assert refused.value.code == code


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_large_is_read(name: str, tmp_path: Path) -> None:
    """The plan in it is the plan that it would be without."""
    path = tmp_path / name
    path.write_bytes(ATTACKS[name]())
    outcome = check(path).outcome
    assert not isinstance(outcome, Refusal)
    assert len(outcome.plan.actions) >= 27


def test_a_sheet_that_is_there_a_thousand_times_is_refused(tmp_path: Path) -> None:
    """As its names say; its part is there once."""
    package = Package((ROOT / "data" / "asb-2016-17-q3.xlsx").read_bytes())
    parts = {name: package.read(name) for name in package.names}
    book = parts["xl/workbook.xml"].decode()
    sheet = re.search("<sheet [^>]*/>", book)
    assert sheet
    same = "".join(re.sub('name="[^"]*"', f'name="S{number}"', sheet[0]) for number in range(1_000))
    parts["xl/workbook.xml"] = book.replace(sheet[0], sheet[0] + same).encode()
    path = tmp_path / "sheets.xlsx"
    path.write_bytes(pack(parts))
    assert check(path).exit_code == 3
