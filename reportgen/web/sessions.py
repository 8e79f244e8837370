"""A server for several people, who know its password: each has a workspace that nobody else sees.

One application for each of them; a cookie says whose a request is. Guesses of the password are
counted, by the address from which they come.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, redirect, render_template, request
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as AnyResponse

from reportgen.model.errors import Misused
from reportgen.web.guard import Guard, cookie_name, watch_requests
from reportgen.web.workspace import Workspace

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_IDLE = 60 * 60  # seconds after which a session that nobody has open ends
_MOST = 12  # at once: each has two processes of its own
_MINUTE = 60  # seconds in which guesses are counted
_GUESSES, _ALL_GUESSES = 5, 60  # wrong passwords in a minute: of one address, and of all

_ALL_OF_THEM = ("0.0.0.0", "::", "")  # noqa: S104 - refused
_SHORTEST = 12  # letters of a password
_HASH = "$argon2"

Checks = Callable[[str], bool]
"""Says whether a password is the right one."""
Makes = Callable[[Workspace, Callable[[], None]], Flask]
"""Makes the pages of a workspace; what it is given is called when somebody quits."""


@dataclass(slots=True)
class _Session:
    """One person's pages."""

    app: Flask
    workspace: Workspace
    used: float


class Guesses:
    """Wrong passwords of the last minute."""

    def __init__(self) -> None:
        self._wrong: deque[tuple[float, str]] = deque()

    def are_too_many(self, address: str) -> bool:
        """Whether somebody at this address has to wait."""
        since = time.monotonic() - _MINUTE
        while self._wrong and self._wrong[0][0] < since:
            self._wrong.popleft()
        own = sum(who == address for _, who in self._wrong)
        return own >= _GUESSES or len(self._wrong) >= _ALL_GUESSES

    def add(self, address: str) -> None:
        """There was a wrong one."""
        self._wrong.append((time.monotonic(), address))


class Sessions:
    """A WSGI application: the page on which the password is asked for, and each person's own."""

    def __init__(self, hosts: tuple[str, ...], is_right: Checks, make: Makes) -> None:
        self._hosts, self._is_right, self._make = hosts, is_right, make
        self._sessions: dict[str, _Session] = {}
        self._lock, self._asking, self._guesses = threading.Lock(), threading.Lock(), Guesses()
        self._door = self._made_door()

    def _made_door(self) -> Flask:
        """The pages of somebody who is not known."""
        app = Flask("reportgen.web", template_folder="pages", static_folder="static")
        app.logger.disabled = True
        app.add_url_rule("/enter", "ask", self._ask)
        app.add_url_rule("/enter", "enter", self._enter, methods=["POST"])
        app.register_error_handler(HTTPStatus.NOT_FOUND, lambda _: redirect("/enter", code=303))
        watch_requests(app, self._hosts)
        return app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request: as the session of its cookie does, else as the door."""
        self.end_idle()
        key = Request(environ).cookies.get(cookie_name(self._hosts), "")
        with self._lock:
            session = self._sessions.get(key)
            if session:
                session.used = time.monotonic()
        app = session.app if session else self._door
        return app.wsgi_app(environ, start_response)

    def _ask(self) -> str:
        return render_template("password.html", told="")

    def _enter(self) -> AnyResponse | str | tuple[str, int]:
        """Let somebody in who knows the password, into a workspace of their own."""
        address = request.remote_addr or ""
        with self._asking:  # one at a time: to compare a password takes memory
            if self._guesses.are_too_many(address):
                told = "There were too many wrong passwords. Wait a minute, and try again."
                page = render_template("password.html", told=told)
                return page, HTTPStatus.TOO_MANY_REQUESTS
            if not self._is_right(request.form.get("password", "")[:1_000]):
                self._guesses.add(address)
                told = "That is not the password. Ask whoever looks after the program for it."
                return render_template("password.html", told=told), HTTPStatus.FORBIDDEN
        return self._begin()

    def _begin(self) -> AnyResponse | tuple[str, int]:
        with self._lock:
            full = len(self._sessions) >= _MOST
        if full:
            told = f"{_MOST} people are at work here, and there is room for no more. Try later."
            return render_template("password.html", told=told), HTTPStatus.SERVICE_UNAVAILABLE
        guard, workspace = Guard(self._hosts), Workspace()
        app = self._make(workspace, partial(self._end, guard.cookie))
        guard.watch(app)
        with self._lock:
            self._sessions[guard.cookie] = _Session(
                app=app, workspace=workspace, used=time.monotonic()
            )
        return guard.let_in()

    def _end(self, key: str) -> None:
        with self._lock:
            session = self._sessions.pop(key, None)
        if session:
            session.workspace.end()

    def end_idle(self) -> None:
        """End the sessions that nobody has had open for an hour."""
        since = time.monotonic() - _IDLE
        with self._lock:
            idle = [key for key, session in self._sessions.items() if session.used < since]
        for key in idle:
            self._end(key)

    def end(self) -> None:
        """End all of them."""
        with self._lock:
            keys = list(self._sessions)
        for key in keys:
            self._end(key)


def password_of(host: str, file: Path | None) -> Checks:
    """What compares with the password in a file.

    Raises Misused where host or file is missing, or does not do.
    """
    if host in _ALL_OF_THEM or file is None:
        raise Misused(
            code="host-and-password",
            what="The page is served to others at one name, and with a password.",
            fix="Give both, the name or address by which they reach this computer.",
        )
    try:
        import argon2  # noqa: PLC0415 - only a shared server needs it
    except ImportError:
        raise Misused(
            code="no-argon2",
            what="Passwords are compared by argon2-cffi, which is not installed.",
            fix="Install it: pip install argon2-cffi.",
        ) from None
    hasher = argon2.PasswordHasher()
    typed = _typed_in(file)
    known = typed if typed.startswith(_HASH) else hasher.hash(typed)

    def is_right(password: str) -> bool:
        try:
            return hasher.verify(known, password)
        except (argon2.exceptions.InvalidHashError, argon2.exceptions.VerificationError):
            return False

    return is_right


def _typed_in(file: Path) -> str:
    """The first line of a file that nobody else may read."""
    try:
        mode, words = file.stat().st_mode, file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(
            code="password-file",
            what=f"The password cannot be read from {file} ({error}).",
            fix="Give a text file with the password in its first line.",
        ) from error
    if os.name == "posix" and mode & 0o077:
        raise Misused(
            code="password-open",
            what=f"Others on this computer may read {file}.",
            fix=f"Take that right from them: chmod 600 {file}",
        )
    typed = (words.splitlines() or [""])[0].strip()
    if len(typed) < _SHORTEST:
        raise Misused(
            code="password-short",
            what=f"The password in {file} has fewer than {_SHORTEST} letters.",
            fix="Choose a longer one: four words that do not belong together, say.",
        )
    return typed
