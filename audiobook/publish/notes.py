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
_CORRECTIONS_AT_MOST = 5


def show_notes(edition: Edition, show: Show, corrections: Sequence[Correction] = (), transcript_url: str = "") -> str:
    """Byline, corrections, chapters, source, licence, at most 4,000 characters: the last chapters give way."""
    chapters = len(edition.chapters)
    while len(notes := _notes(edition, show, corrections, transcript_url, chapters)) > MOST and chapters:
        chapters -= max(1, (len(notes) - MOST) // (_TITLE_AT_MOST + 20))
    return notes


def _notes(edition: Edition, show: Show, corrections: Sequence[Correction], transcript_url: str, chapters: int) -> str:
    """The notes with only so many of the chapters."""
    notes = build("div")
    byline = ", ".join(filter(None, (clean(edition.author), day_in_words(edition.date, edition.language))))
    _paragraph(notes, byline)
    for correction in corrections[-_CORRECTIONS_AT_MOST:]:
        _paragraph(notes, f"Corrected {correction.day}: {correction.what}.")
    if chapters > 0:
        _add_chapters(notes, edition, chapters)
    for line in edition.source.splitlines():
        _paragraph(notes, shortened(clean(line), 600))
    _paragraph(notes, f"Licence: {clean(show.license)}" if show.license else "")
    _paragraph(notes, clean(show.copyright))
    _paragraph(notes, f"Spoken by synthetic voices ({', '.join(dict.fromkeys(e.name for e in edition.engines))})."
               if edition.engines else "")
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
        add(notes, "p", text)
