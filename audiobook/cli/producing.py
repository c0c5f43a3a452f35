"""`audiobook produce`: from sources to published editions."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from audiobook import production
from audiobook.cli.common import Manner, clock, common, counted, megabytes
from audiobook.cli.looking import plan_json
from audiobook.cli.watching import watch
from audiobook.config import Assignment, assignment
from audiobook.edition import Edition
from audiobook.errors import AudiobookError
from audiobook.production import Produced, Rehearsal
from audiobook.recording import Progress


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", metavar="NAME", help="What speaks: pyttsx3, kokoro, piper, …; auto: the best there is.")
@click.option("--quality", type=click.Choice(["standard", "high"]), help="24 kHz 64 kbit/s, or 48 kHz 128 kbit/s.")
@click.option("-j", "--workers", metavar="N", type=click.IntRange(1, 256), help="Worker processes (one a core).")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and why; change nothing.")
@click.option("--refresh", is_flag=True, help="Record anew what an earlier version of the engine spoke.")
@click.option("--watch", "watching", is_flag=True, help="Stay, and produce again whenever an input is saved.")
@click.option("--restore", is_flag=True, help="Bring back the edition before the last production.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON, one object a source.")
@common
def produce(
    sources: tuple[Path, ...], engine: str | None, quality: str | None, workers: int | None, dry_run: bool,
    refresh: bool, watching: bool, restore: bool, as_json: bool, manner: Manner,
) -> None:
    """Make or update the audio edition of each SOURCE.

    SOURCE is an edition's folder (with speech.txt or the like, and perhaps an edition.toml), or any text file: then the
    edition's folder is made beside it, named after the file. Only what changed is recorded.
    """
    flags = {name: value for name, value in (("engine", engine), ("quality", quality)) if value}

    def assigned(source: Path) -> Assignment:
        return assignment(source, show=manner.show, flags=flags)

    def once(work: Assignment) -> None:
        if dry_run:
            _rehearsed(production.rehearse(work, refresh=refresh), as_json, manner)
        elif restore:
            _restored(work, production.restore(work), as_json)
        else:
            _report(_produced(work, workers, refresh, manner), as_json, manner)

    if watching:
        watch(sources, assigned, once, manner)
    else:
        done = [_done(source, lambda source: once(assigned(source)), manner) for source in sources]
        if not all(done):
            sys.exit(1)


def _done(source: Path, once: Callable[[Path], None], manner: Manner) -> bool:
    """Whether it could be done; why not is told, and the other sources have their turn."""
    try:
        once(source)
    except BrokenPipeError:
        raise
    except (AudiobookError, OSError) as error:
        manner.complain(error, str(source))
        return False
    return True


def _rehearsed(rehearsal: Rehearsal, as_json: bool, manner: Manner) -> None:
    for warning in rehearsal.document.warnings:
        manner.warn(warning)
    plan = rehearsal.plan
    click.echo(json.dumps(plan_json(plan), ensure_ascii=False) if as_json else plan.explain())


def _restored(work: Assignment, edition: Edition, as_json: bool) -> None:
    audio = edition.audio
    assert audio is not None, "an edition that is brought back was saved"
    if as_json:
        told = {"edition": str(work.folder), "file": str(work.folder / audio.file), "title": edition.title,
                "duration_ms": audio.duration_ms, "restored": True}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{work.folder}: the edition before is back, {clock(audio.duration_ms)} long")


def _produced(work: Assignment, workers: int | None, refresh: bool, manner: Manner) -> Produced:
    with progress_bar(manner) as progress:
        return production.produce(
            work, workers=workers, refresh=refresh, announce=announcement(manner), progress=progress
        )


def _report(produced: Produced, as_json: bool, manner: Manner) -> None:
    for warning in produced.warnings:
        manner.warn(warning)
    click.echo(json.dumps(outcome(produced), ensure_ascii=False) if as_json else summary(produced))


def announcement(manner: Manner) -> Callable[[Rehearsal], None]:
    """What is said before a run: how many takes, about how long, how much disk."""

    def announce(rehearsal: Rehearsal) -> None:
        plan = rehearsal.plan
        for note in rehearsal.notes:
            manner.say(note)
        if plan.steps:
            manner.say(f"{plan.head()}, {megabytes(plan.bytes)} in {rehearsal.assignment.store}")

    return announce


@contextmanager
def progress_bar(manner: Manner) -> Iterator[Progress]:
    """A bar on standard error while takes are recorded; nothing when it is not a terminal or with -q."""
    if manner.quiet or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("recording"), rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeRemainingColumn())
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("recording", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def summary(produced: Produced) -> str:
    """What a person wants to know of a finished edition."""
    edition, audio = produced.edition, produced.edition.audio
    assert audio is not None, "a produced edition is saved"
    chapters = [f"  {clock(chapter.start_ms):>8}  {chapter.title}" for chapter in edition.chapters]
    by = f", {edition.author}" if edition.author else ""
    return "\n".join([
        f"{produced.folder / audio.file}",
        f"  {edition.title}{by}",
        f"  {clock(audio.duration_ms)} long, {megabytes(audio.bytes)}, {counted(len(chapters), 'chapter')}:",
        *chapters,
        "  " + what_was_done(produced),
    ])


def what_was_done(produced: Produced) -> str:
    """One line: takes recorded and reused, and the time it took."""
    if produced.unchanged:
        return "Nothing has changed: the edition is up to date."
    done = f"{counted(produced.recorded, 'take')} recorded, {produced.reused:,} reused, in {produced.seconds:.1f} s"
    return f"{done}; {produced.change}" if produced.change else done


def outcome(produced: Produced) -> dict[str, Any]:
    """The summary for programs."""
    edition, audio = produced.edition, produced.edition.audio
    assert audio is not None, "a produced edition is saved"
    return {
        "edition": str(produced.folder),
        "file": str(produced.folder / audio.file),
        "title": edition.title,
        "duration_ms": audio.duration_ms,
        "bytes": audio.bytes,
        "chapters": [{"title": c.title, "start_ms": c.start_ms, "end_ms": c.end_ms} for c in edition.chapters],
        "takes": len(edition.sentences),
        "recorded": produced.recorded,
        "reused": produced.reused,
        "unchanged": produced.unchanged,
        "change": produced.change,
        "seconds": round(produced.seconds, 3),
    }
