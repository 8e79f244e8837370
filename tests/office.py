"""LibreOffice as an officer uses it, where it is installed.

It opens a workbook, types into cells of its Actions, and saves.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

OFFICE = shutil.which("soffice")

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"'
    ' "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library"'
    ' library:name="Standard" library:readonly="false"\n'
    ' library:passwordprotected="false"><library:element library:name="Module1"/>'
    "</library:library>\n"
)
_MACRO = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{address}", "_blank", 0, hidden())
  sheet = doc.Sheets.getByName("Actions")
{typing}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL("{address}", kind())
  doc.close(True)
End Sub
"""


def typed(path: Path, cells: Mapping[str, str]) -> None:
    """Type words into cells (“J2”) of a workbook's Actions, and save it as Excel Workbook."""
    profile = path.parent.parent / "office-profile"
    standard = profile / "user" / "basic" / "Standard"
    if not standard.is_dir():
        _office(profile, "--terminate_after_init")
    typing = "\n".join(
        f'  sheet.getCellRangeByName("{cell}").setString("{words}")'
        for cell, words in cells.items()
    )
    macro = _MACRO.format(address=path.resolve().as_uri(), typing=typing)
    standard.mkdir(parents=True, exist_ok=True)
    (standard / "Module1.xba").write_text(_MODULE.format(escape(macro)), encoding="utf-8")
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    _office(profile, "macro:///Standard.Module1.Main")


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Save a workbook with LibreOffice as a kind of file, perhaps its own; return the path."""
    _office(folder / "office-profile", "--convert-to", kind, "--outdir", str(folder), str(path))
    return folder / f"{path.stem}.{kind}"


def _office(profile: Path, *words: str) -> None:
    if OFFICE:
        command = [
            OFFICE,
            "--headless",
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            *words,
        ]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
