"""Titles, bylines and source notes: how a document introduces itself, and what ends it."""

import re
from collections.abc import Iterator, Sequence

from audiobook.segmenter.conventions import House
from audiobook.segmenter.dates import find_date, is_date_line
from audiobook.segmenter.names import WORD, is_capitals, spoken_name
from audiobook.segmenter.sentences import one_line
from audiobook.segmenter.stretch import Page, Paragraph, Stretch

TITLE_LENGTH = 200
"""Characters a heading may have."""
FRONT = 30
"""Paragraphs among which the front matter ends."""
_JUNIOR = re.compile(r"[\s,]+(?:[JS]r|[^\W\d_])\.\s*$")
_PROSE = re.compile(r"[.!?…][”\"'»]?\s+[(\[][^()\[\]]*[)\]]$|\w{4,}[.!?…]\s(?=.{40})")
"""A sentence with a note behind it, or two sentences."""
_SENTENCE_END = tuple(".!?…:;,")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s?")
_LAST_SOURCE = re.compile(r"(?:№|\bNo\.|\bNr\.|\bvol\.|\bpp?\.|\bS\.|\bт\.|«[^«»]+»,)\s?\d*", re.IGNORECASE)
"""What tells a volume or a number of a newspaper below a speech."""
_NUMBER = re.compile(r"(?:[IVXLC]+|\d+|[A-Z])\.\s")
RECORD = 5
"""Labels that make a record, which lists bills and houses by their titles."""
SIGNATURE = 4
"""Paragraphs at the end among which somebody may have signed."""
LONGEST_NOTE = 1500
"""Characters a note before the speech may have."""
_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+)\.?")


