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
    assert "Put into" not in page.partition("Done with")[0]
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


def two_answers(visitor: Visitor, folder: Path) -> tuple[str, dict[str, str]]:
    """Two returns of one officer that disagree on the status and progress of an action.

    The action's ref, and the fields by which the disputes are chosen.
    """
    form = next(iter(forms(visitor, folder / "forms").values()))
    sheet = openpyxl.load_workbook(form)["Actions"]
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    columns = (letters["Status"], letters["Progress"])
    was = sheet[f"{columns[0]}2"].value
    others = [word for word in ("Red", "Amber", "Green") if word != was]
    for name, status, words in (("one", others[0], "One said."), ("two", others[1], "Two said.")):
        cells = dict(zip((f"{column}2" for column in columns), (status, words), strict=True))
        visitor.drop(edited(form, folder / name / f"{name}.xlsx", **cells), page="/returns")
    page = visitor.see("/returns")
    return str(sheet["A2"].value), dict(
        re.findall(r'name="((?:ref|key)-\d+)" value="([^"]*)"', page)
    )


def address_of(visitor: Visitor, ref: str) -> str:
    """The page on which all cells of an action are typed."""
    officers = re.findall(r'<option value="([^"]*)"', visitor.see("/actions"))
    pages = (visitor.see(f"/actions?officer={name.replace(' ', '%20')}") for name in officers)
    linked = rf'"(/actions/\d+)">All its cells<span class="hidden">: {re.escape(ref)} '
    return next(found[1] for page in pages if (found := re.search(linked, page)))


def chosen(fields: dict[str, str], key: str, words: str) -> dict[str, str]:
    """The fields of the page with one of the disputes chosen."""
    number = next(n for n, held in fields.items() if n.startswith("key-") and held == key)[4:]
    return {**fields, f"choice-{number}": words}


def test_half_a_choice_leaves_the_other_half_to_be_chosen(visitor: Visitor, tmp_path: Path) -> None:
    """It is still on the page, with both answers."""
    ref, fields = two_answers(visitor, tmp_path)
    page = visitor.see("/returns")
    status = re.findall(r'name="choice-1" value="([^"]+)"', page)[0]
    told = visitor.send("/returns/take", **chosen(fields, "status", status)).text
    assert "still waits for your choice" in told
    assert cell(visitor, ref, "Status") == status
    assert 'value="One said."' in told
    assert 'value="Two said."' in told


