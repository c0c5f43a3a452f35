"""The whole way from an assignment to a published edition, as the commands walk it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook import __version__
from audiobook.casting import Cast, cast
from audiobook.comparing import compare
from audiobook.config import Assignment
from audiobook.digest import Digest, digest, digest_bytes
from audiobook.document import Document
from audiobook.edition import CastMember, Edition, assemble, bring_back, load, mend
from audiobook.engines import open_engine
from audiobook.errors import EditionError, SettingsError
from audiobook.locking import edition_lock, store_lock
from audiobook.mastering import Mastering
from audiobook.mp3.frames import QUALITIES
from audiobook.planning import Plan, plan
from audiobook.pruning import Unused, claim, remove, unused
from audiobook.publish import TAG_SIZE, companions, cover, cover_facts, small_cover
from audiobook.readers import read_document
from audiobook.recording import Progress, crew_for, record
from audiobook.script import Part, Role, Script
from audiobook.segmenter import segment
from audiobook.segmenter.chapters import divide
from audiobook.show import CastChoice, EditionSettings, Show
from audiobook.takes import DamagedTake, TakeStore
from audiobook.voice import Voice

DAMAGED_AT_MOST = 1000
"""Damaged recordings found one by one while splicing, after which the store rather than a take is at fault."""


@dataclass(frozen=True)
class Rehearsal:
    """Everything decided before anything is spent."""

    assignment: Assignment
    document: Document
    script: Script
    cast: Cast
    plan: Plan
    previous: Edition | None


@dataclass(frozen=True)
class Produced:
    """What a production came to."""

    edition: Edition
    folder: Path
    recorded: int
    """Takes recorded by this run."""
    reused: int
    seconds: float
    """Wall time of the whole run."""
    unchanged: bool = False
    """Whether there was nothing to do."""
    change: str = ""
    """What changed since the edition before, in one line; "" for the first."""
    warnings: tuple[str, ...] = ()


def script_of(work: Assignment) -> tuple[Document, Script]:
    """The document and its script, with the editor's title, author, date, language and chapters."""
    settings = work.settings
    document = read_document(work.sources if len(work.sources) > 1 else work.sources[0])
    document = replace(
        document,
        title=settings.title or document.title,
        author=settings.author or document.author,
        date=settings.date or document.date,
        language=settings.language or document.language or work.show.language,
    )
    script = segment(document, reactions=settings.reactions, editorial=settings.editorial, credits=settings.credits)
    if not script.sentences:
        raise EditionError(f"{work.sources[0]} holds nothing to say; look at `audiobook script {work.sources[0]}`")
    return document, _divided(script, work) if settings.chapters else script


def rehearse(work: Assignment, *, refresh: bool = False) -> Rehearsal:
    """Read, segment, cast and plan. Writes nothing and starts no engine."""
    document, script = script_of(work)
    previous = load(work.folder)
    voices = cast_of(script, work.settings, previous)
    have = TakeStore(work.store).ids()
    planned = plan(script, voices, work.settings.lexicon, have, previous, refresh=refresh)
    return Rehearsal(work, document, script, voices, planned, previous)


def produce(
    work: Assignment,
    *,
    workers: int | None = None,
    refresh: bool = False,
    announce: Callable[[Rehearsal], None] = lambda rehearsal: None,
    progress: Progress = lambda done, of: None,
) -> Produced:
    """Bring the edition in the assignment's folder up to date.

    `announce` is called once with what will be done. Raises the errors of every step; the published edition is then as
    it was, and every finished recording is in the store.
    """
    began = time.perf_counter()
    inputs = inputs_digest(work)
    previous = load(work.folder)
    if previous and previous.inputs == inputs and not refresh and _in_place(previous, work.folder):
        companions(previous, work.folder, work.settings, work.show)
        took = time.perf_counter() - began
        return Produced(previous, work.folder, 0, len(previous.sentences), took, unchanged=True)
    rehearsal = rehearse(work, refresh=refresh)
    with edition_lock(work.store, work.folder):
        mend(work.folder)
        if load(work.folder) != rehearsal.previous:  # another producer was here meanwhile
            rehearsal = rehearse(work, refresh=refresh)
        with store_lock(work.store):
            claim(TakeStore(work.store), work.folder, (request.digest for request in rehearsal.plan.requests))
        announce(rehearsal)
        edition, recorded = _made(rehearsal, inputs, workers, progress)
        companions(edition, work.folder, work.settings, work.show)
    before = rehearsal.previous
    return Produced(
        edition, work.folder, recorded, max(0, len(edition.sentences) - recorded), time.perf_counter() - began,
        change=compare(before, edition).summary() if before else "", warnings=rehearsal.document.warnings,
    )


def restore(work: Assignment) -> Edition:
    """Bring back the edition before; the one in place becomes the edition before. Raises EditionError without one."""
    with edition_lock(work.store, work.folder):
        mend(work.folder)
        edition = bring_back(work.folder)
        companions(edition, work.folder, work.settings, work.show)
        return edition


