"""Real podcast clients, driven as their users would: each subscribes, fetches, and tells what it has.

`scripts/clients` installs them. Where one is missing its tests are skipped, except in CI (AUDIOBOOK_CI=1).
"""

import json
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

HOME = Path(__file__).parents[2] / "build" / "clients"
PYTHON = HOME / "venv" / "bin" / "python"
LIMIT_S = 90


def need(*programs: str) -> None:
    """Skip where a program is missing; fail in CI."""
    for name in programs:
        if not shutil.which(name):
            lacking(f"{name} is not installed")


def need_venv() -> None:
    """As `need`, for what comes from PyPI."""
    if not PYTHON.exists():
        lacking("build/clients has no virtual environment")


def need_node() -> None:
    """As `need`, for what comes from npm."""
    need("node")
    if not (HOME / "node_modules").is_dir():
        lacking("build/clients has no node_modules")


def lacking(what: str) -> None:
    """Skip with the reason; in CI nothing may be skipped."""
    reason = f"{what}; scripts/clients installs it"
    if os.environ.get("AUDIOBOOK_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def call(*command: object, home: Path | None = None, **environment: str) -> str:
    """Run a program to its end and return what it said, on both streams. Fails when it fails."""
    variables = {**os.environ, **environment, **({"HOME": str(home)} if home else {})}
    done = subprocess.run([str(part) for part in command], env=variables, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}"
    return done.stdout


def parsed(reader: str, path: Path) -> Any:
    """What a JavaScript reader makes of a file."""
    need_node()
    done = subprocess.run(["node", str(Path(__file__).parent / "parse.mjs"), reader, str(path)], text=True, check=True,
                          env={**os.environ, "CLIENTS": str(HOME)}, stdout=subprocess.PIPE, timeout=LIMIT_S)
    return json.loads(done.stdout)


def in_terminal(command: list[str], home: Path, finished: Path, size: int) -> None:
    """Run a program that wants a terminal until a file has its size; then end it."""
    import pty  # not on Windows, where these tests are skipped

    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, {**os.environ, "HOME": str(home), "TERM": "xterm"})
    end = time.monotonic() + LIMIT_S
    try:
        while time.monotonic() < end and not (finished.is_file() and finished.stat().st_size == size):
            if select.select([terminal], [], [], 0.2)[0] and not _drained(terminal):
                break
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(terminal)


def _drained(terminal: int) -> bool:
    try:
        return bool(os.read(terminal, 65536))
    except OSError:  # the program has ended
        return False


@dataclass
class Client:
    """A podcast client with a home of its own."""

    home: Path
    feed: str
    size: int = 0
    """Of the MP3 to come, for clients that do not say when they are done."""
    name: ClassVar[str]

    def fetch(self) -> None:
        """Look at the feed, and download what is new."""
        raise NotImplementedError

    def mp3s(self) -> list[bytes]:
        """What was downloaded."""
        return [path.read_bytes() for path in sorted(self.home.rglob("*.mp3*")) if path.is_file()]

    def episodes(self) -> list[tuple[str, str]]:
        """Title and address of each episode it knows."""
        raise NotImplementedError

    def _rows(self, database: str, query: str) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.home / database)) as connection:
            return [(str(title), str(url)) for title, url in connection.execute(query)]


class Gpodder(Client):
    """gPodder's command line."""

    name = "gpodder"

    def fetch(self) -> None:
        need("gpo")
        first = not (self.home / "Database").exists()
        places = {"GPODDER_HOME": str(self.home), "GPODDER_DOWNLOAD_DIR": str(self.home / "dl")}
        for command in ([["subscribe", self.feed]] if first else []) + [["update"], ["download"]]:
            call("gpo", *command, home=self.home, **places)

    def episodes(self) -> list[tuple[str, str]]:
        return self._rows("Database", "select title, url from episode")


