"""Files that are no workbook with a plan: refused by what they are, with a remedy."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, ROOT, Sketch, sketch
from lxml import etree

from reportgen.model.errors import Unreadable
from reportgen.model.prose import plain
from reportgen.workbook.read.assemble import read

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def package(**parts: str) -> bytes:
    """A zip file with these parts; “__” in a name stands for “/”."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            path = name.replace("__", "/")
            for ending in ("xml", "bin", "iwa", "xlsx"):
                path = path.replace(f"_{ending}", f".{ending}")
            archive.writestr(path, content)
    return out.getvalue()


REFUSED = {
    "empty": (b"", "empty"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "old-office"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "old-office"),
    "csv": (b"Ref,Action\n1.1,Lights\n", "not-a-workbook"),
    "web page": (b"<html><table></table></html>", "not-a-workbook"),
    "pdf": (b"%PDF-1.7\n", "not-a-workbook"),
    "nothing we know": (b"\0\1\2", "not-a-workbook"),
    "ods": (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "other-package"),
    "docx": (package(word__document_xml="<x/>"), "other-package"),
    "xlsb": (package(xl__workbook_bin="x"), "other-package"),
    "plain zip": (package(readme="x"), "other-package"),
    "strict": (
        package(
            xl__workbook_xml='<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
        ),
        "strict",
    ),
    "hollow": (package(xl__workbook_xml="<workbook/>"), "damaged"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_other_files_are_refused_by_what_they_are_under_any_name(tmp_path: Path, kind: str) -> None:
    """Named .xlsx, each is still told for what it is."""
    content, code = REFUSED[kind]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert refused.value.code == code
    assert refused.value.exit_code == 3
    assert refused.value.what.endswith(".")
    assert refused.value.fix.endswith(".")


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    """A slip in the name is answered with the name of the file that is there."""
    (tmp_path / "plan-q3.xlsx").touch()
    with pytest.raises(Unreadable, match=r"Did you mean plan-q3\.xlsx\?"):
        read(tmp_path / "plan-q2.xlsx")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plan", "Did you mean plan.xlsx?"),
        ("plan of action", 'Did you mean "plan of action v2.xlsx"? A name with blanks stands in'),
        ("plann.xlsx", "Did you mean plan.xlsx?"),
        ("other.xlsx", "Check the name and the folder."),
    ],
)
def test_a_name_without_its_ending_or_cut_at_a_blank_is_completed(
    typed: str, meant: str, tmp_path: Path
) -> None:
    """A name with blanks that is not in quotation marks arrives in pieces."""
    for name in ("plan.xlsx", "plan of action v2.xlsx"):
        (tmp_path / name).touch()
    with pytest.raises(Unreadable) as refused:
        read(tmp_path / typed)
    assert refused.value.fix.startswith(meant)


