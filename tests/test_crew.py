"""Laws of a crew, with workers that are really killed, really hang and really die."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.crew import Crew, Failure
from audiobook.errors import EngineError, RecordingError

HERE = Path(__file__).parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


def double(task: int) -> int:
    return 2 * task


def act(task: str) -> str:
    """Does what it is told; a path in the task remembers that it has been tried before."""
    verb, _, path = task.partition(" ")
    first = bool(path) and not Path(path).exists()
    if path:
        Path(path).touch()
    if path and not first:
        return "recovered"
    if verb == "die":
        os._exit(3)
    if verb == "leave":
        sys.exit(4)
    if verb == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "hang":
        time.sleep(60)
    if verb == "refuse":
        raise EngineError("no such sound")
    if verb == "break":
        raise ZeroDivisionError("by nought")
    if verb == "print":
        print("a stray line")
        os.write(1, b"\x00\xff another, from below")
    return str(os.getpid()) if verb == "pid" else verb


class Squarer:
    """Work that is an object keeping something warm."""

    def __init__(self, power: int) -> None:
        self.power = power

    def __call__(self, task: int) -> int:
        return int(task**self.power)


def outcomes(tasks: list[str], workers: int = 2, deadline_s: float = 1.0) -> dict[str, str | Failure[str]]:
    return dict(Crew(workers, deadline_s).run(act, tasks))


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_every_task_has_its_outcome(workers: int) -> None:
    assert sorted(Crew(workers).run(double, range(50))) == [(n, 2 * n) for n in range(50)]


@pytest.mark.parametrize("workers", [0, 2])
def test_no_tasks_start_no_worker(workers: int) -> None:
    assert list(Crew(workers).run(double, [])) == []


def test_work_may_be_an_object() -> None:
    assert sorted(Crew(1).run(Squarer(3), [1, 2, 3])) == [(1, 1), (2, 8), (3, 27)]


def test_all_workers_work() -> None:
    pids = {outcome for _, outcome in Crew(2).run(act, [f"pid{' ' * 0}" for _ in range(200)])}
    assert len(pids) == 2
    assert str(os.getpid()) not in pids


@posix
@pytest.mark.parametrize(("verb", "reason"), [
    ("die", "its worker process died (exit status 3)"),
    ("leave", "its worker process died (exit status 4)"),
    ("kill", "its worker process died (SIGKILL)"),
    ("hang", "took longer than 1 s, 2 times"),
    ("refuse", "no such sound"),
    ("break", "ZeroDivisionError: by nought"),
])  # fmt: skip
def test_what_fails_twice_is_one_failure_and_nothing_else_is_lost(verb: str, reason: str) -> None:
    tasks = ["a", "b", verb, "c", "d", "e"]
    assert outcomes(tasks) == {"a": "a", "b": "b", "c": "c", "d": "d", "e": "e", verb: Failure(verb, reason)}


@posix
@pytest.mark.parametrize("verb", ["die", "kill", "hang", "refuse"])
def test_what_fails_once_is_done_at_the_second_try(verb: str, tmp_path: Path) -> None:
    task = f"{verb} {tmp_path / 'tried'}"
    assert outcomes([task, "a"], workers=1) == {task: "recovered", "a": "a"}


@posix
@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from(["die", "kill", "refuse", "ok"]), max_size=8), st.integers(1, 3))
def test_any_mixture_of_deaths_yields_each_task_once(verbs: list[str], workers: int) -> None:
    done = list(Crew(workers, 5.0).run(act, verbs))
    assert sorted(task for task, _ in done) == sorted(verbs)
    assert all(isinstance(outcome, Failure) == (task != "ok") for task, outcome in done)


def test_in_process_failures_read_the_same() -> None:
    assert outcomes(["a", "refuse"], workers=0) == {"a": "a", "refuse": Failure("refuse", "no such sound")}


def test_what_workers_print_does_not_disturb() -> None:
    assert outcomes(["print", "a"]) == {"print": "print", "a": "a"}


def test_a_deadline_may_depend_on_the_task() -> None:
    crew = Crew(1, deadline_s=lambda task: 0.3 if task == "hang" else 30.0)
    started = time.monotonic()
    assert dict(crew.run(act, ["a", "hang", "b"]))["b"] == "b"
    assert time.monotonic() - started < 5


def test_tasks_are_drawn_as_needed() -> None:
    drawn = []

    def endless() -> Iterator[int]:
        for number in range(1_000_000):
            drawn.append(number)
            yield number

    run = Crew(2).run(double, endless())
    for _ in range(10):
        next(run)
    run.close()  # type: ignore[attr-defined]
    assert len(drawn) <= 10 + 2 * 2 + 1


@posix
def test_a_caller_that_stops_asking_leaves_no_worker() -> None:
    run = Crew(2).run(act, (("pid", "hang")[n % 2] for n in range(100)))
    pid = int(str(next(run)[1]))
    run.close()  # type: ignore[attr-defined]
    assert not alive(pid)


def test_work_of_a_script_is_refused_with_a_reason() -> None:
    script = "from audiobook.crew import Crew\ndef work(t): return t\nprint(list(Crew(1).run(work, [1])))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30)
    assert "put it into a module of its own" in done.stderr


def test_an_unguarded_script_just_works(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(HERE)!r})\nprint('once')\n"
                      "from audiobook.crew import Crew\nfrom test_crew import double\n"
                      "print(sorted(Crew(2).run(double, [1, 2, 3])))")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=30)
    assert done.stdout.splitlines() == ["once", "[(1, 2), (2, 4), (3, 6)]"]


def test_work_that_cannot_be_imported_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(double, "__module__", "no_such_module")
    monkeypatch.setitem(sys.modules, "no_such_module", sys.modules[__name__])
    with pytest.raises(RecordingError, match="no_such_module"):
        list(Crew(1).run(double, [1]))


@posix
@pytest.mark.parametrize(("python", "words"), [
    ("/bin/false", r"do not start \(exit status 1\)"), ("/no/such/python", "cannot start a worker process"),
])  # fmt: skip
def test_workers_that_cannot_start_are_one_clear_error(
    python: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(RecordingError, match=words):
        list(Crew(2).run(double, range(10)))


SCRIPT = """
    import sys; sys.path.insert(0, {here!r})
    from audiobook.crew import Crew
    from test_crew import act
    for task, outcome in Crew(2, 60).run(act, ["pid", "pid", "hang", "hang", "hang"]):
        print(outcome, flush=True)
"""


@posix
@pytest.mark.parametrize(("number", "seconds"), [(signal.SIGINT, 1.0), (signal.SIGTERM, 2.0), (signal.SIGKILL, 2.0)])
def test_no_worker_outlives_its_caller(number: signal.Signals, seconds: float) -> None:
    caller = subprocess.Popen([sys.executable, "-c", textwrap.dedent(SCRIPT.format(here=str(HERE)))],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    pids = [int(caller.stdout.readline()) for _ in range(2)]
    time.sleep(0.2)
    started = time.monotonic()
    caller.send_signal(number)
    _, stderr = caller.communicate(timeout=10)
    while any(map(alive, pids)) and time.monotonic() - started < 5:
        time.sleep(0.02)
    assert time.monotonic() - started < seconds
    assert ("KeyboardInterrupt" in stderr) == (number == signal.SIGINT)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3] if Path("/proc").exists() else True


def test_starting_a_crew_is_quick() -> None:
    started = time.monotonic()
    assert list(Crew(1).run(double, [1])) == [(1, 2)]
    assert time.monotonic() - started < 5  # about 0.15 s on a quiet machine; the bound is for busy ones
