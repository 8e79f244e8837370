"""A whole quarter in a real browser, from a Word plan to the next quarter's workbook."""

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import needs_chromium
from browser import page as opened
from conftest import ROOT
from PIL import Image
from playwright.sync_api import Page, expect
from serving import INSTALLED, choose, server, taken
from visiting import add_table

pytestmark = [needs_chromium, pytest.mark.slow]

PICTURES = ROOT / "docs" / "pictures"
PLAN = (
    ("Ref", "What will be done", "By when", "Lead", "Where we are"),
    ("1.1", "Fit lamps in the lane", "Q3 2016/17", "Parks Officer", "Posts are up."),
    ("1.2", "Mend the gate", "Q4 2016/17", "Parks Officer", "Wood is ordered."),
    ("2.1", "Talk to the school", "Q3 2016/17", "Youth Officer", "A day is agreed."),
    ("2.2", "Open the club", "Q1 2017/18", "Club Warden", "Keys are here."),
)


def portable(folder: Path) -> list[str]:
    """The program as a folder that was made for another computer, run by the system's own Python.

    Nothing of this environment is seen by it.
    """
    python = shutil.which("python3", path="/usr/bin")
    if python is None:
        pytest.skip("the system has no Python of its own")
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    told = subprocess.run([python, "-c", version], capture_output=True, text=True, check=True)
    script = ROOT / "scripts" / "portable.py"
    words = [sys.executable, script, "linux", folder, told.stdout.strip()]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if "No matching distribution" in made.stderr or "Could not find a version" in made.stderr:
        pytest.skip("its libraries cannot be downloaded here")
    assert made.returncode == 0, made.stderr
    return [python, "-I", str(folder / "app" / "start.py")]


@pytest.fixture(params=["installed", "portable"])
def page(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The first page of a server, as it is installed and as a folder that is carried about."""
    apart = request.param == "portable"
    program = portable(tmp_path / "portable") if apart else INSTALLED
    with server(tmp_path, program=program) as address, opened() as shown:
        shown.goto(address)
        yield shown


def word_plan(folder: Path) -> Path:
    """A plan as a desk may have it, in Word."""
    document = docx.Document()
    document.add_heading("Safer Lanes action plan", 0)
    add_table(document, PLAN)
    document.save(str(folder / "lanes.docx"))
    return folder / "lanes.docx"


def answer(path: Path, **statuses: str) -> Path:
    """A form filled in: the status of actions by their refs, with “1_1” for 1.1."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        ref = str(sheet.cell(row, columns["Ref"]).value).replace(".", "_")
        if ref in statuses:
            sheet.cell(row, columns["Status"]).value = statuses[ref]
    book.save(path)
    return path


def sound(page: Page) -> None:
    """Nothing that axe finds wrong in a page."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.fixture
def picture(page: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keeps what the page shows for docs/coordinator.md, where `--approve` asks for it."""

    def keep(name: str) -> None:
        if request.config.getoption("--approve"):
            taken_picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            taken_picture.quantize(48).save(PICTURES / f"page-{name}.png", optimize=True)

    return keep


def test_a_quarter(page: Page, tmp_path: Path, picture: Callable[[str], None]) -> None:
    """With the browser alone, and every state of the pages sound for a screen reader."""
    sound(page)
    picture("start")
    choose(page, "#file", word_plan(tmp_path), then="Open it")
    expect(page.get_by_role("heading", level=1)).to_have_text("What was read of lanes.docx")
    sound(page)
    lead = page.get_by_label("Lead")
    assert lead.input_value() == "Accountable Officer"
    page.get_by_label("Of the quarter that I report now").check()
    picture("import")
    page.get_by_role("button", name="This is right").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Safer Lanes")
    sound(page)

    picture("plan")
    mend(page)
    picture("check")
    forms = ask(page, tmp_path)
    picture("officers")
    assert forms.keys() == {"Parks Officer", "Youth Officer", "Club Warden"}
    returns = [
        answer(forms["Parks Officer"], **{"1_1": "Green", "1_2": "Amber"}),
        answer(forms["Youth Officer"], **{"2_1": "Green"}),
    ]
    other = tmp_path / "again" / "Parks Officer.xlsx"
    other.parent.mkdir()
    other.write_bytes(returns[0].read_bytes())
    returns.append(answer(other, **{"1_2": "Red"}))
    merge(page, returns, picture)
    papers(page, tmp_path)
    picture("papers")
    roll(page, tmp_path)
    picture("next")


def mend(page: Page) -> None:
    """Type what is missing where it is told of, and see that it is told of no more."""
    page.get_by_role("link", name="Check").first.click()
    sound(page)
    quarter = page.get_by_label("Quarter in Report!B", exact=False)
    before = quarter.count()
    assert before
    missing = page.locator("li.fault", has_text="Quarter").get_by_role("textbox").first
    missing.fill("Q3 2016/17")
    page.get_by_role("button", name="Check my changes").click()
    expect(page.get_by_role("status")).to_contain_text("1 cell changed in a corrected copy")
    expect(page.get_by_text("No longer found: 1.")).to_be_visible()
    sound(page)


def ask(page: Page, folder: Path) -> dict[str, Path]:
    """The forms, by their officers."""
    page.get_by_role("link", name="Ask the officers").first.click()
    sound(page)
    page.get_by_role("button", name="Make the forms").click()
    together = taken(page, "Take the forms", folder)
    with zipfile.ZipFile(together) as archive:
        archive.extractall(folder / "forms")
    return {path.stem.split(" - ")[0]: path for path in (folder / "forms").glob("*.xlsx")}


def merge(page: Page, returns: list[Path], picture: Callable[[str], None]) -> None:
    """Drop what came back, choose where two disagree, and go on with it."""
    page.get_by_role("link", name="What came back").first.click()
    sound(page)
    choose(page, "#file", *returns, then="Read them")
    expect(page.get_by_text("actions have a status")).to_contain_text("2 of 4")
    dispute = page.get_by_role("group", name="1.2 Mend the gate")
    sound(page)
    dispute.get_by_label("Red").check()
    picture("returns")
    page.get_by_role("button", name="Go on with the merged workbook").click()
    expect(page.get_by_role("status")).to_contain_text("3 of 4 actions have a status")


def papers(page: Page, folder: Path) -> None:
    """Make a paper, and take all away; what was chosen is in it."""
    page.get_by_role("link", name="Papers").first.click()
    page.get_by_role("button", name="Make them").click()
    expect(page.get_by_role("heading", name="Made: 3 documents")).to_be_visible(timeout=60_000)
    sound(page)
    together = taken(page, "Take all away", folder)
    with zipfile.ZipFile(together) as archive:
        names = archive.namelist()
        web = next(name for name in names if name.endswith(".html"))
        words = archive.read(web).decode()
    assert sorted(name.rpartition(".")[2] for name in names) == ["docx", "html", "pdf"]
    assert "Mend the gate" in words
    assert "Red" in words


def roll(page: Page, folder: Path) -> None:
    """The next quarter's workbook has this quarter's words in its History."""
    page.get_by_role("link", name="Next quarter").first.click()
    sound(page)
    if page.get_by_label("although there are errors").count():
        page.get_by_label("although there are errors").check()
    page.get_by_role("button", name="Make the next workbook").click()
    path = taken(page, "Take the next workbook away", folder)
    history = openpyxl.load_workbook(path)["History"]
    said = {(row[0].value, row[2].value) for row in history.iter_rows(min_row=2)}
    assert ("1.2", "Red") in said
