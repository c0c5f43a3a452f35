"""What lies beside the MP3: chapters, transcripts, cover. Made from the edition, and made anew only when stale."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from audiobook.digest import Digest, digest, digest_bytes
from audiobook.edition import MANIFEST, Edition
from audiobook.errors import PublishError
from audiobook.publish.artwork import CoverFacts, cover, made_from
from audiobook.publish.chapters import chapters_json
from audiobook.publish.transcripts import html, srt, transcript_json, voiced_cues, vtt
from audiobook.publish.wording import clean
from audiobook.publish.writing import put
from audiobook.show import EditionSettings, Show

COVER, CHAPTERS = "cover.jpg", "chapters.json"
VTT, SRT, JSON, HTML = "transcript.vtt", "transcript.srt", "transcript.json", "transcript.html"
STAMP = ".companions.json"
"""Tells what the companions were made from; no player is shown it."""
_FORMAT = 1
"""Goes up when any of the texts comes to be written differently."""


@dataclass(frozen=True)
class Stamp:
    """What lies beside an MP3, and what it was made from."""

    made_from: Digest
    """Of the manifest and of how the texts are written."""
    cover: str
    """File name, relative to the edition's folder."""
    sizes: Mapping[str, int]
    """Of the texts: file name → bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An edition's cover."""

    name: str
    """Of its file in the edition's folder."""
    ours: bool
    """Made here, and not by an editor."""


def companions(edition: Edition, folder: Path, settings: EditionSettings, show: Show) -> tuple[str, ...]:
    """Make what is missing or stale beside a saved edition. Returns the names of what was written.

    An editor's own cover stays as it is, be it named in the settings or lying there as cover.jpg. Raises PublishError
    when the folder cannot be written to.
    """
    try:
        made = _source(folder)
        texts = {} if _current(read_stamp(folder), folder, made) else _texts(edition)
        pictures = {} if settings.cover else _cover(folder / COVER, cover_facts(edition, show))
        for name, content in (texts | pictures).items():
            put(folder / name, content, durably=False)
        stamp = Stamp(made, settings.cover or COVER, _sizes(folder))
        if stamp != read_stamp(folder):
            put(folder / STAMP, json.dumps(asdict(stamp), ensure_ascii=False).encode(), durably=False)
    except OSError as error:
        raise PublishError(f"cannot write {error.filename or folder}: {error.strerror}; free some space or mend the "
                           "folder's permissions, then run `audiobook publish`") from error
    return (*texts, *pictures)


def fresh_cover(edition: Edition, folder: Path, show: Show) -> Picture | None:
    """The cover when every companion is there and up to date; None when something must be made."""
    stamp = read_stamp(folder)
    if stamp is None or not _current(stamp, folder, _source(folder)):
        return None
    made = made_from(folder / stamp.cover)
    if made is None or stamp.cover != COVER:
        return Picture(stamp.cover, ours=False) if (folder / stamp.cover).is_file() else None
    return Picture(COVER, ours=True) if made == cover_facts(edition, show).digest else None


def cover_facts(edition: Edition, show: Show) -> CoverFacts:
    """What an edition's own cover says."""
    return CoverFacts(clean(edition.title), clean(edition.author), edition.date, clean(show.title), edition.language)


def read_stamp(folder: Path) -> Stamp | None:
    """What the companions in a folder were made from; None when that is not known."""
    try:
        return Stamp(**json.loads((folder / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _texts(edition: Edition) -> dict[str, bytes]:
    cues = voiced_cues(edition)
    texts = {CHAPTERS: chapters_json(edition), VTT: vtt(cues), SRT: srt(edition), JSON: transcript_json(cues),
             HTML: html(edition)}
    return {name: text.encode() for name, text in texts.items()}


def _cover(path: Path, facts: CoverFacts) -> dict[str, bytes]:
    """A new cover when ours is missing or says something else; none when an editor's picture lies there."""
    before = made_from(path)
    if before == facts.digest or (before is None and path.exists()):
        return {}
    return {path.name: cover(facts)}


def _source(folder: Path) -> Digest:
    return digest((_FORMAT, digest_bytes((folder / MANIFEST).read_bytes())))


def _current(stamp: Stamp | None, folder: Path, made_from: Digest) -> bool:
    return stamp is not None and stamp.made_from == made_from and _sizes(folder) == stamp.sizes


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes of each text; -1 for one that is missing."""
    return {name: _size(folder / name) for name in (CHAPTERS, VTT, SRT, JSON, HTML)}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1
