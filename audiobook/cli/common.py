"""What every command shares: its options, its streams, and how errors end it."""

import functools
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from audiobook.errors import AudiobookError

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command was asked to behave."""

    show: Path | None
    quiet: bool
    verbose: bool

    def say(self, message: str, *, style: str | None = None) -> None:
        """A message for the person at the terminal: standard error, silent with -q."""
        if not self.quiet:
            click.secho(message, err=True, fg=style)

    def warn(self, message: str) -> None:
        """A warning; not even -q silences it."""
        click.secho(f"audiobook: {message}", err=True, fg="yellow")


def common(command: Command) -> Command:
    """Give a command -q, -v and --show; it receives them as `manner`. Its errors become one line and an exit code."""

    @click.option("--show", type=click.Path(path_type=Path, file_okay=False), envvar=(), help="The show's folder.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more; show where an error comes from.")
    @functools.wraps(command)
    def run(*args: Any, show: Path | None, quiet: bool, verbose: bool, **options: Any) -> Any:
        logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="audiobook: %(message)s")
        with errors_in_one_line(verbose):
            return command(*args, manner=Manner(show, quiet, verbose), **options)

    return run  # type: ignore[return-value]


@contextmanager
def errors_in_one_line(verbose: bool) -> Iterator[None]:
    """Turn whatever stops a command into one line on standard error and its exit code."""
    try:
        yield
    except AudiobookError as error:
        if verbose:
            traceback.print_exc()
        click.secho(f"audiobook: {error}", err=True, fg="red")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.secho("audiobook: stopped; what was recorded is kept, run the command again to go on", err=True, fg="red")
        sys.exit(1)
    except BrokenPipeError:  # whoever read along has seen enough: `audiobook script … | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for the interpreter's last flush
        sys.exit(0)
    except OSError as error:
        if verbose:
            traceback.print_exc()
        where = f"{error.filename}: " if error.filename else ""
        click.secho(f"audiobook: {where}{error.strerror or error}", err=True, fg="red")
        sys.exit(1)


def clock(ms: float) -> str:
    """Milliseconds as "1:02:03" or "2:03"."""
    hours, rest = divmod(round(ms / 1000), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def counted(count: int, noun: str) -> str:
    """"1 take", "49 takes"."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def megabytes(size: float) -> str:
    """Bytes for people."""
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.2f} GB"
