"""Templates that came from somebody else: what they may not bring in, and that all of them end."""

import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest
from conftest import DATA
from documents import of_word
from making import report
from test_templates import TEMPLATES, html_template, made, word_template

from reportgen.app.documents import documents
from reportgen.app.read import read
from reportgen.app.sent_forms import NEVER
from reportgen.app.split import split
from reportgen.model.edition import Format
from reportgen.model.errors import TemplateWrong, Unrenderable
from reportgen.render import template_faults
from reportgen.render.weasyprint import budget
from reportgen.reports.view import View

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def view() -> View:
    """The report of the third quarter."""
    return report(read(DATA / "asb-2016-17-q3.xlsx"))


ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}"
    "{% endfor %}{% endfor %}",
    "words": "{{ 'a' * 10**9 }}",
    "a list": "{{ ['a'] * 10**9 }}",
    "half a sign": "{{ '\\ud800' }}",
    "a number": "{% set ns = namespace(x=9) %}{% for i in range(60) %}"
    "{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "a power": "{{ (9**999)**(999**2) }}",
    "doubled words": "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}"
    "{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n-1) }}"
    "{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "lists that are summed": "{{ ([[1] * 9000] * 2000)|sum(start=[])|length }}",
    "a page that includes itself": "{% include 'action_plan.html' %}",
    "a blank of a thousand million letters": "{{ 'a'|center(2 * 10**9) }}",
    "words made to grow": "{{ ('a' * 900000)|replace('a', 'a' * 900000) }}",
    "lists in lists, compared": "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}",
    "pairs of pairs, as a name": "{% set ns = namespace(a=(1,)) %}{% for i in range(60) %}"
    "{% set ns.a = (ns.a, ns.a) %}{% endfor %}{{ {ns.a: 1} }}",
    "mappings in mappings": "{% set ns = namespace(a={}) %}{% for i in range(60) %}"
    "{% set ns.a = {1: ns.a, 2: ns.a} %}{% endfor %}{{ ns.a|tojson|length }}",
    "lists in lists that a filter makes": "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}"
    "{% for b in [1]|batch(3, ns.a) %}{% set ns.a = b %}{% endfor %}{% endfor %}"
    "{{ ns.a|pprint|length }}",
    "lists in lists that a call makes": "{% macro m(n) %}{% if n %}{{ m(n - 1, varargs, varargs) }}"
    "{% else %}{{ varargs|pprint|length }}{% endif %}{% endmacro %}{{ m(40, 1, 1) }}",
    "a page of a thousand million letters": "{% for a in range(99999) %}"
    "{{ 'abcdefghij' * 1000 }}{% endfor %}",
}


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_a_template_that_would_not_end_is_refused(tmp_path: Path, view: View, words: str) -> None:
    """By its name, before it takes much time or memory."""
    folder = html_template(tmp_path, "<main>", f"<main>{words}")
    with pytest.raises(TemplateWrong, match=r"The template action_plan\.html"):
        made(view, Format.HTML, folder)


def test_a_paper_without_end_is_refused(tmp_path: Path, view: View) -> None:
    """Pages of five millimetres: a layout of more pages than any paper has is given up."""
    (tmp_path / "print.css").write_text("@page { size: 5mm; margin: 2mm }", encoding="utf-8")
    with pytest.raises(TemplateWrong, match=r"comes to more than \d+ pages"):
        made(view, Format.PDF, tmp_path)


def selectors(number: int) -> str:
    """A style sheet of so many selectors, each of which is held against every element."""
    one = "td p:nth-child({0}) > *:not(.a{0}) ~ * {{ color: red }}"
    return "".join(map(one.format, range(number)))


