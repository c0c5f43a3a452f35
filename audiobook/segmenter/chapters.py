"""Where chapters begin: at headings, where the editor says, or by themselves every one to three minutes."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from audiobook.errors import SettingsError
from audiobook.script import ChapterStart, Script, Sentence

WORDS_A_MINUTE = 150
AIM_MINUTES = 1.25
"""Closing a span at the first paragraph end past this keeps it between one and three minutes, for most paragraphs."""
SHORTEST_MINUTES = 1.0
MOST_BY_THEMSELVES = 100
TITLE_CHARACTERS = 48

Starts = Mapping[int, str]
"""Index into `Script.sentences` → title of the chapter that begins there."""


def divide(script: Script, wanted: Sequence[ChapterStart] = ()) -> Script:
    """The script with its chapters set: headings and the editor's starts together, else spans by word count.

    Everything before the first start belongs to the first chapter if nothing but title and byline stands there, and is
    a chapter of its own, with the script's title, otherwise. Raises SettingsError when words of `wanted` are not found.
    """
    if not script.sentences:
        return replace(script, chapters=(script.title or "Untitled",))
    starts = {**_headings(script), **_editors(script.sentences, wanted)} or _spans(script.sentences)
    return _with(script, _from_the_opening(script, starts))


def _headings(script: Script) -> dict[int, str]:
    """A run of title segments (with the bylines between them) is one heading; a single one is no division."""
    runs = list(_title_runs(script.sentences))
    if len(runs) < 2:
        return {}
    return {first: _shortened(" — ".join(titles), 120) for first, titles in runs}


def _title_runs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[str]]]:
    first, titles = 0, list[str]()
    for index, sentence in enumerate(sentences):
        if sentence.kind == "title":
            first = first if titles else index
            titles.append(sentence.text.rstrip(" .:"))
        elif titles and sentence.kind != "byline":
            yield first, titles
            titles = []
    # A heading with nothing under it opens no chapter.


def _editors(sentences: Sequence[Sentence], wanted: Sequence[ChapterStart]) -> dict[int, str]:
    """Each start is looked for behind the one before it, then anywhere: editors may list chapters out of order."""
    plain = [_plain(sentence.text) for sentence in sentences] if wanted else []
    starts: dict[int, str] = {}
    after = 0
    for number, chapter in enumerate(wanted, 1):
        words = _plain(chapter.starts)
        found = [i for i, text in enumerate(plain) if words and text.startswith(words)]
        if not found:
            raise SettingsError(_not_found(number, chapter, sentences))
        index = next((i for i in found if i >= after), found[0])
        starts[index] = chapter.title
        after = index + 1
    return starts


def _not_found(number: int, chapter: ChapterStart, sentences: Sequence[Sentence]) -> str:
    openings = [sentence.text[: len(chapter.starts) + 8] for sentence in sentences]
    nearest = difflib.get_close_matches(chapter.starts, openings, n=1, cutoff=0.4)
    hint = f'; the nearest begins "{nearest[0]}"' if nearest else ""
    where = f'the start of chapter {number} "{chapter.title}" under [[chapters]]'
    return f'no sentence begins with "{chapter.starts}", {where}{hint}'


def _spans(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Paragraphs grouped by word count, widened until there are few enough."""
    aim = AIM_MINUTES * WORDS_A_MINUTE
    shortest = SHORTEST_MINUTES * WORDS_A_MINUTE
    firsts = _grouped(sentences, aim, shortest)
    while len(firsts) > MOST_BY_THEMSELVES:
        aim, shortest = aim * 1.5, shortest * 1.5
        firsts = _grouped(sentences, aim, shortest)
    return {first: _opening_words(sentences, first) for first in firsts}


def _grouped(sentences: Sequence[Sentence], aim: float, shortest: float) -> list[int]:
    """First sentences of the groups; a last group that is too short joins the one before it."""
    firsts, words = [0], 0
    for index, sentence in enumerate(sentences):
        if words >= aim and sentence.paragraph != sentences[index - 1].paragraph:
            firsts.append(index)
            words = 0
        words += sentence.text.count(" ") + 1
    return firsts[:-1] if len(firsts) > 1 and words < shortest else firsts


def _opening_words(sentences: Sequence[Sentence], first: int) -> str:
    spoken = next((s for s in sentences[first:] if s.kind == "speech"), sentences[first])
    return _shortened(spoken.text, TITLE_CHARACTERS)


def _shortened(text: str, most: int) -> str:
    text = text.replace(" … ", " ").strip(" .,;:-–—…“”\"'")
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" .,;:-–—…“\"'") + "…"


def _from_the_opening(script: Script, starts: Starts) -> Starts:
    """The first chapter begins with the first sentence."""
    first = min(starts)
    if first == 0:
        return starts
    opening = all(s.kind in ("title", "byline") for s in script.sentences[:first])
    if opening:
        return {0: starts[first], **{i: title for i, title in starts.items() if i != first}}
    return {0: script.title or _opening_words(script.sentences, 0), **starts}


def _with(script: Script, starts: Starts) -> Script:
    chapter, index = -1, 0
    segments = []
    for segment in script.segments:
        sentences = []
        for sentence in segment.sentences:
            chapter += index in starts
            sentences.append(replace(sentence, chapter=chapter))
            index += 1
        begins = sentences[0].chapter if sentences else max(chapter, 0)
        segments.append(replace(segment, chapter=begins, sentences=tuple(sentences)))
    return replace(script, segments=tuple(segments), chapters=tuple(starts[i] for i in sorted(starts)))


def _plain(text: str) -> str:
    """For comparing words: one kind of quote, single spaces, no case."""
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "}).casefold()
    return re.sub(r"\s+", " ", text).strip(" \"'")
