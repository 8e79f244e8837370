"""Which faces there are, and what is said where none of them can draw a character."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.errors import GlyphMissing, Unrenderable
from reportgen.render.pdf.weasy import font_setup, installed
from reportgen.reports.paper_view import Entry, Paper
from reportgen.reports.view import Report

_FACES = ("Arial", "Liberation Sans")  # the same widths, so that pages break alike everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Whether a PDF can be made here, and in which face: `what` is the case, `fix` what to do where something is amiss."""

    sound: bool
    what: str
    fix: str = ""


def fonts() -> Fonts:
    """Try a line of text in our faces and tell which of them is used."""
    try:
        with installed():
            import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

            page = weasyprint.HTML(string=f'<p style="font-family: {", ".join(_FACES)}, DejaVu Sans">A').render(
                font_config=font_setup()
            )
            page.write_pdf()
    except Unrenderable as refusal:
        return Fonts(sound=False, what=refusal.what, fix=refusal.fix if refusal.code == "no-fonts" else _HOW_TO_GET_PANGO)
    face = next((font.family for font in page.fonts.values()), "no font at all")
    if face in _FACES:
        return Fonts(sound=True, what=f"works, set in {face}")
    return Fonts(
        sound=True,
        what=f"works, but neither Arial nor Liberation Sans is installed: text is set in {face}, so pages may run longer",
        fix="On Debian or Ubuntu: sudo apt install fonts-liberation",
    )


_HOW_TO_GET_PANGO = (
    "Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation. "
    "macOS: brew install pango. Windows: install MSYS2, then in its window: pacman -S mingw-w64-ucrt-x86_64-pango"
)


def missing_glyphs(glyphs: Iterable[str], view: Report | Paper) -> GlyphMissing:
    """The refusal for characters that no installed font has, with the actions they stand in."""
    named = ", ".join(f"“{glyph}” ({unicodedata.name(glyph, f'U+{ord(glyph):04X}').lower()})" for glyph in glyphs)
    written = {form for glyph in glyphs for form in (glyph, ascii(glyph)[1:-1])}  # repr() writes some as “\\uf0fc”
    listed = [row for part in view.sections for row in part.rows] if isinstance(view, Report) else _entries(view)
    refs = [one.ref for one in listed if any(form in repr(one) for form in written)]
    return GlyphMissing(glyphs=tuple(glyphs), named=named, place=f", in action {', '.join(refs)}" if refs else "")


def _entries(view: Paper) -> list[Entry]:
    return [entry for part in view.parts for piece in part.pieces for entry in piece.entries]
