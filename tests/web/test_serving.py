"""The server as it is started and ended, and its pages on small screens and without script."""

import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, needs_chromium, page
from conftest import DATA, ROOT
from playwright.sync_api import Page, expect, sync_playwright
from serving import choose, server

pytestmark = pytest.mark.slow
MESSY = DATA / "messy.xlsx"
STEPS = ("/", "/officers", "/returns", "/faults", "/papers", "/next-quarter")
TYPED = ("/details", "/statuses", "/actions", "/actions?officer=", "/actions/4")
"""The pages on which cells are typed."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a workbook that has faults, for one browser."""
    with server(tmp_path_factory.mktemp("server"), str(MESSY)) as printed:
        yield printed


def started_again(folder: Path) -> str:
    """What a second start prints."""
    command = [sys.executable, "-m", "reportgen", "serve", "--no-browser"]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={"TMPDIR": str(folder), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stderr


def test_a_second_start_opens_the_first(tmp_path: Path) -> None:
    """With an address of its own, since each opens one browser."""
    with server(tmp_path) as first:
        said = started_again(tmp_path)
    assert said.startswith("The page is served already: http://127.0.0.1:")
    assert first.rpartition("/enter/")[0] in said
    assert first not in said
    assert not list(tmp_path.glob("reportgen-*/*"))


def test_what_a_killed_server_left_stops_no_other(tmp_path: Path) -> None:
    """Neither its note of where it is, nor its port."""
    with server(tmp_path) as first:
        note = next(tmp_path.glob("reportgen-*.json"))
        kept = note.read_text(encoding="utf-8")
        assert note.stat().st_mode & 0o077 == 0
    note.write_text(kept, encoding="utf-8")
    with server(tmp_path) as second:
        assert second != first


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_ended_it_leaves_nothing(tmp_path: Path, way: signal.Signals) -> None:
    """No folder, no process, no note."""
    command = [sys.executable, "-m", "reportgen", "serve", "--no-browser", str(MESSY)]
    env = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    # What runs in the background of a shell may ignore it, and so would its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    started = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, encoding="utf-8")
    signal.signal(signal.SIGINT, before)
    with started as process:
        assert process.stderr
        process.stderr.readline()
        process.send_signal(way)
        assert process.wait(20) in (0, 130)
        assert "Traceback" not in process.stderr.read()
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told(address: str, tmp_path: Path) -> None:
    """With the remedy."""
    port = address.split(":")[2].partition("/")[0]
    command = [sys.executable, "-m", "reportgen", "serve", "--no-browser", "--port", port]
    env = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 4
    assert f"The port {port} cannot be used" in run.stderr
    assert "Traceback" not in run.stderr


def test_it_ends_where_ctrl_c_is_ignored(tmp_path: Path) -> None:
    """As in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with server(tmp_path):
            pass
    finally:
        signal.signal(signal.SIGINT, before)
    assert not list(tmp_path.iterdir())


@needs_chromium
def test_quit_ends_it(tmp_path: Path) -> None:
    """From the page."""
    with server(tmp_path) as printed, page() as shown:
        shown.goto(printed)
        shown.get_by_role("button", name="Quit").click()
        expect(shown.get_by_role("heading", level=1)).to_have_text("reportgen has ended")
        shown.wait_for_timeout(3_000)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(printed, timeout=5)  # noqa: S310 - our own


@needs_chromium
def test_a_workbook_that_is_saved_is_shown_anew(tmp_path: Path) -> None:
    """With what is mended; nobody presses a key."""
    plan = tmp_path / "plan.xlsx"
    shutil.copy(DATA / "asb-2016-17-q3.xlsx", plan)
    with server(tmp_path, str(plan)) as printed, page() as shown:
        shown.goto(printed)
        shown.get_by_role("link", name="Check").first.click()
        lead = shown.locator("main .lead")
        expect(lead).to_contain_text("No errors")
        shown.wait_for_timeout(2_500)
        book = openpyxl.load_workbook(plan)
        next(c for row in book["Actions"] for c in row if c.value == "Amber").value = "Ambr"
        book.save(plan)
        expect(lead).to_contain_text("1 error", timeout=10_000)
        expect(shown.locator(".change")).to_contain_text("“Ambr” is not in the status key.")


@needs_chromium
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_page_runs_off_the_screen(address: str, width: int, tmp_path: Path) -> None:
    """Of a telephone, or at 400 per cent on a usual screen (WCAG 2.2, 1.4.10)."""
    with server(tmp_path, str(MESSY)) as printed, page(width) as shown:
        shown.goto(printed)
        for step in (*STEPS, *TYPED):
            shown.goto(printed.partition("/enter/")[0] + step)
            wide = shown.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, step
    assert address


@needs_chromium
def test_pages_on_which_cells_are_typed_are_sound_for_a_screen_reader(tmp_path: Path) -> None:
    """With what is folded away unfolded."""
    with server(tmp_path, str(MESSY)) as printed, page() as shown:
        shown.goto(printed)
        for step in (*TYPED, "/faults", "/officers"):
            shown.goto(printed.partition("/enter/")[0] + step)
            for folded in shown.locator("summary").all()[:2]:
                folded.click()
            found = Axe().run(shown).response["violations"]
            assert [each["id"] for each in found] == [], step


@needs_chromium
def test_a_plan_is_mended_and_its_papers_are_made_without_script(tmp_path: Path) -> None:
    """All that is lost is what is dragged."""
    with server(tmp_path) as printed, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown: Page = browser.new_context(java_script_enabled=False).new_page()
        shown.goto(printed)
        choose(shown, "#file", MESSY, then="Open it")
        shown.get_by_role("link", name="Check").first.click()
        shown.get_by_label("Status in Actions!E8").select_option("Amber")
        shown.get_by_role("button", name="Check my changes").click()
        expect(shown.locator("main .lead")).to_contain_text("4 errors")
        shown.get_by_role("link", name="Papers").first.click()
        for kind in ("PDF", "Word"):
            shown.get_by_label(kind).uncheck()
        shown.get_by_role("button", name="Make them").click()
        expect(shown.get_by_role("heading", name="Made: 1 document")).to_be_visible(timeout=30_000)
        browser.close()


def reach(page: Page, words: str, *, key: str = "Tab") -> None:
    """Go on with a key until what says these words has the focus, which can be seen."""
    for _ in range(150):
        page.keyboard.press(key)
        told = page.evaluate(
            "() => { const at = document.activeElement;"
            " return [at.labels?.[0]?.textContent, at.ariaLabel, at.textContent, at.value]"
            ".filter(Boolean).join(' | ') }"
        )
        if words in told:
            ring = page.evaluate(
                "() => { const style = getComputedStyle(document.activeElement);"
                " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
            )
            assert ring, f"the focus on {words} cannot be seen"
            assert_uncovered(page)
            return
    pytest.fail(f"{words} is not reached")


def assert_uncovered(page: Page) -> None:
    """What has the focus is not under the bar at the foot of the page."""
    over = page.evaluate(
        "() => { const at = document.activeElement, box = at.getBoundingClientRect();"
        " const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
        " const is = at === document.body || at.contains(seen) || seen?.contains(at);"
        " return is ? '' : `${seen?.outerHTML}` }"
    )
    assert not over, over[:300]


@needs_chromium
@pytest.mark.parametrize("path", ["/details", "/actions?officer="])
def test_the_bar_at_the_foot_covers_nothing_that_has_the_focus(path: str, tmp_path: Path) -> None:
    """However many fields there are."""
    with server(tmp_path, str(DATA / "asb-2016-17-q3.xlsx")) as printed, page() as keys:
        keys.goto(printed)
        keys.goto(printed.partition("/enter/")[0] + path)
        for _ in range(40):
            keys.keyboard.press("Tab")
            assert_uncovered(keys)


def go_on(page: Page) -> None:
    """Press Enter on a link or a button, and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@needs_chromium
def test_a_plan_is_mended_and_its_papers_are_made_by_keyboard_alone(tmp_path: Path) -> None:
    """Each thing is reached by Tab, seen when it is, and worked by Enter, Space and arrows."""
    with server(tmp_path) as printed, page() as keys:
        keys.goto(printed)
        reach(keys, "Skip to the content")
        keys.keyboard.press("Enter")
        reach(keys, "Look around with an example")
        go_on(keys)
        expect(keys.get_by_role("heading", level=1)).to_contain_text("Welwyn Hatfield")
        reach(keys, "Check")
        go_on(keys)
        reach(keys, "Status")
        keys.keyboard.press("ArrowDown")
        reach(keys, "Check my changes")
        go_on(keys)
        expect(keys.get_by_role("status")).to_contain_text("changed in a corrected copy")
        reach(keys, "Papers")
        go_on(keys)
        for unwanted in ("PDF", "Word"):
            reach(keys, unwanted)
            keys.keyboard.press("Space")
        reach(keys, "Make them")
        go_on(keys)
        expect(keys.locator("#made")).to_contain_text("Made: 1 document", timeout=60_000)
        reach(keys, "Take it away")
        with keys.expect_download() as waiting:
            keys.keyboard.press("Enter")
        assert waiting.value.suggested_filename.endswith(".html")


def test_a_slow_visitor_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Forty that send a request letter by letter; the page is there for others all the while."""
    with server(tmp_path) as printed:
        port = int(printed.split(":")[2].split("/")[0])
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
        for number, each in enumerate(slow):
            each.sendall(b"POST /open HTTP/1.1\r\nContent-Length: 99999999\r\n"[: 20 + number])
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
        for each in slow:
            each.close()
