"""What changed between two editions, sentence by sentence, with both time codes."""

from collections import Counter, defaultdict
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
    """A sentence removed here and added there has moved."""
    gone: dict[str, list[TimedSentence]] = defaultdict(list)
    for change in changes:
        if change.before and change.kind in ("removed", "changed"):
            gone[change.before.text].append(change.before)
    arrived = {c.now.text for c in changes if c.now and c.kind in ("added", "changed") and gone.get(c.now.text)}
    for change in changes:
        before, now = change.before, change.now
        if change.kind == "spoken anew":
            yield change
            continue
        if before and now and before.text not in arrived and now.text not in arrived:
            yield change
            continue
        if before and before.text not in arrived:
            yield Change("removed", before, None)
        if now and now.text in arrived and gone[now.text]:
            yield Change("moved", gone[now.text].pop(0), now)
        elif now:
            yield Change("added", None, now)


def _place(sentence: TimedSentence | None) -> dict[str, Any] | None:
    return None if sentence is None else {
        "id": sentence.id, "text": sentence.text, "role": sentence.role, "start_ms": sentence.start_ms,
        "end_ms": sentence.end_ms,
    }


def _where(change: Change) -> str:
    sentence = change.now or change.before
    return timecode(sentence.start_ms) if sentence else ""
