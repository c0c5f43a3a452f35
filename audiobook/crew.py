"""A crew of worker processes that gets every task done or says why not. Knows neither engines nor takes.

A worker is a fresh interpreter (never a fork, never a second run of the caller's script) that reads tasks from its
standard input and writes outcomes to what was its standard output. It has one task at work and one waiting, so that it
never idles. One that dies or overruns its deadline is replaced, and its task is tried once more.
"""

import contextlib
import itertools
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, TypeVar, cast

from audiobook.errors import RecordingError
from audiobook.worker import Done, Raised, Ready, Unfit, attempt, receive_frame, send_frame

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

START_S = 60.0
"""Seconds a worker may take to start and to import its work."""
ATTEMPTS = 2
"""How often a task is tried."""
AHEAD = 2
"""Tasks a worker holds: one at work, one waiting."""


@dataclass(frozen=True, slots=True)
class Failure(Generic[Task]):
    """A task that could not be done."""

    task: Task
    reason: str
    """What happened, for people, one line."""


class Crew:
    """So many workers, with a deadline for each task.

    `workers`: None is one for each processor this process may use; 0 works in this process, without deadlines.
    `deadline_s`: seconds for every task, or a function that tells them for a task.
    """

    def __init__(self, workers: int | None = None, deadline_s: Callable[[Any], float] | float = 60.0) -> None:
        self.workers = processors() if workers is None else workers
        self._deadline_s = deadline_s

    def run(
        self, work: Callable[[Task], Outcome], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Outcome | Failure[Task]]]:
        """Every task with its outcome or Failure, in any order, as they come; `tasks` is drawn from as needed.

        `work` is a function or object of an importable module; it, tasks and outcomes travel by pickle. Whatever it
        raises becomes a Failure after a second try. Raises RecordingError when workers cannot start. When the caller
        stops asking, or at Ctrl-C, all workers are killed at once.
        """
        return _here(work, tasks) if self.workers == 0 else self._shared(work, tasks)

    def _shared(
        self, work: Callable[[Task], Outcome], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Outcome | Failure[Task]]]:
        shift = _Shift(_portable(work), self.workers, self._deadline, iter(tasks))
        try:
            yield from shift.outcomes()
        finally:
            shift.end()

    def _deadline(self, task: Any) -> float:
        return self._deadline_s(task) if callable(self._deadline_s) else self._deadline_s


def processors() -> int:
    """Processors this process may use, at least 1."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(work: Callable[[Task], Outcome], tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome | Failure[Task]]]:
    for task in tasks:
        for _ in range(ATTEMPTS):
            done = attempt(work, task)
            if isinstance(done, Done):
                break
        yield task, done.outcome if isinstance(done, Done) else Failure(task, done.reason)


@dataclass(slots=True)
class _Turn:
    """A task, and which try at it this is."""

    task: Any
    attempt: int = 1


class _Worker:
    """A worker process and the turns it holds, the first of them at work."""

    def __init__(self, work: bytes, said: "queue.SimpleQueue[tuple[_Worker, bytes | None]]") -> None:
        self.turns: deque[_Turn] = deque()
        self.ready = False
        """Whether it has started and taken up its work."""
        self.overran = False
        self.limit = time.monotonic() + START_S
        """When what it does now must be over."""
        self.process = _started()
        self.send(work)
        threading.Thread(target=self._relay, args=(said,), daemon=True).start()

    def send(self, frame: bytes) -> None:
        """Put a frame into its pipe; if it is dead, its end of file tells."""
        with contextlib.suppress(OSError):
            send_frame(self._stdin, frame)

    def stop_if_over(self) -> None:
        """Kill it when what it does should have been over; its end of file follows."""
        if self.busy and self.limit <= time.monotonic():
            self.overran = True
            self.limit = math.inf
            self.process.kill()

    def status(self) -> int:
        """How it ended by itself; killed if it only closed its pipe."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1.0)
        return self.end()

    def end(self) -> int:
        """Kill it, if need be; its exit status."""
        self.process.kill()
        with contextlib.suppress(OSError):
            self._stdin.close()
        return self.process.wait()

    @property
    def busy(self) -> bool:
        """Whether its clock runs."""
        return not self.ready or bool(self.turns)

    @property
    def _stdin(self) -> BinaryIO:
        assert self.process.stdin is not None
        return cast(BinaryIO, self.process.stdin)

    def _relay(self, said: "queue.SimpleQueue[tuple[_Worker, bytes | None]]") -> None:
        with cast(BinaryIO, self.process.stdout) as stdout:
            while (frame := receive_frame(stdout)) is not None:
                said.put((self, frame))
        said.put((self, None))


