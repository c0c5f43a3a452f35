"""Chapters are the same in the MP3, in chapters.json, and in the feed, and such as every player takes them."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from audiobook.check.findings import Complaint, Subject
from audiobook.errors import EditionError
from audiobook.mp3.tags import read_chapters
from audiobook.publish.companions import CHAPTERS
from audiobook.publish.wording import clean

Marks = Sequence[tuple[int, str]]
"""Start in milliseconds, title."""
MOST = 255


def chapters_rule(subject: Subject) -> Iterator[Complaint]:
    """The edition's own are sound, and everybody else has the same."""
    chapters, where = subject.edition.chapters, "edition.json"
    if not 1 <= len(chapters) <= MOST:
        yield f"{len(chapters)} chapters; 1 to {MOST} is what players take", where
    for chapter in chapters:
        if chapter.start_ms % 1000:
            yield f"“{chapter.title}” starts at {chapter.start_ms} ms, not on a whole second", where
    if any(a.end_ms != b.start_ms or a.start_ms >= b.start_ms for a, b in pairwise(chapters)):
        yield "the chapters do not follow one another without gaps", where
    if chapters and (chapters[0].start_ms or chapters[-1].end_ms != subject.audio.duration_ms):
        yield "the chapters do not reach from the beginning to the end", where
    yield from _other_places(subject)


def marks_of(subject: Subject) -> Marks:
    """The edition's chapters as all places should have them."""
    return [(chapter.start_ms, clean(chapter.title)) for chapter in subject.edition.chapters]


def differences(found: Marks, wanted: Marks, place: str) -> Iterator[Complaint]:
    """The first chapter that differs."""
    if len(found) != len(wanted):
        yield f"has {len(found)} chapters, the edition {len(wanted)}; run `audiobook publish`", place
        return
    for (start, title), (right, name) in zip(found, wanted, strict=True):
        if (start, title) != (right, name):
            yield f"has “{title}” at {start / 1000:g} s, the edition “{name}” at {right / 1000:g} s", place
            return


def _other_places(subject: Subject) -> Iterator[Complaint]:
    wanted = marks_of(subject)
    try:
        tagged = read_chapters(subject.mp3)
    except EditionError as error:
        yield str(error), subject.audio.file
    else:
        yield from differences([(mark.start_ms, mark.title) for mark in tagged], wanted, f"{subject.audio.file} (ID3)")
    try:
        found = _read(subject.folder / CHAPTERS)
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield f"cannot be read ({error}); delete it and run `audiobook publish`", CHAPTERS
    else:
        yield from differences(found, wanted, CHAPTERS)


def _read(path: Path) -> Marks:
    chapters = json.loads(path.read_text(encoding="utf-8"))["chapters"]
    return [(round(chapter["startTime"] * 1000), chapter["title"]) for chapter in chapters]