GROWING = ":root { --a0: 'xxxxxxxxxx'; " + "".join(
    f"--a{n}: var(--a{n - 1}) var(--a{n - 1}) var(--a{n - 1}); " for n in range(1, 40)
)
COUNTED = """
p::before { counter-increment: x 2000000000; content: counter(x, stars) }
@counter-style stars { system: symbolic; symbols: "*"; range: infinite }
"""
PADDED = """
h1::before { content: counter(q, z) }
@counter-style z { system: numeric; symbols: "0" "1"; pad: 1500000000 "x" }
"""
COSTLY = {
    "many selectors": (selectors(20_000), "seconds"),
    "a million columns": ("body { columns: 1000000 }", "seconds"),
    "variables that grow": (f"{GROWING}}} h1::after {{ content: var(--a39) }}", "MB of memory"),
    "letters that are counted": (COUNTED, "MB of memory"),
    "blanks without end, in one step": (
        PADDED,
        "MB of memory",
    ),
}


@pytest.mark.parametrize(("style", "what"), COSTLY.values(), ids=COSTLY)
def test_a_costly_style_sheet_is_given_up(
    style: str, what: str, tmp_path: Path, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a page, too: time and memory are looked at all the while.

    The bounds are smaller here, so that the suite does not wait for them.
    """
    monkeypatch.setattr(budget, "_SECONDS", 2)
    monkeypatch.setattr(budget, "_SECONDS_A_LETTER", 0.000_03 if what == "seconds" else 1)
    monkeypatch.setattr(budget, "_BYTES", 150 * 1024**2)
    (tmp_path / "print.css").write_text(style, encoding="utf-8")
    with pytest.raises(TemplateWrong, match=rf"takes more than [\d,]+ {what} to lay out"):
        made(view, Format.PDF, tmp_path)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


def test_remarks_in_a_template_buy_no_time(
    tmp_path: Path, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time that a paper may take is that of what is printed."""
    monkeypatch.setattr(budget, "_SECONDS", 1)
    monkeypatch.setattr(budget, "_SECONDS_A_LETTER", 0.000_03)
    (tmp_path / "print.css").write_text("body { columns: 1000000 }", encoding="utf-8")
    plain, padded = (tmp_path / name for name in ("plain", "padded"))
    told = []
    for folder, more in ((plain, ""), (padded, f"<!--{'x' * 400_000}-->")):
        folder.mkdir()
        html_template(folder, "</body>", f"{more}</body>")
        shutil.copy(tmp_path / "print.css", folder)
        with pytest.raises(TemplateWrong, match="seconds") as refused:
            made(view, Format.PDF, folder)
        told.append(int(refused.value.what.split("more than ")[1].split(" ")[0]))
    assert told[1] <= told[0] * 2


def test_a_paper_too_long_for_a_pdf_is_refused_and_the_others_are_made(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is laid out."""
    monkeypatch.setattr(budget, "LONGEST", 10_000)
    rendered = documents(view)
    assert [refusal.code for refusal in rendered.refusals] == ["paper-too-long"]
    assert set(rendered.files) == {Format.DOCX, Format.HTML}


@pytest.mark.parametrize(
    "style",
    [
        "@page { size: 1e9mm } body { font-size: 1e9px }",
        f"p {{ width: {'calc(' * 5000}1px }}",
        "p::after { content: leader('x') 'y' } p { font-size: 0.0001px }",
    ],
    ids=["sizes without measure", "parts in parts", "letters that nobody sees"],
)
def test_a_paper_that_cannot_be_laid_out_is_refused(style: str, tmp_path: Path, view: View) -> None:
    """With the style sheet's name."""
    (tmp_path / "print.css").write_text(style, encoding="utf-8")
    with pytest.raises((TemplateWrong, Unrenderable), match=r"print\.css|WeasyPrint says"):
        made(view, Format.PDF, tmp_path)


def test_a_template_that_is_no_file_or_no_text_is_refused(tmp_path: Path, view: View) -> None:
    """It is not passed over for the one that ships."""
    (tmp_path / "print.css").mkdir()
    with pytest.raises(TemplateWrong, match=r"print\.css is no file"):
        made(view, Format.PDF, tmp_path)
    (tmp_path / "print.css").rmdir()
    (tmp_path / "print.css").write_bytes("p { color: red } /* é */".encode("latin-1"))
    with pytest.raises(TemplateWrong, match="not text in UTF-8"):
        made(view, Format.PDF, tmp_path)


WRONG_TYPES = (
    *("report.title|round", "5|map(attribute='x')|list", "5|join", "report.title|sum"),
    *("report|tojson", "[report, 5]|sort", "'x'|filesizeformat", "5|dictsort", "[]|first"),
    *("report.objectives|groupby('nothing')", "{'a b': 1}|xmlattr", "''.__class__"),
)


@pytest.mark.parametrize("words", WRONG_TYPES)
def test_a_filter_on_a_value_of_another_kind_is_named(
    tmp_path: Path, view: View, words: str
) -> None:
    """As a fault of the template (5), and none of the program's."""
    folder = html_template(tmp_path, "<main>", f"<main>{{{{ {words} }}}}")
    with pytest.raises(TemplateWrong, match=r"The template action_plan\.html"):
        made(view, Format.HTML, folder)


ACTIVE = (
    *("<script>1</script>", "<p onclick='x'>", "<iframe src='x'></iframe>", "<base href='/x'>"),
    *("<a href='java&#10;script:x'>x</a>", "<img src='http://x/y.png' alt=''>"),
    *("<img srcset='//x/y.png 2x' alt=''>", "<form action='/x'></form>"),
    *("<div style='background:url(http://x/)'>x</div>", "<style>@import 'http://x';</style>"),
    *("<meta http-equiv='Refresh' content='0;url=http://x'>", "<object data='x'></object>"),
    *("<link rel='stylesheet' href='http://x/'>", "<svg><script>1</script></svg>"),
    *("<p style='background: image-set(\"http://x/\" 1x)'>", "<a ping='http://x/' href='#'>x</a>"),
    *("<textarea>", "<plaintext>", "<style>p { background: -webkit-cross-fade('//x/') }</style>"),
    *("<svg><image href='http://x/y.png'/></svg>", "<svg><a><set to='javascript:x'/></a></svg>"),
    *("<a rel='Attachment' href='/etc/passwd'>x</a>", "<noscript><p title='x'></p></noscript>"),
    *(r"<a href='\\x\y.exe'>x</a>", "<a href='//x/y.exe'>x</a>"),
    *("<!--><script>1</script>-->", "<!-- --!><img src='//x/y.png'>-->"),
    *(r"<p style='background:u\72l(http://x/)'>", r"<style>p { background: \75\000072 l(//x/) }"),
)


@pytest.mark.parametrize("words", ACTIVE)
def test_a_page_runs_and_fetches_nothing(tmp_path: Path, view: View, words: str) -> None:
    """A template that would make it is refused."""
    folder = html_template(tmp_path, "<main>", f"<main>{words}")
    with pytest.raises(TemplateWrong) as refused:
        made(view, Format.HTML, folder)
    assert refused.value.code == "template-active"


def test_the_page_tells_the_browser_to_run_and_fetch_nothing(tmp_path: Path, view: View) -> None:
    """Before anything that could be fetched, also where a template has no head of its own."""
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
        " 'unsafe-inline'; img-src data:; font-src data:\">"
    )
    page = made(view, Format.HTML, TEMPLATES).decode("utf-8")
    assert page.index(policy) < page.index("<title>")
    first = ("<p>words</p>", "<p>words</p><!doctype html><html><head>", "<p title='<head>'>x</p>")
    for words in (*first, "<html title='> <head>"):
        (tmp_path / "action_plan.html").write_text(words, encoding="utf-8")
        assert made(view, Format.HTML, tmp_path).decode("utf-8").lstrip().startswith(policy)
    (tmp_path / "action_plan.html").write_text("<!-- ours --> <html lang='en'>\n<head>\n<title>")
    begun = made(view, Format.HTML, tmp_path).decode("utf-8")
    assert begun.startswith(f"<!-- ours --> <html lang='en'>\n<head>\n\n{policy}")


def with_relation(folder: Path, kind: str, target: str, mode: str = "External") -> Path:
    """Our Word template with one more relationship of its document."""
    name = "word/_rels/document.xml.rels"
    entry = f'<Relationship Id="rId99" Type="{RELATED}/{kind}" Target="{target}"'
    entry += f' TargetMode="{mode}"/>' if mode else "/>"
    with (
        zipfile.ZipFile(TEMPLATES / "action_plan.docx") as ours,
        zipfile.ZipFile(folder / "action_plan.docx", "w") as theirs,
    ):
        for part in ours.namelist():
            content = ours.read(part)
            if part == name:
                content = content.replace(b"</Relationships>", f"{entry}</Relationships>".encode())
            theirs.writestr(part, content)
        if mode == "":
            theirs.writestr(f"word/{target}", b"x")
    return folder


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("image", "http://x/y.png", "External"),
        ("attachedTemplate", "https://x/y.dotm", "External"),
        ("attachedTemplate", r"\\x\y.dotm", "External"),
        ("oleObject", "file:///x.bin", "External"),
        ("aFChunk", "afchunk.mht", ""),
        ("oleObject", "embeddings/oleObject1.bin", ""),
        ("vbaProject", "vbaProject.bin", ""),
        ("hyperlink", "javascript:alert(1)", "External"),
        ("webextensiontaskpanes", "taskpanes.xml", ""),
    ],
)
def test_a_word_file_fetches_and_holds_nothing_else(
    tmp_path: Path, view: View, kind: str, target: str, mode: str
) -> None:
    """A template that would bring it is refused."""
    with pytest.raises(TemplateWrong) as refused:
        made(view, Format.DOCX, with_relation(tmp_path, kind, target, mode))
    assert refused.value.code == "template-active"


