"""The parts of an xlsx package, some of them changed in place, none written anew."""

import io
import zipfile

from schedule.errors import WorkbookUnreadable


class Parts:
    """The parts of a package, some of them changed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Nothing is changed yet."""
        self._archive = archive
        self._changed: dict[str, bytes] = {}
        self.names = set(archive.namelist())

    def read(self, path: str) -> bytes:
        """A part's content; b"" where there is none."""
        if path in self._changed:
            return self._changed[path]
        try:
            return self._archive.read(path) if path in self.names else b""
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise WorkbookUnreadable(reason="damaged") from error

    def change(self, path: str, content: bytes) -> None:
        """Keep a part's new content."""
        self._changed[path] = content
        self.names.add(path)

    def packed(self) -> bytes:
        """The package: every part in its old place, new ones at the end."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            for member in self._archive.infolist():
                made.writestr(
                    zipfile.ZipInfo(member.filename, member.date_time), self.read(member.filename), zipfile.ZIP_DEFLATED
                )
            for path in [path for path in self._changed if path not in self._archive.namelist()]:
                made.writestr(zipfile.ZipInfo(path), self._changed[path], zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def free(self, pattern: str) -> str:
        """A path that no part has yet."""
        return next(path for n in range(1, len(self.names) + 2) if (path := pattern.format(n)) not in self.names)
