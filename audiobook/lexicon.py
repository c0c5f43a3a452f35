"""Pronunciations: a written form and how it is said. Knows no engine."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from audiobook.digest import Digest, digest
from audiobook.normalization import replacements


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
    """Written form → pronunciation. Whole words; a capital in the written form must be a capital in the text.

    English plurals and possessives of a written form ("kulaks", "Kishkins’") are found as well.
    """

    entries: Mapping[str, Pronunciation] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds every written form in any case, longest first; None for an empty lexicon."""
        if not self.entries:
            return None
        forms = "|".join(re.escape(form) for form in sorted(self.entries, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?P<form>{forms})(?P<ending>[’']?s|[’'](?=\s|$))?(?!\w)", re.IGNORECASE)

    @cached_property
    def digest(self) -> Digest:
        """Of all entries."""
        return digest(self.entries)

    def over(self, other: "Lexicon") -> "Lexicon":
        """This and what the other has besides."""
        return Lexicon({**other.entries, **self.entries})

    def used_in(self, texts: Iterable[str]) -> "Lexicon":
        """Only the entries of words that stand in these texts."""
        if self.pattern is None:
            return self
        found = {match["form"].lower() for text in texts for match in self.pattern.finditer(text)}
        return Lexicon({written: said for written, said in self.entries.items() if written.lower() in found})

    def found_in(self, text: str, language: str = "en") -> Iterator[tuple[int, int, Phrase]]:
        """Where its words stand in a text (start, end), and how they are said there."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            form, ending = match["form"], match["ending"] or ""
            if ending and not language.startswith("en"):
                form, ending = form + ending, ""
            entry = self._entry(form + ending) or self._entry(form)
            if entry is not None:
                written, said = entry
                ending = (form + ending)[len(written) :]
                yield match.start(), match.end(), _phrase(match.group(), said, ending)

    def _entry(self, form: str) -> tuple[str, Pronunciation] | None:
        """The entry for a form in the text: the same letters, and capitals at least where the entry has them."""
        fitting = [entry for entry in self._by_letters.get(form.lower(), ()) if _capitals_fit(entry, form)]
        best = max(fitting, key=lambda entry: sum(a == b for a, b in zip(entry, form, strict=True)), default=None)
        return None if best is None else (best, self.entries[best])

    @cached_property
    def _by_letters(self) -> Mapping[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for written in self.entries:
            forms.setdefault(written.lower(), []).append(written)
        return forms


EMPTY = Lexicon()


def spoken_form(text: str, lexicon: Lexicon = EMPTY, language: str = "en") -> SpokenForm:
    """What the engine is given for a sentence's text: lexicon first, normalization in what it leaves."""
    found = list(lexicon.found_in(text, language))
    for other in replacements(text, language):
        if all(other.end <= start or end <= other.start for start, end, _ in found):
            found.append((other.start, other.end, Phrase(other.said)))
    phrases: list[Phrase] = []
    done = 0
    for start, end, phrase in sorted(found, key=lambda place: place[0]):
        phrases += (Phrase(text[done:start]), phrase)
        done = end
    phrases.append(Phrase(text[done:]))
    return SpokenForm(tuple(_joined(phrase for phrase in phrases if phrase.text)) or (Phrase(text),))


def _capitals_fit(entry: str, form: str) -> bool:
    return len(entry) == len(form) and all(b.isupper() for a, b in zip(entry, form, strict=True) if a.isupper())


def _phrase(written: str, said: Pronunciation, ending: str) -> Phrase:
    if said.ipa:
        return Phrase(written, said.ipa + (_ending_sound(said.ipa) if ending.strip("’'") else ""))
    return Phrase(said.respelling + ending)


def _ending_sound(ipa: str) -> str:
    """How the s of a plural or possessive sounds in English."""
    last = ipa.rstrip("ːˑ.ˈˌ ")[-1:]
    return "ɪz" if last in tuple("szʃʒ") else "s" if last in tuple("ptkfθx") else "z"


def _joined(phrases: Iterable[Phrase]) -> list[Phrase]:
    out: list[Phrase] = []
    for phrase in phrases:
        if out and not phrase.ipa and not out[-1].ipa:
            out[-1] = Phrase(out[-1].text + phrase.text)
        else:
            out.append(phrase)
    return out
