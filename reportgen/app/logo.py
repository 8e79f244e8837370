"""The council's logo: a picture beside the workbook, or among the templates. Reads the disk."""

from dataclasses import dataclass
from pathlib import Path

from reportgen.model.settings import PICTURE, Settings
from reportgen.model.text import quoted
from reportgen.render.pictures import as_png, png_address
from reportgen.render.templates import is_inside, phrases
from reportgen.reports.view import Picture
from reportgen.reports.wording import in_force, say

_LARGEST = 5_000_000  # bytes: a picture as a camera makes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The picture as a view has it, and in words why there is none where one is asked for."""

    pictures: tuple[Picture, ...] = ()
    told: str = ""


def logo(settings: Settings, workbook: Path, templates: Path | None) -> Logo:
    """The logo that the sheet Report names; nothing where it names none, or no name of a picture.

    No folder is named there: a workbook that came by e-mail can show nothing from elsewhere.
    """
    name = settings.logo
    if not PICTURE.fullmatch(name):
        return Logo()
    for folder in filter(None, (workbook.parent, templates)):
        path = folder / name
        if is_inside(path, (folder,)) and path.is_file():
            with in_force(phrases(templates)):
                return _read(path, settings)
    where = "beside the workbook or among the templates" if templates else "beside the workbook"
    return Logo(told=f"there is no picture {quoted(name)} {where}, so the papers have no logo.")


def is_picture(path: Path) -> bool:
    """Whether a file can be shown as a logo."""
    return bool(PICTURE.fullmatch(path.name)) and bool(_png(path))


def _png(path: Path) -> bytes | None:
    return as_png(path.read_bytes()) if path.stat().st_size <= _LARGEST else None


def _read(path: Path, settings: Settings) -> Logo:
    content = _png(path)
    if content is None:
        odd = "is no picture that can be shown (.png or .jpg, at most 5 MB and 40 million points)"
        return Logo(told=f"{quoted(path.name)} {odd}, so the papers have no logo.")
    whose = settings.organisation or settings.partnership or say("parts.council")
    return Logo(pictures=(Picture(uri=png_address(content), alt=say("parts.logo", whose=whose)),))
