"""What changed between two editions, sentence by sentence, with both time codes."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from audiobook.alignment import align
from audiobook.edition import Edition, TimedSentence

ChangeKind = Literal["changed", "added", "removed", "moved", "spoken anew"]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not what or where it was."""

    kind: ChangeKind
    """"spoken anew": the same words by another voice, or said in another way."""
    before: TimedSentence | None
    """None when it was added."""
    now: TimedSentence | None
    """None when it was removed."""

    def __str__(self) -> str:
        """ "3:12.4 → 3:12.4 changed: "…" → "…""."""
        times = " → ".join(timecode(s.start_ms) for s in (self.before, self.now) if s)
        texts = dict.fromkeys(f'"{s.text}"' for s in (self.before, self.now) if s)
        return f"{times}  {self.kind}: {' → '.join(texts)}"

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"change": self.kind, "before": _place(self.before), "now": _place(self.now)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, in the order of the text."""

    changes: tuple[Change, ...]

    def summary(self) -> str:
        """One line: "1 sentence changed, 2 added"; with the place where there is only one."""
        if not self.changes:
            return "no sentence changed"
        counts = Counter(change.kind for change in self.changes)
        first = next(iter(counts))
        said = [f"{counts[first]} sentence{'s' * (counts[first] != 1)} {first}"]
        said += [f"{count} {kind}" for kind, count in counts.items() if kind != first]
        return ", ".join(said) + (f" at {_where(self.changes[0])}" if len(self.changes) == 1 else "")


def compare(old: Edition, new: Edition) -> Comparison:
    """Which sentences changed, were added, removed or moved, or are spoken anew."""
    pairs = align([s.text for s in old.sentences], [s.text for s in new.sentences])
    changes = list(_changes((old.sentences[b] if b is not None else None,
                             new.sentences[n] if n is not None else None) for b, n in pairs))
    return Comparison(tuple(_with_moves(changes)))


def timecode(ms: int) -> str:
    """"1:02:03.4"."""
    tenths = round(ms / 100)
    hours, rest = divmod(tenths, 36_000)
    minutes, tenths = divmod(rest, 600)
    clock = f"{minutes:02}" if hours else str(minutes)
    return (f"{hours}:" if hours else "") + f"{clock}:{tenths // 10:02}.{tenths % 10}"


def _changes(pairs: Iterable[tuple[TimedSentence | None, TimedSentence | None]]) -> Iterator[Change]:
    for before, now in pairs:
        if before is None or now is None:
            yield Change("added" if before is None else "removed", before, now)
        elif before.text != now.text:
            yield Change("changed", before, now)
        elif before.take != now.take:
            yield Change("spoken anew", before, now)


def _with_moves(changes: list[Change]) -> Iterator[Change]:
    """A sentence that goes here and comes there has moved."""
    told = [change for change in changes if change.kind != "spoken anew"]
    origins: dict[str, deque[TimedSentence]] = defaultdict(deque)
    for change in told:
        if change.before:
            origins[change.before.text].append(change.before)
    moving = Counter(c.before.text for c in told if c.before) & Counter(c.now.text for c in told if c.now)
    leaving, arriving = Counter(moving), Counter(moving)
    for change in changes:
        stays = change.kind == "spoken anew"
        leaves = not stays and change.before is not None and _taken(leaving, change.before.text)
        arrives = not stays and change.now is not None and _taken(arriving, change.now.text)
        if not leaves and not arrives:
            yield change
            continue
        if change.before and not leaves:
            yield Change("removed", change.before, None)
        if change.now:
            yield Change("moved", origins[change.now.text].popleft(), change.now) if arrives else Change(
                "added", None, change.now)


def _taken(counts: Counter[str], text: str) -> bool:
    counts[text] -= 1
    return counts[text] >= 0


def _place(sentence: TimedSentence | None) -> dict[str, Any] | None:
    return None if sentence is None else {
        "id": sentence.id, "text": sentence.text, "role": sentence.role, "start_ms": sentence.start_ms,
        "end_ms": sentence.end_ms,
    }


def _where(change: Change) -> str:
    sentence = change.now or change.before
    return timecode(sentence.start_ms) if sentence else ""
