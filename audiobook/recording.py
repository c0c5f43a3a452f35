"""Recording: speak, master, encode and store what a plan asks for, with a crew of worker processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audiobook.crew import Crew, Failure, processors
from audiobook.digest import Digest, digest
from audiobook.engines import Engine, Speech, WordTime, open_engine
from audiobook.errors import RecordingError
from audiobook.mastering import Mastered, Mastering, master
from audiobook.mp3.encode import encode, encoder_identity
from audiobook.mp3.frames import STANDARD, Format
from audiobook.planning import Plan
from audiobook.script import Part
from audiobook.takes import Take, TakeRequest, TakeStore

IN_THIS_PROCESS = 200
"""Tones that are made without a crew."""

Progress = Callable[[int, int], None]
"""Called with how many recordings are done, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """One take for a worker to bring into the store."""

    request: TakeRequest
    mastering: Mastering
    format: Format
    store: Path
    sentence: str
    """What a message about it says: the sentence's id and first words."""

    @property
    def settings(self) -> Digest:
        """Key of the encoding: everything after the recording that shapes its bytes."""
        return encoding_digest(self.mastering, self.format)


@cache
def encoding_digest(mastering: Mastering, format: Format) -> Digest:
    """Digest of mastering settings, format and encoder."""
    return digest((mastering, format, encoder_identity()))


def record(
    plan: Plan,
    store: TakeStore,
    *,
    crew: Crew | None = None,
    workers: int | None = None,
    format: Format = STANDARD,
    mastering: Callable[[Part], Mastering] = lambda part: Mastering(),
    progress: Progress = lambda done, of: None,
) -> tuple[Take, ...]:
    """The takes of all sentences of the plan, in order; records, masters and encodes what the store lacks.

    Without a `crew` there is one of `workers` processes (None: one a core). `mastering` says how the takes of a part
    are to be mastered. Raises RecordingError naming the sentences that could not be recorded; everything else is in the
    store by then, and the next run goes on from there.
    """
    orders = tuple(_orders(plan, store, format, mastering))
    there = [store.take(order.request.digest, order.settings) for order in orders]
    lacking = {o.request.digest + o.settings: o for o, take in zip(orders, there, strict=True) if take is None}
    wanted = tuple(lacking.values())
    failures = tuple(_failures(crew or crew_for(wanted, workers), wanted, progress))
    if failures:
        raise RecordingError(_complaint(failures))
    return tuple(take or _stored(store, order) for order, take in zip(orders, there, strict=True))


def crew_for(orders: Sequence[Order], workers: int | None = None) -> Crew:
    """A crew for these orders; a few tones are sooner made in this process than another one starts."""
    only_tones = {order.request.engine.name for order in orders} <= {"tone"}
    if workers is None and only_tones and len(orders) <= IN_THIS_PROCESS:
        return Crew(workers=0)
    return Crew(workers=min(workers or processors(), max(1, len(orders))), deadline_s=deadline_s)


def deadline_s(order: Order) -> float:
    """Seconds a worker may take: generous for a slow engine on a slow machine."""
    return 60 + 0.5 * len(order.request.spoken.text)


def perform(order: Order) -> None:
    """What a worker does with an order. Raises EngineError or StoreError."""
    store = TakeStore(order.store)
    speech = store.raw(order.request.digest) or _spoken(order.request, store)
    mastered = master(speech.audio, order.mastering, order.format)
    words = tuple(_moved(speech.words, mastered))
    store.put_frames(order.request.digest, order.settings, encode(mastered.audio, order.format), order.format,
                     mastered.onset, mastered.offset, words)


def _moved(words: Sequence[WordTime], mastered: Mastered) -> Iterator[WordTime]:
    """The words' times in the mastered take, none outside of what sounds."""
    low, high = mastered.onset / mastered.audio.rate, mastered.offset / mastered.audio.rate
    for word in words:
        start, end = (min(max(time - mastered.cut_s, low), high) for time in (word.start, word.end))
        yield WordTime(word.text, start, end)


def _spoken(request: TakeRequest, store: TakeStore) -> Speech:
    speech = _engine(request.engine.name).speak(request.spoken, request.as_voice())
    return store.put_raw(request.digest, speech)


@cache
def _engine(name: str) -> Engine:
    """A worker's engines stay warm from take to take."""
    return open_engine(name)


def _orders(plan: Plan, store: TakeStore, format: Format, mastering: Callable[[Part], Mastering]) -> Iterator[Order]:
    masterings = {role.part: mastering(role.part) for role in plan.script.roles}
    for sentence, request in zip(plan.script.sentences, plan.requests, strict=True):
        named = f'{sentence.id} "{sentence.text[:40]}"'
        yield Order(request, masterings[sentence.role.part], format, store.root, named)


def _failures(crew: Crew, orders: Sequence[Order], progress: Progress) -> Iterator[Failure[Order]]:
    progress(0, len(orders))
    for done, (_, outcome) in enumerate(crew.run(perform, orders), 1):
        progress(done, len(orders))
        if isinstance(outcome, Failure):
            yield outcome


def _complaint(failures: Sequence[Failure[Order]]) -> str:
    named = "; ".join(f"sentence {failure.task.sentence}: {failure.reason}" for failure in failures[:3])
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    count = "1 sentence" if len(failures) == 1 else f"{len(failures)} sentences"
    return f"{count} could not be recorded ({named}{more}); everything else is kept: mend it and run the command again"


def _stored(store: TakeStore, order: Order) -> Take:
    take = store.take(order.request.digest, order.settings)
    if take is None:
        raise RecordingError(f"the recording of sentence {order.sentence} vanished; run the command again")
    return take
