"""Shows a Word template as tidy parts, to be read, compared or edited; and packs them again.

    scripts/word_template.py unpack templates/paper.docx parts/
    scripts/word_template.py pack parts/ templates/paper.docx

Each part is written with one element a line. Packing takes the line ends out again, so that a
template that was unpacked and packed holds what it held.
"""

import argparse
from pathlib import Path

from lxml import etree

from reportgen.office.markup import edit_xml, written
from reportgen.office.package import Package, pack


def tidy(content: bytes) -> bytes:
    """A part with one element a line; the words in it are left as they are."""
    root = edit_xml(content)
    etree.indent(root)
    return written(root)


def plain(content: bytes) -> bytes:
    """A tidy part without its line ends: blank text between elements, but no blanks in words."""
    root = edit_xml(content)
    for element in root.iter():
        if len(element) and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return written(root)


def unpack_template(template: Path, folder: Path) -> list[Path]:
    """Write every part of a template below the folder; the paths that were written.

    Raises FileExistsError where the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty"
        raise FileExistsError(message)
    package = Package(template.read_bytes())
    paths = []
    for name in package.names:
        path, content = folder / name, package.read(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tidy(content) if name.endswith((".xml", ".rels")) else content)
        paths.append(path)
    return paths


def pack_template(folder: Path, template: Path) -> None:
    """Pack the parts below the folder into a template, the list of content types first."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in files}
    order = sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
    parts = {name: names[name].read_bytes() for name in order}
    template.write_bytes(
        pack(
            {
                name: plain(content) if name.endswith((".xml", ".rels")) else content
                for name, content in parts.items()
            }
        )
    )


def main() -> None:
    """Do what was asked on the command line."""
    parser = argparse.ArgumentParser(description="Show a Word template as tidy parts.")
    parser.add_argument("what", choices=["unpack", "pack"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    if asked.what == "unpack":
        for path in unpack_template(asked.source, asked.target):
            print(path)
    else:
        pack_template(asked.source, asked.target)
        print(asked.target)


if __name__ == "__main__":
    main()
