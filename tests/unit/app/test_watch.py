"""A workbook is built again when it has been saved, and only then."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import DATA

from reportgen.app.watch import saved

Q3, Q2 = DATA / "asb-2016-17-q3.xlsx", DATA / "asb-2016-17-q2.xlsx"


def test_a_save_is_seen_once_and_when_the_file_lies_still(tmp_path: Path) -> None:
    """Also where it is a new file under the old name, or is not there for a while."""
    path, other = tmp_path / "plan.xlsx", tmp_path / "new.xlsx"
    path.write_bytes(b"one")
    looks: list[str] = []

    def wait(_: float) -> None:
        looks.append("look")
        if len(looks) == 6:
            other.write_bytes(b"two!")
            path.unlink()
        if len(looks) == 9:
            other.replace(path)
        if 12 < len(looks) < 17:
            path.write_bytes(b"x" * len(looks))  # being written
        if len(looks) > 30:
            raise KeyboardInterrupt

    seen: list[tuple[int, bytes]] = []
    watched = ((len(looks), path.read_bytes()) for _ in saved(path, wait=wait))
    with pytest.raises(KeyboardInterrupt):
        seen.extend(watched)
    assert [content for _, content in seen] == [b"one", b"two!", b"x" * 16]
    assert [at for at, _ in seen] == [1, 10, 17]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_the_command_builds_again_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """With the new words in the page."""
    plan, page = tmp_path / "plan.xlsx", tmp_path / "out" / "plan-action-plan-draft.html"
    shutil.copy(Q2, plan)
    code = (  # also where whoever runs the tests has set Ctrl-C aside, as a shell does behind “&”
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from reportgen.cli import main; main(sys.argv[1:])"
    )
    words = ["watch", str(plan), "--format", "html", "-o", str(tmp_path / "out")]
    running = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        for source in (Q2, Q3):
            shutil.copy(source, tmp_path / "new.xlsx")
            (tmp_path / "new.xlsx").replace(plan)
            quarter = source.stem[-1]
            until = time.monotonic() + 60
            while not (page.exists() and f"Quarter {quarter} ".encode() in page.read_bytes()):
                assert time.monotonic() < until
                time.sleep(0.1)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    finally:
        running.kill()
        running.communicate()
    assert running.returncode == 0
    assert b"Waiting until plan.xlsx is saved again" in told
    assert b"Traceback" not in told
