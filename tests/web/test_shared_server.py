"""A server for several people: its password, and workspaces that never see each other."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from visiting import DAY, HERE, HOST, PLAN
from werkzeug.test import Client, TestResponse

from reportgen.model.errors import Misused
from reportgen.web import sessions
from reportgen.web.application import application
from reportgen.web.sessions import Sessions, password_of

PASSWORD = "four words of ours"  # noqa: S105 - of the tests


def right(typed: str) -> bool:
    """Whether it is the tests' password."""
    return typed == PASSWORD


@pytest.fixture
def house() -> Iterator[Sessions]:
    """A server that nobody has come to yet."""
    made = Sessions(
        (HOST,),
        right,
        lambda workspace, leave: application(
            workspace,
            today=lambda: DAY,
            note=lambda: None,
            leave=leave,
            fault=lambda _: None,
            largest=10_000_000,
            shared=True,
        ),
    )
    yield made
    made.end()


def come(house: Sessions, typed: str = PASSWORD) -> tuple[Client, TestResponse]:
    """A browser that sends a password."""
    client = Client(house)
    base = f"http://{HOST}"
    return client, client.post("/enter", data={"password": typed}, headers=HERE, base_url=base)


def see(client: Client, page: str = "/") -> TestResponse:
    """A page."""
    return client.get(page, base_url=f"http://{HOST}")


def test_nobody_is_let_in_without_the_password(house: Sessions) -> None:
    """Whoever asks for a page is asked for it."""
    stranger = Client(house)
    assert see(stranger).location == "/enter"
    assert see(stranger, "/papers").location == "/enter"
    assert 'type="password"' in see(stranger, "/enter").text
    guesser, answer = come(house, "four words of theirs")
    assert answer.status_code == 403
    assert "That is not the password" in answer.text
    assert see(guesser).location == "/enter"


def test_two_people_never_see_each_others_plan(house: Sessions) -> None:
    """Each has a workspace; who quits takes theirs away, and no other."""
    (first, answer), (second, _) = come(house), come(house)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Strict" in answer.headers["Set-Cookie"]
    sent = {"file": (io.BytesIO(PLAN.read_bytes()), "ours.xlsx")}
    first.post("/open", data=sent, headers=HERE, base_url=f"http://{HOST}")
    assert "ours.xlsx" in see(first).text
    assert "ours.xlsx" not in see(second).text
    assert "Nothing leaves this computer" not in see(first).text
    assert first.post("/quit", headers=HERE, base_url=f"http://{HOST}").status_code == 200
    assert see(first).location == "/enter"
    assert see(second).status_code == 200


def test_guesses_are_counted(house: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five wrong ones the right one has to wait for a minute, too."""
    now = [1_000.0]
    monkeypatch.setattr(sessions.time, "monotonic", lambda: now[0])
    assert [come(house, "guess")[1].status_code for _ in range(6)] == [403] * 5 + [429]
    assert come(house)[1].status_code == 429
    now[0] += 61
    assert come(house)[1].status_code == 303


def test_what_nobody_has_open_goes_after_an_hour(
    house: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its folder; an hour after its last request."""
    now = [1_000.0]
    monkeypatch.setattr(sessions.time, "monotonic", lambda: now[0])
    (idle, _), (busy, _) = come(house), come(house)
    now[0] += 3_000
    assert see(busy).status_code == 200
    now[0] += 700
    house.end_idle()
    assert see(idle).location == "/enter"
    assert see(busy).status_code == 200


def test_there_is_an_end_to_how_many(house: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has processes of its own."""
    monkeypatch.setattr(sessions, "_MOST", 1)
    come(house)
    answer = come(house)[1]
    assert answer.status_code == 503
    assert "there is room for no more" in answer.text


@pytest.mark.parametrize("way", ["another name", "another page", "a form from elsewhere"])
def test_a_web_page_cannot_send_the_password(house: Sessions, way: str) -> None:
    """Nor guess it for somebody."""
    headers = HERE if way == "another name" else {"Sec-Fetch-Site": "cross-site"}
    base = "http://evil.example" if way == "another name" else f"http://{HOST}"
    sent = {"password": PASSWORD}
    answer = Client(house).post("/enter", data=sent, headers=headers, base_url=base)
    assert answer.status_code == 403


def test_a_password_or_its_hash_is_read_from_a_file(tmp_path: Path) -> None:
    """The first line; blanks around it are none of it."""
    file = tmp_path / "password"
    for words in (f" {PASSWORD} \nignored", PasswordHasher().hash(PASSWORD)):
        file.write_text(words, "utf-8")
        file.chmod(0o600)
        is_right = password_of("plans.example", file)
        assert is_right(PASSWORD)
        assert not is_right(f"{PASSWORD}!")


@pytest.mark.parametrize(
    ("host", "words", "code"),
    [
        ("", PASSWORD, "host-and-password"),
        ("0.0.0.0", PASSWORD, "host-and-password"),  # noqa: S104 - refused
        ("plans.example", None, "host-and-password"),
        ("plans.example", "short", "password-short"),
        ("plans.example", "", "password-short"),
        ("plans.example", "\ud800", "password-file"),
    ],
)
def test_what_is_no_host_and_password_is_refused(
    host: str, words: str | None, code: str, tmp_path: Path
) -> None:
    """With what to give."""
    file = tmp_path / "password"
    file.write_bytes((words or "").encode("utf-8", "surrogatepass"))
    file.chmod(0o600)
    with pytest.raises(Misused) as refused:
        password_of(host, None if words is None else file)
    assert refused.value.code == code


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_password_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """As ssh does with keys."""
    file = tmp_path / "password"
    file.write_text(PASSWORD, "utf-8")
    file.chmod(0o644)
    with pytest.raises(Misused, match="Others on this computer may read"):
        password_of("plans.example", file)
