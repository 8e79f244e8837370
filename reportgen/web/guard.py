"""Who may see the page: whoever was given its address, or knows the password of a shared server.

Any web page may send a browser to 127.0.0.1. So the name in the address is compared whole (against
DNS rebinding), a cookie is asked for that only the printed address gives, and what changes
something has to come from our own page (fetch metadata, https://www.w3.org/TR/fetch-metadata/).
"""

import secrets
from hmac import compare_digest

from flask import Flask, Response, abort, redirect, request
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as AnyResponse

_OPEN = ("/enter/", "/static/", "/again/")
"""Addresses that need no cookie: the first has its own token, the last a key of this computer's."""
_SAFE = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none';"
    " base-uri 'none'"
)
PAPER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
)
"""Of a paper that is shown within a page of ours: it may run and fetch nothing."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """The tokens of one server, whose pages are at these hosts (“127.0.0.1:8000”)."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts
        self.key = secrets.token_urlsafe(24)
        """With which another start of the program asks for an address."""
        self._entries: set[str] = set()
        self.cookie = secrets.token_urlsafe(24)
        """What a browser that was let in has."""
        self._name = cookie_name(hosts)

    def address(self) -> str:
        """An address that lets one browser in, once."""
        token = secrets.token_urlsafe(24)
        self._entries.add(token)
        return f"http://{self.hosts[0]}/enter/{token}"

    def watch(self, app: Flask) -> None:
        """Look at each request of an application, and give each answer its headers."""
        watch_requests(app, self.hosts)
        app.before_request(self._look)
        app.add_url_rule("/enter/<token>", "enter", self._enter)
        app.add_url_rule("/again/<key>", "again", self._again)

    def _look(self) -> None:
        if not request.path.startswith(_OPEN) and not self._is_known():
            abort(403)

    def _is_known(self) -> bool:
        return compare_digest(request.cookies.get(self._name, "").encode(), self.cookie.encode())

    def _enter(self, token: str) -> AnyResponse:
        """Trade the token of an address for the cookie; a browser that has it may come again."""
        if token not in self._entries and not self._is_known():
            abort(403)
        self._entries.discard(token)
        return self.let_in()

    def let_in(self) -> AnyResponse:
        """Send a browser on to the page, with the cookie by which it is known."""
        answer = redirect("/", code=303)
        answer.set_cookie(self._name, self.cookie, httponly=True, samesite="Strict")
        return answer

    def _again(self, key: str) -> Response:
        """A fresh address, for whoever starts the program once more on this computer."""
        if not compare_digest(key.encode(), self.key.encode()):
            abort(403)
        return Response(self.address(), mimetype="text/plain")


def watch_requests(app: Flask, hosts: tuple[str, ...]) -> None:
    """Refuse what is sent to other names, or by other pages; give each answer its headers."""

    def look() -> None:
        if request.host not in hosts:
            abort(403)
        if request.method not in _SAFE and not _is_from_here(request.headers, request.host):
            abort(403)

    app.before_request(look)
    app.after_request(_dressed)


def cookie_name(hosts: tuple[str, ...]) -> str:
    """What the cookie of a server is called: one computer may have several, each with its port."""
    return f"reportgen-{hosts[0].rpartition(':')[2]}"


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a request that changes something was sent by a page of ours, or typed."""
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return headers.get("Origin") == f"http://{host}"


def _dressed(answer: Response) -> Response:
    for name, words in _HEADERS.items():
        answer.headers[name] = words
    answer.headers.setdefault("Content-Security-Policy", POLICY)
    return answer
