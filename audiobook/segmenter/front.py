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
_NUMBER = re.compile(r"(?:[IVXLC]+|\d+|[A-Z])\.\s")
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
    in_title = before is not None and before.kind == "title" and paragraph.block.start <= before.start
    if not in_title and _is_byline(content, before is not None, house):
        return Stretch("byline", start, end, "byline", _author(content, house))
    if paragraph.block.kind == "heading" or _is_heading(content, house) or (in_title and not content.endswith(":")):
        return Stretch("title", start, end, "first-lines")
    return None


def _is_above_title(content: str, below: str, house: House) -> bool:
    """ "В. И. ЛЕНИН" over "РЕЧЬ НА СЪЕЗДЕ": a name in capitals over a title in capitals."""
    title = below.split("\n\n")[0]
    return content.isupper() and is_person(content, house) and title.isupper() and bool(house.occasions.search(title))


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
        return False
    dated = seen_title and len(content) < 300 and (content.isupper() or find_date(content) is not None)
    return dated or content[found.end() :].lstrip()[:1] == ":"


def _bracketed(content: str, paragraph: Paragraph, house: House) -> Stretch | None:
    inside = content[1:-1]
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
    if house.persons.search(name) or house.articles.search(name):
        return False
    return 2 <= len(words) <= 6 and all(word[0].isupper() or house.small_words.fullmatch(word) for word in words) \
        and words[0][0].isupper() and not name.rstrip().endswith((".", "?", "!")) and not house.occasions.search(name)


def _author(content: str, house: House) -> str:
    found = house.bylines.match(content)
    name = re.split(r"[,(\n]", content[found.end() if found else 0 :].strip())[0].strip()
    return name if is_person(name, house) and find_date(name) is None else ""


def _is_heading(content: str, house: House) -> bool:
    """The first lines are a title unless they end like a sentence or greet somebody."""
    if house.salutations.search(content) and content.rstrip(" -–—").endswith((":", ",", "!", ".")):
        return False
    if content.isupper():
        return True
    return not content.rstrip(" ”\"'»").endswith(_SENTENCE_END) and not _PROSE.search(content)


def headings(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Headings inside the text: lines in capitals, acts and scenes, what the markup calls a heading."""
    if _is_shouted(page.text, paragraphs):
        return
    for number, paragraph in enumerate(paragraphs):
        is_marked = paragraph.block.kind == "heading"
        if paragraph.index in page.labels or (paragraph.end - paragraph.start > TITLE_LENGTH and not is_marked):
            continue
        content = page.text[paragraph.start : paragraph.end]
        rule = "markup" if is_marked else _heading_rule(content, paragraph, page)
        if rule == "capitals-line" and named_below(content, _below(page.text, paragraphs, number), page.house):
            yield Stretch("byline", paragraph.start, paragraph.end, "named-below", _spoken(content, page.house))
        elif rule:
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
    return "capitals-line" if is_first and _is_capital_heading(content) else ""


def _is_capital_heading(content: str) -> bool:
    """In capitals but for what a bracket adds: "TOBACCO BILL (Second Reading debate)".

    A numbered one ("II. FOREIGN POLICY") may well have been read out, and stays speech.
    """
    bare = re.sub(r"\s*\([^()]*\)$", "", content)
    if bare.upper() != bare or not bare[:1].isalpha() or _NUMBER.match(bare):
        return False
    return any(len(word) >= 4 for word in WORD.findall(bare)) and not bare.rstrip(" -–—").endswith((":", ",", "!", ";"))


def closing(page: Page, paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Source notes after the speech, and anywhere a paragraph that says "Source: …"."""
    for paragraph in paragraphs:
        content = page.text[paragraph.start : min(paragraph.end, paragraph.start + 40)]
        if content.startswith("NOTE: ") and paragraph is paragraphs[-1]:
            yield Stretch("source", paragraph.start, paragraph.end, "last-note")
        found = page.house.sources.match(content)
        if found and content[found.end() :].lstrip().startswith(":") and found.group().lower().endswith(
                ("source", "sources", "quelle", "fuente", "источник", "джерело", "fonte", "bron", "źródło")):
            yield Stretch("source", paragraph.start, paragraph.end, "source-note")
