"""Somebody else's plan as a workbook of ours, as the edges may call it: what is in it, and the bytes to save."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.importers.import_result import ImportResult


# Each part is loaded when it is used, as in rounds.py.


def imported(paths: Sequence[Path], maps: Mapping[str, str], given: Mapping[str, str]) -> "ImportResult":
    """What these files hold. `maps` are column keys by heading, `given` settings by name, both as the user has them.

    Raises Unreadable where a file cannot be read, or none of them holds a plan.
    """
    from reportgen.importers.import_result import import_sources as gathered  # noqa: PLC0415
    from reportgen.importers.sources.open import source  # noqa: PLC0415

    return gathered([source(path) for path in paths], maps, given)


def must_be_met(found: "ImportResult", maps: Mapping[str, str]) -> None:
    """Raise Misused where a heading that the user gave a meaning stands in no table of the plan."""
    from difflib import get_close_matches  # noqa: PLC0415

    from reportgen.importers.detect.column_matching import exact  # noqa: PLC0415
    from reportgen.model.errors import Misused  # noqa: PLC0415
    from reportgen.model.text import quoted  # noqa: PLC0415

    headings = {exact(heading): heading for pairs in found.columns.values() for heading, _ in pairs}
    for heading in maps:
        if exact(heading) not in headings:
            near = get_close_matches(exact(heading), headings, n=1, cutoff=0.6)
            fix = f"Did you mean {quoted(headings[near[0]])}?" if near else f"The headings are {', '.join(headings.values())}."
            raise Misused(code="heading-unknown", what=f"--map: no table of the plan has the heading {quoted(heading)}.", fix=fix)


def workbook(found: "ImportResult", *, made: dt.date) -> bytes:
    """The new workbook."""
    from reportgen.model.schema import ACTIONS, REPORT, STATUS_KEY  # noqa: PLC0415
    from reportgen.model.settings import UNNAMED  # noqa: PLC0415
    from reportgen.model.status import DEFAULT_KEY  # noqa: PLC0415
    from reportgen.workbook.write.copies import key_rows, start_here  # noqa: PLC0415
    from reportgen.workbook.write.form import Form  # noqa: PLC0415
    from reportgen.workbook.write.workbook import workbook as bytes_of  # noqa: PLC0415

    title = next(
        (row["value"] for row in found.rows[REPORT.name] if row["setting"] == "Title" and row["value"]), UNNAMED["title"]
    )
    rows = {STATUS_KEY.name: key_rows(DEFAULT_KEY), **found.rows}
    form = Form(title=title, made=made, start_here=start_here(title), rows=rows, own={ACTIONS.name: found.own})
    return bytes_of(form)


def kept_maps(path: Path) -> dict[str, str]:
    """What headings were said to mean in an earlier import, as its workbook keeps it: column keys by heading."""
    from reportgen.app.read import read  # noqa: PLC0415
    from reportgen.model.columns import named  # noqa: PLC0415
    from reportgen.model.plan import plain  # noqa: PLC0415
    from reportgen.model.schema import ACTIONS  # noqa: PLC0415

    lines = plain(read(path).plan.settings.import_headings).split("\n")
    pairs = (line.rpartition("=") for line in lines)
    return {
        heading.strip(): column.key
        for heading, _, words in pairs
        if heading.strip() and (column := named(words.strip(), ACTIONS.columns))
    }


def columns(maps: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Column keys by heading. Raises Misused where a column is none of ours."""
    from reportgen.model.columns import did_you_mean, named  # noqa: PLC0415
    from reportgen.model.errors import Misused  # noqa: PLC0415
    from reportgen.model.schema import ACTIONS  # noqa: PLC0415
    from reportgen.model.text import quoted  # noqa: PLC0415

    found = {}
    for heading, words in maps:
        column = named(words, ACTIONS.columns)
        if column is None or column.shown:
            fix = did_you_mean(words, tuple(one for one in ACTIONS if not one.shown), "columns", cutoff=0.6)
            raise Misused(code="column-unknown", what=f"--map: our workbook has no column {quoted(words)}.", fix=fix)
        found[heading] = column.key
    return found


def settings(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Values by the settings' own names. Raises Misused where a setting is none of ours."""
    from reportgen.model.calendar import Quarter  # noqa: PLC0415
    from reportgen.model.columns import did_you_mean, named  # noqa: PLC0415
    from reportgen.model.errors import Misused  # noqa: PLC0415
    from reportgen.model.settings import SETTINGS  # noqa: PLC0415
    from reportgen.model.text import quoted  # noqa: PLC0415

    found = {}
    for name, words in given:
        setting = named(name, SETTINGS)
        if setting is None:
            fix = did_you_mean(name, SETTINGS, "settings", cutoff=0.6)
            raise Misused(code="setting-unknown", what=f"--set: there is no setting {quoted(name)}.", fix=fix)
        if setting.key == "quarter" and not Quarter.from_text(words):
            raise Misused(
                code="quarter-unknown", what=f"--set: {quoted(words)} names no quarter.", fix="Type it as “Quarter=Q3 2016/17”."
            )
        found[setting.heading] = words
    return found
