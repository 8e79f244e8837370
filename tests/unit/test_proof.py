"""Proofs about documents: that they say the same, and from which workbook they were made."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from conftest import DATA, ROOT, Sketch
from making import documents, report
from tagged import audit

from reportgen.app import build
from reportgen.app import documents as app_documents
from reportgen.app.read import read
from reportgen.app.verify import verify
from reportgen.cli import program
from reportgen.model.edition import PAPERS, Edition, Format, Provenance, ReportKind
from reportgen.model.errors import Unreadable
from reportgen.model.reading import SourceFile
from reportgen.render.documents import render_all
from reportgen.render.docx import postprocess

Q2, Q3 = DATA / "asb-2016-17-q2.xlsx", DATA / "asb-2016-17-q3.xlsx"
PLAN = """
    | Ref | Objective | Action         | Officer | Status |
    | 1.1 | 1         | Light the park | R Patel | Green  |
    | 1.2 | 2         | Locks          | R Patel | Red    |
"""
EVERY = pytest.mark.parametrize("kind", Format)


def order(
    folder: Path,
    *,
    kinds: Sequence[ReportKind] = (ReportKind.ACTION_PLAN,),
    formats: Sequence[Format] = tuple(Format),
    previous: Path | None = None,
    **edition: object,
) -> build.BuildOptions:
    """Return options to build the action plan in all formats, unless others are given."""
    return build.BuildOptions(
        folder=folder,
        editions=tuple(Edition(report=kind, **edition) for kind in kinds),
        formats=tuple(formats),
        previous=previous,
    )


def elsewhere(folder: Path, zone: str, seed: str) -> dict[str, bytes]:
    """Build the documents in a process with its own folder, time zone and hash seed."""
    folder.mkdir()
    workbook = shutil.copy(Q3, folder / Q3.name)
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "build",
        workbook.name,
        "--report",
        "all",
        "--attach-source",
        "-o",
        "made",
    ]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("TZ", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH")
    }
    subprocess.run(
        command,
        cwd=folder,
        env=kept | {"TZ": zone, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in sorted((folder / "made").iterdir())}


def test_the_same_bytes_in_any_folder_time_zone_and_hash_seed(tmp_path: Path) -> None:
    """All reports, in all three formats, with the workbook inside the PDF."""
    here, there = (
        elsewhere(tmp_path / "a", "Pacific/Auckland", "1"),
        elsewhere(tmp_path / "b ü", "America/Los_Angeles", "2"),
    )
    assert len(here) == len(ReportKind) * len(PAPERS)
    assert here == there


def test_the_day_is_that_of_the_workbooks_last_saving(drawn: Sketch) -> None:
    """All three documents have it, and none has the clock's."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    book.save(path)
    day = openpyxl.load_workbook(path).properties.modified.date()
    files = documents(report(read(path)))
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == f"D:{day:%Y%m%d}"
    assert f'<meta name="dcterms.created" content="{day}">' in files[Format.HTML].decode()
    with zipfile.ZipFile(io.BytesIO(files[Format.DOCX])) as package:
        assert f"{day}T00:00:00Z</dcterms:modified>" in package.read("docProps/core.xml").decode()


def test_the_workbook_can_lie_inside_the_pdf(tmp_path: Path) -> None:
    """It is the PDF's source (PDF/A-3a), whole, under its own name and with its own day."""
    [path] = build.build(Q3, order(tmp_path, formats=(Format.PDF,), attached=True)).files
    findings = audit(path.read_bytes())
    assert findings.faults == Counter()
    with pikepdf.open(path) as pdf:
        [inside] = pdf.Root.AF
        assert inside.AFRelationship == pikepdf.Name.Source
        assert str(inside.UF) == Q3.name
        assert inside.EF.F.read_bytes() == Q3.read_bytes()
        assert str(inside.EF.F.Params.ModDate) == f"D:{read(Q3).reading.source.saved:%Y%m%d%H%M%SZ}"
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"


@EVERY
def test_a_document_is_verified_against_its_workbook(kind: Format, tmp_path: Path) -> None:
    """The document says how it was made, so it is verified however it was made.

    Tried are drafts and finals, compared or not, with the workbook inside or not.
    """
    for asked in (
        {},
        {"final": True, "day": dt.date(2017, 1, 31)},
        {"previous": Q2, "attached": True},
    ):
        result = build.build(Q3, order(tmp_path, formats=(kind,), **asked))
        verdict = verify(result.files[0], Q3, previous=asked.get("previous"))
        assert verdict.same
        assert verdict.sentences == (
            f"{result.files[0].name} is what {Q3.name} makes, byte for byte.",
        )


