"""Which sheet of a workbook holds which table."""

from collections.abc import Iterator
from pathlib import Path

from reportgen.columns import ACTIONS, START_HERE, TABLES, TO_FIX
from reportgen.errors import Unreadable
from reportgen.headings import folded
from reportgen.intake.cells import Sheet
from reportgen.intake.header import Grid, headings, matches
from reportgen.problems import Problem, Where

_NEVER_READ = {folded(START_HERE), folded(TO_FIX)}


def tables(path: Path, sheets: tuple[Sheet, ...]) -> dict[str, Grid]:
    """The tables found, by their own names: each under a sheet of its name, or for the actions in any sheet."""
    found: dict[str, Grid] = {}
    for table in TABLES:
        named = [sheet for sheet in sheets if folded(sheet.name) in map(folded, table.names)]
        grids = [grid for sheet in named if (grid := matches(sheet, table))]
        if not grids and table is ACTIONS:
            grids = [grid for sheet in sheets if (grid := matches(sheet, table))]
            grids.sort(key=lambda grid: len(grid.columns), reverse=True)
        if grids:
            found[table.name] = grids[0]
    if ACTIONS.name not in found:
        raise _no_plan(path, sheets)
    return found


def _no_plan(path: Path, sheets: tuple[Sheet, ...]) -> Unreadable:
    sought = " and ".join(f"“{column.heading}”" for column in ACTIONS if column.needed)
    seen = "; ".join(
        f"in {sheet.name}: {', '.join(f'“{heading}”' for heading in headings(sheet)[:8]) or 'nothing'}" for sheet in sheets[:6]
    )
    return Unreadable(
        code="no-plan",
        what=f"No sheet of {path.name} looks like an action plan: we look for a row with the headings {sought} and found {seen}.",
        fix="Head the columns so, or start from a blank workbook: reportgen new plan.xlsx",
    )


def unknown_sheets(sheets: tuple[Sheet, ...], grids: dict[str, Grid]) -> Iterator[Problem]:
    """A problem for each sheet that holds something and is not read."""
    read_ones = {grid.sheet.name for grid in grids.values()}
    for sheet in sheets:
        if sheet.name in read_ones or folded(sheet.name).rstrip("0123456789") in _NEVER_READ or not sheet.rows:
            continue
        table = next((table for table in TABLES if folded(sheet.name) in map(folded, table.names)), None)
        if table:
            needed = ", ".join(column.heading for column in table if column.needed)
            what = f"The sheet {sheet.name} has no row with the headings {needed}, so it is left out."
            fix = "Head its columns so."
        elif matches(sheet, ACTIONS):
            what = f"The sheet {sheet.name} looks like a plan too, but only one sheet of actions is read."
            fix = f"Move its actions to the sheet {grids[ACTIONS.name].sheet.name}."
        else:
            what = f"The sheet {sheet.name} is not recognised, so what it holds is left out."
            fix = f"Move what members should read to one of the sheets {', '.join(table.name for table in TABLES)}."
        yield Problem(code="sheet-unknown", where=Where(sheet=sheet.name), what=what, fix=fix)