@pytest.mark.parametrize(
    "halves",
    [
        ("DDEAUT", "O c:\\x"),
        (" INCLUDE", "PICTURE &quot;http://x&quot;"),
        (" HYPER", "LINK &quot;javascript:alert(1)&quot;"),
        ("lin", "k x"),
        ("{{ 'INCL' ~ 'UDETEXT' }} ", "{{ 'x' }}"),
    ],
)
def test_a_field_that_fetches_is_refused(
    tmp_path: Path, view: View, halves: tuple[str, str]
) -> None:
    """Also where its code is cut into runs."""
    runs = "".join(f"<w:r><w:instrText>{words}</w:instrText></w:r>" for words in halves)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    folder = word_template(tmp_path, "<w:body>", f"<w:body><w:p>{begin}{runs}{end}</w:p>")
    with pytest.raises(TemplateWrong, match="a field that fetches or starts something"):
        made(view, Format.DOCX, folder)


def test_what_a_template_keeps_is_shown_by_a_name_alone(tmp_path: Path, view: View) -> None:
    """It may be in itself twice, sixty deep."""
    words = (
        "{% set ns = namespace(a=1) %}{% for i in range(60) %}"
        "{% set ns.a = namespace(a=ns.a, b=ns.a) %}{% endfor %}{{ ns.a }}"
    )
    page = made(view, Format.HTML, html_template(tmp_path, "<main>", f"<main>{words}"))
    assert "<main>&lt;namespace&gt;" in page.decode("utf-8")


