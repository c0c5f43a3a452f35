"""The voices of espeak-ng, read from its data files: every language, with every variant of timbre.

A voice's name is a language with or without a variant: "en-us", "en-us+m7". The library itself is never loaded here.
Format of the files: https://github.com/espeak-ng/espeak-ng/blob/master/docs/voices.md
"""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audiobook.engines import nearest
from audiobook.errors import CastingError, EngineError
from audiobook.voice import Gender, Voice


@dataclass(frozen=True, slots=True)
class Language:
    """A language or dialect of espeak-ng."""

    code: str
    """BCP 47, lower case ("en-us")."""
    name: str
    """For people ("English (America)")."""
    identifier: str
    """espeak's own, exactly as it is spelt ("gmw/en-US")."""
    phonemes: str
    """The phoneme table it uses."""
    dictionary: str
    """The pronunciation dictionary it uses."""
    tags: Mapping[str, int]
    """Language tags it answers to; a lower number answers before a higher one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A timbre: formants, pitch and breath laid over a language."""

    name: str
    """Exactly as the file is spelt ("m7", "Annie")."""
    gender: Gender


def data_folder() -> Path:
    """Where espeak-ng's data lies. Raises EngineError when the package that brings it is missing."""
    found = importlib.util.find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise EngineError("the package that brings espeak-ng is missing; pip install espeakng-loader")
    return Path(found.origin).parent / "espeak-ng-data"


@cache
def languages() -> Mapping[str, Language]:
    """All languages that have a dictionary, by code."""
    data = data_folder()
    found = (_language(path) for path in sorted(data.glob("lang/*/*")))
    return {language.code: language for language in found if (data / f"{language.dictionary}_dict").exists()}


@cache
def variants() -> Mapping[str, Variant]:
    """All variants by lower-case name."""
    found = (_variant(path) for path in sorted(data_folder().glob("voices/!v/*")))
    return {variant.name.lower(): variant for variant in found}


@cache
def catalogue() -> tuple[Voice, ...]:
    """Every language in its best timbres, English first, in the order in which they are to be cast."""
    spoken = sorted((lang for lang in languages().values() if lang.code not in _UNLISTED), key=_order)
    english = [_voice(*find(name), pitch) for name, pitch in ENGLISH]
    listed = {voice.name for voice in english}
    others = [_voice(language, variants().get(name.lower()), pitch) for language in spoken for name, pitch in TIMBRES]
    return (*english, *(voice for voice in others if voice.name not in listed))


def _order(language: Language) -> tuple[bool, str, int, str]:
    """English first; in a language the dialect that answers to its bare tag before the others."""
    primary = language.code.split("-")[0]
    return primary != "en", primary, language.tags.get(primary, 9), language.code


def voice_named(name: str) -> Voice:
    """The voice of that name. Raises CastingError naming the nearest for an unknown language or variant."""
    exact = next((voice for voice in catalogue() if voice.name == name), None)
    return exact or _voice(*find(name), None)


def find(name: str) -> tuple[Language, Variant | None]:
    """Language and variant of a voice's name. Raises CastingError; espeak itself would take the plain voice instead."""
    code, plus, timbre = name.partition("+")
    language = languages().get(code.lower()) or _tagged(code.lower())
    if language is None:
        raise CastingError(_unknown("voice", code, name, {c: c for c in languages()}))
    if plus and timbre.lower() not in variants():
        raise CastingError(_unknown("variant", timbre, name, {key: v.name for key, v in variants().items()}))
    return language, variants().get(timbre.lower())


def _unknown(what: str, word: str, name: str, known: Mapping[str, str]) -> str:
    near = nearest(word.replace("-uk", "-gb"), known)  # people say UK; the language tag is GB
    within = f" (in '{name}')" if word != name else ""
    return f"no {what} '{word}'{within}{f'; nearest: {known[near]}' if near else ''}; `audiobook voices` lists them"


def _tagged(tag: str) -> Language | None:
    answering = [language for language in languages().values() if tag in language.tags]
    return min(answering, key=lambda language: language.tags[tag], default=None)


def _voice(language: Language, variant: Variant | None, pitch: int | None) -> Voice:
    name = f"{language.code}+{variant.name}" if variant else language.code
    return Voice("pyttsx3", name, language.code, variant.gender if variant else "male", language.name, pitch=pitch)


def _language(path: Path) -> Language:
    lines = _lines(path)
    tags = {line.split()[1].lower(): int([*line.split(), "5"][2]) for line in lines if line.startswith("language")}
    field = dict(line.split(None, 1) for line in reversed(lines) if " " in line)
    code = next(iter(tags))
    return Language(code, field["name"].strip(), f"{path.parent.name}/{path.name}", field.get("phonemes", code).strip(),
                    field.get("dictionary", code.split("-")[0]).strip(), {path.name.lower(): 0} | tags)


def _variant(path: Path) -> Variant:
    genders = [line.split()[1].lower() for line in _lines(path) if line.startswith("gender")]
    return Variant(path.name, "female" if "female" in genders else "male")


def _lines(path: Path) -> list[str]:
    return [line.split("//")[0].strip() for line in path.read_text("utf-8", "replace").splitlines()]


ENGLISH: tuple[tuple[str, int | None], ...] = (
    ("en-us+edward2", None), ("en-us+f2", None), ("en-gb+steph", 35), ("en-us+Michael", 75), ("en-us+m8", 40),
    ("en-us", None), ("en-us+iven2", 75), ("en-us+belinda", None), ("en-us+Storm", None), ("en-us+travis", None),
    ("en-us+adam", 75), ("en-us+Mike", 30), ("en-us+klatt2", None), ("en-us+quincy", None), ("en-us+david", None),
    ("en-us+grandma", 40),
)  # fmt: skip
"""English voices (and their pitch) in casting order: speaker, narrator, announcer, heckler, and further people.

Chosen by ear from 120: each pair is told apart by a speaker-recognition model (cosine under 0.8), by pitch (3
semitones) or by spectrum (2.6 dB); a small recognizer's word error rate is 0.12 to 0.27, that of the
first five 0.12 to 0.22.
"""

TIMBRES: tuple[tuple[str, int | None], ...] = (
    ("edward2", None), ("f2", None), ("steph", 35), ("Michael", 75), ("m8", 40), ("", None), ("iven2", 75),
    ("belinda", None),
)  # fmt: skip
"""Timbres (and their pitch) of every other language and dialect, in casting order."""

_UNLISTED = ("en-shaw",)
"""Reads an alphabet of its own."""
