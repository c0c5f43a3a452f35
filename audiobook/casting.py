"""Who speaks with which voice. Pure and deterministic: the same script and voices give the same cast."""

import difflib
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from types import MappingProxyType

from audiobook.errors import CastingError
from audiobook.script import ANNOUNCER, NARRATOR, Role, Script
from audiobook.voice import Gender, Voice

log = logging.getLogger(__name__)

TITLES: Mapping[str, Gender] = {
    **dict.fromkeys(("mr", "mister", "sir", "lord", "king", "prince", "herr", "monsieur", "señor", "sr", "don",
                     "signor", "signore", "senhor", "dhr", "meneer", "hr", "pan", "господин"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "madame", "mme", "mlle", "lady", "dame", "queen", "princess",
                     "frau", "señora", "sra", "señorita", "srta", "doña", "signora", "signorina", "senhora", "mevrouw",
                     "mevr", "fru", "pani", "госпожа"), "female"),
}  # fmt: skip
"""Forms of address before a name, without their full stop, and the gender they tell."""

SPEAKER = Role("speaker")
_LEADS = ("speaker", "narrator", "announcer", "heckler")
"""Parts whose first roles draw first, so that the four that most editions have do not depend on who else appears."""
_PITCHES = (0, 20, -20, 35, -35)
_RATES = (1.0, 1.08, 0.92, 1.16, 0.86)
_SHIFTS = tuple((_PITCHES[lap % 5], _RATES[(lap + lap // 5) % 5]) for lap in range(25))
"""What a voice's pitch moves by and its rate is multiplied by, each time the voices have run out; all differ."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Role → voice."""

    voices: Mapping[Role, Voice] = field(default_factory=dict)
    """One for each role; two roles share one only when the editor says so, or after some hundreds of speakers."""

    def voice(self, role: Role) -> Voice:
        """The voice of a role. Raises CastingError with a line to paste."""
        if role not in self.voices:
            raise CastingError(f"no voice for role '{role}'; {_prescription(role)}")
        return self.voices[role]


def cast(
    script: Script,
    voices: Sequence[Voice],
    previous: Cast | None = None,
    chosen: Mapping[str, Voice] = MappingProxyType({}),
) -> Cast:
    """A voice for every role of the script.

    `chosen` (keys: "speaker", "heckler 2" or a speaker's name) wins; then who is in `previous` keeps his voice, a
    named speaker by his name; the rest draw from `voices`, in their order, those of the script's language. Narrator
    and announcer differ from the speaker in gender or accent. Raises CastingError when no voice speaks the language.
    """
    _warn_of_strangers(script, chosen)
    given = {role: voice for role in script.roles if (voice := _chosen(role, chosen))}
    for role in script.roles:
        kept = _kept(role, previous, voices) if role not in given else None
        if kept and kept not in given.values():
            given[role] = kept
    speaking = _speaking(script.language, voices)
    for role in sorted(set(script.roles) - set(given), key=_turn):
        if not speaking:
            raise CastingError(f"no voice for role '{role}': none of {len(voices)} speaks '{script.language}'; "
                               f"{_prescription(role)}, or choose another engine")
        given[role] = _drawn(role, script.language, speaking, given)
    return Cast({role: given[role] for role in script.roles})


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice speaks a language (BCP 47), of whatever region."""
    return not voice.language or _primary(voice.language) == _primary(language)


def gender_of(name: str, language: str = "en") -> Gender:
    """What the title before a name tells of its bearer; "" when it does not tell."""
    title = re.match(r"(\w+)\.?\s+\w", name)
    if title is None:
        return ""
    if title[1].lower() == "m":  # Monsieur in French, an initial elsewhere
        return "male" if language.startswith("fr") else ""
    return TITLES.get(title[1].lower(), "")


def _chosen(role: Role, chosen: Mapping[str, Voice]) -> Voice | None:
    """By name before by number: the name is what the editor sees in the text."""
    by_key = {_plain(key): voice for key, voice in chosen.items()}
    return next((by_key[key] for key in _keys(role) if key in by_key), None)


def _keys(role: Role) -> Iterator[str]:
    if role.name:
        yield _plain(role.name)
    yield _plain(f"{role.part} {role.number}")


def _plain(key: str) -> str:
    words = " ".join(key.casefold().split())
    return f"{words} 1" if words in ("announcer", "narrator", "speaker", "heckler", "crowd") else words


def _warn_of_strangers(script: Script, chosen: Mapping[str, Voice]) -> None:
    known = {key: role for role in script.roles for key in _keys(role)}
    for key in chosen:
        if _plain(key) not in known:
            names = ", ".join(dict.fromkeys(role.name or str(role) for role in script.roles))
            near = difflib.get_close_matches(_plain(key), known, n=1, cutoff=0.5)
            meant = f"; nearest: {known[near[0]].name or known[near[0]]}" if near else ""
            log.warning("[cast] names '%s', whom the text does not have%s; it has %s", key, meant, names)


def _kept(role: Role, previous: Cast | None, voices: Sequence[Voice]) -> Voice | None:
    """His voice in the previous edition, unless its engine is no longer among the voices."""
    engines = {voice.engine for voice in voices}
    for before, voice in previous.voices.items() if previous else ():
        if _same(role, before) and voice.engine in engines:
            return voice
    return None


def _same(role: Role, before: Role) -> bool:
    """A name tells people apart; only where one side has none does their number."""
    if role.name and before.name:
        return role.part == before.part and _plain(role.name) == _plain(before.name)
    return role == before


def _turn(role: Role) -> tuple[bool, int, int]:
    order = (*_LEADS, "crowd")
    return role.number > 1 or role.part not in _LEADS, role.number, order.index(role.part)


def _drawn(role: Role, language: str, speaking: Sequence[Voice], given: Mapping[Role, Voice]) -> Voice:
    free = list(_free(speaking, given))
    return next(_fitting(role, language, free, given), free[0])


def _speaking(language: str, voices: Iterable[Voice]) -> list[Voice]:
    """Those of the language, its own region first; those that speak any language count."""
    spoken = [voice for voice in voices if speaks(voice, language)]
    return sorted(spoken, key=lambda v: v.language not in ("", language.lower()))


def _primary(language: str) -> str:
    subtag = language.lower().split("-")[0]
    return {"nb": "no", "nn": "no", "cmn": "zh"}.get(subtag, subtag)


def _free(voices: Sequence[Voice], given: Mapping[Role, Voice]) -> Iterator[Voice]:
    """The voices nobody has; when all are taken, the same ones higher or quicker; in the end anyone's."""
    taken = {(v.engine, v.timbre) for v in given.values()}
    unused = [v for v in voices if (v.engine, v.timbre) not in taken]
    shifted = (_shifted(v, *shift) for shift, v in product(_SHIFTS[1:], voices))
    yield from unused or [v for v in shifted if v not in given.values()] or voices


def _shifted(voice: Voice, pitch: int, rate: float) -> Voice:
    base = 50 if voice.pitch is None else voice.pitch
    return replace(voice, pitch=max(0, min(99, base + pitch)), rate=round(max(0.5, min(2.0, voice.rate * rate)), 3))


def _fitting(role: Role, language: str, free: Sequence[Voice], given: Mapping[Role, Voice]) -> Iterator[Voice]:
    """The free voices that suit the role, in order."""
    if role.part == "speaker":
        gender = gender_of(role.name, language)
        yield from (v for v in free if gender and v.gender == gender)
    elif role.part in ("narrator", "announcer"):
        for leads in (SPEAKER, NARRATOR, ANNOUNCER), (SPEAKER,):
            others = [given[lead] for lead in leads if lead in given]
            yield from (v for v in free if all(_contrast(v, other) for other in others))


def _contrast(one: Voice, other: Voice) -> bool:
    return one.gender != other.gender or one.accent != other.accent


def _prescription(role: Role) -> str:
    key = str(role) if role.number == 1 else f'"{role}"'
    return f'add {key} = "engine:voice" under [cast] in edition.toml (`audiobook voices` lists them)'