@EVERY
def test_a_document_that_was_changed_is_found_out(kind: Format, tmp_path: Path) -> None:
    """One changed word is enough."""
    [path] = build.build(Q3, order(tmp_path, formats=(kind,))).files
    content = path.read_bytes()
    if kind is Format.DOCX:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"Amber", b"Green"))
        content = out.getvalue()
    path.write_bytes(content.replace(b"Amber", b"Green").replace(b"endstream", b"endstream ", 1))
    verdict = verify(path, Q3)
    assert not verdict.same
    assert verdict.sentences[0] == f"{path.name} is not what {Q3.name} makes."
    assert verdict.sentences[1].startswith("It was changed since")


def test_a_document_of_another_workbook_says_so(tmp_path: Path) -> None:
    """It is named with its digest; a workbook that was only saved again holds the same plan."""
    [path] = build.build(Q3, order(tmp_path, formats=(Format.HTML,))).files
    other = verify(path, Q2)
    assert not other.same
    assert re.search(
        r"It was made from “asb-2016-17-q3.xlsx” \(SHA-256 \w{64}\), "
        r"and this is “asb-2016-17-q2.xlsx”",
        other.sentences[1],
    )
    again = tmp_path / Q3.name
    openpyxl.load_workbook(Q3).save(again)
    verdict = verify(path, again)
    assert not verdict.same
    assert (
        verdict.sentences[0]
        == f"{path.name} says what {again.name} makes, but is not the same document."
    )
    path.write_bytes(path.read_bytes().replace(b"made by reportgen 0", b"made by reportgen 9"))
    assert verify(path, Q3).sentences[1].startswith("It was made by reportgen 9")
    compared = build.build(
        Q3,
        order(
            tmp_path / "compared", formats=(Format.HTML,), kinds=(ReportKind.CHANGES,), previous=Q2
        ),
    )
    assert verify(compared.files[0], Q3, previous=Q2).same
    assert "give that workbook too" in verify(compared.files[0], Q3).sentences[1]


MADE = f"Draft action-plan, made by reportgen 0.1.0 from “{'x' * 5_000}” (SHA-256 {'0' * 64})."


def test_what_was_not_made_by_us_cannot_be_verified(tmp_path: Path) -> None:
    """Such a file is refused, and nothing is guessed."""
    for name, content in (
        ("x.pdf", b"%PDF-1.7"),
        ("x.docx", b"PK"),
        ("x.html", b"<html>"),
        ("x.txt", MADE.encode()),
        ("x.xlsx", Q3.read_bytes()),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Unreadable, match="does not say which workbook"):
            verify(tmp_path / name, Q3)
    with pytest.raises(Unreadable, match="There is no file"):
        verify(tmp_path / "none.pdf", Q3)


def test_verify_ends_with_1_where_they_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can ask for the exit code."""
    [path] = build.build(Q3, order(tmp_path, formats=(Format.HTML,))).files
    assert program.run(["verify", str(path), str(Q3)]) == 0
    assert program.run(["verify", str(path), str(Q2)]) == 1
    assert "is what asb-2016-17-q3.xlsx makes, byte for byte." in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "plan.xlsx",
        "a “b” (SHA-256 c).xlsx",
        "Plan & <b>.xlsx",
        "line\nbreak\x07.xlsx",
        "bad\udce9.xlsx",
    ],
)
def test_an_origin_reads_back_as_it_was_said(name: str) -> None:
    """Whatever the workbook is called, its provenance is read back unchanged."""
    source = SourceFile(name=name, digest="0123456789abcdef" * 4)
    for previous in (None, source):
        origin = Provenance(
            version="1.2.3",
            edition=Edition(final=True, large_print=True, attached=True, day=dt.date(2017, 1, 31)),
            workbook=source,
            previous=previous,
        )
        back = Provenance.from_text(str(origin))
        assert back is not None
        assert str(back) == str(origin)
        assert (back.edition, back.workbook.digest) == (origin.edition, source.digest)


def test_documents_that_differ_are_not_written(
    drawn: Sketch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A word lost in the Word file is found when it is built: exit code 70, and no file."""
    mend = postprocess.mend

    def losing(body, *others) -> None:
        mend(body, *others)
        [word] = [text for text in body.iter(f"{postprocess.W}t") if text.text == "Light the park"]
        word.text = "Light park"

    monkeypatch.setattr(postprocess, "mend", losing)
    with pytest.raises(SystemExit) as ended:
        program.main(["build", str(drawn(PLAN)), "-o", str(tmp_path / "out")])
    assert ended.value.code == 70
    assert not (tmp_path / "out").exists()
    assert "the web page says “theparkR" in (stderr := capsys.readouterr().err)
    assert "and the Word file “parkR" in stderr


