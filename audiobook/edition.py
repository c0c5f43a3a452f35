"""The edition: the finished MP3 and its manifest; assembled, saved, loaded.

Two renames publish an edition: the MP3's and the manifest's. A process killed between them leaves `edition.next.json`,
and whether its digest is that of the MP3 in place tells which of the two states it is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from audiobook import __version__
from audiobook.digest import Digest
from audiobook.engines import Identity
from audiobook.errors import EditionError
from audiobook.files import copy_onto, move_onto, sha256_of, sync_folder, write_durably
from audiobook.mp3.frames import QUALITIES, silent_frame
from audiobook.mp3.splice import splice
from audiobook.mp3.tags import ChapterMark, Tag, id3
from audiobook.planning import Plan
from audiobook.script import Kind, Part, Role
from audiobook.show import EditionSettings
from audiobook.takes import Take
from audiobook.timeline import Chapter, Timeline, lay_out, milliseconds
from audiobook.voice import Voice
from audiobook.words import WORDS, word_lines

Value = TypeVar("Value")

MANIFEST = "edition.json"
NEXT = "edition.next.json"
PREVIOUS = ".previous"


@dataclass(frozen=True, slots=True)
class AudioFile:
    """The MP3 as it lies on disk."""

    file: str
    """Its name within the edition's folder."""
    sha256: str
    bytes: int
    duration_ms: int
    sample_rate: int
    bitrate: int
    """Bits a second."""
    written_ns: int = 0
    """When it was written, as the file system has it; another time there means that its digest must be looked at."""

    def is_in(self, folder: Path) -> bool:
        """Whether it lies in a folder as it was written."""
        try:
            found = (folder / self.file).stat()
        except OSError:
            return False
        if found.st_size != self.bytes:
            return False
        return found.st_mtime_ns == self.written_ns or sha256_of(folder / self.file) == self.sha256


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """A sentence in the finished edition."""

    id: str
    kind: Kind
    role: str
    """"speaker", "heckler 2"."""
    speaker: str
    """Who it is, where the text says so; otherwise ""."""
    voice: str
    """"engine:name"."""
    text: str
    start_ms: int
    """The audible speech, from the beginning of the MP3."""
    end_ms: int
    chapter: int
    """Index into `Edition.chapters`, from 0."""
    paragraph: int
    take: Digest
    """Key of its recording."""


@dataclass(frozen=True, slots=True)
class CastMember:
    """Who was given which voice; later editions keep it."""

    part: Part
    number: int
    name: str
    voice: str
    rate: float
    pitch: int | None
    tempo: float = 1.0
    """What the settings multiplied the voice's own rate by."""
    chosen: bool = False
    """The editor named this voice; when he no longer does, it is drawn anew."""


@dataclass(frozen=True)
class Reel:
    """What an edition that is not yet saved is spliced from."""

    takes: tuple[Take, ...]
    timeline: Timeline
    tag: Tag
    pictures: tuple[bytes, ...] = ()
    """One for each chapter, or none."""


@dataclass(frozen=True)
class Edition:
    """The finished edition, or, with a reel and no audio, one that is yet to be saved."""

    title: str
    author: str
    date: date | None
    language: str
    source: str
    """The text's own note of where it comes from, and the names of the source files."""
    chapters: tuple[Chapter, ...]
    sentences: tuple[TimedSentence, ...]
    cast: tuple[CastMember, ...] = ()
    engines: tuple[Identity, ...] = ()
    """Of the recordings in it."""
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    """Written form → how it is said."""
    sources: tuple[str, ...] = ()
    """The source files, relative to the edition's folder where they lie in it."""
    inputs: Digest = ""
    """Of everything it was made from; equal inputs make an equal edition."""
    audio: AudioFile | None = None
    reel: Reel | None = field(default=None, compare=False)

    def with_cover(self, picture: bytes, chapters: Sequence[bytes] = ()) -> "Edition":
        """The same with a JPEG or PNG file in the MP3's tag, and one for each chapter if given. Only before `save`."""
        if self.reel is None:
            raise EditionError("this edition is saved already; give the cover before that")
        tag = replace(self.reel.tag, cover=picture)
        return replace(self, reel=replace(self.reel, tag=tag, pictures=tuple(chapters)))

    def save(self, folder: str | Path) -> "Edition":
        """Splice the MP3 into `folder`, named as the folder is, and publish it with its manifest in one step.

        The edition that was there is kept in `.previous/`. Until the last moment it stays as it was; whatever goes
        wrong, it is still whole. Raises EditionError, and DamagedTake for a recording that is not what it was.
        """
        folder = Path(folder)
        if self.reel is None:
            raise EditionError(f"this edition is saved already; to move it, copy its folder to {folder}")
        if not self.sentences:
            raise EditionError("there is nothing to say in this edition; look at `audiobook script`")
        name = f"{folder.resolve().name}.mp3"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _publish(self, self.reel, folder, name)
        except OSError as error:
            raise EditionError(f"cannot write the edition to {folder}: {error.strerror or error}; "
                               "the one that was there is untouched") from error


