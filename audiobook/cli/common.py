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

from audiobook.errors import AudiobookError, SourceError

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

    def complain(self, error: AudiobookError | OSError, about: str = "") -> None:
        """What went wrong, in one line that names what it is `about`; with -v also where it comes from."""
        if self.verbose:
            traceback.print_exception(error)
        click.secho(f"audiobook: {_line_of(error, about)}", err=True, fg="red")


class LibraryWarnings(logging.Handler):
    """What the library logs, as lines for the person at the terminal; of other packages only errors."""

    def emit(self, record: logging.LogRecord) -> None:
        """A record as one line on standard error."""
        if record.levelno >= logging.ERROR or record.name.startswith("audiobook"):
            click.secho(f"audiobook: {record.getMessage()}", err=True, fg="yellow")


_WARNINGS = LibraryWarnings()


def common(command: Command) -> Command:
    """Give a command -q, -v and --show; it receives them as `manner`. Its errors become one line and an exit code."""

    @click.option("--show", type=click.Path(path_type=Path, file_okay=False), envvar=(), help="The show's folder.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more; show where an error comes from.")
    @functools.wraps(command)
    def run(*args: Any, show: Path | None, quiet: bool, verbose: bool, **options: Any) -> Any:
        show_warnings(quiet, verbose)
        manner = Manner(show, quiet, verbose)
        with errors_in_one_line(manner):
            return command(*args, manner=manner, **options)

    return run  # type: ignore[return-value]


def show_warnings(quiet: bool, verbose: bool) -> None:
    """Let the library's warnings be seen; with -v all that it logs, with -q its errors only."""
    logging.getLogger().addHandler(_WARNINGS)  # once: the same handler is not added twice
    logging.getLogger("audiobook").setLevel(logging.INFO if verbose else logging.WARNING)
    _WARNINGS.setLevel(logging.ERROR if quiet else logging.NOTSET)


@contextmanager
def errors_in_one_line(manner: Manner) -> Iterator[None]:
    """Turn whatever stops a command into one line on standard error and its exit code."""
    try:
        yield
    except AudiobookError as error:
        manner.complain(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.secho("audiobook: stopped; what was recorded is kept, run the command again to go on", err=True, fg="red")
        sys.exit(1)
    except BrokenPipeError:  # whoever read along has seen enough: `audiobook script … | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for the interpreter's last flush
        sys.exit(0)
    except OSError as error:
        manner.complain(error)
        sys.exit(1)


def existing(folder: Path) -> Path:
    """The folder, which is there. Raises SourceError."""
    if not folder.is_dir():
        raise SourceError(f"{folder} does not exist; give the folder that holds the editions")
    return folder


def _line_of(error: AudiobookError | OSError, about: str) -> str:
    message = str(error)
    if isinstance(error, OSError):
        message = (f"{error.filename}: " if error.filename else "") + (error.strerror or message)
    return message if about in message else f"{about}: {message}"


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
