"""Make a workbook to start from, or copies of the templates to restyle. Touches the disk."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportgen.app.documents import our_version
from reportgen.app.files import save
from reportgen.render.pdf import has_typst
from reportgen.render.templates import FILES, shipped, shipped_template
from reportgen.render.weasyprint.engine import Fonts, fonts
from reportgen.workbook.write.copies import blank

_EXAMPLE = "asb-2016-17-q3.xlsx"


def new(path: Path, *, example: bool, made_on: dt.date) -> Path:
    """Write a blank workbook, or the example; a file that is there is never written over."""
    content = (shipped("data") / _EXAMPLE).read_bytes() if example else blank(made_on=made_on)
    save({path: content}, overwrite=False)
    return path


def copy_templates(folder: Path) -> tuple[Path, ...]:
    """Copy every template; one that is there already is never written over, and then none is."""
    files = {folder / name: shipped_template(name).read_bytes() for name in FILES}
    save(files, overwrite=False)
    return tuple(files)


_PACKAGES = ("openpyxl", "jinja2", "python-docx", "docxtpl", "flask", "waitress")
_ENGINES = ("weasyprint", "typst")  # of which one is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The versions of what the program stands on, and which engine makes PDFs."""

    version: str
    packages: Mapping[str, str]
    missing: tuple[str, ...]
    fonts: Fonts
    """Of WeasyPrint."""
    typst: bool

    @property
    def sound(self) -> bool:
        """Whether every document can be made."""
        return (self.fonts.sound or self.typst) and not self.missing


def installation() -> Installation:
    """Look at the installation; this lays out a line of text to see that a PDF can be made."""
    packages, missing = {}, []
    for package in (*_PACKAGES, *_ENGINES):
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            missing += [package] if package in _PACKAGES else []
    return Installation(
        version=our_version(),
        packages=packages,
        missing=tuple(missing),
        fonts=fonts(),
        typst=has_typst(),
    )