class _Shift:
    """One run of a crew."""

    def __init__(self, work: bytes, size: int, deadline: Callable[[Any], float], tasks: Iterator[Any]) -> None:
        self._work = work
        self._size = size
        self._deadline = deadline
        self._tasks = tasks
        self._again: deque[_Turn] = deque()
        self._workers: list[_Worker] = []
        self._said: queue.SimpleQueue[tuple[_Worker, bytes | None]] = queue.SimpleQueue()
        self._false_starts = 0

    def outcomes(self) -> Iterator[tuple[Any, Any]]:
        """Tasks and what became of them, until there are none."""
        self._hand_out()
        while any(worker.turns for worker in self._workers):
            worker, frame = self._next()
            yield from self._gone(worker) if frame is None else self._heard(worker, pickle.loads(frame))
            self._hand_out()

    def end(self) -> None:
        """Leave no worker behind."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()

    def _hand_out(self) -> None:
        while self._waiting() and (worker := self._place()) is not None:
            turn = self._again.popleft()
            worker.turns.append(turn)
            if len(worker.turns) == 1:
                self._begin(worker)
            worker.send(pickle.dumps(turn.task))

    def _waiting(self) -> bool:
        """Whether there is a turn to hand out; draws one task at most."""
        if not self._again:
            self._again.extend(_Turn(task) for task in itertools.islice(self._tasks, 1))
        return bool(self._again)

    def _place(self) -> _Worker | None:
        """Who takes the next turn: an idle worker, a new one, or one with nothing waiting; None if there is none."""
        freest = min(self._workers, key=lambda worker: len(worker.turns), default=None)
        if freest is None or (freest.turns and len(self._workers) < self._size):
            freest = _Worker(self._work, self._said)
            self._workers.append(freest)
        return freest if len(freest.turns) < AHEAD else None

    def _begin(self, worker: _Worker) -> None:
        """Start the clock of the turn that it is now at; that of a worker that is still starting runs already."""
        if worker.ready and worker.turns:
            worker.limit = time.monotonic() + self._deadline(worker.turns[0].task)

    def _next(self) -> tuple[_Worker, bytes | None]:
        """The next frame from any worker, None at the end of one; kills those whose time is up."""
        while True:
            limit = min(worker.limit for worker in self._workers if worker.busy)
            with contextlib.suppress(queue.Empty):
                return self._said.get(timeout=max(0.0, min(limit - time.monotonic(), 60.0)))
            for worker in self._workers:
                worker.stop_if_over()

    def _heard(self, worker: _Worker, said: Ready | Unfit | Done | Raised) -> Iterator[tuple[Any, Any]]:
        if isinstance(said, Unfit):
            raise RecordingError(f"a worker process cannot load its work: {said.reason}")
        if isinstance(said, Ready):
            worker.ready = True
            self._false_starts = 0
        else:
            turn = worker.turns.popleft()
            yield from [(turn.task, said.outcome)] if isinstance(said, Done) else self._retry(turn, said.reason)
        self._begin(worker)

    def _gone(self, worker: _Worker) -> Iterator[tuple[Any, Any]]:
        """Its first turn was its end; what waited behind is handed out again as if nothing had happened."""
        self._workers.remove(worker)
        status = worker.status()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts > self._size:
                raise RecordingError(f"worker processes of {sys.executable} do not start ({_death(status)}); "
                                     "run `python -m audiobook voices` to see why")
        lost = worker.turns.popleft() if worker.ready and worker.turns else None
        self._again.extendleft(reversed(worker.turns))
        if lost:
            yield from self._retry(lost, _overrun(self._deadline(lost.task)) if worker.overran else
                                   f"its worker process died ({_death(status)})")

    def _retry(self, turn: _Turn, reason: str) -> Iterator[tuple[Any, Any]]:
        if turn.attempt < ATTEMPTS:
            self._again.append(_Turn(turn.task, turn.attempt + 1))
        else:
            yield turn.task, Failure(turn.task, reason)


def _portable(work: Callable[..., Any]) -> bytes:
    if getattr(work, "__module__", "") == "__main__":
        raise RecordingError("a worker process cannot import work from the script that is running; "
                             "put it into a module of its own, or use Crew(workers=0)")
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise RecordingError(f"work cannot be sent to a worker process: {error}; use a function of a module") from error


def _started() -> "subprocess.Popen[bytes]":
    """A bare interpreter that sees our modules. (multiprocessing's spawn would run the caller's script again.)"""
    path = [str(folder) for folder in sys.path]
    script = f"import sys; sys.path[:] = {path!r}; from audiobook.worker import serve; serve()"
    try:
        return subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_ALONE)
    except OSError as error:
        raise RecordingError(f"cannot start a worker process: {error}; use one worker, or free some memory") from error


def _overrun(seconds: float) -> str:
    return f"took longer than {seconds:g} s, {ATTEMPTS} times"


def _death(status: int) -> str:
    """How a process ended, for people: a negative status is a signal (POSIX)."""
    known = {member.value: member.name for member in signal.Signals}
    return known.get(-status, f"signal {-status}") if status < 0 else f"exit status {status}"


_ALONE: Mapping[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)}
    if sys.platform == "win32"
    else {"process_group": 0}
)
"""Out of the terminal's reach: its Ctrl-C goes to the caller alone."""
