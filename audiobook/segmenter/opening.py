"""Who and what a script says it is: from the document's metadata, else from its own title and byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.dates import find_date
from audiobook.segmenter.furniture import gutenberg_header
from audiobook.segmenter.sentences import one_line
from audiobook.segmenter.stretch import Stretch

_NEAR = 12
"""Stretches among which the title, byline and source note of the first speech stand."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What an announcer knows about the document."""

    title: str
    author: str
    date: date | None
    source: str
    """Source notes, one a line."""


def introduce(document: Document, stretches: Sequence[Stretch], house: House) -> Opening:
    """Metadata of the document first, then what the text says at its head."""
    text = document.text
    kept = [stretch for stretch in stretches if stretch.kind != "boilerplate"]
    near = [stretch for stretch in kept[:_NEAR] if stretch.kind in ("title", "byline", "source")]
    titles = [one_line(text[s.start : s.end], house) for s in near if s.kind == "title"]
    header = gutenberg_header(text)
    return Opening(
        document.title or header.get("title", "") or (titles[0] if titles else document.name),
        document.author or next((s.name for s in near if s.kind == "byline"), "") or header.get("author", ""),
        document.date or next((found for s in near if (found := find_date(text[s.start : s.end]))), None),
        "\n".join(dict.fromkeys((*filter(None, [document.source]), *(_note(text, s, house) for s in kept
                                                                     if s.kind == "source")))))


def _note(text: str, stretch: Stretch, house: House) -> str:
    return re.sub(r"^[\[(](.*)[\])]$", r"\1", one_line(text[stretch.start : stretch.end], house))