def assemble(
    plan: Plan,
    takes: Iterable[Take],
    settings: EditionSettings | None = None,
    *,
    album: str = "",
) -> Edition:
    """The edition that these takes make, laid out in time; nothing is written until `save`.

    `takes` are those of `plan.requests`, in order. `album` is the show's title.
    """
    settings, script, takes = settings or EditionSettings(), plan.script, tuple(takes)
    timeline = lay_out(script.sentences, takes, script.chapters, settings.pauses, QUALITIES[settings.quality])
    edition = Edition(
        title=settings.title or script.title,
        author=settings.author or script.author,
        date=settings.date or script.date,
        language=settings.language or script.language,
        source=script.source,
        chapters=timeline.chapters,
        sentences=tuple(_timed(plan, timeline)),
        cast=tuple(_member(role, voice, settings) for role, voice in plan.cast.voices.items()),
        engines=tuple(dict.fromkeys(request.engine for request in plan.requests)),
        pronunciations=plan.pronunciations,
    )
    return replace(edition, reel=Reel(takes, timeline, _tag(edition, timeline, album)))


def load(folder: str | Path) -> Edition | None:
    """The edition published in a folder; None when there is none. Looks only.

    Raises EditionError for a manifest that cannot be read.
    """
    folder = Path(folder)
    return _read(folder / (NEXT if _half_published(folder) else MANIFEST))


def _read(path: Path) -> Edition | None:
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EditionError(f"{path} cannot be read ({error}); delete it and run `audiobook produce` again") from error


def mend(folder: str | Path) -> None:
    """Finish or take back what a killed producer left half done. Only for who holds the edition's lock."""
    folder = Path(folder)
    if _half_published(folder):
        move_onto(folder / NEXT, folder / MANIFEST)
    (folder / NEXT).unlink(missing_ok=True)
    for left in (*folder.glob("*.mp3.part"), folder / f"{WORDS}.part"):
        left.unlink(missing_ok=True)


def bring_back(folder: Path) -> Edition:
    """Publish the edition before again, and keep the one in place as the edition before. For who holds the lock.

    Raises EditionError when there is none, or it is not whole.
    """
    before = load(folder / PREVIOUS)
    if before is None or before.audio is None:
        raise EditionError(f"{folder} has no edition before; `audiobook produce` keeps one from the second time on")
    kept, part = folder / PREVIOUS / before.audio.file, folder / f"{before.audio.file}.part"
    if not kept.is_file() or sha256_of(kept) != before.audio.sha256:
        raise EditionError(f"{kept} is not the edition that its manifest tells of; produce again instead")
    copy_onto(kept, part)
    write_durably(folder / NEXT, [_to_json(before).encode()])
    words = folder / PREVIOUS / WORDS
    write_durably(folder / f"{WORDS}.part", [words.read_bytes()] if words.exists() else [])
    _replace_published(folder, part, before.audio)
    return before