class Newsboat(Client):
    """newsboat, and podboat for the downloads."""

    name = "newsboat"

    def fetch(self) -> None:
        need("newsboat", "podboat")
        (self.home / ".newsboat").mkdir(exist_ok=True)
        (self.home / "urls").write_text(f"{self.feed}\n", encoding="utf-8")
        (self.home / "config").write_text(f'podcast-auto-enqueue yes\ndownload-path "{self.home}/dl"\n'
                                          'download-filename-format "%u"\n', encoding="utf-8")
        config = ("-C", str(self.home / "config"))
        files = ("-u", self.home / "urls", "-c", self.home / "cache.db")
        call("newsboat", *files, *config, "-x", "reload", home=self.home)
        queue = self.home / ".newsboat" / "queue"
        place = self.home / "dl" / "third-way.mp3"
        if queue.exists() and not place.exists():
            in_terminal(["podboat", *config, "-q", str(queue), "-a"], self.home, place, self.size)

    def episodes(self) -> list[tuple[str, str]]:
        return self._rows("cache.db", "select title, enclosure_url from rss_item where deleted = 0")


class Podget(Client):
    """podget, which fetches with wget."""

    name = "podget"

    def fetch(self) -> None:
        need("podget", "wget")
        if not (self.home / "podgetrc").exists():
            call("podget", "-d", self.home, "--create-config", "podgetrc", home=self.home)
            rows = (self.home / "podgetrc").read_text(encoding="utf-8").splitlines()
            kept = [row for row in rows if not row.startswith(("DIR_LIBRARY", "WGET_BASEOPTS"))]
            own = [f"DIR_LIBRARY={self.home}/lib", 'WGET_BASEOPTS="-nH"']
            (self.home / "podgetrc").write_text("\n".join([*kept, *own, ""]), encoding="utf-8")
        (self.home / "serverlist").write_text(f"{self.feed} talks Guild\n", encoding="utf-8")
        call("podget", "-d", self.home, "-c", "podgetrc", "-vv", home=self.home)

    def episodes(self) -> list[tuple[str, str]]:
        done = (self.home / "lib" / ".LOG" / "done").read_text(encoding="utf-8").split()
        return [("The Third Way", done[-1])]


class PodcastArchiver(Client):
    """podcast-archiver."""

    name = "podcast-archiver"

    def fetch(self) -> None:
        need_venv()
        (self.home / "dl").mkdir(exist_ok=True)
        call(PYTHON.parent / "podcast-archiver", "--feed", self.feed, "--dir", self.home / "dl", home=self.home)

    def episodes(self) -> list[tuple[str, str]]:
        return [(path.stem.partition(" - ")[2], "") for path in (self.home / "dl").rglob("*.mp3")]


class Castero(Client):
    """castero's own classes: its program is all screen."""

    name = "castero"
    _SCRIPT = """
import sys, requests
from castero.feed import Feed
for n, episode in enumerate(Feed(url=sys.argv[1]).parse_episodes()):
    open(f"{sys.argv[2]}/{n}.mp3", "wb").write(requests.get(episode.enclosure, timeout=20).content)
    print("episode", episode.title, episode.enclosure, sep="\\t")
"""

    def fetch(self) -> None:
        need_venv()
        self._said = call(PYTHON, "-c", self._SCRIPT, self.feed, self.home, home=self.home)

    def episodes(self) -> list[tuple[str, str]]:
        rows = (line.split("\t") for line in self._said.splitlines() if line.startswith("episode\t"))
        return [(title, url) for _, title, url in rows]


CLIENTS: tuple[type[Client], ...] = (Gpodder, Newsboat, Podget, PodcastArchiver, Castero)


def python(script: str, *arguments: object) -> Any:
    """The JSON that a script prints, run where the packages of PyPI are."""
    need_venv()
    done = subprocess.run([str(PYTHON), "-c", script, *map(str, arguments)], text=True, check=True, timeout=LIMIT_S,
                          stdout=subprocess.PIPE, stderr=sys.stderr)
    return json.loads(done.stdout)
