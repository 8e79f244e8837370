"""The words of finished documents, in their order, to hold one document against another."""

import io
import re
import zipfile

from lxml import etree

from reportgen.render.docx.postprocess import W

# White space, and what only says how letters are set or where a word may break: no document carries
# all of it.
_BETWEEN = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u2010\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_LEFT_OUT = "ancestor::nav or ancestor::svg or ancestor::style or ancestor::caption"
_SEEN = f"//body//text()[not({_LEFT_OUT})]"
_HEARD = f"//body//text()[not({_LEFT_OUT} or ancestor::*[@aria-hidden='true'])]"
_SHOWN = 30  # letters of a difference that are quoted


def squeezed(words: str) -> str:
    """Words without what stands between them."""
    return _BETWEEN.sub("", words)


def of_page(page: str) -> tuple[str, str]:
    """What is seen on a web page, but for its list of contents and its pictures; and what of it a screen reader hears."""
    tree = etree.fromstring(
        page.encode("utf-8"), etree.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    seen, heard = ("".join(map(str, tree.xpath(path))) for path in (_SEEN, _HEARD))  # type: ignore[arg-type]  # texts
    return squeezed(seen), squeezed(heard)


def of_word(document: bytes) -> str:
    """What a Word document's body says."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    return squeezed("".join(text.text or "" for text in body.iter(f"{W}t")))


def difference(page: str, other: str, kind: str) -> str | None:
    """One sentence on where the words of another kind of document part from the page's; None where they do not."""
    if page == other:
        return None
    shorter = min(len(page), len(other))
    place = next((n for n in range(shorter) if page[n] != other[n]), shorter)
    before, one, two = (
        page[max(0, place - _SHOWN) : place],
        page[place : place + _SHOWN],
        other[place : place + _SHOWN],
    )
    return (
        f"After “{before}” the web page says “{one or 'no more'}” and the {kind}"
        f" “{two or 'no more'}”."
    )
