"""The transcript in the four formats that podcast apps read.

Each holds the words that are spoken, and only they. https://www.w3.org/TR/webvtt1/ and
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from audiobook.edition import Edition, TimedSentence
from audiobook.publish.cues import Cue, cues
from audiobook.publish.wording import clean, clock, shortened, speaker_of
from audiobook.xml import Element, add, build, follow, serialize_html

VTT_WIDTH = 65
"""Characters a line, the speaker's tag included."""
SRT_WIDTH = 32
NAME_AT_MOST = 30


def voiced_cues(edition: Edition) -> tuple[Cue, ...]:
    """The cues of WebVTT and JSON: lines of at most 65 characters, the voice tag included."""
    return tuple(cues(edition, VTT_WIDTH, _voice))


def vtt(cues: Iterable[Cue]) -> str:
    """WebVTT of `voiced_cues`: a voice tag on every cue, and hours always there."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        text = _escaped("\n".join(cue.lines))
        parts.append(f"{clock(cue.start_ms, '.')} --> {clock(cue.end_ms, '.')}\n{_voice(cue.speaker)}{text}\n")
    return "\n".join(parts)


def srt(edition: Edition) -> str:
    """SubRip: at most two lines of 32 characters.

    Nobody is named: a colon and a space make the words before them a speaker for some apps, so they stand in no cue.
    """
    parts = []
    for number, cue in enumerate(cues(edition, SRT_WIDTH, apart_at=":"), 1):
        text = "\n".join(cue.lines)
        parts.append(f"{number}\n{clock(cue.start_ms, ',')} --> {clock(cue.end_ms, ',')}\n{text}\n")
    return "\n".join(parts)


def transcript_json(cues: Iterable[Cue]) -> str:
    """Podcasting 2.0's JSON of `voiced_cues`, one segment a line."""
    encoded = json.JSONEncoder(ensure_ascii=False).encode  # one for all: json.dumps makes one a call
    segments = [
        encoded({"speaker": cue.speaker, "startTime": cue.start_ms / 1000, "endTime": cue.end_ms / 1000,
                 "body": cue.text})
        for cue in cues
    ]
    return '{\n"version": "1.0.0",\n"segments": [\n' + ",\n".join(segments) + "\n]\n}\n"


def html(edition: Edition) -> str:
    """A page by chapters and paragraphs; `cite`, `time` and `p` as Podcasting 2.0 has them.

    Every sentence carries its times, `data-start` and `data-end` in seconds, so that a player can follow.
    """
    page = build("html", attributes={"lang": edition.language or "und"})
    head = add(page, "head")
    add(head, "meta", attributes={"charset": "utf-8"})
    add(head, "meta", attributes={"name": "viewport", "content": "width=device-width"})
    add(head, "title", clean(edition.title))
    add_transcript(add(page, "body", attributes={"dir": "auto"}), edition)
    return serialize_html(page) + "\n"


def add_transcript(parent: Element, edition: Edition) -> None:
    """Add the transcript to a page: a section a chapter, a paragraph wherever another begins or another speaks."""
    article = add(parent, "article", attributes={"class": "transcript"})
    add(article, "h1", clean(edition.title))
    for number, sentences in groupby(edition.sentences, lambda s: s.chapter):
        section = add(article, "section")
        chapter = edition.chapters[number]
        heading = add(section, "h2")
        follow(_time(heading, chapter.start_ms), f" {clean(chapter.title)}")
        for _, stretch in groupby(sentences, lambda s: (s.paragraph, speaker_of(s, edition))):
            _add_paragraph(section, list(stretch), edition)


def _add_paragraph(section: Element, sentences: Sequence[TimedSentence], edition: Edition) -> None:
    first = sentences[0]
    follow(add(section, "cite", f"{speaker_of(first, edition)}:"), " ")
    _time(section, first.start_ms)
    paragraph = add(section, "p")
    for sentence in sentences:
        times = {"data-start": f"{sentence.start_ms / 1000:.3f}", "data-end": f"{sentence.end_ms / 1000:.3f}"}
        follow(add(paragraph, "span", clean(sentence.text), times), " ")


def _time(parent: Element, ms: int) -> Element:
    return add(parent, "time", clock(ms), {"datetime": f"PT{ms / 1000:.3f}S"})


def _escaped(text: str) -> str:
    """WebVTT §4.2.2: ampersand and less-than are escaped; greater-than too, so that no arrow stands in a cue."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=256)
def _voice(speaker: str) -> str:
    """A voice tag; the name in it has no ampersand, no angle brackets, and is not long."""
    name = " ".join(speaker.translate({ord(c): " " for c in "&<>"}).split())
    return f"<v {shortened(name, NAME_AT_MOST)}>"
