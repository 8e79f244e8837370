"""Whatever nobody thought of ends in a sentence: the clock and the memory of a reading."""

import contextlib
import gc
import inspect
import re
import resource
import signal
import sys
import time
from pathlib import Path
from types import CodeType, SimpleNamespace

import pytest

from reportgen.app.check import check
from reportgen.model.errors import Unreadable
from reportgen.office import limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing can be bounded there")
PLAN = Path("plan.xlsx")


@pytest.fixture(autouse=True)
def _a_quarter_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SECONDS", 0.25)


def _endless() -> None:
    while True:
        pass


def _passed_over() -> None:
    while True:
        with contextlib.suppress(Exception):  # what a library may do
            _endless()


def _a_pattern() -> None:
    re.match("(a*)*b", "a" * 40)


class _Gone:
    """An object whose going takes a while: Python can raise nothing there."""

    def __del__(self) -> None:
        """Go."""
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass


def _in_a_finalizer() -> None:
    while True:
        _Gone()
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass


@pytest.mark.parametrize("slow", [_endless, _passed_over, _a_pattern, _in_a_finalizer])
def test_a_reading_without_end_is_refused(slow: object, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where a library passes exceptions over, or none can be raised; nothing is printed."""
    assert callable(slow)
    with (
        pytest.raises(Unreadable, match=r"^To read plan\.xlsx takes more than"),
        limits.bounded_reading(PLAN),
    ):
        slow()
    gc.collect()
    assert not capsys.readouterr().err
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_one_reading_within_another_has_the_time_of_both() -> None:
    """The clock is the outer one's."""
    with (
        pytest.raises(Unreadable, match=r"this\.xlsx and plan\.xlsx"),
        limits.bounded_reading(Path("this.xlsx"), PLAN),
    ):
        limits.within_bounds(lambda _: _endless())(PLAN)


def test_a_workbook_that_takes_too_long_is_a_result(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of `check`, as any other that is refused."""
    monkeypatch.setattr("reportgen.app.read.assemble.read", limits.within_bounds(_reads_for_ever))
    result = check(tmp_path / "plan.xlsx")
    assert isinstance(result.outcome, Unreadable)
    assert result.outcome.code == "too-slow"


def _reads_for_ever(_: Path) -> None:
    _endless()


@pytest.mark.skipif(sys.platform != "linux", reason="no other system says what is used")
def test_memory_that_is_used_up_where_nothing_can_be_raised_is_not_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is refused where it can."""

    def use_up() -> None:
        Large()
        bytes(500_000_000)

    class Large:
        def __del__(self) -> None:
            bytes(500_000_000)

    with (
        pytest.raises(Unreadable, match="holds far more"),
        limits.bounded_reading(PLAN),
        limits.limited(100_000_000),
    ):
        use_up()
    assert not capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="no other system says what is used")
def test_limits_of_threads_that_overlap_are_all_lifted() -> None:
    """Whichever ends first."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    first, second = limits.limited(500_000_000), limits.limited(400_000_000)
    first.__enter__()
    second.__enter__()
    lowest = resource.getrlimit(resource.RLIMIT_AS)[0]
    first.__exit__(None, None, None)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == lowest
    second.__exit__(None, None, None)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def looked_at(code: CodeType) -> None:
    """A reading out of time, whose timer finds it in this function."""
    with limits.bounded_reading(Path("plan.xlsx")):
        look = signal.getsignal(signal.SIGPROF)
        assert callable(look)
        look(signal.SIGPROF, SimpleNamespace(f_code=code))


def test_a_limit_is_never_met_while_a_reading_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing would catch it, and the timer would go on: it is looked at again soon."""
    monkeypatch.setattr(limits, "_SECONDS", -1)
    looked_at(inspect.unwrap(limits.bounded_reading).__code__)
    with pytest.raises(Unreadable):
        looked_at(looked_at.__code__)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
