"""Makes the first Word templates: small, clean Word files with Jinja tags. Run by `make word-template`.

After that they belong to whoever restyles it in Word; running this again puts the first one back. Every part is
written here and beside, because a library's empty document brings its own page size, language, author and styles along.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import word_body
import word_paper_body
from word_pieces import TAB, UPRIGHT, WIDE, field, paragraph, run
from word_styles import NUMBERING, STYLES

TEMPLATES = Path(__file__).parent.parent / "templates"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part(element: str, content: str) -> str:
    """A part of the document with its root element."""
    return f'{_HEAD}<w:{element} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{element}>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What differs between the templates: body, the words along the edges, and how wide the text is."""

    file: str
    body: str
    labels: str
    name: str
    width: int
    title: str
    """The size of the title in half points."""


ALL = (
    Template(
        file="action_plan.docx",
        body=word_body.body(),
        labels=run("{{ report.appendix }} ") + run(word_body.DRAFT, "DraftMark"),
        name="{{ report.name }}",
        width=WIDE,
        title="44",
    ),
    Template(
        file="paper.docx",
        body=word_paper_body.body(),
        labels=run("{{ paper.marking }} ") + run(word_paper_body.DRAFT, "DraftMark"),
        name="{{ paper.name }}",
        width=UPRIGHT,
        title="36",
    ),
)


def parts(template: Template) -> dict[str, str]:
    """Every part of the package by its name."""
    page = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    footer = part("ftr", paragraph(run(template.name) + TAB + page, "Footer"))
    return {
        "[Content_Types].xml": _HEAD + _CONTENT_TYPES,
        "_rels/.rels": _HEAD + _PACKAGE_RELATIONS,
        "word/document.xml": part("document", f"<w:body>{template.body}</w:body>"),
        "word/_rels/document.xml.rels": _HEAD + _relations(),
        "word/styles.xml": part("styles", _styles(template)),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/settings.xml": part("settings", _SETTINGS),
        "word/header1.xml": part("hdr", paragraph(template.labels, "Header")),
        "word/header2.xml": part("hdr", paragraph("", "Header")),
        "word/footer1.xml": footer,
        "word/footer2.xml": footer,
        "docProps/core.xml": _HEAD + _CORE,
        "docProps/app.xml": _HEAD + _APP,
    }


def _styles(template: Template) -> str:
    """The styles, with what depends on the page: the right edge, and how large a title fits."""
    return STYLES.replace(f'w:pos="{WIDE}"', f'w:pos="{template.width}"').replace(
        'w:val="44"', f'w:val="{template.title}"'
    )


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDES = (
    ("word/document.xml", f"{_TYPE}.document.main+xml"),
    ("word/styles.xml", f"{_TYPE}.styles+xml"),
    ("word/numbering.xml", f"{_TYPE}.numbering+xml"),
    ("word/settings.xml", f"{_TYPE}.settings+xml"),
    ("word/header1.xml", f"{_TYPE}.header+xml"),
    ("word/header2.xml", f"{_TYPE}.header+xml"),
    ("word/footer1.xml", f"{_TYPE}.footer+xml"),
    ("word/footer2.xml", f"{_TYPE}.footer+xml"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _OVERRIDES)
    + "</Types>"
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_R}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)


def _relations() -> str:
    targets = ("styles", "numbering", "header1", "header2", "footer1", "footer2", "settings")
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{name.rstrip("12")}" Target="{name}.xml"/>'
        for number, name in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Action plan template</dc:title>'
    "<dc:creator>reportgen</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>reportgen</Application></Properties>"
)


if __name__ == "__main__":
    for template in ALL:
        with zipfile.ZipFile(TEMPLATES / template.file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts(template).items():
                package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        print(TEMPLATES / template.file)
