"""An installed copy works without the repository."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import ROOT


def run(*words: str | Path, cwd: Path) -> str:
    """Run a program elsewhere and give what it printed."""
    return subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_the_wheel_makes_documents_in_an_empty_environment_elsewhere(tmp_path: Path) -> None:
    """Templates and example change inside it."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    run(
        *pip,
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        cwd=tmp_path,
    )
    [wheel] = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [
        "-m",
        "pip",
        "--disable-pip-version-check",
        "-q",
        "install",
        "-c",
        str(ROOT / "constraints.txt"),
        str(wheel),
    ]
    run(python, *install, cwd=tmp_path)
    reportgen = tmp_path / "env" / "bin" / "reportgen"
    run(reportgen, "new", "plan.xlsx", "--example", cwd=tmp_path)
    made = run(reportgen, "build", "plan.xlsx", cwd=tmp_path).split()
    assert made == [f"output/plan-action-plan-draft.{kind}" for kind in ("pdf", "docx", "html")]
    assert (tmp_path / made[0]).read_bytes().startswith(b"%PDF")
    assert "templates/action_plan.docx" not in run(
        python, "-c", "import reportgen; print(reportgen.__file__)", cwd=tmp_path
    )
