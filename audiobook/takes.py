"""Takes: what shapes a recording, the recording, and the store that keeps both its sound and its encoded frames.

An entry of the store is one file that proves itself:

    64 hexadecimal digits: SHA-256 of everything after this line
    one line of JSON: the entry's facts, among them "size", the payload's length
    the payload: a FLAC file (raw take) or bare MP3 frames (mastered and encoded take)

Entries appear whole or not at all, never change, and the first of two writers wins. A damaged one is a miss.
"""

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.digest import Digest, digest, digest_bytes
from audiobook.engines import Identity, Speech, WordTime
from audiobook.errors import StoreError
from audiobook.files import move_onto
from audiobook.lexicon import SpokenForm
from audiobook.mp3.frames import Format
from audiobook.pcm import Audio
from audiobook.voice import Voice

HEAD = 1 << 13
"""Bytes that hold the facts of all but the longest takes."""

Spoken = tuple[str, float, float]
"""A word, when it begins and when it ends, in seconds; there are a hundred thousand in a day's reading."""


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """Everything that shapes one recording, and nothing else."""

    spoken: SpokenForm
    engine: Identity
    voice: str
    """The engine's own name of the voice."""
    rate: float = 1.0
    pitch: int | None = None
    take: int = 1
    """Counts the attempts at one sentence; another number is another recording."""
    digest: Digest = field(init=False, compare=False)
    """The key of the recording."""

    def __post_init__(self) -> None:
        phrases = [(p.text, p.ipa) for p in self.spoken.phrases]
        rest = (_identity_digest(self.engine), self.voice, self.rate, self.pitch, self.take)
        key = json.dumps((phrases, *rest), ensure_ascii=False, separators=(",", ":"))
        object.__setattr__(self, "digest", digest_bytes(key.encode("utf-8", "surrogatepass")))

    def as_voice(self) -> Voice:
        """The voice as the engine is asked for it."""
        return Voice(self.engine.name, self.voice, rate=self.rate, pitch=self.pitch)


@lru_cache(maxsize=64)
def _identity_digest(identity: Identity) -> Digest:
    return digest(identity)


@dataclass(frozen=True, slots=True)
class Take:
    """A recording, mastered and encoded, as it lies in the store."""

    request: Digest
    path: Path
    """The store's entry with its frames."""
    frames: int
    """Length in MP3 frames, above 0."""
    onset: int
    """First audible sample, counted from the take's first, at the format's rate."""
    offset: int
    """One past the last audible sample."""

    def words(self) -> Sequence[Spoken]:
        """Its words in order, read from the store; empty when its engine could not tell. Raises DamagedTake."""
        facts = _facts(self.path, whole=True)
        if facts is None:
            raise DamagedTake(self.path, self.request)
        found: Sequence[Spoken] = facts.get("words", ())
        return found

    def read(self) -> bytes:
        """Its MP3 frames, verified. Raises DamagedTake."""
        return _payload(self.path, self.request)


class DamagedTake(StoreError):
    """An entry whose bytes are not what they were."""

    def __init__(self, path: Path, request: Digest) -> None:
        super().__init__(f"the recording {path} is damaged; it will be recorded anew by the next `audiobook produce`")
        self.path, self.request = path, request


