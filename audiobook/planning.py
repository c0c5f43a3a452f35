"""What must be recorded, and why. Pure: touches no disk and starts no engine."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from audiobook.alignment import align
from audiobook.casting import Cast
from audiobook.crew import processors
from audiobook.digest import Digest
from audiobook.engines import Identity, open_engine
from audiobook.lexicon import Lexicon, spoken_form
from audiobook.script import Script, Sentence
from audiobook.takes import TakeRequest
from audiobook.voice import Voice

WORDS_A_SECOND = 2.9
BYTES_A_SECOND = 30_000
"""Raw and encoded take together, measured with the embedded engine."""
MASTERING_PACE = 0.008
"""Processor seconds for a second of speech, besides the engine's own."""
START_S = 0.3
"""Until a worker speaks its first take."""

class Performed(Protocol):
    """A sentence of an earlier edition."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def voice(self) -> str: ...  # noqa: D102
    @property
    def take(self) -> Digest: ...  # noqa: D102


class Precedent(Protocol):
    """What an earlier edition says about its takes; `Edition` is one."""

    @property
    def sentences(self) -> Sequence[Performed]: ...  # noqa: D102
    @property
    def engines(self) -> Sequence[Identity]: ...  # noqa: D102
    @property
    def pronunciations(self) -> Mapping[str, str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Step:
    """One recording to make."""

    sentence: Sentence
    request: TakeRequest
    reason: str
    """For people: "new", "text changed", "pronunciation of 'kulak' changed", "voice changed", "engine changed",
    "recording damaged"."""


@dataclass(frozen=True)
class Plan:
    """What the edition is made of, and what of it must be recorded."""

    script: Script
    cast: Cast
    requests: tuple[TakeRequest, ...]
    """One for each sentence of the script, in order."""
    steps: tuple[Step, ...]
    """One for each recording to make, in the order of the text."""
    outdated: int = 0
    """Sentences whose take an earlier version of the engine made; `refresh` records them anew."""
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    """The lexicon: written form → how it is said."""
    pace: float = 0.0
    """Processor seconds that a second of speech costs, by the slowest engine of the cast."""

    @property
    def seconds_of_speech(self) -> float:
        """About how long the recordings to make will sound."""
        return sum(_words(step.sentence.text) for step in self.steps) / WORDS_A_SECOND

    @property
    def seconds(self) -> float:
        """About how long making them will take, on all processors of this machine."""
        work = self.seconds_of_speech * (self.pace + MASTERING_PACE)
        return START_S + work / min(processors(), len(self.steps)) if self.steps else 0.0

    @property
    def bytes(self) -> int:
        """About how much the store will grow."""
        return round(self.seconds_of_speech * BYTES_A_SECOND)

    def head(self) -> str:
        """"1 of 61 takes, about 0.3 s"."""
        takes = f"{len(self.steps):,} of {len(self.requests):,} takes"
        return f"{takes}, about {_length(self.seconds)}" if self.steps else takes

    def explain(self, most: int = 20) -> str:
        """`head()`, then a line a step with its reason, at most `most` of them."""
        lines = [_step_line(step) for step in self.steps[:most]]
        if len(self.steps) > most:
            lines.append(f"  and {len(self.steps) - most:,} more")
        if self.outdated:
            lines.append(f"  {self.outdated:,} takes are by an earlier engine; --refresh records them anew")
        return "\n".join([self.head() + ":" * bool(self.steps), *lines])


def plan(
    script: Script,
    cast: Cast,
    lexicon: Lexicon,
    have: Container[Digest],
    previous: Precedent | None = None,
    *,
    refresh: bool = False,
) -> Plan:
    """What must be recorded for `script`, and why.

    `have` holds the digests of recordings that exist. A take that differs from the previous edition's only by its
    engine's identity is kept unless `refresh`. Engines are asked who they are, which starts none. Raises CastingError
    for a role without a voice.
    """
    engines = {voice.engine: open_engine(voice.engine) for voice in cast.voices.values()}
    identities = {name: engine.identity() for name, engine in engines.items()}
    now = {role: identity_of(voice, identities[voice.engine]) for role, voice in cast.voices.items()}
    earlier = () if refresh or previous is None else tuple(previous.engines)
    requests = tuple(
        _kept(take_request(s, cast.voice(s.role), lexicon, now[s.role], script.language), have, earlier)
        for s in script.sentences
    )
    said = {written: str(said) for written, said in lexicon.entries.items()}
    missing = tuple(_missing(script.sentences, requests, have))
    steps = tuple(_steps(missing, script.sentences, cast, previous, said))
    outdated = sum(r.engine != now[s.role] for r, s in zip(requests, script.sentences, strict=True))
    return Plan(script, cast, requests, steps, outdated, said, max((e.pace for e in engines.values()), default=0.0))


def take_request(
    sentence: Sentence, voice: Voice, lexicon: Lexicon, identity: Identity, language: str = "en"
) -> TakeRequest:
    """Everything that shapes the recording of a sentence in a voice; `language` is the text's."""
    spoken = spoken_form(sentence.text, lexicon, language)
    return TakeRequest(spoken, identity, voice.name, voice.rate, voice.pitch)


