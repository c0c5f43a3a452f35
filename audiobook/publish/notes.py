"""Show notes: what an app shows below an episode, in the HTML that all of them understand."""

from collections.abc import Sequence

from audiobook.edition import Edition
from audiobook.publish.ledger import Correction
from audiobook.publish.wording import clean, clock, day_in_words, shortened
from audiobook.show import Show
from audiobook.xml import Element, add, build, follow, serialize_html

MOST = 4000
"""Characters of a description (Apple's limit)."""
_TITLE_AT_MOST = 120
_PARAGRAPH_AT_MOST = 600
_CORRECTIONS_AT_MOST = 5


def show_notes(edition: Edition, show: Show, corrections: Sequence[Correction] = (), transcript_url: str = "") -> str:
    """Byline, corrections, chapters, source, licence; at most 4,000 characters.

    The last chapters give way first, then the last lines of the source.
    """
    chapters, sources = len(edition.chapters), edition.source.splitlines()
    while True:
        notes = _notes(edition, show, corrections, transcript_url, chapters, sources)
        if len(notes) <= MOST or (not chapters and not sources):
            return notes
        if chapters:
            chapters = max(0, chapters - max(1, (len(notes) - MOST) // (_TITLE_AT_MOST + 20)))
        else:
            sources = sources[: len(sources) // 2]


def _notes(
    edition: Edition, show: Show, corrections: Sequence[Correction], transcript_url: str, chapters: int,
    sources: Sequence[str],
) -> str:
    """The notes with only so many of the chapters and these lines of the source."""
    notes = build("div")
    _paragraph(notes, ", ".join(filter(None, (clean(edition.author), day_in_words(edition.date, edition.language)))))
    for correction in corrections[-_CORRECTIONS_AT_MOST:]:
        _paragraph(notes, f"Corrected {correction.day}: {correction.what}.")
    if chapters:
        _add_chapters(notes, edition, chapters)
    for line in sources:
        _paragraph(notes, clean(line))
    _paragraph(notes, f"Licence: {clean(show.license)}" if show.license else "")
    _paragraph(notes, clean(show.copyright))
    engines = ", ".join(dict.fromkeys(engine.name for engine in edition.engines))
    _paragraph(notes, f"Spoken by synthetic voices ({engines})." if engines else "")
    if transcript_url:
        add(add(notes, "p"), "a", "Transcript", {"href": transcript_url})
    return "".join(serialize_html(paragraph) for paragraph in notes)


def _add_chapters(notes: Element, edition: Edition, most: int) -> None:
    """A line a chapter, "1:26 Which peasants?", as apps make into links."""
    paragraph = add(notes, "p")
    for chapter in edition.chapters[:most]:
        line = add(paragraph, "br")
        follow(line, f"{clock(chapter.start_ms)} {shortened(clean(chapter.title), _TITLE_AT_MOST)}")
    first = paragraph[0]
    paragraph.text, first.tail = first.tail, None
    paragraph.remove(first)
    if most < len(edition.chapters):
        follow(add(paragraph, "br"), "…")


def _paragraph(notes: Element, text: str) -> None:
    if text:
        add(notes, "p", shortened(text, _PARAGRAPH_AT_MOST))
