"""What a check comes to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobook.edition import AudioFile, Edition
from audiobook.mp3.frames import Format


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, and where."""

    rule: str
    """The rule's name: "frames", "transcript"."""
    finding: str
    """What is wrong, and with it what would be right."""
    place: str
    """A file, with the time or line within it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found."""

    rules: tuple[str, ...]
    """Names of the rules that were tried, in order."""
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(tuple(dict.fromkeys(self.rules + other.rules)), self.findings + other.findings)


@dataclass(frozen=True)
class Subject:
    """An edition that is looked at."""

    folder: Path
    edition: Edition
    audio: AudioFile = field(init=False)

    def __post_init__(self) -> None:
        assert self.edition.audio is not None, "only saved editions are checked"
        object.__setattr__(self, "audio", self.edition.audio)

    @property
    def mp3(self) -> Path:
        """Where the MP3 is."""
        return self.folder / self.audio.file

    @property
    def format(self) -> Format:
        """Of its frames."""
        return Format(self.audio.sample_rate, self.audio.bitrate // 1000)


Complaint = tuple[str, str]
"""What is wrong, and the place."""
Rule = Callable[[Subject], Iterator[Complaint]]


def tried(rules: Iterable[tuple[str, Rule]], subject: Subject) -> Report:
    """The rules, tried on an edition."""
    rules = tuple(rules)
    found = (Finding(name, what, place) for name, rule in rules for what, place in rule(subject))
    return Report(tuple(name for name, _ in rules), tuple(found))


def at(path: Path, ms: float) -> str:
    """A place in a file: "seed.mp3 1:23.4"."""
    minutes, seconds = divmod(ms / 1000, 60)
    return f"{path.name} {int(minutes)}:{seconds:04.1f}"
