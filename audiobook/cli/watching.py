"""`audiobook produce --watch`: produce again whenever an input is saved."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from audiobook.cli.common import Manner
from audiobook.config import SHOW_TOML, Assignment
from audiobook.errors import AudiobookError, SettingsError

DEBOUNCE_MS = 300
"""Editors save in several steps; they count as one when they are closer than this."""
LOOK_AGAIN_MS = 1000
"""A save while the last one was being produced comes with no event of its own."""

Stamps = dict[Path, int | None]
"""When each input was last written, in nanoseconds; None where it is missing."""


def watch(sources: Sequence[Path], once: Callable[[Path], Assignment], manner: Manner) -> None:
    """Produce every source, and again whenever one of its inputs is saved, until Ctrl-C.

    `once` produces a source and tells what it was made from. A mistake is told and waited out.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise SettingsError("--watch needs another package: pip install 'audiobook[watch]'") from error
    seen = {source: _produced(source, once, {}) for source in sources}
    manner.say("watching; press Ctrl-C to end")
    folders = {path.parent for stamps in seen.values() for path in stamps if path.parent.is_dir()}
    for _ in watchfiles.watch(*folders, debounce=DEBOUNCE_MS, rust_timeout=LOOK_AGAIN_MS, yield_on_timeout=True,
                              recursive=False, raise_interrupt=True):
        for source, stamps in seen.items():
            if _stamps(stamps) != stamps:
                seen[source] = _produced(source, once, stamps)


def _produced(source: Path, once: Callable[[Path], Assignment], before: Stamps) -> Stamps:
    """Produce it; the stamps are those from before, so that a save meanwhile is seen as one."""
    began = _stamps(before or [source.resolve()])
    try:
        return {**_stamps(_inputs(once(source))), **began}
    except AudiobookError as error:
        click.secho(f"audiobook: {error}", err=True, fg="red")
        return began


def _stamps(paths: Iterable[Path]) -> Stamps:
    return {path: path.stat().st_mtime_ns if path.exists() else None for path in paths}


def _inputs(work: Assignment) -> frozenset[Path]:
    paths = {*work.sources, work.toml, work.show.folder / SHOW_TOML}
    if work.settings.cover:
        paths.add(work.folder / work.settings.cover)
    return frozenset(path.resolve() for path in paths)
