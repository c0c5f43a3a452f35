"""The whole way from an assignment to a published edition, as the commands walk it."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.casting import Cast
from audiobook.comparing import compare
from audiobook.config import Assignment
from audiobook.digest import Digest
from audiobook.document import Document
from audiobook.edition import Edition, assemble, bring_back, load, mend
from audiobook.engaging import engage, settle
from audiobook.errors import EditionError, SettingsError
from audiobook.freshness import editors_cover, inputs_digest, is_current, source_digest
from audiobook.lexicon import Lexicon
from audiobook.lexicons import shipped
from audiobook.locking import edition_lock, store_lock
from audiobook.mastering import Mastering
from audiobook.mp3.frames import QUALITIES
from audiobook.planning import Plan, plan
from audiobook.pruning import Unused, claim, remove, unused
from audiobook.publish import TAG_SIZE, companions, cover, cover_facts, small_cover
from audiobook.readers import read_document
from audiobook.recording import Progress, record
from audiobook.script import Part, Script
from audiobook.segmenter import segment
from audiobook.segmenter.chapters import divide
from audiobook.show import EditionSettings, Show
from audiobook.takes import DamagedTake, TakeStore

log = logging.getLogger(__name__)

DAMAGED_AT_MOST = 1000
"""Damaged recordings found one by one while splicing, after which the store rather than a take is at fault."""


@dataclass(frozen=True)
class Rehearsal:
    """Everything decided before anything is spent."""

    assignment: Assignment
    source: Digest
    """Of the source files, before they were read."""
    document: Document
    script: Script
    cast: Cast
    plan: Plan
    store: TakeStore
    previous: Edition | None
    picture: bytes | None
    """The editor's cover, small; None when he gives none."""
    notes: tuple[str, ...] = ()
    """What is worth saying about the cast."""


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
    source, picture, previous = source_digest(work), _editors_picture(work), load(work.folder)
    document, script = script_of(work)
    settings = settle(work.settings, script.language, previous)
    settled = (f"the best engine here is {settings.engine}",) if work.settings.engine != settings.engine else ()
    work = replace(work, settings=settings)
    engaged = engage(script, settings, previous, _others(work))
    store = TakeStore(work.store)
    lexicon = lexicon_of(script, settings)
    planned = plan(script, engaged.cast, lexicon, store.ids(), previous, refresh=refresh)
    notes = (*settled, *engaged.notes)
    return Rehearsal(work, source, document, script, engaged.cast, planned, store, previous, picture, notes)


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
    # Mistakes are told before any folder is made or any other producer waited for.
    rehearsal = None if not refresh and is_current(load(work.folder), work) else rehearse(work, refresh=refresh)
    with edition_lock(work.store, work.folder):
        mend(work.folder)
        previous = load(work.folder)
        if previous and is_current(previous, work) and not (rehearsal and refresh and rehearsal.plan.steps):
            companions(previous, work.folder, work.settings, work.show)
            took = time.perf_counter() - began
            return Produced(previous, work.folder, 0, len(previous.sentences), took, unchanged=True)
        if rehearsal is None or previous != rehearsal.previous or source_digest(work) != rehearsal.source:
            rehearsal = rehearse(work, refresh=refresh)  # another producer, or the editor, was here meanwhile
        with store_lock(work.store):
            claim(rehearsal.store, work.folder, (request.digest for request in rehearsal.plan.requests))
        announce(rehearsal)
        edition, recorded = _made(rehearsal, refresh, workers, progress)
        companions(edition, work.folder, work.settings, work.show)
    return Produced(
        edition, work.folder, recorded, max(0, len(edition.sentences) - recorded), time.perf_counter() - began,
        change=compare(previous, edition).summary() if previous else "", warnings=rehearsal.document.warnings,
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


def lexicon_of(script: Script, settings: EditionSettings) -> Lexicon:
    """The editor's lexicon, and what the program's own has of the script's words besides."""
    own = shipped(script.language).used_in(sentence.text for sentence in script.sentences)
    return settings.lexicon.over(own)


def mastering_of(settings: EditionSettings) -> Callable[[Part], Mastering]:
    """How the takes of a part are mastered: to its level."""
    base = Mastering()
    return lambda part: replace(base, lufs=base.lufs + settings.levels.of(part))


def _others(work: Assignment) -> Iterator[Edition]:
    """The show's other editions, by folder; one that cannot be read is warned of."""
    for folder in sorted(work.show.folder.glob("*/")):
        if folder.resolve() != work.folder.resolve():
            try:
                edition = load(folder)
            except EditionError as error:
                log.warning("%s, so its cast is not known", error)
                continue
            if edition is not None:
                yield edition


def _made(rehearsal: Rehearsal, refresh: bool, workers: int | None, progress: Progress) -> tuple[Edition, int]:
    """Record, assemble, save. A recording found damaged on the way is forgotten and made anew."""
    work, recorded = rehearsal.assignment, 0
    for _ in range(DAMAGED_AT_MOST):
        recorded += len(rehearsal.plan.steps)
        try:
            return _saved(rehearsal, workers, progress), recorded
        except DamagedTake as damage:
            rehearsal.store.discard(damage.request)
            rehearsal = rehearse(work, refresh=refresh)
    raise EditionError(f"too many recordings in {work.store} are damaged; delete that folder and produce again")


def _saved(rehearsal: Rehearsal, workers: int | None, progress: Progress) -> Edition:
    work, settings = rehearsal.assignment, rehearsal.assignment.settings
    takes = record(
        rehearsal.plan, rehearsal.store, workers=workers, format=QUALITIES[settings.quality],
        mastering=mastering_of(settings), progress=progress,
    )
    edition = assemble(rehearsal.plan, takes, settings, album=work.show.title)
    inputs = inputs_digest(work, rehearsal.source)
    sources = tuple(Path(os.path.relpath(path, work.folder)).as_posix() for path in work.sources)
    facts = cover_facts(edition, work.show)
    chapters = edition.chapters if settings.chapter_covers else ()
    pictures = [cover(replace(facts, title=chapter.title, series=edition.title), TAG_SIZE) for chapter in chapters]
    edition = replace(edition, inputs=inputs, sources=sources)
    return edition.with_cover(rehearsal.picture or cover(facts, TAG_SIZE), pictures).save(work.folder)


def _divided(script: Script, work: Assignment) -> Script:
    try:
        return divide(script, work.settings.chapters)
    except SettingsError as error:
        raise SettingsError(f"{work.toml}: {error}") from error


def _editors_picture(work: Assignment) -> bytes | None:
    """The editor's cover, small, for the MP3; None without one. A broken one is told before anything is spent."""
    given = editors_cover(work)
    try:
        return None if given is None else small_cover(given)
    except OSError as error:
        raise SettingsError(f"{work.settings.cover}, the cover named in {work.toml}, is no whole picture") from error
