"""Makes the first templates/action_plan.docx: a small, clean Word file with Jinja tags. Run by `make word-template`.

After that the file belongs to whoever restyles it in Word; running this again puts the first one back. Every part is
written here and beside, because a library's empty document brings its own page size, language, author and styles along.
"""

import zipfile
from pathlib import Path

from word_body import DRAFT, body
from word_pieces import TAB, field, paragraph, run
from word_styles import NUMBERING, STYLES

TEMPLATE = Path(__file__).parent.parent / "templates" / "action_plan.docx"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part(element: str, content: str) -> str:
    """A part of the document with its root element."""
    return f'{_HEAD}<w:{element} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{element}>'


def parts() -> dict[str, str]:
    """Every part of the package by its name."""
    page = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    footer = part("ftr", paragraph(run("{{ report.name }}") + TAB + page, "Footer"))
    labels = run("{{ report.appendix }} ") + run(DRAFT, "DraftMark")
    return {
        "[Content_Types].xml": _HEAD + _CONTENT_TYPES,
        "_rels/.rels": _HEAD + _PACKAGE_RELATIONS,
        "word/document.xml": part("document", f"<w:body>{body()}</w:body>"),
        "word/_rels/document.xml.rels": _HEAD + _relations(),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/settings.xml": part("settings", _SETTINGS),
        "word/header1.xml": part("hdr", paragraph(labels, "Header")),
        "word/header2.xml": part("hdr", paragraph("", "Header")),
        "word/footer1.xml": footer,
        "word/footer2.xml": footer,
        "docProps/core.xml": _HEAD + _CORE,
        "docProps/app.xml": _HEAD + _APP,
    }


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
    with zipfile.ZipFile(TEMPLATE, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    print(TEMPLATE)