def test_a_row_that_the_pdf_loses_is_found(
    drawn: Sketch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A style sheet that hides what the page says is found by comparing the documents.

    Who changed a template is told of the difference, and has the documents.
    """
    style = (ROOT / "templates" / "print.css").read_text("utf-8")
    (tmp_path / "print.css").write_text(f"{style}\ntbody td.status {{ display: none }}\n", "utf-8")
    view = report(read(drawn(PLAN)))
    [words] = app_documents.documents(view, templates=tmp_path).omissions
    assert words.startswith("The PDF leaves out Status of ")
    program.run(
        ["build", str(drawn(PLAN)), "--templates", str(tmp_path), "-o", str(tmp_path / "out")]
    )
    assert "your templates make the action-plan differ. The PDF leaves" in capsys.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.parametrize(
    "words",
    [
        "soft\u00adhyphen " * 40,
        "zero\u200bwidth",
        "a\u2028b",
        "x\u00a0y",
        "e\u0301",
        "Ωμέγα – “é”",
        "<5 & {{ x }}",
        "\u202eabc\u202c",
    ],
)
def test_odd_words_are_no_difference(words: str, drawn: Sketch) -> None:
    """What each format sets in its own way is the same word in all of them."""
    view = report(
        read(drawn(f"| Ref | Objective | Action | Officer |\n| 1.1 | 1 | {words} | R Patel |"))
    )
    assert render_all(view, tuple(Format), (ROOT / "templates",)).differences == ()


def test_documents_name_no_person_and_no_folder_of_the_computer(
    tmp_path: Path, drawn: Sketch
) -> None:
    """Neither who made them, nor who saved the template, nor a folder is in any of them."""
    from docx import Document

    own = tmp_path / "jane.doe"
    own.mkdir()
    template = Document(ROOT / "templates" / "action_plan.docx")
    template.core_properties.author = template.core_properties.last_modified_by = "Jane Doe"
    template.settings.element.append(
        template.settings.element.makeelement(f"{postprocess.W}attachedTemplate")
    )
    template.save(own / "action_plan.docx")
    files = documents(report(read(drawn(PLAN))), templates=own)
    with zipfile.ZipFile(io.BytesIO(files[Format.DOCX])) as package:
        word = b"".join(package.read(name) for name in package.namelist())
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        inside = b"".join(bytes(str(element), "utf-8") for element in pdf.objects)
    for content in (word, inside, files[Format.PDF], files[Format.HTML]):
        for named in (
            b"Jane",
            b"jane",
            str(tmp_path).encode(),
            str(ROOT).encode(),
            b"attachedTemplate",
        ):
            assert named not in content


def test_several_workbooks_side_by_side_give_what_each_gives_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files are the same, and are printed in the order in which the workbooks were named."""
    listed = [Q3, Q2, DATA / "asb-action-plan.xlsx"]
    assert (
        program.run(
            [
                "build",
                *map(str, listed),
                "--format",
                "html",
                "--format",
                "docx",
                "-o",
                str(tmp_path / "all"),
            ]
        )
        == 0
    )
    printed = [
        Path(line).name.rpartition("-action-plan")[0]
        for line in capsys.readouterr().out.splitlines()
    ]
    assert printed == [path.stem for path in listed for _ in range(2)]
    for workbook in listed:
        for path in build.build(
            workbook, order(tmp_path / "alone", formats=(Format.HTML, Format.DOCX))
        ).files:
            assert path.read_bytes() == (tmp_path / "all" / path.name).read_bytes()
