"""Refusals: the program cannot go on. Each has one plain sentence, a remedy and an exit code; imports nothing of ours."""


class Refusal(Exception):  # noqa: N818 - a refusal is not always an error of ours, and users read the word
    """The program stops here, on purpose.

    `what` says what is the case and `fix` what to do, each a whole sentence; `code` is a stable name for tests and logs.
    """

    exit_code = 70

    def __init__(self, *, code: str, what: str, fix: str) -> None:
        super().__init__(f"{what} {fix}")
        self.code = code
        self.what = what
        self.fix = fix


class Misused(Refusal):
    """The command line asks for what cannot be."""

    exit_code = 2


class Unreadable(Refusal):
    """A file cannot be read: missing, locked, empty, password-protected, not a workbook, too large."""

    exit_code = 3


class Unwritable(Refusal):
    """A file cannot be written: open in another program, no space, no permission, already there."""

    exit_code = 4


class TemplateWrong(Refusal):
    """A template asks for what the report does not have, or cannot be understood."""

    exit_code = 5


class Unrenderable(Refusal):
    """A document cannot be rendered: a library, a font or a picture is missing."""

    exit_code = 6


class GlyphMissing(Unrenderable):
    """No font can draw some characters. `named` says which, in words; `place` where they stand, as far as that is known."""

    def __init__(self, *, glyphs: tuple[str, ...], named: str, place: str = "") -> None:
        super().__init__(
            code="glyph-missing",
            what=f"No font on this computer can draw {named}{place}, so the PDF would show an empty box.",
            fix="Take it out of the workbook, or install a font that has it (on Debian: apt install fonts-noto).",
        )
        self.glyphs, self.named = glyphs, named


class Disagreement(Refusal):
    """Documents of one report do not say the same: our own bug, found before anybody reads them."""


class HasErrors(Refusal):
    """The workbook has errors, and what was asked for allows none."""

    exit_code = 1
