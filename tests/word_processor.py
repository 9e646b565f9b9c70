"""LibreOffice as a second opinion on Word files: what is left when all changes are taken."""

import os
import shutil
import subprocess
from pathlib import Path

PATIENCE = 180  # seconds: the first start of a new profile is slow
PROGRAMS = ("soffice", "libreoffice")
ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle"
  script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  text = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(text.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim save(1) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName"
  save(0).Value = "Text (encoded)"
  save(1).Name = "FilterOptions"
  save(1).Value = "UTF8,LF"
  text.storeToURL(target, save())
  text.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Settle"/>
</library:library>
"""


def find() -> str | None:
    """Find LibreOffice."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class WordProcessor:
    """Runs LibreOffice with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        self._run("--terminate_after_init")  # which lays out the profile
        basic = folder / "profile/user/basic/Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Settle.xba").write_text(MACRO, "utf-8")
        (basic / "script.xlb").write_text(LIBRARY, "utf-8")

    def settled(self, file: Path, command: str) -> str:
        """Take on all changes of a file, or take them back; the answer is its text."""
        target = self.folder / f"{file.stem}-{command}.txt"
        given = f'"{file.as_uri()}","{target.as_uri()}","{command}"'
        self._run(f"macro:///Standard.Settle.Settle({given})")
        return target.read_text("utf-8-sig")

    def _run(self, what: str) -> None:
        profile = (self.folder / "profile").as_uri()
        subprocess.run(
            [self.program, "--headless", f"-env:UserInstallation={profile}", what],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
            env={**os.environ, "HOME": str(self.folder)},
        )
