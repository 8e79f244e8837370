"""Who sees the page, and what it takes: over HTTP, as a hostile page or neighbour would try it."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from visiting import HERE, HOST, PLAN, Site

from reportgen.web.workspace import safe_name


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The pages of an empty workspace."""
    made = Site()
    yield made
    made.workspace.end()


def test_only_the_printed_address_lets_in_and_once(site: Site) -> None:
    """Another program on this computer knows the port, and not the token."""
    entry = site.guard.address().removeprefix(f"http://{HOST}")
    stranger, friend = site.client(known=False), site.client(known=False)
    assert stranger.get("/").status_code == 403
    assert "whoever started the program" in stranger.get("/").text
    assert stranger.get("/enter/guess").status_code == 403
    answer = friend.get(entry)
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert friend.get("/").status_code == 200
    assert stranger.get(entry).status_code == 403
    assert friend.get(entry).status_code == 303


@pytest.mark.parametrize(
    "host", ["evil.example:8765", "127.0.0.1:1", "127.0.0.1", "[::1]:8765", ""]
)
def test_another_name_for_this_computer_is_refused(site: Site, host: str) -> None:
    """A web page may call its own name 127.0.0.1 (DNS rebinding)."""
    assert site.client().get("/", headers={"Host": host}).status_code in (400, 403)


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        (HERE, True),
    ],
)
def test_what_changes_something_comes_from_our_own_page(
    site: Site, headers: dict[str, str], *, allowed: bool
) -> None:
    """By the browser's own word; by the origin where it is an old one."""
    answer = site.client().post("/close", headers=headers)
    assert answer.status_code == (303 if allowed else 403)


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/nothing", "/enter/guess"])
def test_every_answer_forbids_what_no_page_needs(site: Site, path: str) -> None:
    """No code within the page, nothing from elsewhere, nothing kept, no frame around it."""
    answer = site.client().get(path)
    headers = answer.headers
    answer.close()
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/plan.xlsx", "plan.xlsx"),
        (r"C:\Users\jo\Plan Q3.xlsx", "Plan Q3.xlsx"),
        ("..", "file"),
        ("a\0b\x1b[31m.xlsx", "a_b__31m.xlsx"),
        ("cynllun – gŵyl.xlsx", "cynllun – gŵyl.xlsx"),
        (f"{'long' * 99}.docx", f"{('long' * 99)[:80]}.docx"),
        ("", "file"),
    ],
)
def test_a_name_is_never_a_path(typed: str, kept: str) -> None:
    """What a browser says a file is called is shown, and leads nowhere."""
    assert safe_name(typed) == kept


def test_files_are_given_by_names_that_nobody_guesses(site: Site) -> None:
    """And by no path."""
    client = site.client()
    for path in (
        "/files/plan.xlsx",
        "/files/..%2f..%2fetc%2fpasswd",
        "/show/x",
        "/static/../guard",
    ):
        assert client.get(path).status_code in (403, 404)
    assert client.get("/papers/all.zip").location == "/"


def test_too_much_at_once_is_refused() -> None:
    """With a page that says so."""
    site = Site(largest=1_000)
    try:
        sent = {"file": (io.BytesIO(bytes(5_000)), "plan.xlsx")}
        answer = site.client().post("/open", data=sent, headers=HERE)
        assert answer.status_code == 413
        assert "too large" in answer.text
    finally:
        site.workspace.end()


def test_of_fifty_uploads_at_once_none_is_lost_or_mixed(tmp_path: Path) -> None:
    """Each is whole, under its own name."""
    site = Site()
    try:
        client = site.client()
        with PLAN.open("rb") as file:
            client.post("/open", data={"file": (file, "plan.xlsx")}, headers=HERE)

        def send(number: int) -> None:
            sent = {"file": (io.BytesIO(f"{number} ".encode() * 9_999), f"return {number}.txt")}
            site.client().post("/returns", data=sent, headers=HERE)

        threads = [threading.Thread(target=send, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = {path.name: path.read_bytes() for path in site.workspace.round.files}
        assert kept == {
            f"return {number}.txt": f"{number} ".encode() * 9_999 for number in range(50)
        }
    finally:
        site.workspace.end()
    assert not site.workspace.folder.exists()
    assert not list(tmp_path.iterdir())


def test_a_fault_of_ours_is_written_down_and_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a traceback on the page."""
    monkeypatch.setattr("reportgen.web.desk.steps", lambda *_: 1 / 0)
    answer = site.client().get("/")
    assert answer.status_code == 500
    assert "fault of its own" in answer.text
    assert "Traceback" not in answer.text
    assert isinstance(site.faults.pop(), ZeroDivisionError)