def test_a_field_that_another_names_is_refused(tmp_path: Path, view: View) -> None:
    """Its name is not known before; one whose name is written may have others in it."""

    def field(*inner: str) -> str:
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
        return begin + "".join(inner) + end

    def code(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    for inner in (
        field(field(code("QUOTE 73 78 67")), code(" &quot;http://x/y.png&quot;")),
        field(code("INCL"), field(code("QUOTE 85")), code("DEPICTURE x")),
    ):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        folder = word_template(tmp_path, "<w:body>", f"<w:body><w:p>{inner}</w:p>")
        with pytest.raises(TemplateWrong, match="a field that fetches or starts something"):
            made(view, Format.DOCX, folder)
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    sound = field(code("= "), field(code(" NUMPAGES ")), code(" - 1"))
    made(view, Format.DOCX, word_template(tmp_path, "<w:body>", f"<w:body><w:p>{sound}</w:p>"))


def test_a_video_of_the_web_is_refused(tmp_path: Path, view: View) -> None:
    """Word plays what stands in an attribute of a picture."""
    video = (
        "<w:p><w:r><w:drawing><wp15:webVideoPr"
        ' xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
        ' embeddedHtml="&lt;iframe&gt;"/></w:drawing></w:r></w:p>'
    )
    folder = word_template(tmp_path, "<w:body>", f"<w:body>{video}")
    with pytest.raises(TemplateWrong, match="a video of the web"):
        made(view, Format.DOCX, folder)


def test_an_older_drawing_fetches_nothing(tmp_path: Path, view: View) -> None:
    """VML names its picture in an attribute of its own."""
    drawing = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:imagedata src="http://x/y.png"/></v:shape></w:pict></w:r></w:p>'
    )
    folder = word_template(tmp_path, "<w:body>", f"<w:body>{drawing}")
    with pytest.raises(TemplateWrong, match="a file from elsewhere"):
        made(view, Format.DOCX, folder)


