"""The phrases of the papers: one table, held against the code, and changed by a template folder."""

import ast
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import DATA, ROOT
from making import documents, report

from reportgen.app import documents as app_documents
from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind
from reportgen.model.errors import TemplateWrong
from reportgen.model.schema import ACTIONS
from reportgen.model.settings import SETTINGS
from reportgen.reports import sentences, wording
from reportgen.reports.wording import ENGLISH, in_force, say

Q3 = DATA / "asb-2016-17-q3.xlsx"
FAMILIES = ("columns.", "settings.", "timeline.", "lists.")
"""Phrases that are asked for by a key and not by their whole name."""


def asked() -> dict[str, set[str]]:
    """The names of phrases in the code, and the fields that each is given."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "reportgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in ENGLISH.phrases:
                found.setdefault(str(node.value), set())
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                given = {word.arg or "*" for word in node.keywords}
                for name in ast.walk(node.args[0]):
                    if isinstance(name, ast.Constant) and "." in str(name.value).strip("."):
                        found.setdefault(str(name.value), set()).update(given)
    return found


def fields(name: str) -> set[str]:
    """The fields of a phrase in English."""
    return {field for form in ENGLISH.phrases[name] for field in re.findall(r"\{(\w+)\}", form)}


def test_every_phrase_is_asked_for_and_every_one_asked_for_is_in_the_table() -> None:
    """With each of its fields."""
    used = {name: given for name, given in asked().items() if name in ENGLISH.phrases}
    assert set(asked()) - set(ENGLISH.phrases) == set()
    unused = {name for name in set(ENGLISH.phrases) - set(used) if not name.startswith(FAMILIES)}
    assert unused == set()
    for name, given in used.items():
        if given and "*" not in given:
            assert fields(name) <= given, name


def test_the_table_has_the_workbooks_own_headings() -> None:
    """What a paper calls a column is what the sheet calls it."""
    settings = {column.key: column.heading for column in SETTINGS}
    for name, forms in ENGLISH.phrases.items():
        section, _, key = name.partition(".")
        if section == "columns":
            assert forms == (ACTIONS[key].heading,)
        if section == "settings":
            assert forms == (settings[key],)


def folder(tmp_path: Path, words: str) -> Path:
    """A template folder with these phrases."""
    (tmp_path / "wording.toml").write_text(words, encoding="utf-8")
    return tmp_path


OWN = """
[statuses]
no_update = "Not reported"
[parts]
page = "Sheet"
[words]
continued = "{ref} goes on"
[columns]
officers = "Who does it"
[covering_report]
consider = ["That the {many} be looked at.", "That all {many} be looked at."]
"""


def test_a_folder_changes_some_phrases_in_every_format(tmp_path: Path) -> None:
    """The others stay as they are."""
    own, workbook = folder(tmp_path, OWN), read(Q3)
    view = app_documents.report(workbook, templates=own)
    files = documents(view, templates=own, formats=tuple(Format))
    for words in ("Not reported", "Who does it", "At a glance"):
        assert words.encode() in files[Format.HTML]
        assert words.encode() in files[Format.TEXT]
    assert b"No update" not in files[Format.HTML]
    with zipfile.ZipFile(BytesIO(files[Format.DOCX])) as word:
        body, footer = (word.read(f"word/{part}.xml") for part in ("document", "footer1"))
    assert b"Not reported" in body
    assert b">Sheet </w:t>" in footer


def test_another_language_names_what_it_does_not_have(tmp_path: Path) -> None:
    """Its numbers have forms of their own, and the paper says which language it is in."""
    own = folder(
        tmp_path,
        """
        language = "cy"
        plural = "(n==0)?0:(n==1)?1:(n==2)?2:(n==3)?3:(n==6)?4:5"
        [lists]
        months = ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst",
            "Medi", "Hydref", "Tachwedd", "Rhagfyr"]
        [words]
        actions = ["{n} cam0", "{n} cam1", "{n} cam2", "{n} cam3", "{n} cam6", "{n} cam"]
        """,
    )
    language = wording.language(own / "wording.toml")
    assert {"words.and", "parts.draft"} < set(language.missing)
    assert not {"words.actions", "lists.months"} & set(language.missing)
    with in_force(language):
        assert [sentences.actions(n) for n in (1, 2, 3, 6, 7, 1_003)] == [
            *("1 cam1", "2 cam2", "3 cam3", "6 cam6", "7 cam", "1003 cam")
        ]
        assert say("words.quarters", n=1) == "1 quarter"  # in English, by its own rule
    view = app_documents.report(read(Q3), templates=own)
    assert view.language == "cy"
    assert "Hydref to Rhagfyr 2016" in view.quarter
    assert report(read(Q3), ReportKind.CHANGES).language == "en-GB"  # and nothing of it is left


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a" + ".a" * 200 + " = 1", "a name of very many parts"),
        ("[statuses]\nno_updat = 'x'", "statuses.no_updat, which no paper prints. Did you mean"),
        ("no_update = 'x'", "no_update, which no paper prints"),
        ("[words]\nand = '{first} & {lost}'", "{lost} in words.and"),
        ("[words]\nand = '{first}'", "leaves {last} out of words.and"),
        ("[words]\nactions = 'actions'", "forms for words.actions. It has 2 forms"),
        ("[words]\nonce = ['a', 'b']", "forms for words.once. It is one phrase"),
        ("[words]\nonce = 3", "forms for words.once"),
        ("[lists]\nmonths = ['a']", "list lists.months that is not whole. It has 12"),
        ("[words\n", "cannot be read: "),
        ("plural = 'n +'", "“plural” that cannot be read"),
        ("plural = 'n * 1000'", "“plural” that gives no form for some"),
        ("plural = '1 / (n - 9)'", "“plural” that cannot be read"),
        ("language = 'Welsh!'", "no language tag"),
        (f"x = {'[' * 5_000}", "cannot be read: "),
        (f"x = {'9' * 5_000}", "cannot be read: "),
        (f"plural = '{'(' * 900}n{')' * 900}'", "“plural” that cannot be read"),
        ("[words]\nonce = '{__class__}'", "{__class__} in words.once"),
        (f"[words]\nonce = '{'x' * 2_001}'", "more than 2,000 letters in words.once"),
        (f"# {'x' * 1_000_000}", "larger than a megabyte"),
    ],
)
def test_a_phrase_that_is_wrong_is_named(tmp_path: Path, words: str, told: str) -> None:
    """With what it should be, and exit code 5."""
    with pytest.raises(TemplateWrong) as refusal:
        app_documents.report(read(Q3), templates=folder(tmp_path, words))
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("wording.toml ")


def test_words_of_a_phrase_are_never_code(tmp_path: Path) -> None:
    """Not of HTML, nor of Jinja, nor of a style sheet."""
    words = """[parts]
    page = 'Page "; } body { color: red } {{ 7 * 7 }} <b>'
    glance = '<script>{{ 7 * 7 }}</script>'"""
    own = folder(tmp_path, words)
    view = app_documents.report(read(Q3), templates=own)
    page = documents(view, templates=own, formats=(Format.HTML,))[Format.HTML]
    assert b"&lt;script&gt;{{ 7 * 7 }}" in page
    assert b"<script>" not in page
