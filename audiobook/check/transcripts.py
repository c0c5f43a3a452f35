"""Transcripts as they lie on the disk: read back, not made again, so that what is written is what is checked."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from audiobook.check.findings import Complaint, Subject
from audiobook.errors import SourceError
from audiobook.publish.companions import HTML, JSON, SRT, VTT
from audiobook.publish.transcripts import SRT_WIDTH, VTT_WIDTH
from audiobook.xml import find_all, parse_html, text_of

_TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})")
_WORD = re.compile(r"\w+")
_VOICE = re.compile(r"<v ([^&>\n]+)>")


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue as a file has it."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    """As they stand, the voice tag included."""
    text: str


def transcript_rule(subject: Subject) -> Iterator[Complaint]:
    """Each file has the words that are spoken, in order, at times within the audio."""
    wanted = words(sentence.text for sentence in subject.edition.sentences)
    for name, read in _READERS.items():
        try:
            cues = list(read(subject.folder / name))
        except (OSError, ValueError, KeyError, TypeError, SourceError) as error:
            yield f"cannot be read ({error}); delete it and run `audiobook publish`", name
            continue
        yield from _wrong_words(words(cue.text for cue in cues), wanted, name)
        yield from _wrong_times(cues, subject.audio.duration_ms, name)
        yield from _wrong_lines(cues, name)


def words(texts: Iterator[str]) -> list[str]:
    """What is said, without its punctuation."""
    return [word for text in texts for word in _WORD.findall(text)]


def _wrong_words(found: Sequence[str], wanted: Sequence[str], name: str) -> Iterator[Complaint]:
    if found != wanted:
        pairs = enumerate(zip(found, wanted, strict=False))
        at = next((n for n, (a, b) in pairs if a != b), min(len(found), len(wanted)))
        said = " ".join(wanted[at : at + 5]) or "nothing more"
        has = " ".join(found[at : at + 5]) or "nothing more"
        yield f"has “{has}” where “{said}” is spoken; delete it and run `audiobook publish`", f"{name} word {at + 1}"


def _wrong_times(cues: Sequence[Heard], duration_ms: int, name: str) -> Iterator[Complaint]:
    for number, cue in enumerate(cues, 1):
        if cue.end_ms <= cue.start_ms or cue.end_ms > duration_ms:
            yield f"lasts from {cue.start_ms} to {cue.end_ms} ms; the audio has {duration_ms}", f"{name} cue {number}"
            return
    if any(after.start_ms < before.end_ms for before, after in pairwise(cues)):
        yield "has cues that overlap or are out of order", name


def _wrong_lines(cues: Sequence[Heard], name: str) -> Iterator[Complaint]:
    """Widths, a voice for each cue of WebVTT, and in SRT nothing that looks like a speaker."""
    width = {VTT: VTT_WIDTH, SRT: SRT_WIDTH}.get(name, 0)
    for number, cue in enumerate(cues, 1):
        place = f"{name} cue {number}"
        if any(_too_wide(line, width) for line in cue.lines):
            yield f"a line is wider than the {width} characters that players show", place
        if name == VTT and not _VOICE.match(cue.lines[0]):
            yield "names no voice", place
        if name == SRT and (len(cue.lines) > 2 or ": " in cue.text):
            yield "has more than two lines, or a colon and a space, which make a speaker of the words before", place


def _too_wide(line: str, width: int) -> bool:
    """A single word may be wider than its line: nothing else could be done."""
    return 0 < width < len(html.unescape(line)) and " " in _VOICE.sub("", line).strip()


def _read_cues(path: Path) -> Iterator[Heard]:
    """WebVTT and SubRip alike: blocks of a times line and the text below it."""
    for block in re.split(r"\n{2,}", path.read_text(encoding="utf-8").strip()):
        rows = block.split("\n")
        at = next((n for n, row in enumerate(rows) if _TIMES.fullmatch(row)), None)
        if at is None:
            continue
        match = _TIMES.fullmatch(rows[at])
        assert match is not None
        times = [int(part) for part in match.groups()]
        lines = tuple(rows[at + 1 :])
        text = _VOICE.sub("", "\n".join(lines))
        yield Heard(_ms(times[:4]), _ms(times[4:]), lines, html.unescape(text) if path.name == VTT else text)


def _read_json(path: Path) -> Iterator[Heard]:
    for segment in json.loads(path.read_text(encoding="utf-8"))["segments"]:
        if not segment["body"].strip() or not segment["speaker"]:
            raise ValueError("a segment without body or speaker")
        yield Heard(round(segment["startTime"] * 1000), round(segment["endTime"] * 1000), (), segment["body"])


def _read_html(path: Path) -> Iterator[Heard]:
    for span in find_all(parse_html(path.read_text(encoding="utf-8"), path.name), "p", "span"):
        start, end = (round(float(span.get(name, "nan")) * 1000) for name in ("data-start", "data-end"))
        yield Heard(start, end, (), text_of(span))


def _ms(parts: Sequence[int]) -> int:
    hours, minutes, seconds, thousandths = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


_READERS: Mapping[str, Callable[[Path], Iterator[Heard]]] = {
    VTT: _read_cues, SRT: _read_cues, JSON: _read_json, HTML: _read_html,
}
