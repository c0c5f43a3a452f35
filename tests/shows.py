"""Editions and shows for tests: values by hand, and real ones spoken by the tone engine."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from click.testing import CliRunner, Result

from audiobook.cli import main
from audiobook.edition import AudioFile, Edition, TimedSentence
from audiobook.engines import Identity
from audiobook.publish.feed import Episode
from audiobook.publish.ledger import Correction, Publication
from audiobook.show import Show
from audiobook.timeline import Chapter

TALK = """The Third Way

Ada Poe, Speech at the Guild. May 3, 1921

Friends, we were told that we stand alone. It is not so. (“Louder!” cries someone.) I shall speak up, then.

A second paragraph follows the first, and it is about bread & peace. It was brief … and it was to the point.

In the third there is a word that will be mended later. With that I thank you for your patience. (Applause.)

Source: Proceedings of the Guild, volume 7.
"""
SHOW_TOML = """title = "Talks at the Guild"
description = "What was said, spoken again."
author = "The editors"
language = "en"
category = "History"
license = "CC-BY-4.0"
owner = { name = "The editors", email = "editors@example.org" }
"""
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


def said(text: str, start: int = 0, end: int = 2000, **facts: object) -> TimedSentence:
    """A sentence of a speech; `facts` are other fields."""
    plain = TimedSentence("1.1", "speech", "speaker", "Ada Poe", "tone:low", text, start, end, 0, 0, "0" * 32)
    return replace(plain, **facts)  # type: ignore[arg-type]


def edition(*sentences: TimedSentence, title: str = "The Third Way", chapters: Sequence[str] = ("Opening",)) -> Edition:
    """A saved edition; sentences without one follow each other by two seconds, chapters by ten."""
    spoken = sentences or tuple(
        said(f"Sentence number {n} is said in full.", n * 2000 + 100, n * 2000 + 1900, id=f"{n}.1") for n in range(20)
    )
    length = max(max(s.end_ms for s in spoken) + 500, len(chapters) * 10_000)
    starts = [n * 10_000 for n in range(len(chapters))]
    marks = [Chapter(t, a, b) for t, a, b in zip(chapters, starts, [*starts[1:], length], strict=True)]
    return Edition(
        title, "Ada Poe", date(1921, 5, 3), "en", "Source: Proceedings of the Guild, volume 7.", tuple(marks), spoken,
        engines=(Identity("tone", "1"),),
        audio=AudioFile("third-way.mp3", "ab" * 32, 8 * length, length, 24000, 64000),
    )


def episode(of: Edition, *corrections: Correction) -> Episode:
    """In a feed since noon."""
    guid = "2b3ec6f5-0b0d-5d0a-9a0c-3f7f2a1d9c11"
    return Episode("third-way", of, Publication(guid, NOON, "ab" * 32, "sha384-AAAA", corrections), "cover.jpg")


def show(folder: Path, **facts: object) -> Show:
    """The guild's."""
    plain = Show(
        folder, "Talks at the Guild", "What was said, spoken again.", "The editors", "en", "https://example.org/guild/",
        category="history", owner_name="The editors", owner_email="editors@example.org", copyright="© The Guild",
        license="CC-BY-4.0",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def run(*arguments: object, code: int = 0) -> Result:
    """A command, and what came of it."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


CHAPTERS = """[[chapters]]
title = "Alone?"
starts = "Friends, we were told"

[[chapters]]
title = "Bread & “peace”"
starts = "A second paragraph"

[[chapters]]
title = "To be mended"
starts = "In the third"
"""


def make_show(folder: Path, *names: str, settings: str = "") -> Path:
    """A show on the disk, its editions produced. `settings` go into each one's edition.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "show.toml").write_text(SHOW_TOML, encoding="utf-8")
    for n, name in enumerate(names or ("third-way",)):
        (folder / name).mkdir(exist_ok=True)
        title = "The Third Way" if n == 0 else f"The Third Way, part {n + 1}"
        (folder / name / "speech.txt").write_text(TALK.replace("The Third Way", title, 1), encoding="utf-8")
        if settings:
            (folder / name / "edition.toml").write_text(settings, encoding="utf-8")
        run("produce", folder / name, "--engine", "tone", "-q")
    return folder


def mend(folder: Path, name: str = "third-way") -> None:
    """One word changes, and the edition is produced again."""
    text = folder / name / "speech.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("a word that", "a whole word that"), encoding="utf-8")
    run("produce", folder / name, "--engine", "tone", "-q")


def report(*arguments: object, code: int) -> list[tuple[str, str, str]]:
    """What `audiobook check` finds: rule, finding, place."""
    content = json.loads(run("check", *arguments, "--json", "-q", code=code).stdout)
    return [(f["rule"], f["finding"], f["place"]) for f in content["findings"]]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """`audiobook serve` as a program of its own; gives the address, "http://127.0.0.1:PORT/"."""
    command = [sys.executable, "-m", "audiobook", "serve", str(folder), "-q", *(options or ("--port", "0"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip().removesuffix("feed.xml")
        finally:
            server.terminate()
            server.wait(10)