def test_a_word_template_that_unpacks_to_very_much_is_refused(tmp_path: Path, view: View) -> None:
    """Before anything of it is parsed."""
    many = "<w:p><w:r><w:t>{{ 1 }}</w:t></w:r></w:p>" * 500_000
    folder = word_template(tmp_path, "<w:body>", f"<w:body>{many}")
    with pytest.raises(TemplateWrong, match="larger than 20 MB"):
        made(view, Format.DOCX, folder)


def test_a_template_that_takes_too_long_is_refused(
    tmp_path: Path, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is short, and there are not too many of them."""
    monkeypatch.setattr(template_faults, "_SECONDS", 0.2)
    words = "{% for i in range(99999) %}{{ ('a' * 900000)|upper|length }}{% endfor %}"
    folder = html_template(tmp_path, "<main>", f"<main>{words}")
    with pytest.raises(TemplateWrong, match="takes more than 1 seconds"):
        made(view, Format.HTML, folder)


def test_pages_and_links_are_no_fields_that_fetch(tmp_path: Path, view: View) -> None:
    """Numbers of pages, links and a template saved from one of the same computer are as ever."""
    field = '<w:p><w:fldSimple w:instr=" PAGE "/><w:fldSimple w:instr="HYPERLINK x"/></w:p>'
    made(view, Format.DOCX, word_template(tmp_path, "<w:body>", f"<w:body>{field}"))
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    path = "file:///C:/Users/x/Custom.dotx"
    content = made(view, Format.DOCX, with_relation(tmp_path, "attachedTemplate", path))
    assert of_word(content)


def test_broken_xml_in_a_word_template_is_named(tmp_path: Path, view: View) -> None:
    """As a fault of the template."""
    folder = word_template(tmp_path, "</w:body>", "</w:bodi>")
    with pytest.raises(TemplateWrong, match=r"action_plan\.docx"):
        made(view, Format.DOCX, folder)


@pytest.mark.parametrize(
    "words", ["Subject: x\n{{ '%900000d' % 1 }}", "Subject: {{ '%30000d' % 1 }}"]
)
def test_a_message_without_end_is_refused(words: str, tmp_path: Path) -> None:
    """Each officer gets one."""
    (tmp_path / "request.txt").write_text(words, "utf-8")
    with pytest.raises(TemplateWrong, match="makes a message of"):
        split(DATA / "asb-2016-17-q3.xlsx", due=None, templates=tmp_path, made_on=NEVER)


def test_all_messages_have_their_time_together() -> None:
    """Each takes less than there is, and the second is refused all the same."""
    shared = template_faults.Allowance(0.8)
    with template_faults.refusing("request.txt", shared=shared):
        _work(0.5)
    with (
        pytest.raises(TemplateWrong, match="takes more than"),
        template_faults.refusing("request.txt", shared=shared),
    ):
        _work(5)


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