@pytest.mark.parametrize(
    ("name", "content", "kind", "fix"),
    [
        ("a.xls", b"<html><table/></html>", "a web page under an Excel name", "Open it in Excel"),
        ("a.xls", b"<?xml version='1.0'?><Workbook/>", "an XML file under an", "Open it in Excel"),
        ("a.eml", b"From: Jo\nSubject: update\n", "an e-mail message", "Save the workbook that is"),
        ("a.msg", OLE, "an Outlook message", "Save the workbook that is attached to it"),
        ("a.pdf", b"%PDF-1.7", "a PDF", "Give the workbook or the Word file that it was made from"),
        ("a.numbers", package(Index__Tables_iwa="x"), "an Apple Numbers file", "In Numbers choose"),
        ("a.zip", package(plan_xlsx="x"), "a zip file with plan.xlsx in it", "Unpack it"),
    ],
)
def test_a_refusal_has_the_remedy_that_works_for_its_kind(
    name: str, content: bytes, kind: str, fix: str, tmp_path: Path
) -> None:
    """What cannot be saved from Excel is not told to be."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert kind in refused.value.what
    assert refused.value.fix.startswith(fix)


def test_a_missing_table_of_strings_that_no_cell_uses_is_no_fault(tmp_path: Path) -> None:
    """Programs that write words into their cells may name one all the same."""
    path = sketch(tmp_path / "plan.xlsx", "| Ref | Action | Officer |\n| 1 | Sow | Parks |")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    relations = etree.fromstring(parts[name])
    for relation in relations:
        if "sharedStrings" in relation.get("Target", ""):
            relations.remove(relation)
    parts = {part: content for part, content in parts.items() if "sharedStrings" not in part}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    strings = {"Id": "rIdStrings", "Type": kind, "Target": "sharedStrings.xml"}
    etree.SubElement(relations, relations[0].tag, strings)
    parts[name] = etree.tostring(relations)
    types = etree.fromstring(parts["[Content_Types].xml"])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = {"PartName": "/xl/sharedStrings.xml", "ContentType": kind}
    etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", part)
    parts["[Content_Types].xml"] = etree.tostring(types)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    reading = read(path)
    assert [plain(action.title) for action in reading.plan.actions] == ["Sow"]
    assert "mended" in {problem.code for problem in reading.problems}


def test_a_folder_and_a_lock_file_are_told_apart(tmp_path: Path) -> None:
    """Both come of choosing the wrong thing in a list of files."""
    (tmp_path / "~$plan.xlsx").write_bytes(b"x")
    with pytest.raises(Unreadable, match="is a folder"):
        read(tmp_path)
    with pytest.raises(Unreadable, match=r"Give plan\.xlsx instead"):
        read(tmp_path / "~$plan.xlsx")


@pytest.mark.parametrize("part", [0.3, 0.7, 0.98])
def test_a_truncated_workbook_is_damaged(tmp_path: Path, part: float) -> None:
    """A download that broke off is refused."""
    whole = (DATA / "asb-2016-17-q3.xlsx").read_bytes()
    path = tmp_path / "plan.xlsx"
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Unreadable, match="damaged"):
        read(path)


def test_a_package_that_is_broken_inside_never_ends_in_a_traceback(tmp_path: Path) -> None:
    """Eighty workbooks with bytes of their XML changed are read, or refused.

    `make fuzz` tries thousands.
    """
    chance = random.Random(7)  # noqa: S311 - not for secrets
    with zipfile.ZipFile(DATA / "messy.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    refused = 0
    for _ in range(80):
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path = tmp_path / "plan.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for other, whole in parts.items():
                archive.writestr(other, bytes(content) if other == name else whole)
        try:
            read(path)
        except Unreadable:
            refused += 1
    assert refused


def test_a_workbook_without_a_plan_says_what_was_looked_for_and_found(drawn: Sketch) -> None:
    """The headings that are there, beside the ones that are needed."""
    with pytest.raises(Unreadable) as refused:
        read(drawn("| Name | Telephone |\n| Ann | 2231 |"))
    assert "“Action” and “Accountable Officer”" in refused.value.what
    assert "“Name”, “Telephone”" in refused.value.what


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    """Entities that would expand to gigabytes are not expanded."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'.encode()
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(DATA / "asb-action-plan.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = bomb + content.replace(b"Q4 2016/17", b"&e9;", 1)
            new.writestr(name, content)
    try:
        longest = max(len(plain(action.timescale)) for action in read(path).plan.actions)
    except Unreadable:
        return
    assert longest < 1000


def test_ten_thousand_actions_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    """The refusal gives the number of actions and the limit."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    sheet.append(["Ref", "Objective", "Action", "Accountable Officer", "Timescale", "Status"])
    for number in range(10_001):
        sheet.append([f"1.{number}", 1, "Lights", "R Patel", "Q1", "Green"])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    with pytest.raises(Unreadable, match="10,001 actions; one plan may hold 10,000"):
        read(path)


def test_formatting_to_the_last_row_costs_nothing(tmp_path: Path) -> None:
    """A border dragged to row 1,048,576 is not a million rows."""
    path = sketch(tmp_path / "plan.xlsx", "| Ref | Action | Officer |\n| 1.1 | Lights | R Patel |")
    book = openpyxl.load_workbook(path)
    book["Actions"].cell(1_048_576, 16_384).number_format = "0%"
    book.save(path)
    assert len(read(path).plan.actions) == 1


_IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from reportgen.model.errors import Unreadable
from reportgen.office import limits
from reportgen.workbook.read.assemble import read
limits.MOST_BYTES = 30_000_000
before = resource.getrlimit(resource.RLIMIT_AS)
try:
    read(Path(sys.argv[1]))
except Unreadable as refusal:
    print(refusal.code, resource.getrlimit(resource.RLIMIT_AS) == before)
"""


def test_reading_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    """Whatever the reason, with a sentence; and the limit is lifted again."""
    if not Path("/proc/self/statm").is_file():
        pytest.skip("no limit can be set on this system")
    book = openpyxl.Workbook()
    for _ in range(3_000):
        book.worksheets[0].append(["words"] * 50)
    book.save(tmp_path / "p.xlsx")
    command = [sys.executable, "-c", _IN_LITTLE_MEMORY, tmp_path / "p.xlsx"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said == "too-large True\n"


@pytest.mark.parametrize(
    ("sheet", "headings", "rows"),
    [
        ("status_key", "Status | Colour | Counts as", 101),
        ("acronyms", "Acronym | Meaning", 2_001),
        ("contacts", "Officer | Email", 2_001),
        ("report", "Setting | Value", 1_001),
    ],
)
def test_far_more_rows_than_any_sheet_needs_are_refused(
    tmp_path: Path, sheet: str, headings: str, rows: int
) -> None:
    """Each is compared with others, so that many of them take minutes."""
    listed = "\n".join(f"| a{n} | b{n} |  |" for n in range(rows))
    plan = "| Ref | Action | Officer |\n| 1.1 | Lights | R Patel |"
    path = sketch(tmp_path / "p.xlsx", plan, **{sheet: f"| {headings} |\n{listed}"})
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert refused.value.code == "too-many-rows"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """Excel and we might read different ones of the two."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes((DATA / "asb-2016-17-q3.xlsx").read_bytes())
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/worksheets/sheet2.xml", book.read("xl/worksheets/sheet3.xml"))
    with pytest.raises(Unreadable, match=r"two parts xl/worksheets/sheet2\.xml") as refused:
        read(path)
    assert refused.value.code == "part-twice"
