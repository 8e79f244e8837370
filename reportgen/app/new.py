"""Make a workbook to start from, or copies of the templates to restyle. Touches the disk."""

import datetime as dt
from pathlib import Path

from reportgen.app.files import save
from reportgen.render.templates import FILES
from reportgen.resources import shipped
from reportgen.workbook.write.copies import blank

_EXAMPLE = "asb-2016-17-q3.xlsx"


def new(path: Path, *, example: bool, made: dt.date) -> Path:
    """Write a blank workbook, or the example; a file that is there already is never written over."""
    content = (shipped("data") / _EXAMPLE).read_bytes() if example else blank(made=made)
    save({path: content}, overwrite=False)
    return path


def copy_templates(folder: Path) -> tuple[Path, ...]:
    """Copy every template; one that is there already is never written over, and then none is."""
    files = {folder / name: (shipped("templates") / name).read_bytes() for name in FILES}
    save(files, overwrite=False)
    return tuple(files)
