"""Debian's Chromium, driven by Playwright: pages as people and screen readers meet them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_TOLD = frozenset(
    (
        "heading",
        "link",
        "listitem",
        "term",
        "definition",
        "table",
        "row",
        "image",
        "graphics-document",
    )
) | {"columnheader", "rowheader", "cell", "StaticText"}
"""The roles that make a difference to what is heard; others go by the browser’s version."""


@contextmanager
def page(width: int = 1280) -> Iterator[Page]:
    """A page of a browser that reaches nothing outside this computer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--force-renderer-accessibility"]
        )
        yield browser.new_page(viewport={"width": width, "height": 900})
        browser.close()


def heard(shown: Page) -> str:
    """What Chromium gives to a screen reader: a line for each thing, under what holds it."""
    nodes = shown.context.new_cdp_session(shown).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    return "\n".join(_told(nodes[0], by_id, 0)) + "\n"


def _told(
    node: dict[str, Any], by_id: dict[str, Any], depth: int, above: str = ""
) -> Iterator[str]:
    role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
    silent = node.get("ignored") or role not in _TOLD or (role == "StaticText" and name == above)
    if not silent:
        levels = (
            p["value"].get("value") for p in node.get("properties", ()) if p["name"] == "level"
        )
        level = "".join(f" {level}" for level in levels)
        yield f"{'  ' * depth}{role}{level} {name}".rstrip()
    for each in node.get("childIds", ()):
        if each in by_id:
            yield from _told(by_id[each], by_id, depth + (not silent), above if silent else name)
