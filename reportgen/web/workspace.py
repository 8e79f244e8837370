"""The files of one sitting, in a private folder that goes with the server."""

import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app.build import BuildOptions, BuildResult
from reportgen.app.check import CheckResult, check
from reportgen.app.import_plan import ImportedPlan
from reportgen.app.read import ReadResult
from reportgen.model.problems import Problem
from reportgen.model.settings import PICTURE
from reportgen.web.officers_round import OfficersRound, Upload
from reportgen.web.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

_ODD = re.compile(r"[^\w .,()+&'’–-]")
_LONGEST_ENDING = 5
_LONGEST = 80  # letters of a file's name, without its ending


def safe_name(typed: str) -> str:
    """The last part of a name, without what names no file: “../../plan?.xlsx” is “plan_.xlsx”."""
    name = _ODD.sub("_", re.split(r"[/\\]", typed)[-1]).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return name[:_LONGEST]
    return f"{stem[:_LONGEST]}.{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a newer workbook has mended, and what is wrong in it that was not before."""

    mended: tuple[Problem, ...]
    new: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that can be taken away, and the name that it is to have then."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A file that is none of ours: what was chosen and typed for it, and what was read so."""

    maps: Mapping[str, str] = field(default_factory=dict)
    """What was chosen for its headings to mean."""
    quarter: str = ""
    plan: ImportedPlan | None = None
    """None where no plan was found in it yet."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What else was chosen on the page, by the names of its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper that was made."""

    name: str
    kind: str
    key: str
    """That in the workspace's `results`."""
    shown: bool
    """Whether a browser can show it."""
    state: str
    """That of the workbook of which it was made."""
    group: str
    """The folder that it is in where several are taken away together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Papers that were asked for, and the results to come."""

    workbook: Path
    state: str
    options: BuildOptions
    results: "tuple[Future[BuildResult], ...]"
    """One for each edition: they are made one after the other."""

    @property
    def made(self) -> int:
        """How many editions are made, or will not be."""
        return sum(result.done() for result in self.results)

    @property
    def done(self) -> bool:
        """Whether all is made, or nothing more will be."""
        return self.made == len(self.results)


