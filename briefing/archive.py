"""Zip files whose bytes hang on their content alone: no moment of writing, no order of chance."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime


def packed(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """The files in the order given, all dated `moment`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _stamp(moment)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def repacked(content: bytes, moment: datetime, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same zip file, its members dated `moment`, each as `change` answers it by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        return packed({name: change(name, given.read(name)) for name in given.namelist()}, moment)


def _stamp(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """Zip files know no year before 1980."""
    return (max(1980, moment.year), moment.month, moment.day, moment.hour, moment.minute, moment.second)
