"""Files are written whole or not at all."""

import datetime as dt
import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from lxml import etree

from reportgen.app.files import must_be_possible, save
from reportgen.app.start import new
from reportgen.model.errors import Unwritable


def test_folders_are_made_and_old_files_replaced(tmp_path: Path) -> None:
    """Building again gives the new file."""
    path = tmp_path / "a" / "b" / "x.pdf"
    save({path: b"old"})
    save({path: b"new"})
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_one_file_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    """The old files stay as they were, and no temporary files are left."""
    good, folder = tmp_path / "a.pdf", tmp_path / "file"
    good.write_bytes(b"old")
    folder.write_bytes(b"not a folder")
    with pytest.raises(Unwritable) as refused:
        save({good: b"new", folder / "b.pdf": b"new"})
    assert refused.value.exit_code == 4
    assert good.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [good, folder]


def test_a_file_that_is_there_is_kept_where_it_must_be(tmp_path: Path) -> None:
    """`new` never writes over a workbook that somebody filled in."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"filled in")
    with pytest.raises(Unwritable, match="already"):
        save({tmp_path / "other": b"x", path: b"blank"}, overwrite=False)
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_folder_that_is_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """Before the work."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Unwritable, match="Too many levels"):
        must_be_possible([tmp_path / "loop" / "x.pdf"])


@pytest.mark.skipif(os.name == "nt", reason="the folder in which one works stays there")
def test_a_folder_that_is_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one in which the program was started."""
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    with pytest.raises(Unwritable, match="No such file"):
        must_be_possible([Path("x.pdf")])


def test_a_failure_half_way_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that is open in Word cannot be replaced on Windows."""

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(Unwritable, match=r"a\.docx cannot be written .*Close it in Word"):
        save({tmp_path / "a.docx": b"x"})
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - Path is patched here


def test_a_disk_that_is_full_leaves_no_scraps(tmp_path: Path) -> None:
    """A file that could be written only in part is removed."""
    resource = pytest.importorskip("resource")  # only where files can be limited
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(Unwritable):
            save({tmp_path / "small": b"x", tmp_path / "large": b"x" * 1_000_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


WRITES = ("os.open", "os.fdopen", "os.fsync", "os.link", "os.replace")
FAULTS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("call", WRITES)
def test_a_fault_at_any_write_leaves_all_old_or_all_new(
    call: str, nth: int, fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, lost permission or a read-only disk never leaves half a set of files.

    Each fault is tried at the first, second and third file.
    """
    module, name = call.split(".")
    owner = {"os": os, "tempfile": tempfile}[module]
    real, calls = getattr(owner, name), 0

    def failing(*words: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(fault, os.strerror(fault))
        return real(*words, **named)

    paths = [tmp_path / f"{letter}.pdf" for letter in "abc"]
    for path in paths[:2]:
        path.write_bytes(b"old")
    monkeypatch.setattr(owner, name, failing)
    told = ""
    try:
        save(dict.fromkeys(paths, b"new"))
    except Unwritable as refusal:
        told = str(refusal)
    monkeypatch.undo()
    refused = os.strerror(fault) in told
    assert calls >= min(nth, 2)
    contents = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert contents == (
        {"a.pdf": b"old", "b.pdf": b"old"}
        if refused
        else dict.fromkeys(("a.pdf", "b.pdf", "c.pdf"), b"new")
    )
    assert (
        refused or call == "os.link"
    )  # where a disk has no second names, the old file is copied aside


def test_a_file_that_cannot_be_set_aside_leaves_all_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a second name nor a copy can be had, as of somebody else's file: nothing is put."""
    paths = [tmp_path / f"{letter}.pdf" for letter in "abc"]
    for path in paths:
        path.write_bytes(b"old")
    real = shutil.copy2

    def not_the_last(source: Path, target: Path) -> object:
        if source.name == "c.pdf":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        return real(source, target)

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(shutil, "copy2", not_the_last)
    with pytest.raises(Unwritable, match=r"c\.pdf cannot be written"):
        save(dict.fromkeys(paths, b"new"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.pdf", "b.pdf", "c.pdf"), b"old"
    )


def test_a_file_that_cannot_be_put_back_is_named_with_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence is true even then, and nothing is lost."""
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in paths:
        path.write_bytes(b"old")
    real, renamed = os.replace, 0

    def failing(source: Path, target: Path) -> object:
        nonlocal renamed
        renamed += 1
        if renamed > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(Unwritable) as refusal:
        save(dict.fromkeys(paths, b"new"))
    told = f"What was in {paths[0]} before could not be put back, and lies in "
    assert told in str(refusal.value)
    assert str(paths[1]) not in str(refusal.value).partition(told)[2]  # it never went
    assert paths[1].read_bytes() == b"old"
    kept = [path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".old"]
    assert kept == [b"old"]


def test_a_link_is_put_back_where_the_set_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leads where it led."""
    private, link = tmp_path / "private.txt", tmp_path / "a.pdf"
    private.write_bytes(b"private")
    link.symlink_to(private)
    real, renamed = os.replace, 0

    def second_fails(source: Path, target: Path) -> object:
        nonlocal renamed
        renamed += 1
        if renamed == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(source, target)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(Unwritable):
        save({link: b"new", tmp_path / "b.pdf": b"new"})
    assert link.readlink() == private
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "private.txt"]


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Whoever put it there does not get somebody else's file overwritten."""
    private, link = tmp_path / "private.txt", tmp_path / "out" / "plan.pdf"
    private.write_bytes(b"private")
    link.parent.mkdir()
    link.symlink_to(private)
    save({link: b"new"})
    assert private.read_bytes() == b"private"
    assert (link.is_symlink(), link.read_bytes()) == (False, b"new")


def test_names_that_are_too_long_or_taken_are_refused_before_the_work(tmp_path: Path) -> None:
    """Also where the folder itself is not there yet."""
    with pytest.raises(Unwritable, match="too long for the name of a file"):
        must_be_possible([tmp_path / "new" / f"{'é' * 130}.pdf"])
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(Unwritable, match="There is a folder"):
        must_be_possible([tmp_path / "plan.pdf"])
    must_be_possible([tmp_path / "new" / f"{'x' * 251}.pdf"])


def test_two_files_of_one_name_are_refused_before_the_work(tmp_path: Path) -> None:
    """However the name is written: the second would be written over the first."""
    (tmp_path / "a").mkdir()
    names = [tmp_path / "plan.xlsx", tmp_path / "a" / ".." / "plan.xlsx"]
    with pytest.raises(Unwritable, match="one of them would be lost"):
        must_be_possible(names)
    with pytest.raises(Unwritable, match="one of them would be lost"):
        save(dict.fromkeys(names, b"x"))
    assert not names[0].exists()


def test_a_workbook_for_whose_temporary_files_there_is_no_room_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By lxml’s own exception, which is no fault of a file that Python tells of."""

    def full(_: object) -> None:
        raise etree.SerialisationError("IO_ENOSPC")

    monkeypatch.setattr("reportgen.workbook.write.saving.Writer.save", full)
    with pytest.raises(Unwritable, match="no room for the temporary files"):
        new(tmp_path / "plan.xlsx", example=False, made_on=dt.date(2026, 11, 28))
    assert not list(tmp_path.iterdir())
