"""What the labels of a document say about each other: which of the likely ones it bears out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from audiobook.segmenter.conventions import House
from audiobook.segmenter.heads import Head
from audiobook.segmenter.names import identity
from audiobook.segmenter.stretch import Label

SETTLED = 6
"""Labels with titles among which one name in full is a label too."""
BARE_NAMES = ("short-name", "bare-capitals")
"""Rules whose labels are a play's characters, if it is a play."""


class Trust(IntEnum):
    """How sure a label is by itself."""

    NAME = 0
    """A short name: among characters of a play, or when it comes back in a document full of labels of its style."""
    COMPANY = 1
    """Good in a document that has labels of its style with titles."""
    TITLED = 2
    """A title and a name: if the document has three of its style."""
    SURE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label if the document bears it out."""

    label: Label
    head: Head
    trust: Trust

    @property
    def is_bare(self) -> bool:
        """As a play names its characters, with an article at most."""
        return self.label.rule in BARE_NAMES

    @property
    def key(self) -> tuple[str, str]:
        """Its style, and whom it names."""
        return self.head.style, identity(self.label.name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all candidates together say about each."""

    names: Mapping[tuple[str, str], int]
    """How often each name stands in front of something, by style and name."""
    titled: Mapping[str, int]
    """How many labels of each style have a title; without punctuation, only names that come back count."""
    cast: frozenset[str]
    """The characters, if it is a play."""
    dashed: int
    """How many labels a dash follows."""
    is_loud: bool
    """Characters are printed in capitals."""
    speakers: frozenset[tuple[str, str]]
    """Whom labels with titles name that are no address to the chair."""
    house: House

    def others(self, found: Candidate) -> int:
        """How many such speakers there are besides this one."""
        return len(self.speakers - {found.key})

    @classmethod
    def of(cls, candidates: Collection[Candidate], paragraphs: int, house: House) -> "Evidence":
        """The evidence of a document with so many paragraphs."""
        names = Counter(found.key for found in candidates if not found.head.style or not found.head.alone)
        titled = Counter(str(found.head.style) for found in candidates
                         if found.trust >= Trust.TITLED and names[found.key] >= (1 if found.head.style else 2))
        speakers = frozenset(found.key for found in candidates
                             if found.trust >= Trust.TITLED and not _is_address(found.head, house)
                             and found.head.style != "Q" and found.label.rule != "titled-line")
        loud = sum(1 if found.head.capitals else -1 for found in candidates if found.is_bare and found.head.style)
        return cls(names, titled, _characters(candidates, paragraphs),
                   sum(found.head.dashed for found in candidates), loud > 0, speakers, house)


def _characters(candidates: Iterable[Candidate], paragraphs: int) -> frozenset[str]:
    """The names that come back often enough to be characters; empty when the document is no play."""
    counts = Counter(identity(found.label.name) for found in candidates
                     if found.is_bare and found.head.style and not found.head.alone)
    often = {name: count for name, count in counts.items() if count >= 3}
    is_cast = len(often) >= 2 and sum(often.values()) >= max(6, 0.3 * paragraphs)
    return frozenset(often) if is_cast else frozenset()


def accepted(found: Candidate, evidence: Evidence) -> bool:
    """Whether the document bears this label out."""
    style, rule, count = found.head.style, found.label.rule, evidence.names.get(found.key, 0)
    if rule == "question-and-answer":
        is_asked = found.key[1] == "q" and evidence.titled.get(".", 0) >= 3
        return is_asked or evidence.names.get(("Q", "q"), 0) >= 2 or evidence.titled.get(":", 0) >= 3
    if found.head.shouted and found.head.brief and count < 2 and rule != "voice":
        return False
    if _is_address(found.head, evidence.house):
        return evidence.others(found) > 0
    if found.head.alone and style == ".":
        return _accepted_alone(found, evidence)
    if style == "-":
        return is_voice(found.head, evidence.house) or count >= 2 or evidence.titled.get("-", 0) >= 3
    if found.trust is Trust.SURE:
        return True
    if found.head.dashed and style == ".":
        return evidence.dashed >= 3
    if rule == "voice":
        return sum(evidence.titled.values()) >= 3 or _calls_in(found.head, evidence.house)
    if found.trust is Trust.TITLED:
        is_office = bool(found.head.title) and rule == "titled" and found.head.name.startswith("The ")
        is_usual = bool(style) or count >= 2 or rule == "titled-line"
        return evidence.titled.get(style, 0) >= (2 if is_office else 3) and is_usual
    if found.is_bare and style and evidence.cast:
        if evidence.is_loud and not found.head.capitals:
            return False
        is_short = len(found.label.name.split()) <= (4 if evidence.is_loud else 2)
        return found.key[1] in evidence.cast or (not found.head.alone and is_short)
    is_name = 2 <= len(found.head.name.split()) <= 4 and not evidence.house.articles.match(found.head.name)
    is_person = style == ":" and is_name and evidence.titled.get(style, 0) >= SETTLED
    return evidence.titled.get(style, 0) >= 2 and (found.trust is Trust.COMPANY or count >= 2 or is_person)


def _accepted_alone(found: Candidate, evidence: Evidence) -> bool:
    """Without a word behind it: what else is a name that comes back, among labels like it?"""
    if found.is_bare and evidence.cast:
        return found.key[1] in evidence.cast and found.head.written == found.head.name
    if found.label.rule == "surname-with-initials":
        return evidence.titled.get(".", 0) >= 2
    return found.trust > Trust.NAME and evidence.names.get(found.key, 0) >= 3


def _calls_in(head: Head, house: House) -> bool:
    """ "A voice: What about the railroads?" amid somebody's speech."""
    return head.style == ":" and head.brief and " " in head.name and bool(house.voices.fullmatch(head.name))


def _is_address(head: Head, house: House) -> bool:
    """ "Mr. President:", as a speech begins."""
    return bool(head.title) and head.style in (":", ".") and bool(house.offices.fullmatch(" ".join(head.called))) \
        and not house.articles.match(head.name)


def is_voice(head: Head, house: House) -> bool:
    """Somebody of the audience, or all of it."""
    return bool(house.crowds.match(head.name) or house.voices.fullmatch(head.name))
