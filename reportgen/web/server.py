"""Serves the page: to this computer, until nobody has it open; or to others, with a password."""

import _thread
import json
import os
import signal
import tempfile
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from waitress import create_server
from waitress.server import BaseWSGIServer

from reportgen.model.errors import Misused, Unwritable
from reportgen.web.application import Today, application
from reportgen.web.guard import Guard
from reportgen.web.sessions import Sessions, password_of
from reportgen.web.workspace import Workspace

_HOST = "127.0.0.1"
_THREADS = 8
LARGEST = 100_000_000
"""Bytes that one form may send."""
_IDLE = 60 * 60  # seconds without a request; a page that is open asks every half minute
_LOOK = 0.5  # seconds between two looks at that
_LOOK_AT = 30  # seconds between two looks at whose session is over
_PORT = 8080  # where others find the page, unless another is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asks for."""

    plan: Path | None = None
    port: int = 0
    """0 for any that is free."""
    browser: bool = True
    host: str = ""
    """The name by which others reach this computer; empty where only it is to see the page."""
    password_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerHooks:
    """What only the command line knows: today's date, the screen, how a fault is written down."""

    today: Today
    tell: Callable[[str], None]
    fault: Callable[[BaseException], None]


def serve(options: Options, hooks: ServerHooks) -> None:
    """Serve the page until somebody quits, or an hour after nobody has it open.

    Where one is being served already, and no workbook is named, its page is opened. With a host it
    is served to others, each with a workspace of their own, until it is ended. Raises Unwritable
    where the port is taken, Misused where host and password do not go together.
    """
    if options.host or options.password_file:
        _serve_others(options, hooks)
        return
    if not options.plan and (address := _served_already()):
        _show(address, "The page is served already", options, hooks.tell)
        return
    workspace = Workspace()
    try:
        if options.plan:
            workspace.open(options.plan.resolve(), mine=True)
        _serve(workspace, options, hooks)
    finally:
        workspace.end()


class _Life:
    """How long a server goes on: until somebody ends it, or an hour without a request."""

    def __init__(self) -> None:
        self._used = time.monotonic()
        self._asked, self._over = threading.Event(), threading.Event()

    def note(self) -> None:
        """There was a request."""
        self._used = time.monotonic()

    def end(self) -> None:
        """End it soon."""
        self._asked.set()

    def interrupted(self, *_: object) -> None:
        """Handle SIGTERM as Ctrl-C is handled."""
        self._asked.set()
        raise KeyboardInterrupt

    def watch(self) -> None:
        """Interrupt the main thread when it is time; again until that has worked.

        An exception that is raised while an object goes is passed over by Python. By SIGTERM: what
        runs in the background of a shell may have been told to ignore Ctrl-C.
        """
        while not self._over.wait(_LOOK):
            if self._asked.is_set() or time.monotonic() - self._used > _IDLE:
                _thread.interrupt_main(signal.SIGTERM)

    def look_at(self, look: Callable[[], None]) -> None:
        """Call this now and then, until it is over."""
        while not self._over.wait(_LOOK_AT):
            look()

    def over(self) -> None:
        """It has ended."""
        self._over.set()


def _serve_others(options: Options, hooks: ServerHooks) -> None:
    if options.plan:
        raise Misused(
            code="host-with-plan",
            what="A workbook of yours is not served to others.",
            fix="Leave the workbook out: each person drops one.",
        )
    is_right = password_of(options.host, options.password_file)

    def pages(workspace: Workspace, leave: Callable[[], None]) -> Flask:
        return application(
            workspace,
            today=hooks.today,
            note=lambda: None,
            leave=leave,
            fault=hooks.fault,
            largest=LARGEST,
            shared=True,
        )

    life = _Life()
    signal.signal(signal.SIGTERM, life.interrupted)
    port = options.port or _PORT
    sessions = Sessions((f"{options.host}:{port}",), is_right, pages)
    server = _listening(sessions, port, options.host)
    threading.Thread(target=life.look_at, args=(sessions.end_idle,), daemon=True).start()
    try:
        hooks.tell(f"The page is ready: http://{options.host}:{port}/")
        hooks.tell(
            "Whoever has the password can use it; what they send is not encrypted on its way."
            " Ctrl-C ends it."
        )
        server.run()
    finally:
        life.over()
        server.close()
        sessions.end()


def _serve(workspace: Workspace, options: Options, hooks: ServerHooks) -> None:
    life = _Life()
    signal.signal(signal.SIGTERM, life.interrupted)
    app = application(
        workspace,
        today=hooks.today,
        note=life.note,
        leave=life.end,
        fault=hooks.fault,
        largest=LARGEST,
    )
    server = _listening(app, options.port, _HOST)
    port = server.effective_port
    guard = Guard((f"{_HOST}:{port}", f"localhost:{port}"))
    guard.watch(app)
    _remember(port, guard.key)
    threading.Thread(target=life.watch, daemon=True).start()
    try:
        _show(guard.address(), "The page is ready", options, hooks.tell)
        hooks.tell(
            "Leave this window open while you work. Quit in the page, or Ctrl-C here, ends it."
        )
        server.run()
    finally:
        life.over()
        server.close()
        _forget(guard.key)


def _listening(app: "Flask | Sessions", port: int, host: str) -> BaseWSGIServer:
    """A server of the application. Raises Unwritable where host and port cannot be used."""
    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=_THREADS,
            max_request_body_size=LARGEST,
            ident="",
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise Unwritable(
            code="port-taken",
            what=f"The port {port} cannot be used at {host} ({error.strerror}).",
            fix="Choose another, or none: a free one is then taken.",
        ) from error


def _show(address: str, words: str, options: Options, tell: Callable[[str], None]) -> None:
    tell(f"{words}: {address}")
    if options.browser and not webbrowser.open(address):
        tell("Open that address in a browser on this computer.")


def _state_file() -> Path:
    """Where a server notes that it is there, for the next start of the same user."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "mine"
    return Path(tempfile.gettempdir()) / f"reportgen-{user}.json"


def _remember(port: int, key: str) -> None:
    """Note port and key, in a file that nobody else reads."""
    path = _state_file()
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):  # without it, a second start is a second server
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"port": port, "key": key}, file)


def _forget(key: str) -> None:
    """Take the note away, unless it is another server's."""
    with suppress(OSError):
        path = _state_file()
        if key in path.read_text(encoding="utf-8"):
            path.unlink()


def _served_already() -> str:
    """An address of the server that is running; empty where none is."""
    path = _state_file()
    try:
        if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():
            return ""
        told = json.loads(path.read_text(encoding="utf-8"))
        where = f"http://{_HOST}:{int(told['port'])}/again/{told['key']}"
        with urllib.request.urlopen(where, timeout=2) as answer:
            return str(answer.read(500), "ascii")
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return ""
