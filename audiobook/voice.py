"""A voice: an engine's named timbre, at a rate and a pitch."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Gender = Literal["female", "male", ""]


class Alphabet(StrEnum):
    """How an engine takes a pronunciation."""

    RESPELLING = "respelling"
    """Letters only: it reads another spelling of the word."""
    IPA = "ipa"
    """International Phonetic Alphabet, which the engine turns into its own symbols."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An engine's named timbre, and how it is asked to speak."""

    engine: str
    """Name of the engine, as `open_engine` takes it."""
    name: str
    """The engine's own name of the voice ("en-us+m7", "af_heart")."""
    language: str = ""
    """BCP 47, lower case ("en-us"); "" speaks any."""
    gender: Gender = ""
    accent: str = ""
    """For people ("American", "Scottish")."""
    rate: float = 1.0
    """Speed relative to the engine's own for this voice, 0.5 to 2."""
    pitch: int | None = None
    """0 (low) to 99 (high), 50 as recorded; None leaves it to the engine. Engines without pitch ignore it."""
    model: str = ""
    """Digest of the voice's own model, where an engine has one for each voice: part of a take's key."""

    @property
    def timbre(self) -> str:
        """Who is heard, whatever the accent: what follows a "+" in the name ("m7" of "en-us+m7"), else the name."""
        return self.name.partition("+")[2] or self.name

    def __str__(self) -> str:
        """ "engine:name", as edition.toml writes it."""
        return f"{self.engine}:{self.name}"
