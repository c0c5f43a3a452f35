"""One worker process of a crew: frames of pickles in, frames of pickles out. Started by `crew`, never by hand."""

import contextlib
import os
import pickle
import queue
import signal
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from audiobook.errors import AudiobookError


@dataclass(frozen=True, slots=True)
class Ready:
    """It has started and imported its work."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """It has started, and cannot import its work."""

    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """A task is done."""

    outcome: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """The work on a task raised."""

    reason: str
    """One line, for people."""


def send_frame(stream: BinaryIO, frame: bytes) -> None:
    """Write a frame: its length, then itself. Raises OSError when nobody reads."""
    stream.write(_LENGTH.pack(len(frame)) + frame)
    stream.flush()


def receive_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None when the other side has closed, also in the middle of one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    frame = stream.read(length)
    return frame if len(frame) == length else None


_LENGTH = struct.Struct(">Q")


def serve() -> None:
    """Be a worker: first frame in is the work, every other a task. Ends with the pipe it reads from."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to handle: it kills the crew
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints to standard output, C libraries too, must not get among the frames
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox, frames), daemon=True).start()
    with contextlib.suppress(BrokenPipeError):
        _serve(frames, outbox)
    os._exit(1)


def _serve(frames: "queue.SimpleQueue[bytes]", outbox: BinaryIO) -> None:
    loaded = attempt(pickle.loads, frames.get())
    if isinstance(loaded, Raised):
        return send_frame(outbox, pickle.dumps(Unfit(loaded.reason)))
    send_frame(outbox, pickle.dumps(Ready()))
    while True:
        frame = frames.get()
        said = attempt(lambda frame=frame: pickle.dumps(Done(loaded.outcome(pickle.loads(frame)))))
        send_frame(outbox, said.outcome if isinstance(said, Done) else pickle.dumps(said))


def _listen(inbox: BinaryIO, frames: "queue.SimpleQueue[bytes]") -> None:
    """Take in frames while the work goes on; without a caller there is no more to do, so leave in the midst of it."""
    while (frame := receive_frame(inbox)) is not None:
        frames.put(frame)
    os._exit(1)


def attempt(work: Callable[..., Any], *tasks: Any) -> Done | Raised:
    """Do the work, come what may."""
    try:
        return Done(work(*tasks))
    except AudiobookError as error:
        return Raised(str(error))
    except Exception as error:  # noqa: BLE001 — whatever an engine raises costs its sentence, never the crew
        return Raised(f"{type(error).__name__}: {error}")


