"""What the editor decided, as values: the show and the settings of an edition."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from audiobook.lexicon import Lexicon
from audiobook.script import ChapterStart, Part
from audiobook.timeline import Pauses

Reading = Literal["read", "skip"]


@dataclass(frozen=True, slots=True)
class CastChoice:
    """The voice an editor gives a role."""

    voice: str
    """"engine:name", or the name alone for the edition's engine."""
    rate: float = 1.0
    """Speed relative to the engine's own for this voice, 0.5 to 2."""
    pitch: int | None = None
    """0 to 99; None leaves it to the engine."""


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud each part is relative to the edition's −16 LUFS; LU, −12 to 6."""

    announcer: float = 0.0
    narrator: float = -1.0
    """An aside."""
    speaker: float = 0.0
    heckler: float = 1.5
    """Shouts."""
    crowd: float = 1.5

    def of(self, part: Part) -> float:
        """The level of a part."""
        level: float = getattr(self, part)
        return level


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast each part speaks relative to its voice, 0.5 to 2; who is cast by the editor has his own rate."""

    announcer: float = 1.0
    narrator: float = 1.0
    speaker: float = 1.0
    heckler: float = 1.08
    """Shouts, and does not wait."""
    crowd: float = 1.08

    def of(self, part: Part) -> float:
        """The rate of a part."""
        rate: float = getattr(self, part)
        return rate


@dataclass(frozen=True)
class EditionSettings:
    """Everything edition.toml may say; the defaults are what it says when it is missing."""

    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    language: str = ""
    """BCP 47; "" takes it from the text."""
    sources: tuple[str, ...] = ()
    """File names relative to the edition's folder; empty looks for speech.*."""
    engine: str = "pyttsx3"
    rate: float = 1.0
    """Of every voice, 0.5 to 2."""
    reactions: Reading = "read"
    editorial: Reading = "read"
    credits: bool = False
    """Read the source note at the end."""
    quality: Literal["standard", "high"] = "standard"
    cover: str = ""
    """A JPEG or PNG, relative to the edition's folder."""
    chapter_covers: bool = False
    """Give each chapter a small picture with its title, for players that show one."""
    cast: Mapping[str, CastChoice] = field(default_factory=dict)
    """By role ("heckler 2") or speaker's name."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    pauses: Pauses = field(default_factory=Pauses)
    levels: Levels = field(default_factory=Levels)
    rates: Rates = field(default_factory=Rates)
    chapters: tuple[ChapterStart, ...] = ()

    def tempo(self, part: Part) -> float:
        """What the rates of the voices of a part are multiplied by."""
        return round(self.rate * self.rates.of(part), 4)


@dataclass(frozen=True)
class Show:
    """The podcast that editions belong to."""

    folder: Path
    title: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    base_url: str = ""
    """Where the show's folder is published, with a slash at the end."""
    guid: str = ""
    """UUID of the feed; made once."""
    category: str = ""
    """Of Apple's list, "Arts" or "Arts > Books"."""
    explicit: bool = False
    owner_name: str = ""
    owner_email: str = ""
    copyright: str = ""
    license: str = ""
    """SPDX identifier, or a name: "CC-BY-4.0"."""
    image: str = ""
    """Relative to the show's folder."""
    website: str = ""
    """The show's page for people; "" takes `base_url`."""
    type: Literal["episodic", "serial"] = "episodic"
    """Serial: the parts of one work, to be heard in the order of their folders' names."""
    medium: Literal["podcast", "audiobook"] = "podcast"
    locked: bool = False
    """Whether other hosts are asked not to import the feed."""
