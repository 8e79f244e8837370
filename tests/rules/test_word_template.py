"""A Word template can be read and compared as text: unpacked, and packed again."""

import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

sys.path.insert(0, str(ROOT / "scripts"))
from word_template import pack_template, unpack_template

TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))


@pytest.mark.parametrize("template", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_a_template_that_is_unpacked_and_packed_is_the_same(template: Path, tmp_path: Path) -> None:
    """Each part has one element a line in between, and not a blank more or less at the end."""
    unpack_template(template, tmp_path / "parts")
    body = (tmp_path / "parts" / "word" / "document.xml").read_text(encoding="utf-8")
    assert max(map(len, body.splitlines()[1:])) < 1_000
    pack_template(tmp_path / "parts", tmp_path / "packed.docx")
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(tmp_path / "packed.docx") as after:
        assert sorted(before.namelist()) == sorted(after.namelist())
        assert after.namelist()[0] == "[Content_Types].xml"
        for name in before.namelist():
            old, new = (etree.fromstring(package.read(name)) for package in (before, after))
            assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n"), name


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Parts that somebody edited stay."""
    (tmp_path / "mine.xml").write_text("<mine/>", encoding="utf-8")
    with pytest.raises(FileExistsError):
        unpack_template(TEMPLATES[0], tmp_path)
