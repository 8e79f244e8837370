"""Pictures and fonts that templates name: found in their folder, and put into page and PDF."""

import base64
import re
from pathlib import Path

import pytest
from conftest import DATA
from making import report
from test_templates import TEMPLATES, html_template, made

from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.model.errors import TemplateWrong
from reportgen.reports.view import View

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
URI = f"data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}"


@pytest.fixture(scope="module")
def view() -> View:
    """The report of the third quarter."""
    return report(read(DATA / "asb-2016-17-q3.xlsx"))


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="{}" alt="x">',
        "<img alt='a > b' src='{}'>",
        "<IMG alt=x SRC={}>",
        '<img\n  src = "{}" alt="x"/>',
        '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
        '<p style="background: url({})">x</p>',
        "<p style=\"background: url('{}')\">x</p>",
    ],
)
@pytest.mark.parametrize(
    "name", ["logo.svg", "pictures/logo.svg", "my%20logo.svg", "img\\logo.svg"]
)
def test_a_picture_is_put_into_the_page(tmp_path: Path, view: View, tag: str, name: str) -> None:
    """However the tag is written, and in folders of the folder."""
    path = tmp_path / name.replace("%20", " ").replace("\\", "/")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(SVG)
    folder = html_template(tmp_path, "<main>", f"<main>{tag.format(name)}")
    page = made(view, Format.HTML, folder).decode("utf-8")
    assert URI in page
    assert name not in page


@pytest.mark.parametrize("sheet", ["base.css", "print.css"])
def test_a_style_sheet_finds_its_pictures_in_the_folder(
    tmp_path: Path, view: View, sheet: str
) -> None:
    """Also where the other sheets are those that ship."""
    (tmp_path / "logo.svg").write_bytes(SVG)
    ours = (TEMPLATES / sheet).read_text(encoding="utf-8")
    more = "/* not url(gone.svg) */ .front { background: url( 'logo.svg' ) no-repeat }"
    (tmp_path / sheet).write_text(f"{ours}\n{more}", encoding="utf-8")
    assert made(view, Format.PDF, tmp_path).startswith(b"%PDF")
    page = made(view, Format.HTML, tmp_path).decode("utf-8")
    assert (URI in page) == (sheet == "base.css")


def test_a_font_of_the_folder_is_in_the_pdf_and_in_the_page(tmp_path: Path, view: View) -> None:
    """A web page that asked a server for it would ask in vain."""
    font = next(Path("/usr/share/fonts").rglob("*.ttf"), None)
    if font is None:
        pytest.skip("this computer has no font as a file")
    (tmp_path / "own.ttf").write_bytes(font.read_bytes())
    ours = (TEMPLATES / "base.css").read_text(encoding="utf-8")
    face = "@font-face { font-family: Own; src: url(own.ttf) } h1 { font-family: Own }"
    (tmp_path / "base.css").write_text(f"{face}\n{ours}", encoding="utf-8")
    assert made(view, Format.PDF, tmp_path).startswith(b"%PDF")
    page = made(view, Format.HTML, tmp_path).decode("utf-8")
    assert "url(data:font/ttf;base64," in page
    assert "font-src data:" in page


@pytest.mark.parametrize("kind", [Format.HTML, Format.PDF])
def test_a_lost_picture_is_named_in_one_line_with_its_template(
    tmp_path: Path, view: View, kind: Format
) -> None:
    """The template that names it is the one to mend."""
    ours = (TEMPLATES / "base.css").read_text(encoding="utf-8")
    (tmp_path / "base.css").write_text(f"{ours} h1 {{ background: url(gone.png) }}", "utf-8")
    with pytest.raises(TemplateWrong, match=r"base\.css asks for a file gone\.png"):
        made(view, kind, tmp_path)


def test_words_of_a_cell_are_no_address(view: View) -> None:
    """Only tags and style sheets name files."""
    page = made(view, Format.HTML, TEMPLATES).decode("utf-8")
    assert not re.search(r"url\(", page)
