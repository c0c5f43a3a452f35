"""Pronunciations: a written form and how it is said. Knows no engine."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from audiobook.digest import Digest, digest


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word is said: another spelling of it, or its sounds."""

    respelling: str = ""
    ipa: str = ""
    """International Phonetic Alphabet, with ˈ and ˌ before stressed syllables."""

    def __str__(self) -> str:
        return f"/{self.ipa}/" if self.ipa else self.respelling


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a spoken form."""

    text: str
    """Words in ordinary spelling. " … " is a beat."""
    ipa: str = ""
    """The sounds of `text` where the lexicon gives them; "" leaves them to the engine."""


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What an engine gets: the text after lexicon and normalization."""

    phrases: tuple[Phrase, ...]

    def __str__(self) -> str:
        """For people: sounds stand between slashes."""
        return "".join(f"/{p.ipa}/" if p.ipa else p.text for p in self.phrases)

    @property
    def text(self) -> str:
        """The words in ordinary spelling."""
        return "".join(p.text for p in self.phrases)


@dataclass(frozen=True)
class Lexicon:
    """Written form → pronunciation. Whole words; a capital in the written form must be a capital in the text."""

    entries: Mapping[str, Pronunciation] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds every written form, longest first; None for an empty lexicon."""
        if not self.entries:
            return None
        forms = "|".join(re.escape(form) for form in sorted(self.entries, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")

    @cached_property
    def digest(self) -> Digest:
        """Of all entries."""
        return digest(self.entries)


EMPTY = Lexicon()


def spoken_form(text: str, lexicon: Lexicon = EMPTY) -> SpokenForm:
    """What the engine is given for a sentence's text."""
    if lexicon.pattern is None:
        return SpokenForm((Phrase(text),))
    phrases: list[Phrase] = []
    done = 0
    for match in lexicon.pattern.finditer(text):
        said = lexicon.entries[match.group()]
        phrases.append(Phrase(text[done : match.start()]))
        phrases.append(Phrase(said.respelling or match.group(), said.ipa))
        done = match.end()
    phrases.append(Phrase(text[done:]))
    return SpokenForm(tuple(_joined(p for p in phrases if p.text)))


def _joined(phrases: Iterable[Phrase]) -> list[Phrase]:
    out: list[Phrase] = []
    for phrase in phrases:
        if out and not phrase.ipa and not out[-1].ipa:
            out[-1] = Phrase(out[-1].text + phrase.text)
        else:
            out.append(phrase)
    return out
