"""Properties of an office file: custom ones, when it was saved, comments, macros, links."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reportgen.model.reading import SourceFile
from reportgen.office.package import PACKAGE_FAULTS, Package

# The names of these parts in Excel and LibreOffice.
_CUSTOM, _CORE = "docProps/custom.xml", "docProps/core.xml"
# The names of comments' parts in Excel, LibreOffice and openpyxl.
_COMMENTS = re.compile(r"xl/(.*/)?(threadedC|c)omments?[^/]*\.xml$")
# Bytes of properties, a thousand times what ours have.
_MOST = 1_000_000
_DESCRIBED = (
    *(f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("title", "subject")),
    *(
        f"{{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}}{name}"
        for name in ("keywords", "category")
    ),
    "{http://purl.org/dc/elements/1.1/}description",
)
_MODIFIED = "{http://purl.org/dc/terms/}modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Custom properties by name, when the file was last saved, if known, and what it carries."""

    custom: Mapping[str, str]
    modified: dt.datetime | None
    comments: bool = False
    """Whether there are comments on cells."""
    macros: bool = False
    linked: bool = False
    """Whether cells may take values from other files or programs."""
    described: tuple[str, ...] = ()
    """What stands in title, subject, keywords, category and comments; blank ones left out."""


def properties(content: bytes) -> Properties:
    """The properties of an office file; those that cannot be read count as absent."""
    try:
        package = Package(content)
    except PACKAGE_FAULTS:
        return Properties(custom={}, modified=None)
    core, names = _root(package, _CORE), package.names
    return Properties(
        custom=custom(content),
        modified=_moment(core.findtext(_MODIFIED, "") if core is not None else ""),
        comments=any(_COMMENTS.match(name) for name in names),
        macros=any(name.lower().endswith("vbaproject.bin") for name in names),
        linked=any(name.lower().startswith("xl/externallinks/") for name in names),
        described=tuple(
            words
            for part in _DESCRIBED
            if core is not None and (words := (core.findtext(part) or "").strip())
        ),
    )


def custom(content: bytes) -> Mapping[str, str]:
    """The custom properties of an office file by name.

    Empty where it is no package, or they are more than _MOST bytes.
    """
    try:
        package = Package(content)
        return _named(_root(package, _CUSTOM))
    except PACKAGE_FAULTS:
        return {}


def _root(package: Package, part: str) -> Element | None:
    """The root of a part of properties; None where it is larger than any are."""
    return package.xml(part) if package.sizes.get(part, 0) <= _MOST else None


def _named(listed: Element | None) -> dict[str, str]:
    return (
        {}
        if listed is None
        else {entry.get("name", ""): "".join(entry.itertext()) for entry in listed}
    )


def _moment(written: str) -> dt.datetime | None:
    """A W3C date and time; None where it cannot be read, UTC where it has no zone."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def source_file(name: str, content: bytes, saved: dt.datetime | None) -> SourceFile:
    """A file of this name and content, saved at this moment as far as is known."""
    return SourceFile(name=name, digest=hashlib.sha256(content).hexdigest(), saved=saved)
