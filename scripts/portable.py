"""Makes a folder with the program and its libraries, which needs nothing but Python.

`portable.py windows FOLDER` makes it and FOLDER.zip; `portable.py linux FOLDER 3.11` its twin, with
which the tests go through a quarter. PDFs are made by Typst: WeasyPrint's Pango cannot be brought.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "portable"
PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_LEFT_OUT = ("weasyprint", "pydyf")
_OF_WINDOWS = ("colorama",)  # click's, which pip on Linux does not know to be needed there
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def requirements(system: str) -> list[str]:
    """The names of the libraries that the program needs there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["typst"]]
    names = dict.fromkeys(match[0] for line in listed if (match := _NAME.match(line)))
    more = _OF_WINDOWS if system == "windows" else ()
    return [*(name for name in names if name not in _LEFT_OUT), *more]


def wheels(system: str, python: str, folder: Path) -> list[Path]:
    """The wheels for one Python, downloaded."""
    platforms = [part for name in PLATFORMS[system] for part in ("--platform", name)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    how = ["--only-binary=:all:", "--python-version", python, *platforms, "-d", str(folder)]
    subprocess.run(
        [*command, *how, "-c", str(ROOT / "constraints.txt"), *requirements(system)], check=True
    )
    return sorted(folder.glob("*.whl"))


def own_wheel(folder: Path) -> Path:
    """The program itself, as a wheel."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    how = ["--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run([*command, *how], check=True)
    return next(folder.glob("reportgen-*.whl"))


def is_of_one_python(wheel: Path) -> bool:
    """Whether a wheel is for one version of Python alone."""
    python, abi, _ = wheel.stem.split("-")[-3:]
    return python.startswith("cp") and abi.startswith("cp")


def unpack(wheel: Path, folder: Path) -> None:
    """Put what is in a wheel into a folder; its commands, which would be .exe files, are left."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for data in folder.glob("*.data"):
        for part in ("purelib", "platlib"):
            if (data / part).is_dir():
                shutil.copytree(data / part, folder, dirs_exist_ok=True)
        shutil.rmtree(data)


def make(system: str, pythons: tuple[str, ...], target: Path) -> None:
    """Make the folder at `target`."""
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as temporary:
        downloaded = Path(temporary)
        program = own_wheel(downloaded)
        for python in pythons:
            folder = downloaded / python
            own = target / "app" / "lib" / f"cp{python.replace('.', '')}"
            own.mkdir(parents=True)
            for wheel in wheels(system, python, folder):
                hashes[wheel.name] = hashlib.sha256(wheel.read_bytes()).hexdigest()
                unpack(wheel, own if is_of_one_python(wheel) else own.parent / "any")
        unpack(program, target / "app" / "lib" / "any")
    shutil.copy(SOURCES / "start.py", target / "app")
    about = (SOURCES / "about.html").read_text(encoding="utf-8")
    rows = (f"<tr><td>{escape(name)}</td><td>{digest}</td></tr>" for name, digest in hashes.items())
    page = about.replace("{rows}", "\n".join(rows))
    (target / "For your IT department.html").write_text(page, encoding="utf-8")
    if system == "windows":
        words = (SOURCES / "Start reportgen.cmd").read_text(encoding="utf-8")
        (target / "Start reportgen.cmd").write_text(words, encoding="utf-8", newline="\r\n")


def main(system: str, folder: str, *pythons: str) -> None:
    """Make the folder anew and, for Windows, the zip file."""
    target = Path(folder).resolve()
    shutil.rmtree(target, ignore_errors=True)
    make(system, pythons or PYTHONS, target)
    if system == "windows":
        shutil.make_archive(str(target), "zip", target.parent, target.name)
    size = sum(path.stat().st_size for path in target.rglob("*"))
    print(f"{target}: {size // 1_000_000} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