def test_what_was_typed_since_is_not_set_back_by_a_second_merge(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Neither a choice nor words that were put: each was done once."""
    ref, fields = two_answers(visitor, tmp_path)
    status = re.findall(r'name="choice-1" value="([^"]+)"', visitor.see("/returns"))[0]
    page = visitor.drop(mail(tmp_path / "a.eml", "Lamps."), page="/returns").text
    name = offered(page, "Lamps.")
    put = {f"of-{name}": "1.1", f"under-{name}": "progress", f"words-{name}": "Lamps."}
    visitor.send("/returns/take", **chosen(fields, "status", status), **put)
    before = cell(visitor, "1.1", "Progress")
    address = address_of(visitor, ref)
    page = visitor.see(address)
    [place] = [place for place, words in boxes(page).items() if words == status]
    other = next(word for word in ("Red", "Amber", "Green") if word != status)
    visitor.send(address, **{place: other, place.replace("cell-", "was-"): status})
    visitor.send("/returns/take", **fields)
    assert cell(visitor, ref, "Status") == other
    assert cell(visitor, "1.1", "Progress") == before


def test_an_answer_that_waited_is_named_where_the_plan_was_typed_over(
    visitor: Visitor, tmp_path: Path
) -> None:
    """It is in no cell, so it is told, and can be put somewhere."""
    ref, fields = two_answers(visitor, tmp_path)
    visitor.send("/returns/take", **fields)
    address = address_of(visitor, ref)
    page = visitor.see(address)
    table = openpyxl.load_workbook(visitor.site.workspace.plan or "")["Actions"]
    letter = next(c.column_letter for c in table[1] if c.value == "Progress")
    place = f"cell-Actions!{letter}{address.removeprefix('/actions/')}"
    was = {place.replace("cell-", "was-"): boxes(page)[place]}
    visitor.send(address, **{place: "I asked both.", **was})
    page = visitor.see("/returns")
    assert "“One said.” is not taken: the plan has other words" in page
    assert offered(page, "Two said.")


def test_more_of_a_mail_can_be_put_elsewhere(visitor: Visitor, tmp_path: Path) -> None:
    """One mail may answer for three actions."""
    page = visitor.drop(mail(tmp_path / "a.eml", "Both done."), page="/returns").text
    name = offered(page, "Both done.")
    first = {f"of-{name}": "1.1", f"under-{name}": "progress", f"words-{name}": "One done."}
    page = visitor.send("/returns/take", **first).text
    again = offered(page, "Both done.")
    second = {f"of-{again}": "1.2", f"under-{again}": "progress", f"words-{again}": "Two done."}
    page = visitor.send("/returns/place", **second).text
    assert "Put into 1.1 Progress, 1.2 Progress." in page
    assert str(cell(visitor, "1.2", "Progress")).endswith("Two done.")


def test_an_officers_form_is_no_plan(visitor: Visitor, tmp_path: Path) -> None:
    """A paper of three actions would be made of it."""
    officer, form = next(iter(forms(visitor, tmp_path / "forms").items()))
    page = visitor.drop(form).text
    assert f"is the workbook of {officer}" in page
    assert "27 actions" in visitor.see("/")


def test_papers_say_what_is_not_in_the_workbook_yet(visitor: Visitor, tmp_path: Path) -> None:
    """And it comes before them."""
    visitor.drop(mail(tmp_path / "a.eml", "All is well."), page="/returns")
    assert "What came back is not all in the workbook" in visitor.see("/papers")
    assert "What to do next: what came back" in visitor.see("/")


def test_who_has_answered_is_told_by_the_plan_as_it_is(visitor: Visitor, tmp_path: Path) -> None:
    """What was typed after the merge counts."""
    visitor.drop(mail(tmp_path / "a.eml", "All is well."), page="/returns")
    visitor.send("/returns/take")
    assert "25 of 27 actions have a status" in visitor.see("/returns")
    address = "/actions?officer=Head%20of%20Housing%20Management"
    places = boxes(visitor.see(address))
    place = next(iter(places))
    visitor.send(address, **{place: "Green", place.replace("cell-", "was-"): places[place]})
    page = visitor.see("/returns")
    assert page.count("26 of 27 actions have a status") == 2


def test_a_status_is_renamed_wherever_it_stands(visitor: Visitor) -> None:
    """In the key, in the actions and in the past."""
    page = visitor.see("/statuses")
    [place] = [name for name, words in boxes(page).items() if words == "Amber" and "!A" in name]
    visitor.send("/statuses", **{place: "Yellow", place.replace("cell-", "was-"): "Amber"})
    reading = visitor.site.workspace.checked()
    assert reading
    assert reading.exit_code == 0
    assert "Amber" not in {action.update.typed for action in reading.outcome.plan.actions}


def test_an_action_is_added_on_the_page(visitor: Visitor) -> None:
    """In a row below the last; without its words nothing is, and what was typed stays."""
    page = visitor.see("/actions/new")
    places = {
        heading: place
        for place, heading in re.findall(
            r'name="was-(Actions![A-Z]+\d+)" value="">\s*<label[^>]*>'
            r"(Ref|Objective|Action|Status)<",
            page,
        )
    }
    fields = {f"cell-{places['Ref']}": "6.5", f"cell-{places['Objective']}": "6"}
    refused = visitor.send("/actions/new", **fields).text
    assert "type first what the action is" in refused
    assert 'value="6.5"' in refused
    fields |= {
        f"cell-{places['Action']}": "Light the underpass",
        f"cell-{places['Status']}": "Green",
    }
    added = visitor.send("/actions/new", **fields).text
    assert "4 cells changed in a corrected copy" in added
    assert "6.5 Light the underpass" in added
    assert "28 actions" in visitor.see("/")
    assert cell(visitor, "6.5", "Action") == "Light the underpass"


def test_what_somebody_is_done_with_is_set_aside(visitor: Visitor, tmp_path: Path) -> None:
    """By a button, or since all of its words were put into the plan; it can be had again."""
    page = visitor.drop(mail(tmp_path / "a.eml", "All lit."), page="/returns").text
    [mark] = re.findall(r'name="tick" value="([0-9a-f]+)"', page)
    page = visitor.send("/returns/tick", tick=mark).text
    assert 'Done with <span class="count">1</span>' in page
    page = visitor.send("/returns/tick", tick=mark).text
    assert "Done with <span" not in page
    name = offered(page, "All lit.")
    fields = {f"of-{name}": "1.1", f"under-{name}": "progress", f"words-{name}": "All lit."}
    page = visitor.send("/returns/take", **fields).text
    assert 'Done with <span class="count">1</span>' in page


def test_what_was_not_taken_stays_until_somebody_is_done_with_it(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Also once another batch was dropped and merged."""
    page = visitor.drop(mail(tmp_path / "a.eml", "1.1 is lit."), page="/returns").text
    visitor.send("/returns/take")
    _, form = next(iter(forms(visitor, tmp_path / "forms").items()))
    page = visitor.drop(form, page="/returns").text
    assert "1.1 is lit." in page
    visitor.send("/returns/take")
    page = visitor.see("/returns")
    [mark] = set(re.findall(r'name="tick" value="([0-9a-f]+)"', page[page.index("1.1 is lit.") :]))
    assert "1.1 is lit." not in visitor.send("/returns/tick", tick=mark).text.partition("Done")[0]


def test_a_status_can_be_put_in_beside_the_words(visitor: Visitor, tmp_path: Path) -> None:
    """At once, since a sentence of a mail says both."""
    page = visitor.drop(mail(tmp_path / "a.eml", "1.1 is lit, so amber."), page="/returns").text
    name = offered(page, "is lit, so amber.")
    fields = {f"of-{name}": "1.1", f"under-{name}": "next_steps", f"words-{name}": "Lit."}
    page = visitor.send("/returns/take", **fields, **{f"status-{name}": "Amber"}).text
    assert "Put into 1.1 Next steps, 1.1 Status." in page
    assert cell(visitor, "1.1", "Status") == "Amber"
    assert str(cell(visitor, "1.1", "Next steps")).endswith("Lit.")


def test_the_day_of_return_is_kept_in_the_workbook(visitor: Visitor) -> None:
    """The next forms and reminders have it too."""
    visitor.send("/officers", due="2017-01-20")
    assert cell(visitor, "Return date", "Value", "Report") == "20 January 2017"
    assert "20 January 2017" in visitor.see("/officers")
