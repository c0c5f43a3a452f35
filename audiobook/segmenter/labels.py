"""Speaker labels: who speaks a paragraph, as its first words say.

A label that names somebody in capitals or by title and stands before a colon is one wherever it stands. What might as
well be speech ("Freedom." at the start of a paragraph) is one only when the document has more of its kind, or when the
same names come back like the characters of a play.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from audiobook.document import Document
from audiobook.segmenter.conventions import House
from audiobook.segmenter.evidence import BARE_NAMES, Candidate, Evidence, Trust, accepted, is_voice
from audiobook.segmenter.heads import Head, find_head
from audiobook.segmenter.names import is_capitals, spoken_name
from audiobook.segmenter.stretch import Label, Paragraph

_ROMAN = re.compile(r"[IVXLC]+")
_CODE = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])\S+")
_YEAR = re.compile(r"\b\d{4}\b")
SHORTEST_RANK = 4
"""Letters; "Mr." names nobody, but "CAPTAIN:" speaks."""
_VOCATIVES = re.compile(r",\s*(?:\w{1,4}\.|and\b)?\s*\w+")
_INITIAL_LAST = re.compile(r"[\s.][^\W\d_]$")
_INITIALS_LAST = re.compile(r"\s[^\W\d_]\.[\s-]?[^\W\d_]$")


def find_labels(document: Document, paragraphs: Sequence[Paragraph], house: House) -> dict[int, Label]:
    """The labels by index of their paragraph."""
    heads = ((p.index, find_head(document.text, p, house)) for p in paragraphs)
    judged = {index: found for index, head in heads if head and (found := _judged(document.text, head, house))}
    following = {before.index: after.index for before, after in pairwise(paragraphs)}
    # Names one below the other are a list, not labels
    candidates = {index: found for index, found in judged.items()
                  if found.head.style or (index in following and not _is_bare(judged.get(following[index])))}
    evidence = Evidence.of(candidates.values(), len(paragraphs), house)
    return {index: _named_by(found, evidence) for index, found in candidates.items() if accepted(found, evidence)}


def is_play(labels: Iterable[Label]) -> bool:
    """Whether the labels are characters of a play."""
    return any(label.rule == "character" for label in labels)


def _named_by(found: Candidate, evidence: Evidence) -> Label:
    """Among characters a bare name is one of them."""
    is_character = evidence.cast and found.is_bare
    return replace(found.label, rule="character") if is_character else found.label


def _is_bare(found: Candidate | None) -> bool:
    return found is not None and not found.head.style


def _judged(text: str, head: Head, house: House) -> Candidate | None:
    """The label a head would be, by the first rule that knows it."""
    if not head.name or _is_no_speaker(head, house):
        return None
    trust, rule = next(((trust, rule) for trust, rule in RULES if rule(head, house)), (None, None))
    if trust is None or rule is None:
        return None
    name = rule.__name__.replace("_", "-")
    end, direction = _direction(text, head) if name in BARE_NAMES else (head.end, None)
    label = Label(head.start, end, spoken_name(head.written, house.small_words), name, direction)
    return Candidate(label, head, trust)


def _is_no_speaker(head: Head, house: House) -> bool:
    """A greeting, a word like "Note", an act or scene."""
    if head.style == "Q":
        return False
    words = head.name.split()
    if _ROMAN.fullmatch(head.name) or any(map(_CODE.fullmatch, words)) or house.scenes.match(head.name):
        return True
    is_short = len(words) < 3 or (len(words[0]) < 5 and not house.honorifics.search(head.name))
    if house.not_names.fullmatch(words[0]) and is_short and head.style != ".":
        return True
    if house.salutations.search(head.written, head.title):
        return True
    if any(len(found.group()) > 1 for found in house.persons.finditer(head.written, head.title)):
        return True
    written = head.name + head.tail
    greets = _VOCATIVES.search(written) and house.honorifics.search(written, len(head.name))
    is_short = len(head.name.rstrip(".")) <= SHORTEST_RANK
    is_nobody = is_short and bool(head.title) and not head.called and not house.offices.search(head.name)
    return bool(greets) or (is_nobody and not is_voice(head, house))


def question_and_answer(head: Head, house: House) -> bool:
    """`Q.` and `A.` of a hearing."""
    return head.style == "Q"


def titled_capitals(head: Head, house: House) -> bool:
    """`Mr. MICA.`, `The SPEAKER pro tempore (Mr. Poe).`, `El señor FORNI (de pie).-`"""
    is_cut = head.style == "." and _INITIAL_LAST.search(head.written)  # "PRESIDENT JOHN F." goes on with KENNEDY
    is_marked = head.style in (".", ":", "-") and bool(head.title and head.capitals)
    is_whole = not head.tail or head.tail.startswith(",") or head.style == ":"
    return is_marked and is_whole and not is_cut and not _has_article_only(head, house) \
        and _all_named(head.called, house)


def timed(head: Head, house: House) -> bool:
    """`Speaker 2: (01:39)`"""
    words = [word for word in head.name.split() if not word.isdigit()]
    return head.is_timed and head.style == ":" and len(words) <= 6 and _all_named(words, house)


def capitals(head: Head, house: House) -> bool:
    """`TROTSKY:`"""
    beyond = head.written[len(head.name) :]
    is_name = not beyond.startswith(",") or head.own_line or bool(house.offices.search(beyond))
    is_marked = head.style == ":" and bool(head.capitals) and is_name
    return is_marked and len(head.called) <= 9 and _all_capitals(head.name, house)


def own_line(head: Head, house: House) -> bool:
    """`Dr. Angela Merkel (CDU/CSU):` with nothing behind it: a title, or a name with a party or an office."""
    if head.style != ":" or not head.own_line or not _all_named(head.name.split(), house) or _YEAR.search(head.written):
        return False
    beyond = head.written[len(head.name) :].strip()
    return bool(head.title) or (2 <= len(head.name.split()) <= 6 and beyond.startswith((",", "(")))


def titled(head: Head, house: House) -> bool:
    """`M. Robespierre.`, `De heer Wilders (PVV):`, `Mr Speaker` on its own line."""
    if head.style == "" and head.capitals:
        return False
    is_whole = _is_whole(head) or (head.tail.startswith(",") and bool(house.offices.match(head.tail[1:].lstrip())))
    is_marked = head.style != "(" and is_whole and bool(head.title) and not _has_article_only(head, house)
    return is_marked and len(head.called) <= 7 and _all_named(head.called, house)


def titled_line(head: Head, house: House) -> bool:
    """`MR. GLADSTONE`, `* LORD R. CHURCHILL (Paddington, S.)` on its own line, as the old Hansard prints them."""
    is_marked = head.style == "" and bool(head.title and head.capitals) and not head.tail
    return is_marked and 1 <= len(head.called) <= 6 and _all_capitals(head.name, house) \
        and not house.occasions.search(head.name, head.title) and not head.name.endswith(".")


def named_with_party(head: Head, house: House) -> bool:
    """`Keir Starmer (Holborn and St Pancras) (Lab)` on its own line, `Wels (SPD): …`."""
    names = head.name.split()
    is_marked = head.style in ("", ":") and "(" in head.written and not head.capitals
    return is_marked and (1 if head.style else 2) <= len(names) <= 5 and _all_named(names, house)


def named_with_office(head: Head, house: House) -> bool:
    """`Hitler, Reichskanzler: …`"""
    names = head.name.split()
    office = head.written[len(head.name) :].lstrip(", ")
    return head.style == ":" and len(names) <= 5 and _all_named(names, house) and bool(house.offices.match(office))


def dashed(head: Head, house: House) -> bool:
    """`Nigel Farage (EFD). – Mr President, …`, `Président. – …`"""
    names = head.name.split()
    return head.dashed and head.style == "." and len(names) <= 6 and _all_named(names, house)


def voice(head: Head, house: House) -> bool:
    """`Plusieurs voix :`, `Голос с места.`, `HON. MEMBERS:`"""
    known = (form.match(head.name) for form in (house.crowds, house.voices, house.another))
    found = max(filter(None, known), key=lambda match: match.end(), default=None)
    if not found or head.style not in (":", ".", "-") or not _is_whole(head) or len(head.name.split()) > 6:
        return False
    rest = head.name[found.end() :].split()
    is_place = all(not word.islower() or any(form.fullmatch(word) for form in (
        house.reaction_words, house.small_words, house.articles)) for word in rest)
    return len(found.group()) >= 4 and is_place and (not rest or " " in found.group())


def surname_with_initials(head: Head, house: House) -> bool:
    """`ШЕВЧЕНКО Т.Г. …`, `Иванов И. И., фракция КПРФ. …`"""
    names = head.name.split()
    is_marked = head.style == "." and bool(_INITIALS_LAST.search(head.name.rstrip(".")))
    return is_marked and len(names) <= 4 and all(name[0].isupper() for name in names)


def bare_capitals(head: Head, house: House) -> bool:
    """`BIANCHI. È una vergogna!`, `VALÈRE, à part.`, `HAMLET` above his verses."""
    beyond = head.written[len(head.name) :]
    is_marked = _is_whole(head) or (beyond[:2] == ", " and beyond.islower())
    return head.style in (".", "|", "(") and is_marked and bool(head.capitals) \
        and not house.stage.fullmatch(head.name) and not _INITIAL_LAST.search(head.written) \
        and _all_capitals(head.name, house) and len(head.name.split()) <= 5


def short_name(head: Head, house: House) -> bool:
    """`Лука.`, `Bebel:`"""
    names = head.name.split()
    return _is_whole(head) and len(names) <= 3 and _all_named(names, house) and not house.occasions.search(head.name) \
        and not house.persons.fullmatch(head.name) and not house.stage.fullmatch(head.name)


RULES: tuple[tuple[Trust, Callable[[Head, House], bool]], ...] = (
    (Trust.SURE, question_and_answer), (Trust.SURE, timed), (Trust.SURE, titled_capitals), (Trust.SURE, capitals),
    (Trust.SURE, own_line), (Trust.TITLED, voice), (Trust.TITLED, titled), (Trust.TITLED, titled_line),
    (Trust.COMPANY, dashed), (Trust.TITLED, named_with_office), (Trust.COMPANY, named_with_party),
    (Trust.TITLED, surname_with_initials), (Trust.COMPANY, bare_capitals), (Trust.NAME, short_name),
)


def _is_whole(head: Head) -> bool:
    """Without a comma, unless a colon closes it: "Mr. Speaker, I rise." is a sentence."""
    return head.style == ":" or head.name == re.split(r"\s*[(\[]", head.written, maxsplit=1)[0].strip()


def _has_article_only(head: Head, house: House) -> bool:
    """`THE PORTER.`: a play's way; with a colon it is any record's."""
    article = house.articles.match(head.name)
    is_bare = article and article.end() >= head.title - 1 and not house.offices.search(head.name)
    return head.style == "." and bool(is_bare)


def _all_named(words: Iterable[str], house: House) -> bool:
    """Every word is capitalised, an initial, or a small word of names and offices."""
    small = (house.small_words, house.offices, house.honorifics, house.articles)
    return all(word[:1].isupper() or any(form.fullmatch(word) for form in small) for word in words)


def _all_capitals(name: str, house: House) -> bool:
    small = (house.small_words, house.honorifics, house.articles)
    return all(is_capitals(word) or len(word.rstrip(".")) == 1 or any(words.fullmatch(word) for words in small)
               for word in name.split())


def _direction(text: str, head: Head) -> tuple[int, tuple[int, int] | None]:
    opening = next((at for at in range(head.start, head.end) if text[at] in "(["), -1)
    if opening < 0:
        return head.end, None
    name_end = head.start + len(text[head.start : opening].rstrip())
    return name_end, (opening, head.end)
