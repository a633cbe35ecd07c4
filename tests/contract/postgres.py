"""A PostgreSQL server of our own: in a folder of its own, reached through a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

_QUICK = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    return Path(found).resolve().parent if found else installed[-1].parent if installed else None


class Server:
    """A running server; root, whom PostgreSQL refuses, runs it as another user."""

    def __init__(self, tools: Path, options: str = _QUICK, folder: Path | None = None) -> None:
        """Start it in a new folder; or in one that stays, with what an earlier server left there."""
        self._tools, self._stays = tools, folder is not None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="pg-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            names = {user.pw_name for user in pwd.getpwall()}
            user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        if not (self.folder / "data").exists():
            self._run("initdb", "-D", "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"-k {self.folder} {options}", "start")

    def url(self, database: str) -> str:
        """Address of one of its databases."""
        return f"postgresql+psycopg://tests@/{database}?host={self.folder}"

    def stop(self) -> None:
        """Stop it, and take its folder away unless that stays."""
        self._run("pg_ctl", "-D", "data", "-m", "fast" if self._stays else "immediate", "stop")
        if not self._stays:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, tool: str, *arguments: str) -> None:
        log = self.folder / "tool.log"
        with log.open("w") as said:
            run = subprocess.run(  # a pipe would stay open as long as the server lives
                [self._tools / tool, *arguments], cwd=self.folder, stdout=said, stderr=said, check=False, **self._as
            )
        if run.returncode:
            raise RuntimeError(f"{tool}: {log.read_text()}")