def front_matter(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """The paragraphs before the speech begins, each a title, byline, source note or stage note."""
    before: Stretch | None = None
    seen_title = False
    for number, paragraph in enumerate(paragraphs[:FRONT]):
        content = page.text[paragraph.start : paragraph.end]
        if paragraph.index in page.labels or len(content) > LONGEST_NOTE:
            return
        below = _below(page.text, paragraphs, number)
        found = _front(content, paragraph, below, before if seen_title else None, page.house)
        if found is None:
            return
        seen_title = seen_title or found.kind == "title"
        before = found
        yield found


def _below(text: str, paragraphs: Sequence[Paragraph], number: int) -> str:
    """The beginnings of the next paragraphs, blank lines between them."""
    following = paragraphs[number + 1 : number + 4]
    return "\n\n".join(" ".join(text[p.start : min(p.end, p.start + 200)].split()) for p in following)


def _front(content: str, paragraph: Paragraph, below: str, before: Stretch | None, house: House) -> Stretch | None:
    """`before` is the stretch before it, None as long as there is no title; `below` the beginnings of what follows."""
    start, end = paragraph.start, paragraph.end
    if _is_source(content, before is not None, house):
        return Stretch("source", start, end, "source-note")
    if content[0] in "([" and content[-1] in ")]":
        return _bracketed(content, paragraph, house)
    if len(content) > TITLE_LENGTH:
        return None
    if named_below(content, below, house) or (before is None and _is_above_title(content, below, house)):
        return Stretch("byline", start, end, "named-below", _spoken(content, house))
    if house.scenes.match(content) and len(content) < TITLE_LENGTH // 2 and not content.endswith(_SENTENCE_END[1:]):
        return Stretch("title", start, end, "scene")
    in_title = before is not None and before.kind == "title" and paragraph.block.start <= before.start
    if not in_title and _is_byline(content, before is not None, house):
        return Stretch("byline", start, end, "byline", _author(content, house))
    if paragraph.block.kind == "heading" or _is_heading(content, house) or (in_title and not content.endswith(":")):
        return Stretch("title", start, end, "first-lines")
    return None


def _is_above_title(content: str, below: str, house: House) -> bool:
    """ "В. И. ЛЕНИН" over "РЕЧЬ НА СЪЕЗДЕ": a name in capitals over a title in capitals."""
    title = below.split("\n\n")[0]
    is_pair = title.isupper() if content.isupper() else bool(_INITIAL.match(content)) and len(title) < TITLE_LENGTH
    return is_pair and is_person(content, house) and bool(house.occasions.search(title)) \
        and not is_person(title.split(",")[0], house)


def named_below(content: str, below: str, house: House) -> bool:
    """A line in capitals that the note under it names as the speaker: "[Speech of Horace Porter at …"."""
    words = WORD.findall(content.casefold())
    if not (content.isupper() and 2 <= len(words) <= 6):
        return False
    if house.occasions.search(content) or house.articles.match(content):
        return False
    lines = below.split("\n\n")
    notes = (number for number, line in enumerate(lines) if line[:1] == "[" and house.sources.match(line[1:]))
    note = next(notes, None)
    if note is None:
        return False
    named = set(WORD.findall(lines[note].casefold()))
    between = any(line.isupper() and line[0] not in "([" for line in lines[:note])
    return named.issuperset(words) or (between and words[-1] in named)


def _is_source(content: str, seen_title: bool, house: House) -> bool:
    found = house.sources.match(content)
    if not found:
        is_told = seen_title and content.endswith(".") and len(content) < TITLE_LENGTH
        is_occasion = is_told and house.occasions.match(content) and house.sources.search(content)
        return bool(is_occasion) and find_date(content) is not None
    dated = seen_title and len(content) < 300 and (content.isupper() or find_date(content) is not None)
    is_volume = bool(_LAST_SOURCE.search(content)) and find_date(content) is not None and len(content) < TITLE_LENGTH
    return dated or is_volume or content[found.end() :].lstrip()[:1] == ":"


def _bracketed(content: str, paragraph: Paragraph, house: House) -> Stretch | None:
    inside = content[1:-1].strip()
    if house.sources.match(inside) or sum(map(is_capitals, inside.split())) >= 3:
        return Stretch("source", paragraph.start, paragraph.end, "occasion")
    if content[0] == "[" and len(inside.split()) > 5:
        return Stretch("stage", paragraph.start, paragraph.end, "opening-note")
    return None


def _is_byline(content: str, seen_title: bool, house: House) -> bool:
    """ "Leon Trotsky, Speech at … November 8, 1917"; "by Horace Porter"; "January 8, 1951"."""
    if is_date_line(content):
        return seen_title or (len(content.split()) <= 5 and not house.occasions.search(content))
    if not seen_title or content.endswith(":"):
        return False
    if (found := house.bylines.match(content)) and is_person(content[found.end() :].split(",")[0], house):
        return True
    name = content.split(",")[0]
    return is_person(name, house) and (find_date(content) is not None or (name == content and not content.isupper()))


def is_person(name: str, house: House) -> bool:
    """Two to six capitalised words, none of them a title's."""
    words = WORD.findall(name)
    name = _JUNIOR.sub("", name)
    bare = _INITIAL.sub("", name)
    if house.persons.search(bare) or house.articles.search(bare):
        return False
    return 2 <= len(words) <= 6 and all(word[0].isupper() or house.small_words.fullmatch(word) for word in words) \
        and words[0][0].isupper() and not name.rstrip().endswith((".", "?", "!")) and not house.occasions.search(name)


def _author(content: str, house: House) -> str:
    found = house.bylines.match(content)
    name = re.split(r"[,(\n]", content[found.end() if found else 0 :].strip())[0].strip()
    return name if is_person(name, house) and find_date(name) is None else ""


def _is_heading(content: str, house: House) -> bool:
    """The first lines are a title unless they end like a sentence or greet somebody."""
    called = house.honorifics.match(content) and "," in content
    if house.salutations.search(content) and (called or content.rstrip(" -–—").endswith((":", ",", "!", "."))):
        return False
    if content.isupper():
        return True
    return not content.rstrip(" ”\"'»").endswith(_SENTENCE_END) and not _PROSE.search(content)


def headings(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Headings inside the text: lines in capitals, acts and scenes, what the markup calls a heading."""
    if _is_shouted(page.text, paragraphs):
        return
    last_title = -2
    for number, paragraph in enumerate(paragraphs):
        is_marked = paragraph.block.kind == "heading"
        if paragraph.index in page.labels or (paragraph.end - paragraph.start > TITLE_LENGTH and not is_marked):
            continue
        content = page.text[paragraph.start : paragraph.end]
        rule = "markup" if is_marked else _heading_rule(content, paragraph, page)
        if rule == "capitals-line" and named_below(content, _below(page.text, paragraphs, number), page.house):
            yield Stretch("byline", paragraph.start, paragraph.end, "named-below", _spoken(content, page.house))
        elif (rule == "capitals-line" or last_title == number - 1) and is_date_line(content):
            yield Stretch("byline", paragraph.start, paragraph.end, "date-line")
        elif rule:
            last_title = number
            yield Stretch("title", paragraph.start, paragraph.end, rule)
        elif content.isupper() and content[0] == "(" and content[-1] == ")" and is_person(content[1:-1], page.house):
            yield Stretch("byline", paragraph.start, paragraph.end, "name-in-brackets")


def _is_shouted(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """So much of the text is in capitals that capitals mean nothing."""
    some = paragraphs[:400]
    return sum(text[p.start : p.start + 300].isupper() for p in some) > 0.4 * len(some) + 2


def _spoken(name: str, house: House) -> str:
    return spoken_name(one_line(name, house), house.small_words)


def _heading_rule(content: str, paragraph: Paragraph, page: Page) -> str:
    if page.in_play:
        is_scene = _NUMBERED.fullmatch(content) or (page.house.scenes.match(content) and len(content) < 150)
        return "scene" if is_scene else ""
    is_first = paragraph.start <= paragraph.block.start
    if is_first and _is_capital_heading(content):
        return "capitals-line"
    is_record = len(page.labels) >= RECORD
    return "occasion-line" if is_first and not is_record and _is_titled(content, page.house) else ""


def _is_titled(content: str, house: House) -> bool:
    """ "Mr. Lincoln's Reply in the Ottawa Joint Debate": an occasion, every word of it capitalised."""
    words = WORD.findall(content)
    return 2 <= len(words) <= 12 and content[-1].isalpha() and content[0].isupper() \
        and not any(map(str.isdigit, content)) and not _NUMBER.match(content) \
        and bool(house.occasions.search(content)) and not house.persons.search(content) \
        and all(word[0].isupper() for word in words if len(word) > 3 and not house.small_words.fullmatch(word))


def _is_capital_heading(content: str) -> bool:
    """In capitals but for what a bracket adds: "TOBACCO BILL (Second Reading debate)".

    A numbered one ("II. FOREIGN POLICY") may well have been read out, and stays speech.
    """
    bare = re.sub(r"\s*\([^()]*\)$", "", content)
    if bare.upper() != bare or not bare[:1].isalpha() or _NUMBER.match(bare) or _PROSE.search(bare):
        return False  # two sentences in capitals are a caption's, no heading
    return any(len(word) >= 4 for word in WORD.findall(bare)) and not bare.rstrip(" -–—").endswith((":", ",", "!", ";"))


def _signatures(page: Page, last: Sequence[Paragraph]) -> Iterator[Stretch]:
    """ "HERBERT HOOVER", "The White House, December 3, 1929." at the very end."""
    lines = [page.text[paragraph.start : paragraph.end] for paragraph in last]
    signed = [number for number, line in enumerate(lines) if number and line.isupper() and is_person(
        line.rstrip("."), page.house) and all(map(is_date_line, lines[number + 1 :]))]
    for paragraph in last[signed[0] :] if signed and not page.in_play else ():
        if paragraph.index not in page.labels:
            yield Stretch("byline", paragraph.start, paragraph.end, "signature")


def _is_last_note(content: str) -> bool:
    """ "NOTE: The President spoke at …"; "«Правда» № 82, 28 июня 1917 г." """
    if content.startswith(("NOTE: ", "Note: ")):
        return True
    return len(content) < TITLE_LENGTH and bool(_LAST_SOURCE.search(content)) and find_date(content) is not None


def closing(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Signatures and source notes after the speech, and anywhere a paragraph that says "Source: …"."""
    yield from _signatures(page, paragraphs[-SIGNATURE:])
    for paragraph in paragraphs:
        content = page.text[paragraph.start : min(paragraph.end, paragraph.start + 40)]
        if paragraph is paragraphs[-1] and _is_last_note(page.text[paragraph.start : paragraph.end]):
            yield Stretch("source", paragraph.start, paragraph.end, "last-note")
        found = page.house.sources.match(content)
        if found and content[found.end() :].lstrip().startswith(":") and found.group().lower().endswith(
                ("source", "sources", "quelle", "fuente", "источник", "джерело", "fonte", "bron", "źródło")):
            yield Stretch("source", paragraph.start, paragraph.end, "source-note")
