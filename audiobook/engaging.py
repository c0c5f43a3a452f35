"""Engaging the cast: which engine, whose voices, and who had which voice before."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audiobook.casting import Cast, cast, speaks
from audiobook.edition import CastMember, Edition
from audiobook.engines import open_engine
from audiobook.errors import CastingError, EngineError, EngineMissing
from audiobook.script import Role, Script
from audiobook.show import CastChoice, EditionSettings
from audiobook.voice import Voice

log = logging.getLogger(__name__)

AUTO = "auto"
"""As an engine's name: the best that is installed."""
BEST = ("kokoro", "piper", "pyttsx3")
"""Engines that `auto` tries, best first."""
EMBEDDED = "pyttsx3"
"""Speaks what no other engine has a voice for."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A cast, and what is worth saying about how it came about."""

    cast: Cast
    notes: tuple[str, ...] = ()


def engage(
    script: Script, settings: EditionSettings, previous: Edition | None = None, others: Iterable[Edition] = ()
) -> Engagement:
    """The editor's choices, then the previous edition's cast, then the show's, then voices drawn by themselves.

    `others` are the show's other editions: who has a name, the narrator and the announcer sound there as they do here.
    `settings.engine` is no longer `auto`. Raises CastingError and EngineError.
    """
    chosen = {role: _chosen(role, choice, settings) for role, choice in settings.cast.items()}
    voices, notes = _on_offer(script.language, settings.engine)
    before = _before(script, previous, others, {voice.engine for voice in voices})
    kept = {role: voice for role, member in before.items() if (voice := _kept(member, role, settings))}
    found = cast(script, voices, previous=Cast(kept), chosen=chosen)
    return Engagement(_acted(found, kept, chosen, settings), notes)


def settle(settings: EditionSettings, language: str, previous: Edition | None) -> EditionSettings:
    """The settings with a real engine: for `auto` that of the previous edition, else the best installed one."""
    if settings.engine != AUTO:
        return settings
    engines = Counter(member.voice.partition(":")[0] for member in previous.cast) if previous else Counter[str]()
    before = engines.most_common(1)
    return replace(settings, engine=before[0][0] if before else _best(language))


def _best(language: str) -> str:
    for name in BEST:
        try:
            if any(speaks(voice, language) for voice in open_engine(name).voices()):
                return name
        except EngineMissing as missing:
            log.info("%s", missing)
    return EMBEDDED


def _on_offer(language: str, name: str) -> tuple[tuple[Voice, ...], tuple[str, ...]]:
    """The engine's voices; the embedded engine's, and a note, when none of them speaks the language."""
    voices = open_engine(name).voices()
    if name == EMBEDDED or any(speaks(voice, language) for voice in voices):
        return voices, ()
    embedded = open_engine(EMBEDDED).voices()
    if not any(speaks(voice, language) for voice in embedded):
        return voices, ()
    return embedded, (f"{name} has no voice that speaks '{language}'; {EMBEDDED} speaks instead",)


def _chosen(role: str, choice: CastChoice, settings: EditionSettings) -> Voice:
    engine, _, name = choice.voice.rpartition(":")
    try:
        voice = open_engine(engine or settings.engine).voice(name)
    except CastingError as error:  # of an engine that was `auto` when the settings were read
        raise CastingError(f"cast.{role}: {error}") from error
    return replace(voice, rate=_speed(voice.rate * choice.rate * settings.rate), pitch=choice.pitch)


def _acted(found: Cast, kept: Mapping[Role, Voice], chosen: Mapping[str, Voice], settings: EditionSettings) -> Cast:
    """The cast at the tempo of each part; who keeps his voice has it, and who was given one was given a rate."""
    given = set(chosen.values())

    def acted(role: Role, voice: Voice) -> Voice:
        if voice in given or voice == kept.get(role):
            return voice
        return replace(voice, rate=_speed(voice.rate * settings.tempo(role.part)))

    return Cast({role: acted(role, voice) for role, voice in found.voices.items()})


def _speed(rate: float) -> float:
    """Within what voices can do."""
    return round(max(0.5, min(2.0, rate)), 3)


def _before(
    script: Script, previous: Edition | None, others: Iterable[Edition], engines: set[str]
) -> Mapping[Role, CastMember]:
    """Who had a voice of these engines already. The show's other editions are read only when somebody is new."""
    found: dict[Role, CastMember] = {}
    if previous is not None:
        drawn = tuple(member for member in previous.cast if not member.chosen)
        found = dict(_same_people(script.roles, drawn, engines, by_number=True))
        found.update(_heirs(script, previous, engines, dict(found)))
    if not found.keys() >= set(script.roles):
        for edition in others:
            for role, member in _same_people(script.roles, edition.cast, engines):
                found.setdefault(role, member)
    return found


def _heirs(
    script: Script, previous: Edition, engines: set[str], same: Mapping[Role, CastMember]
) -> Iterator[tuple[Role, CastMember]]:
    """Roles under another name: whoever said most of the sentences that they still say, if he is not there any more."""
    gone = {(str(Role(m.part, m.number)), m.name): m for m in previous.cast
            if m not in same.values() and not m.chosen and _engine(m) in engines}
    said = {sentence.text: (sentence.role, sentence.speaker) for sentence in previous.sentences}
    for role in script.roles:
        mine = Counter(said[s.text] for s in script.sentences if s.role == role and s.text in said)
        heir = next((who for who, _ in mine.most_common(1)), None)
        if role not in same and heir in gone:
            yield role, gone.pop(heir)


def _same_people(
    roles: Iterable[Role], members: Iterable[CastMember], engines: set[str], *, by_number: bool = False
) -> Iterator[tuple[Role, CastMember]]:
    """Roles and who they were: the same name in the same part; the announcer and narrator; others by number."""
    there = [member for member in members if _engine(member) in engines]
    for role in roles:
        for member in there:
            if member.part == role.part and _is(role, member, by_number):
                yield role, member
                break


def _is(role: Role, member: CastMember, by_number: bool) -> bool:
    if role.name and member.name:
        return role.name.casefold() == member.name.casefold()
    alone = role.part in ("announcer", "narrator")
    return (alone or by_number) and not (role.name or member.name) and role.number == member.number


def _engine(member: CastMember) -> str:
    return member.voice.partition(":")[0]


def _kept(member: CastMember, role: Role, settings: EditionSettings) -> Voice | None:
    """His voice as it was, at today's tempo; None, with a warning, when it is no longer there."""
    tempo = settings.tempo(role.part)
    try:
        voice = open_engine(_engine(member)).voice(member.voice.partition(":")[2])
    except (CastingError, EngineError) as error:
        log.warning("%s loses his voice of the edition before: %s", role.name or role, error)
        return None
    rate = member.rate if member.tempo == tempo else member.rate / member.tempo * tempo
    return replace(voice, rate=_speed(rate), pitch=member.pitch)