def _half_published(folder: Path) -> bool:
    """Whether the MP3 in place is already the next manifest's."""
    try:
        audio = json.loads((folder / NEXT).read_text(encoding="utf-8"))["audio"]
        path = folder / audio["file"]
        return bool(path.stat().st_size == audio["bytes"] and sha256_of(path) == audio["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _publish(edition: Edition, reel: Reel, folder: Path, name: str) -> Edition:
    part = folder / f"{name}.part"
    try:
        with ThreadPoolExecutor(1) as beside:  # the splice waits for the disk most of its time
            words = beside.submit(_write_words, folder / f"{WORDS}.part", edition, reel)
            audio = _written(part, name, reel)
        saved = replace(edition, audio=audio, reel=None)
        words.result()
        write_durably(folder / NEXT, [_to_json(saved).encode()])
        _replace_published(folder, part, audio)
    except PermissionError as error:
        raise EditionError(f"{folder / name} may not be replaced ({error.strerror}); "
                           "close the program that has it open and run the command again") from error
    finally:
        part.unlink(missing_ok=True)
        (folder / f"{WORDS}.part").unlink(missing_ok=True)
        (folder / NEXT).unlink(missing_ok=True)
    return saved


def _replace_published(folder: Path, part: Path, audio: AudioFile) -> None:
    """Two renames, the MP3's first: between them the next manifest's digest tells that it is in force.

    The words come after: a reader goes by the manifest, whose sentences they name.
    """
    before = _read(folder / MANIFEST)
    was = before.audio if before else None
    if was and was.sha256 != audio.sha256 and was.is_in(folder):
        _keep_previous(folder, was)
    (folder / WORDS).unlink(missing_ok=True)
    move_onto(part, folder / audio.file)
    part.unlink(missing_ok=True)  # a rename between two links of one file does nothing
    sync_folder(folder)
    move_onto(folder / NEXT, folder / MANIFEST)
    if was and was.file != audio.file:  # the folder has another name now, and so has its MP3
        (folder / was.file).unlink(missing_ok=True)
    move_onto(folder / f"{WORDS}.part", folder / WORDS)
    sync_folder(folder)


def _write_words(path: Path, edition: Edition, reel: Reel) -> None:
    timeline = reel.timeline
    write_durably(path, word_lines(edition.sentences, reel.takes, timeline.clips, timeline.format.rate))


def _written(part: Path, name: str, reel: Reel) -> AudioFile:
    timeline = reel.timeline
    both = zip_longest(timeline.chapters, reel.pictures)
    tag = id3(reel.tag, [ChapterMark(c.title, c.start_ms, c.end_ms, picture) for c, picture in both])
    size, sha256 = write_durably(part, splice(_pieces(reel), timeline.format, tag, timeline.frames))
    bitrate, written = timeline.format.kbps * 1000, part.stat().st_mtime_ns
    return AudioFile(name, sha256, size, timeline.duration_ms, timeline.format.rate, bitrate, written)


def _pieces(reel: Reel) -> Iterator[bytes]:
    silent = silent_frame(reel.timeline.format)
    for take, clip in zip(reel.takes, reel.timeline.clips, strict=True):
        if clip.pause:
            yield silent * clip.pause
        yield take.read()
    yield silent * reel.timeline.tail


def _keep_previous(folder: Path, audio: AudioFile) -> None:
    """The edition in place goes to `.previous/` as well, by hard links where the file system has them."""
    kept = folder / PREVIOUS
    kept.mkdir(exist_ok=True)
    (kept / MANIFEST).unlink(missing_ok=True)
    for name in (audio.file, WORDS, MANIFEST):
        if (folder / name).exists():
            copy_onto(folder / name, kept / name)
    for stray in kept.glob("*.mp3"):
        if stray.name != audio.file:
            stray.unlink()


def _tag(edition: Edition, timeline: Timeline, album: str) -> Tag:
    return Tag(
        title=edition.title,
        artist=edition.author,
        album=album or edition.title,
        date=edition.date.isoformat() if edition.date else "",
        language=edition.language,
        comment=edition.source,
        software=f"audiobook {__version__}",
        length_ms=timeline.duration_ms,
    )


def _timed(plan: Plan, timeline: Timeline) -> Iterator[TimedSentence]:
    rate = timeline.format.rate
    for sentence, request, clip in zip(plan.script.sentences, plan.requests, timeline.clips, strict=True):
        role = sentence.role
        yield TimedSentence(
            sentence.id, sentence.kind, str(role), role.name, str(plan.cast.voice(role)), sentence.text,
            milliseconds(clip.start, rate), milliseconds(clip.end, rate), sentence.chapter, sentence.paragraph,
            request.digest,
        )


def _member(role: Role, voice: Voice, settings: EditionSettings) -> CastMember:
    chosen = str(role) in settings.cast or role.name in settings.cast
    tempo = settings.tempo(role.part)
    return CastMember(role.part, role.number, role.name, str(voice), voice.rate, voice.pitch, tempo, chosen)


def _to_json(edition: Edition) -> str:
    """The manifest, one sentence a line, so that two of them can be compared by eye."""
    plain = ((f.name, getattr(edition, f.name)) for f in fields(edition) if f.name != "reel")
    names = ",\n".join(f'"{name}": {_lines(value)}' for name, value in sorted(plain, key=lambda p: p[0] != "audio"))
    return "{\n" + names + "\n}\n"


def _lines(value: object) -> str:
    if isinstance(value, tuple) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    if is_dataclass(value):
        value = {f.name: getattr(value, f.name) for f in fields(value)}  # all of them are flat
    elif isinstance(value, date):
        value = value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _from_json(content: Mapping[str, Any]) -> Edition:
    return Edition(
        title=content["title"],
        author=content["author"],
        date=date.fromisoformat(content["date"]) if content["date"] else None,
        language=content["language"],
        source=content["source"],
        chapters=_each(Chapter, content["chapters"]),
        sentences=_each(TimedSentence, content["sentences"]),
        cast=_each(CastMember, content["cast"]),
        engines=_each(Identity, content["engines"]),
        pronunciations=content["pronunciations"],
        sources=tuple(content["sources"]),
        inputs=content["inputs"],
        audio=_each(AudioFile, [content["audio"]])[0] if content["audio"] else None,
    )


def _each(kind: type[Value], contents: Iterable[Mapping[str, Any]]) -> tuple[Value, ...]:
    """Values of a manifest; what another version of this program wrote besides is passed over."""
    known = frozenset(kind.__match_args__)  # type: ignore[attr-defined]
    return tuple(kind(**content if content.keys() <= known else {k: content[k] for k in known & content.keys()})
                 for content in contents)
