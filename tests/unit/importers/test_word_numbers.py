"""The numbers that Word puts before paragraphs by itself."""

import pytest

from reportgen.office.markup import read_xml
from reportgen.office.word_numbering import Numbering

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PART = f"""
<w:numbering xmlns:w="{NAMESPACE}">
 <w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 </w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
 <w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>
   <w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>
"""


def numbers(*lists: str) -> list[str]:
    """The numbers before paragraphs of these lists, in order."""
    numbering = Numbering(read_xml(PART.strip().encode()))
    return [numbering.before(number, 0)[0] for number in lists]


def test_a_list_begins_anew_where_it_says_so() -> None:
    """At its first paragraph, and then goes on; without that it goes on from the list before."""
    assert numbers("1", "1", "2", "2", "1") == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_may_define_a_level_anew() -> None:
    """Its numbers are then of its own kind."""
    assert numbers("1", "3") == ["1.", "B)"]


def test_a_number_longer_than_word_makes_is_not_cut() -> None:
    """Words would be lost without a word: whoever reads the file is told."""
    long = PART.replace('"%1)"', f'"{"Lost " * 60}"')
    with pytest.raises(OverflowError):
        Numbering(read_xml(long.strip().encode()))
