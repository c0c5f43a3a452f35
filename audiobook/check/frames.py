"""The MP3's bytes: digest, tag, frames."""

import struct
from collections.abc import Iterator

from audiobook.check.findings import Complaint, Subject
from audiobook.errors import EditionError
from audiobook.files import sha256_of
from audiobook.mp3.frames import borrows, check_frames, info_frame
from audiobook.mp3.tags import block_size, read_tag
from audiobook.publish.wording import clean

_FRAMES_AT_ONCE = 4096
_TAG_HEAD, _FRAME_HEAD = 10, 10


def file_rule(subject: Subject) -> Iterator[Complaint]:
    """Length and digest are the manifest's."""
    if not subject.mp3.is_file():
        yield f"is missing; run `audiobook produce {subject.folder}`", subject.audio.file
        return
    size = subject.mp3.stat().st_size
    if size != subject.audio.bytes:
        yield f"has {size:,} bytes, edition.json says {subject.audio.bytes:,}; produce it again", subject.audio.file
    elif sha256_of(subject.mp3) != subject.audio.sha256:
        yield "is not the file that edition.json describes (its SHA-256 differs); produce it again", subject.audio.file


def frames_rule(subject: Subject) -> Iterator[Complaint]:
    """Every frame has the one header of its format; the Info frame counts them; the length is theirs."""
    format = subject.format
    with subject.mp3.open("rb") as file:
        start = block_size(file.read(_TAG_HEAD))
        file.seek(start)
        info = file.read(format.frame_bytes)
        played = (subject.mp3.stat().st_size - start) // format.frame_bytes - 1 - format.flush_frames
        if info != info_frame(format, played):
            yield f"the Info frame does not tell of {played:,} frames: players show a wrong length", subject.audio.file
        place = start + len(info)
        while block := file.read(_FRAMES_AT_ONCE * format.frame_bytes):
            yield from _bad_frames(block, place, subject)
            place += len(block)
    length = played * format.frame_ms
    if length != subject.audio.duration_ms:
        yield f"lasts {length:,} ms, edition.json says {subject.audio.duration_ms:,}", subject.audio.file


def tag_rule(subject: Subject) -> Iterator[Complaint]:
    """ID3v2.3 without flags; text, contents, chapters, cover in this order; and it says what the edition is."""
    with subject.mp3.open("rb") as file:
        head = file.read(_TAG_HEAD)
        block = head + file.read(max(0, block_size(head) - _TAG_HEAD))
    if not block.startswith(b"ID3\x03\x00\x00"):
        yield "is not ID3 version 2.3 without flags, of which players read the chapters", subject.audio.file
        return
    names = list(frame_names(block))
    order = ["CTOC", "CHAP", "APIC"]
    ranks = [order.index(name) if name in order else -1 for name in names]
    if ranks != sorted(ranks):
        found = ", ".join(dict.fromkeys(names))
        yield f"has its frames in the order {found}; CTOC, CHAP, APIC come last", subject.audio.file
    yield from _wrong_facts(subject)


def frame_names(block: bytes) -> Iterator[str]:
    """The names of an ID3v2.3 block's frames, as they stand in it (id3.org/id3v2.3.0 §3.3)."""
    place = _TAG_HEAD
    while place + _FRAME_HEAD <= len(block) and block[place]:
        name, size = struct.unpack_from(">4sI", block, place)
        yield name.decode("latin-1")
        place += _FRAME_HEAD + size


def _bad_frames(block: bytes, place: int, subject: Subject) -> Iterator[Complaint]:
    try:
        check_frames(block, subject.format)
    except EditionError:
        size = subject.format.frame_bytes
        header = subject.format.header
        bad = next((n for n in range(0, len(block), size) if block[n : n + 4] != header or len(block) < n + size), 0)
        yield "a damaged frame; produce the edition again", f"{subject.audio.file} byte {place + bad:,}"
        return
    if borrows(block, subject.format) and not place:
        yield "the first frame leans on one before it", subject.audio.file


def _wrong_facts(subject: Subject) -> Iterator[Complaint]:
    edition = subject.edition
    try:
        tag = read_tag(subject.mp3)
    except EditionError as error:
        yield str(error), subject.audio.file
        return
    facts = (("title", tag.title, clean(edition.title)), ("artist", tag.artist, clean(edition.author)),
             ("length", tag.length_ms, subject.audio.duration_ms))
    for name, found, wanted in facts:
        if found != wanted:
            yield f"has the {name} {found!r}, edition.json says {wanted!r}; produce it again", subject.audio.file
    if not tag.cover:
        yield "has no cover; produce it again", subject.audio.file