def identity_of(voice: Voice, engine: Identity) -> Identity:
    """The engine's, with the voice's own model in place of all its models."""
    return replace(engine, model=voice.model) if voice.model else engine


def _kept(request: TakeRequest, have: Container[Digest], earlier: Sequence[Identity]) -> TakeRequest:
    """The request under the identity its recording exists for: today's if possible, else an earlier one."""
    if request.digest in have:
        return request
    others = (identity for identity in earlier if identity.name == request.engine.name and identity != request.engine)
    older = (replace(request, engine=identity) for identity in others)
    return next((candidate for candidate in older if candidate.digest in have), request)


def _missing(
    sentences: Sequence[Sentence], requests: Sequence[TakeRequest], have: Container[Digest]
) -> Iterator[tuple[int, Sentence, TakeRequest]]:
    """A sentence that occurs twice is recorded once."""
    seen: set[Digest] = set()
    for index, (sentence, request) in enumerate(zip(sentences, requests, strict=True)):
        if request.digest not in have and request.digest not in seen:
            seen.add(request.digest)
            yield index, sentence, request


def _steps(
    missing: Sequence[tuple[int, Sentence, TakeRequest]],
    sentences: Sequence[Sentence],
    cast: Cast,
    previous: Precedent | None,
    said: Mapping[str, str],
) -> Iterator[Step]:
    if previous is None or not missing:
        yield from (Step(sentence, request, "new") for _, sentence, request in missing)
        return
    same = {before.text: before for before in previous.sentences}
    same_role = {(before.text, before.role): before for before in previous.sentences}
    replaced = _replaced([s.text for s in sentences], [before.text for before in previous.sentences])
    was = previous.pronunciations
    changed = {word for word in {*said, *was} if said.get(word) != was.get(word)}
    for index, sentence, request in missing:
        before = same_role.get((sentence.text, str(sentence.role))) or same.get(sentence.text)
        if before is None:
            yield Step(sentence, request, "text changed" if index in replaced else "new")
        else:
            yield Step(sentence, request, _why(sentence, request, cast.voice(sentence.role), before, changed, previous))


def _why(
    sentence: Sentence, request: TakeRequest, voice: Voice, before: Performed, changed: set[str], previous: Precedent
) -> str:
    """Why a sentence whose text stayed is recorded."""
    if before.take == request.digest:
        return "recording damaged"
    if before.voice.partition(":")[0] != voice.engine:
        return "engine changed"
    if before.voice != str(voice):
        return "voice changed"
    words = sorted((word for word in changed if _has(sentence.text, word)), key=sentence.text.find)
    if words:
        return f"pronunciation of {', '.join(map(repr, words))} changed"
    return "voice changed" if request.engine in previous.engines else "engine changed"


def _replaced(now: Sequence[str], before: Sequence[str]) -> set[int]:
    """Indexes into `now` of sentences that stand where another stood before."""
    return {n for b, n in align(before, now) if b is not None and n is not None and before[b] != now[n]}


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _step_line(step: Step) -> str:
    return f'  {step.sentence.id:>6}  {step.sentence.role}: "{_short(step.sentence.text)}" {step.reason}'


def _words(text: str) -> int:
    return text.count(" ") + 1


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _length(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