def prune(work: Show, store: Path, *, dry_run: bool = False) -> tuple[Unused, ...]:
    """Remove the takes that no edition uses; returns what they were. Safe while producers are at work."""
    if not store.is_dir():
        return ()
    with store_lock(store):
        entries = unused(TakeStore(store), work.folder)
        if not dry_run:
            remove(entries)
    return entries


def inputs_digest(work: Assignment) -> Digest:
    """Of everything an edition is made from: source, settings, program and engine."""
    settings = work.settings
    named = (choice.voice.partition(":") for choice in settings.cast.values())
    engines = {settings.engine, *(engine for engine, colon, _ in named if colon)}
    identities = [open_engine(name).identity() for name in sorted(engines)]
    sources = [(path.name, digest_bytes(path.read_bytes())) for path in work.sources]
    cover = _cover(work)
    return digest((__version__, sources, settings, work.show.title, work.show.language, identities, cover))


def cast_of(script: Script, settings: EditionSettings, previous: Edition | None) -> Cast:
    """The cast: the editor's choices, then the previous edition's, then voices drawn by themselves."""
    voices = [replace(v, rate=round(v.rate * settings.rate, 3)) for v in open_engine(settings.engine).voices()]
    chosen = {role: _chosen(role, choice, settings) for role, choice in settings.cast.items()}
    before = _cast_before(previous, settings) if previous else None
    return cast(script, voices, previous=before, chosen=chosen)


def mastering_of(settings: EditionSettings) -> Callable[[Part], Mastering]:
    """How the takes of a part are mastered: to its level."""
    base = Mastering()
    return lambda part: replace(base, lufs=base.lufs + settings.levels.of(part))


def _chosen(role: str, choice: CastChoice, settings: EditionSettings) -> Voice:
    engine, _, name = choice.voice.rpartition(":")
    voice = open_engine(engine or settings.engine).voice(name)
    return replace(voice, rate=round(voice.rate * choice.rate * settings.rate, 3), pitch=choice.pitch)


def _cast_before(previous: Edition, settings: EditionSettings) -> Cast:
    """Roles of the previous edition keep their voices, as long as the engine is the one they were cast from."""
    members = (member for member in previous.cast if member.voice.partition(":")[0] == settings.engine)
    return Cast({_role(member): _kept(member, settings) for member in members})


def _role(member: CastMember) -> Role:
    return Role(member.part, member.number, member.name)


def _kept(member: CastMember, settings: EditionSettings) -> Voice:
    engine, _, name = member.voice.partition(":")
    return replace(open_engine(engine).voice(name), rate=member.rate, pitch=member.pitch)


def _made(rehearsal: Rehearsal, inputs: Digest, workers: int | None, progress: Progress) -> tuple[Edition, int]:
    """Record, assemble, save. A recording found damaged on the way is forgotten and made anew."""
    work, recorded = rehearsal.assignment, 0
    store = TakeStore(work.store)
    for _ in range(DAMAGED_AT_MOST):
        recorded += len(rehearsal.plan.steps)
        try:
            return _saved(rehearsal, store, inputs, workers, progress), recorded
        except DamagedTake as damage:
            store.discard(damage.request)
            rehearsal = rehearse(work)
    raise EditionError(f"too many recordings in {work.store} are damaged; delete that folder and produce again")


def _saved(rehearsal: Rehearsal, store: TakeStore, inputs: Digest, workers: int | None, progress: Progress) -> Edition:
    work, settings = rehearsal.assignment, rehearsal.assignment.settings
    takes = record(
        rehearsal.plan, store, crew=crew_for(rehearsal.plan, workers), format=QUALITIES[settings.quality],
        mastering=mastering_of(settings), progress=progress,
    )
    edition = assemble(rehearsal.plan, takes, settings, album=work.show.title)
    edition = replace(edition, inputs=inputs, sources=tuple(path.name for path in work.sources))
    return edition.with_cover(_picture(work, edition)).save(work.folder)


def _divided(script: Script, work: Assignment) -> Script:
    try:
        return divide(script, work.settings.chapters)
    except SettingsError as error:
        raise SettingsError(f"{work.toml}: {error}") from error


def _cover(work: Assignment) -> bytes | None:
    if not work.settings.cover:
        return None
    path = work.folder / work.settings.cover
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}, the cover named in {work.toml}, cannot be read: {error.strerror}") from error
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n")):
        raise SettingsError(f"{path}, the cover named in {work.toml}, is neither JPEG nor PNG")
    return content


def _picture(work: Assignment, edition: Edition) -> bytes:
    """The small cover in the MP3: the editor's, else one of our own."""
    given = _cover(work)
    if given is None:
        return cover(cover_facts(edition, work.show), TAG_SIZE)
    try:
        return small_cover(given)
    except OSError as error:
        raise SettingsError(f"{work.settings.cover}, the cover named in {work.toml}, is no whole picture") from error


def _in_place(edition: Edition, folder: Path) -> bool:
    audio = edition.audio
    path = folder / audio.file if audio else folder
    return audio is not None and path.is_file() and path.stat().st_size == audio.bytes