class TakeStore:
    """A folder of recordings, content-addressed; safe to share between producers and safe to delete."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self._listed: dict[str, Take] = {}
        """Encoded takes as `ids` last found them, by name: so that each is looked at once."""

    def ids(self) -> frozenset[Digest]:
        """Requests that need no recording: their raw or encoded take is there, whole by name and size."""
        takes = ((name, _take(name[:32], path)) for name, path in self._entries("frames"))
        self._listed = {name: take for name, take in takes if take}
        encoded = {take.request for take in self._listed.values()}
        raw = ((name[:32], path) for name, path in self._entries("raw"))
        return frozenset(encoded.union(request for request, path in raw if request not in encoded and _facts(path)))

    def take(self, request: Digest, settings: Digest) -> Take | None:
        """The encoded take of a request under these mastering settings; None when it is not there, or not whole."""
        name = f"{request}-{settings[:16]}"
        return self._listed.get(f"{name}.take") or _take(request, self._path("frames", name))

    def raw(self, request: Digest) -> Speech | None:
        """The recording as the engine gave it, verified; None when it is not there or damaged."""
        path = self._path("raw", request)
        facts = _facts(path, whole=True)
        if facts is None:
            return None
        try:
            payload = _payload(path, request)
        except DamagedTake:
            return None
        return Speech(_from_flac(payload), tuple(WordTime(*word) for word in facts.get("words", ())))

    def put_raw(self, request: Digest, speech: Speech) -> Speech:
        """Keep what the engine gave, losslessly to 24 bits. Returns what the store now holds: the first writer's."""
        path = self._path("raw", request)
        if not self._write(path, {"words": _spelled(speech.words)}, _flac(speech.audio)):
            return self.raw(request) or speech
        return Speech(_on_the_grid(speech.audio), speech.words)

    def put_frames(
        self, request: Digest, settings: Digest, content: bytes, format: Format, onset: int, offset: int,
        words: Sequence[WordTime] = (),
    ) -> Take:
        """Keep a mastered, encoded take; the rest as in `Take`. Returns what the store now holds."""
        path = self._path("frames", f"{request}-{settings[:16]}")
        facts = {"frames": len(content) // format.frame_bytes, "onset": onset, "offset": offset}
        self._write(path, {**facts, "words": _spelled(words)}, content)
        take = _take(request, path)
        if take is None:
            raise StoreError(f"cannot read back {path}; check the disk")
        return take

    def discard(self, request: Digest) -> None:
        """Forget a request's recording and every encoding of it."""
        for path in (self._path("raw", request), *self._path("frames", request).parent.glob(f"{request}-*.take")):
            path.unlink(missing_ok=True)
            self._listed.pop(path.name, None)

    def entries(self) -> Iterator[Path]:
        """Every entry, damaged ones too; a name begins with its request."""
        for _, path in chain(self._entries("raw"), self._entries("frames")):
            yield Path(path)

    def damaged(self) -> Iterator[Path]:
        """Entries whose bytes are not what they were; reads everything."""
        for path in self.entries():
            try:
                _payload(path, path.name[:32])
            except DamagedTake:
                yield path

    def _path(self, shelf: str, name: str) -> Path:
        return self.root / shelf / name[:2] / f"{name}.take"

    def _entries(self, shelf: str) -> Iterator[tuple[str, str]]:
        """Names and paths; as text, for a `Path` of each would cost more than looking at it."""
        with suppress(FileNotFoundError), os.scandir(self.root / shelf) as folders:
            for folder in folders:
                with suppress(NotADirectoryError), os.scandir(folder.path) as entries:
                    yield from ((entry.name, entry.path) for entry in entries if entry.name.endswith(".take"))

    def _write(self, path: Path, facts: dict[str, Any], payload: bytes) -> bool:
        """Whether this writer was the first. A damaged entry does not count as one."""
        head = json.dumps({**facts, "size": len(payload)}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        seal = hashlib.sha256(head + payload).hexdigest().encode() + b"\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _settle(path, seal + head + payload)
        except OSError as error:
            raise StoreError(f"cannot write a recording to {self.root}: {error.strerror}; "
                             "free some space, or choose another folder with AUDIOBOOK_STORE") from error


def _spelled(words: Sequence[WordTime]) -> list[tuple[str, float, float]]:
    return [(word.text, round(word.start, 3), round(word.end, 3)) for word in words]


def _settle(path: Path, content: bytes) -> bool:
    """Put the content in place atomically, unless a sound entry is there."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)
            return True
        except FileExistsError:
            if _sound(path):
                return False
        except OSError:  # a file system without hard links
            pass
        move_onto(Path(name), path)
        return True
    finally:
        Path(name).unlink(missing_ok=True)


def _sound(path: Path) -> bool:
    try:
        _payload(path, "")
    except DamagedTake:
        return False
    return True


def _take(request: Digest, path: str | Path) -> Take | None:
    facts = _facts(path)
    return facts and Take(request, Path(path), facts["frames"], facts["onset"], facts["offset"])


def _facts(path: str | Path, whole: bool = False) -> Any:
    """An entry's facts when its length is right, the words among them if the `whole` is asked; None otherwise."""
    try:
        with io.FileIO(path) as file:  # thousands of entries are looked at: one short read each
            begins, size = file.read(HEAD), os.fstat(file.fileno()).st_size
            while b"\n" not in begins[65:] and len(begins) < size:
                begins += file.read(HEAD)
        end = begins.index(b"\n", 65) + 1
        line = begins[65:end]
        facts = json.loads(line if whole else _without_words(line))
        return facts if size == end + facts["size"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _without_words(line: bytes) -> bytes:
    """A line of facts without the words, which are most of it, and which few ask for; "size" comes after them."""
    before, _, after = line.partition(b'"words":[')
    return before + after.rpartition(b"],")[2]


def _payload(path: Path, request: Digest) -> bytes:
    """The payload of an entry that proves itself. Raises DamagedTake."""
    try:
        with path.open("rb", buffering=0) as file:
            content = file.readall()
    except OSError as error:
        raise DamagedTake(path, request) from error
    if content[:64] != hashlib.sha256(memoryview(content)[65:]).hexdigest().encode():
        raise DamagedTake(path, request)
    return content[content.index(b"\n", 65) + 1 :]


def _on_the_grid(audio: Audio) -> Audio:
    """Rounded to what the FLAC keeps, so that a take sounds the same fresh and read back."""
    scale = 2.0**23
    grid = np.clip(np.round(audio.samples.astype(np.float64) * scale), -scale, scale - 1) / scale
    return Audio(grid.astype(np.float32), audio.rate)


def _flac(audio: Audio) -> bytes:
    import soundfile  # 40 ms that a plan need not spend

    sixteen = audio.samples * 32768
    subtype = "PCM_16" if np.array_equal(sixteen, np.round(sixteen)) else "PCM_24"
    file = io.BytesIO()
    samples = _on_the_grid(audio).samples
    soundfile.write(file, samples, audio.rate, format="FLAC", subtype=subtype, compression_level=0.2)
    return file.getvalue()


def _from_flac(content: bytes) -> Audio:
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    return Audio(samples, rate)
