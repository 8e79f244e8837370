"""Say what is installed, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from reportgen.app.documents import our_version
from reportgen.render.weasyprint.engine import Fonts, fonts

_PACKAGES = ("openpyxl", "jinja2", "python-docx", "docxtpl", "weasyprint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The versions of what the program stands on, and whether a PDF can be made."""

    version: str
    packages: Mapping[str, str]
    missing: tuple[str, ...]
    fonts: Fonts

    @property
    def sound(self) -> bool:
        """Whether every document can be made."""
        return self.fonts.sound and not self.missing


def installation() -> Installation:
    """Look at the installation; this lays out a line of text to see that a PDF can be made."""
    packages, missing = {}, []
    for package in _PACKAGES:
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            missing.append(package)
    return Installation(
        version=our_version(), packages=packages, missing=tuple(missing), fonts=fonts()
    )
