"""Microsoft Project's own files (MPP): turned into its XML by the MPXJ library, where Java and the package `mpxj` are at hand."""

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

from schedule.errors import WorkbookUnreadable

_MOST_SECONDS = 20
_JAVA = (
    "-Xmx400m", "-Xss1m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m",
    "-XX:CompressedClassSpaceSize=64m", "-XX:MaxMetaspaceSize=160m", "-Djava.awt.headless=true",
)  # fmt: skip
"""Little memory, so that Java fits into the reader's own limit."""


def mspdi_of(received: bytes, suffix: str = ".mpp") -> bytes:
    """The project as Microsoft Project's XML.

    Raises:
        WorkbookUnreadable: There is no Java or no MPXJ ("project-needs-java"); it is protected, damaged, or took too long.
    """
    java, jars = shutil.which("java"), _jars()
    if not java or not jars:
        raise WorkbookUnreadable(reason="project-needs-java")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, f"project{suffix}"), Path(folder, "project.xml")
        source.write_bytes(received)
        command = [java, *_JAVA, f"-Djava.io.tmpdir={folder}", "-cp", f"{jars}/*", "org.mpxj.sample.MpxjConvert"]
        try:
            run = subprocess.run(
                [*command, str(source), str(target)],
                capture_output=True,
                timeout=_MOST_SECONDS,
                check=False,
                cwd=folder,
            )
        except subprocess.TimeoutExpired as error:
            raise WorkbookUnreadable(reason="too-long") from error
        told = (run.stdout + run.stderr).decode("utf-8", "replace")
        if not target.exists():
            is_locked, is_full = "assword" in told, "OutOfMemory" in told or "insufficient memory" in told
            raise WorkbookUnreadable(reason="encrypted" if is_locked else "too-large" if is_full else "damaged")
        return target.read_bytes()


def _jars() -> Path | None:
    """The folder of the library's jars."""
    found = importlib.util.find_spec("mpxj")
    folders = [Path(folder, "lib") for folder in (found.submodule_search_locations or ())] if found else []
    return next((folder for folder in folders if (folder / "mpxj.jar").exists()), None)