@dataclass(slots=True)
class Workspace:
    """What was dropped, and what was made of it. One for the server; held by one lock."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="reportgen-")))
    reader: Worker = field(default_factory=Worker)
    papers: Worker = field(default_factory=Worker)
    lock: threading.RLock = field(default_factory=threading.RLock)
    plan: Path | None = None
    sitting: str = field(default_factory=secrets.token_hex)
    """By which pages of a plan that was open before are known."""
    opened: Path | None = None
    """The plan that lies where its owner keeps it, and is read anew when it is saved."""
    previous: Path | None = None
    logo: Path | None = None
    """The picture that was given as the council's logo."""
    imports: dict[str, Import] = field(default_factory=dict)
    """Files that are none of ours, by their keys in `results`."""
    change: Change | None = None
    job: Job | None = None
    result: BuildResult | None = None
    """What came of the papers that were made last."""
    result_of: str = ""
    """The state of the workbook of which they were made."""
    documents: dict[str, Document] = field(default_factory=dict)
    """The papers that were made, by their names; the newest of each."""
    asked: dict[str, list[str]] | None = None
    """What the form of papers asked for last."""
    round: OfficersRound = field(init=False)
    results: dict[str, Offered] = field(default_factory=dict)
    """Files to be taken away, by names that nobody can guess."""
    written: set[Path] = field(default_factory=set)
    """The workbooks that were made here."""
    untaken: dict[Path, str] = field(default_factory=dict)
    """What would be lost, since nobody took it away: files, and the addresses that give them."""
    made: dict[str, str] = field(default_factory=dict)
    """What was made, by the step of the quarter: sentences, and keys in `results`."""
    _checked: tuple[object, CheckResult] | None = None

    def __post_init__(self) -> None:
        """Begin without returns."""
        self.round = OfficersRound(folder=self.folder / "returns")

    @property
    def state(self) -> str:
        """By which it is known that the plan is another file, or was saved since."""
        return f"{self.plan.parent.name}/{stamp(self.plan)}" if self.plan else ""

    @property
    def is_ours(self) -> bool:
        """Whether the plan is a workbook that was made here, and is to be taken away."""
        return self.plan in self.written

    def new_folder(self) -> Path:
        """An empty folder that nothing else is in."""
        folder = self.folder / secrets.token_urlsafe(12)
        folder.mkdir()
        return folder

    def keep(self, upload: Upload) -> Path:
        """Write an uploaded file into a folder of its own, under its own name."""
        path = self.new_folder() / safe_name(upload.filename or "")
        upload.save(str(path))
        return path

    def keep_return(self, upload: Upload) -> None:
        """Write what an officer sent beside the other returns, under a name of its own."""
        self.round.keep(upload, safe_name(upload.filename or ""))
        self.made.pop("reminders-file", None)  # who has answered is another matter now

    def forget_merge(self) -> None:
        """Forget what was merged into a newer copy of the plan."""
        self.round.taken = None
        self.made.pop("merged", None)

    def open(self, path: Path, *, mine: bool = False, written: bool = False) -> None:
        """Go on with this workbook.

        `mine` where it lies in its owner's folder, `written` where it was made here out of what
        somebody did, so that it would be lost.
        """
        if self.plan:
            self.untaken.pop(self.plan, None)  # the next has all that it had
        if written:
            self.written.add(path)
            self.untaken[path] = "/workbook"
        before, old = self.checked(), self.plan
        self.plan, self.opened, self.change = path, path if mine else None, None
        for key in ("next", "next-file"):
            self.made.pop(key, None)
        after = self.checked()
        if before and after:
            self.change = _change(before, after)
        if not mine:
            self.bring_logo(old)

    def bring_logo(self, old: Path | None) -> None:
        """Put the logo that the plan names beside it: what was given, or lay beside the old one."""
        result = self.checked()
        if self.plan is None or result is None or not isinstance(result.outcome, ReadResult):
            return
        name = result.outcome.plan.settings.logo
        given = self.logo if self.logo and self.logo.name == name else old and old.parent / name
        beside = self.plan.parent / name
        if given and PICTURE.fullmatch(name) and given.is_file() and given != beside:
            shutil.copyfile(given, beside)

    def close(self) -> None:
        """Let the plan go, and all that was made of it."""
        if self.job and not self.job.done:
            self.papers.stop_work()
        self.plan = self.opened = self.previous = self.logo = None
        self.sitting = secrets.token_hex()
        self.job = self.result = self.change = self.asked = None
        self.round.clear()
        self.round = OfficersRound(folder=self.round.folder)
        for kept in (self.made, self.results, self.untaken, self.documents, self.imports):
            kept.clear()

    def checked(self) -> CheckResult | None:
        """The plan as it was read; read again only where the file is another."""
        if self.plan is None:
            return None
        state = (self.plan, stamp(self.plan))
        if self._checked and self._checked[0] == state:
            return self._checked[1]
        if self._checked and self.opened and self._checked[1].workbook == self.plan:
            before, result = self._checked[1], self.reader.do(check, self.plan)
            self.change = _change(before, result)
        else:
            result = self.reader.do(check, self.plan)
        self._checked = (state, result)
        return result

    def offer(self, path: Path, *, name: str = "") -> str:
        """The key under which a file can be taken away, as a file of this name or its own."""
        key = secrets.token_urlsafe(18)
        self.results[key] = Offered(path=path, name=name or path.name)
        return key

    def offer_work(self, path: Path, step: str, *, name: str = "") -> None:
        """Offer what was made in a step of the quarter, and would be lost; only the newest."""
        old = self.results.pop(self.made.get(f"{step}-file", ""), None)
        if old:
            self.untaken.pop(old.path, None)
        self.made[f"{step}-file"] = self.offer_untaken(path, name=name)

    def offer_untaken(self, path: Path, *, name: str = "") -> str:
        """Offer a file that would be lost, as nobody has taken it away; its key."""
        key = self.offer(path, name=name)
        self.untaken[path] = f"/files/{key}"
        return key

    def end(self) -> None:
        """End the processes, and take the folder away."""
        self.reader.end()
        self.papers.end()
        shutil.rmtree(self.folder, ignore_errors=True)


def stamp(path: Path) -> tuple[int, int]:
    """When a file was written, and how large it is; noughts where there is none."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _change(before: CheckResult, after: CheckResult) -> Change | None:
    """What differs between two readings; None where one of them was refused."""
    old, new = _problems(before), _problems(after)
    if old is None or new is None:
        return None
    settled = {problem.what for problem in new if problem.code == "confirmed"}
    return Change(
        mended=tuple(each for each in _without(old, new) if each.what not in settled),
        new=tuple(each for each in _without(new, old) if each.what not in settled),
    )


def _problems(result: CheckResult) -> tuple[Problem, ...] | None:
    return getattr(result.outcome, "problems", None)


def _without(some: Iterable[Problem], others: Iterable[Problem]) -> Iterable[Problem]:
    told = {(problem.code, problem.where, problem.what) for problem in others}
    return (each for each in some if (each.code, each.where, each.what) not in told)
