"""Answers that are typed or put into the plan on the pages, and addresses of officers."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from visiting import PLAN, Site, Visitor, answered, boxes, edited, forms


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """Somebody before the example's plan."""
    site = Site()
    came = Visitor(site)
    came.drop(PLAN)
    yield came
    site.workspace.end()


def cell(visitor: Visitor, ref: str, heading: str, sheet: str = "Actions") -> object:
    """What stands in a row of the workbook that is open, found by its first cell."""
    plan = visitor.site.workspace.plan
    assert plan
    rows = list(openpyxl.load_workbook(plan)[sheet].iter_rows(values_only=True))
    [column] = [number for number, words in enumerate(rows[0]) if words == heading]
    [row] = [row for row in rows if row[0] == ref]
    return row[column]


def mail(path: Path, words: str) -> Path:
    """A message of somebody's, without a workbook."""
    message = EmailMessage()
    message["From"] = "parks@example.org"
    message.set_content(words)
    path.write_bytes(message.as_bytes())
    return path


def offered(page: str, words: str) -> str:
    """The name of the offer of these words."""
    [name] = re.findall(rf'name="words-([^"]*)" rows="2">\n{re.escape(words)}</textarea>', page)
    return str(name)


def test_answers_told_by_telephone_are_typed_in(visitor: Visitor) -> None:
    """Into the cells of one officer's actions, in a copy in which all else stays."""
    page = visitor.see("/actions?officer=Head%20of%20Community%20Development")
    place = next(name for name in boxes(page) if name.startswith("cell-Actions!"))
    refs = re.findall(r"<legend>(\S+) ", page)
    sheet = openpyxl.load_workbook(PLAN)["Actions"]
    column = place.removeprefix("cell-Actions!").rstrip("0123456789")
    assert sheet[f"{column}1"].value == "Status"
    was = boxes(page)[place]
    word = "Red" if was != "Red" else "Green"
    told = visitor.send(
        "/actions?officer=Head%20of%20Community%20Development",
        **{place: word, place.replace("cell-", "was-"): was},
    ).text
    assert "1 cell changed in a corrected copy" in told
    assert cell(visitor, refs[0], "Status") == word


def test_officers_are_listed_where_none_is_chosen(visitor: Visitor) -> None:
    """And an officer whom the plan does not have is told."""
    assert "Head of Community Development" in visitor.see("/actions")
    assert "No action of the plan is that officer’s" in visitor.see("/actions?officer=Nobody")


def test_all_cells_of_an_action_can_be_typed(visitor: Visitor) -> None:
    """From the row of a fault, too: what is wrong in one cell may belong into another."""
    page = visitor.see("/actions/4")
    [name] = [name for name in boxes(page) if name.startswith("cell-Actions!C")]
    visitor.send(
        "/actions/4", **{name: "Other words", name.replace("cell-", "was-"): boxes(page)[name]}
    )
    plan = visitor.site.workspace.plan
    assert plan
    assert openpyxl.load_workbook(plan)["Actions"]["C4"].value == "Other words"
    assert visitor.client.get("/actions/3000").status_code == 404
    assert 'href="/actions/' in visitor.see("/faults")


def test_words_of_a_mail_are_put_where_they_belong(visitor: Visitor, tmp_path: Path) -> None:
    """Below what stands there; whether with the merge or after it."""
    before = cell(visitor, "1.1", "Progress")
    page = visitor.drop(mail(tmp_path / "a.eml", "All lamps are up."), page="/returns").text
    name = offered(page, "All lamps are up.")
    chosen = {f"of-{name}": "1.1", f"under-{name}": "progress", f"words-{name}": "Lamps are up."}
    told = visitor.send("/returns/take", **chosen).text
    assert cell(visitor, "1.1", "Progress") == f"{before}\nLamps are up."
    assert "Put into 1.1 Progress." in told
    visitor.send("/returns/place", **chosen)
    assert cell(visitor, "1.1", "Progress") == f"{before}\nLamps are up."


def test_words_in_a_wrong_place_are_offered_with_their_action(
    visitor: Visitor, tmp_path: Path
) -> None:
    """After the merge, too; what was chosen stays on the page whatever is pressed."""
    form = next(iter(forms(visitor, tmp_path / "forms").values()))
    ref = str(openpyxl.load_workbook(form)["Actions"]["A2"].value)
    stray = edited(form, tmp_path / "back" / "form.xlsx", Z2="Two more cameras.")
    visitor.drop(stray, page="/returns")
    page = visitor.send("/returns/take").text
    name = offered(page, "Two more cameras.")
    assert re.search(rf'<option value="{re.escape(ref)}" selected>', page)
    chosen = {f"of-{name}": ref, f"under-{name}": "next_steps", f"words-{name}": "More cameras."}
    visitor.send("/returns/remind", **chosen)
    assert "More cameras.</textarea>" in visitor.see("/returns")
    told = visitor.send("/returns/place", **chosen).text
    assert f"Put into {ref} Next steps." in told
    assert str(cell(visitor, ref, "Next steps")).endswith("More cameras.")


