"""`audiobook produce --watch`: produce again whenever an input is saved."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from audiobook.cli.common import Manner
from audiobook.config import EDITION_TOML, SHOW_TOML, Assignment
from audiobook.errors import AudiobookError, SettingsError

DEBOUNCE_MS = 300
"""Editors save in several steps; they count as one when they are closer than this."""
LOOK_AGAIN_MS = 1000
"""A save while the last one was being produced comes with no event of its own."""

Stamps = dict[Path, int | None]
"""When each input was last written, in nanoseconds; None where it is missing."""


def watch(
    sources: Sequence[Path],
    assigned: Callable[[Path], Assignment],
    once: Callable[[Assignment], None],
    manner: Manner,
) -> None:
    """Produce every source, and again whenever one of its inputs is saved, until Ctrl-C.

    `assigned` tells what a source is made from, `once` produces it. A mistake is told and waited out.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise SettingsError("--watch needs another package: pip install 'audiobook[watch]'") from error
    seen = {source: _produced(source, assigned, once, manner, {}) for source in sources}
    manner.say("watching; press Ctrl-C to end")
    folders = {path.parent for stamps in seen.values() for path in stamps if path.parent.is_dir()}
    saves = watchfiles.watch(*folders, debounce=DEBOUNCE_MS, rust_timeout=LOOK_AGAIN_MS, yield_on_timeout=True,
                             recursive=False, raise_interrupt=True)
    for source in _saved(seen, saves):
        seen[source] = _produced(source, assigned, once, manner, seen[source])
    manner.say("stopped watching")


def _saved(seen: Mapping[Path, Stamps], saves: Iterable[object]) -> Iterator[Path]:
    """The sources with a saved input. Ctrl-C here ends it; while one of them is produced it ends the command."""
    try:
        for _ in saves:
            yield from [source for source, stamps in seen.items() if _stamps(stamps) != stamps]
    except KeyboardInterrupt:
        return


def _produced(
    source: Path,
    assigned: Callable[[Path], Assignment],
    once: Callable[[Assignment], None],
    manner: Manner,
    before: Stamps,
) -> Stamps:
    """Produce it; the stamps are those from before, so that a save meanwhile is seen as one."""
    began = _stamps({*before, *_first_inputs(source)})
    try:
        work = assigned(source)
        stamps = _stamps(_inputs(work))
        began = {path: began.get(path, stamp) for path, stamp in stamps.items()}
        once(work)
    except AudiobookError as error:
        manner.complain(error, str(source))
    return began


def _first_inputs(source: Path) -> frozenset[Path]:
    """What to look at while it is not known what the source is made from: the folder tells what comes and goes."""
    return frozenset({source.resolve(), (source / EDITION_TOML).resolve()} if source.is_dir() else {source.resolve()})


def _stamps(paths: Iterable[Path]) -> Stamps:
    return {path: path.stat().st_mtime_ns if path.exists() else None for path in paths}


def _inputs(work: Assignment) -> frozenset[Path]:
    paths = {*work.sources, work.toml, work.show.folder / SHOW_TOML, *work.lexicons}
    if work.settings.cover:
        paths.add(work.folder / work.settings.cover)
    return frozenset(path.resolve() for path in paths)