@pytest.mark.parametrize(
    ("cell_and_words", "said"),
    [
        (("", "progress", "All is well."), "choose the action"),
        (("1.1", "status", "It is all green"), "is no status of the key"),
        (("1.1", "", "All is well."), "choose a column beside the words first"),
        (("1.1", "progress", "x" * 40_000), "would have more than"),
    ],
)
def test_what_cannot_be_put_is_told(
    visitor: Visitor, tmp_path: Path, cell_and_words: tuple[str, str, str], said: str
) -> None:
    """And the plan stays as it is."""
    page = visitor.drop(mail(tmp_path / "a.eml", "All is well."), page="/returns").text
    visitor.send("/returns/take")
    plan = visitor.site.workspace.plan
    name = offered(page, "All is well.")
    fields = zip((f"of-{name}", f"under-{name}", f"words-{name}"), cell_and_words, strict=True)
    assert said in visitor.send("/returns/place", **dict(fields)).text
    assert visitor.site.workspace.plan == plan


def test_a_status_is_put_as_the_key_writes_it(visitor: Visitor, tmp_path: Path) -> None:
    """In place of what stands there."""
    page = visitor.drop(mail(tmp_path / "a.eml", "red"), page="/returns").text
    name = offered(page, "red")
    fields = {f"of-{name}": "1.2", f"under-{name}": "status", f"words-{name}": "red"}
    visitor.send("/returns/take", **fields)
    assert cell(visitor, "1.2", "Status") == "Red"


def test_the_same_file_name_with_other_words_is_offered_anew(
    visitor: Visitor, tmp_path: Path
) -> None:
    """What was put of an earlier mail says nothing of a later one."""
    page = visitor.drop(mail(tmp_path / "a.eml", "First words."), page="/returns").text
    name = offered(page, "First words.")
    fields = {f"of-{name}": "1.1", f"under-{name}": "progress", f"words-{name}": "First words."}
    visitor.send("/returns/take", **fields)
    page = visitor.drop(mail(tmp_path / "a.eml", "Second words."), page="/returns").text
    assert "Put into" not in page
    assert offered(page, "Second words.") != name


def test_addresses_are_typed_on_the_page_of_officers(visitor: Visitor) -> None:
    """Into the sheet Contacts, in a row of its own where the officer has none."""
    page = visitor.see("/officers")
    place, was = next(iter(boxes(page).items()))
    officer = re.findall(r'<th scope="row">([^<]+)</th>', page)[0]
    visitor.send(
        "/officers/addresses", **{place: "new@example.org", place.replace("cell-", "was-"): was}
    )
    assert cell(visitor, officer, "E-mail", "Contacts") == "new@example.org"


def test_an_officer_without_a_row_gets_one(visitor: Visitor, tmp_path: Path) -> None:
    """Below the last of the sheet."""
    visitor.drop(edited(PLAN, tmp_path / "a" / PLAN.name, F2="Lamp Warden"))
    page = visitor.see("/officers")
    [field] = re.findall(r'name="(add-\d+)" aria-label="[^"]*Lamp Warden"', page)
    visitor.send("/officers/addresses", **{field: "lamps@example.org"})
    assert cell(visitor, "Lamp Warden", "E-mail", "Contacts") == "lamps@example.org"
    assert f'name="{field}"' not in visitor.see("/officers")


def test_what_was_typed_is_merged_with_a_return_that_came_later(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Where they disagree, both are shown to choose from: neither is lost."""
    officer, form = next(iter(forms(visitor, tmp_path / "forms").items()))
    address = f"/actions?officer={officer.replace(' ', '%20')}"
    places = boxes(visitor.see(address))
    place, was = next(iter(places.items()))
    typed, told = [word for word in ("Red", "Amber", "Green") if word != was][:2]
    visitor.send(address, **{place: typed, place.replace("cell-", "was-"): was})
    page = visitor.drop(answered(form, tmp_path / "a" / "a.xlsx", told), page="/returns").text
    assert "Where answers disagree" in page
    assert f'value="{typed}"' in page
    assert f'value="{told}"' in page
