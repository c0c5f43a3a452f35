"""What a bracket is: audience, stage, editor, or the speaker's own words. The first rule that knows it decides."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from audiobook.segmenter.bracket import Bracket
from audiobook.segmenter.conventions import House
from audiobook.segmenter.heckles import called_heckle, chain, is_call, is_repeated, quoted_heckle, voiced_heckle
from audiobook.segmenter.layout import PAGE_MARKER
from audiobook.segmenter.names import is_capitals
from audiobook.segmenter.noise import WORD, only_noise
from audiobook.segmenter.stretch import Stretch

_OMISSION = re.compile(r"[(\[]\s*(?:…|\.{3,}|\. \. \.)\s*[)\]]")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|\*{1,3}|†|‡)\]|\[Footnote[^\]]{0,20}[:\]]", re.IGNORECASE)
_CAPTION = re.compile(r"\[(?:Illustration|Frontispiece|Transcriber|Image|Photo|Picture|Map)\b", re.IGNORECASE)
_OCCASION = re.compile(
    r"\[(?:Speech|Address|Lecture|Remarks|Oration|Response|Toast|Reply|Delivered|Sermon|Letter|From)\b")


LONGEST = 6000
"""Characters a note may have."""
LONG_NOTE = 12
"""Words of a paragraph in square brackets that an editor tells, in a text without labels too."""


@lru_cache(maxsize=32)
def _announcement(house: House) -> re.Pattern[str]:
    return re.compile(rf"[(\[]{house.translation.pattern}", re.IGNORECASE)


def announces_translations(text: str, house: House) -> bool:
    """Whether a bracket of the text says that a translation follows."""
    return bool(_announcement(house).search(text))


Rule = Callable[[Bracket, House], list[Stretch]]


def classify(bracket: Bracket) -> list[Stretch]:
    """The stretches a bracket is made of; empty when it is the speaker's own words."""
    if bracket.end - bracket.start > LONGEST:
        return []
    return next((found for rule in RULES if (found := rule(bracket, bracket.page.house))), [])


def _one(bracket: Bracket, kind: str, rule: str, **more: object) -> list[Stretch]:
    return [Stretch(kind, bracket.start, bracket.end, rule, **more)]  # type: ignore[arg-type]


def page_marker(bracket: Bracket, house: House) -> list[Stretch]:
    """`[[Page H6191]]`, `[Seite 12]`."""
    return _one(bracket, "boilerplate", "page-marker") if PAGE_MARKER.fullmatch(bracket.whole[:60]) else []


def omission(bracket: Bracket, house: House) -> list[Stretch]:
    """`[…]`, `[...]`."""
    return _one(bracket, "omission", "bracketed-omission") if _OMISSION.fullmatch(bracket.whole[:20]) else []


def footnote(bracket: Bracket, house: House) -> list[Stretch]:
    """`[3]` set against a word, `[Footnote 3: …]`."""
    if not _FOOTNOTE.match(bracket.whole[:40]):
        return []
    attached = not bracket.opens and not bracket.page.text[bracket.start - 1].isspace()
    return _one(bracket, "footnote", "footnote") if attached or "oot" in bracket.whole[:5] else []


def caption(bracket: Bracket, house: House) -> list[Stretch]:
    """`[Illustration: …]`."""
    return _one(bracket, "boilerplate", "caption") if bracket.square and _CAPTION.match(bracket.whole[:20]) else []


def occasion(bracket: Bracket, house: House) -> list[Stretch]:
    """`[Speech of … at …]`, `(From _The Times_, by permission.)`: a paragraph of its own."""
    if not (bracket.opens and bracket.closes):
        return []
    known = (bracket.square and _OCCASION.match(bracket.whole[:20])) or (not bracket.square and re.match(
        r"\((?:From _|Delivered|Reprinted|Source)", bracket.whole[:20]))
    return _one(bracket, "source", "occasion") if known else []


def translation(bracket: Bracket, house: House) -> list[Stretch]:
    """`(Translation of isiZulu paragraph follows.)`."""
    if house.translation.match(bracket.words[:60]) and bracket.is_note:
        return _one(bracket, "editorial", "translation-note")
    return []


def language_switch(bracket: Bracket, house: House) -> list[Stretch]:
    """`[English]`, `[Translation]` on a line of its own."""
    if bracket.opens and bracket.closes and house.languages.fullmatch(bracket.words):
        return _one(bracket, "editorial", "language-switch")
    return []


def aside(bracket: Bracket, house: House) -> list[Stretch]:
    """`JUDGE HUNT—(Ordering the defendant to rise)—`: between a label and what is said; `(FR)` is the language."""
    words = bracket.words
    if not bracket.labelled or bracket.square or house.persons.search(words) or any(map(str.isdigit, words)):
        return []
    if len(words) == 2 and words.isupper():
        return _one(bracket, "editorial", "language-switch")
    is_told = 1 < len(WORD.findall(words)) <= 12 and not house.reactions.search(words)
    return _one(bracket, "stage", "aside") if is_told else []


def direction(bracket: Bracket, house: House) -> list[Stretch]:
    """In a play every bracket with a word is for the actor; but where his are square, round ones are the poet's."""
    is_verse = not bracket.square and bracket.words[:1].islower() \
        and (bracket.page.manners.square or bool(house.persons.search(bracket.words)))
    is_direction = bracket.page.in_play and WORD.search(bracket.words) and not is_verse
    return _one(bracket, "stage", "direction") if is_direction else []


def heckle(bracket: Bracket, house: House) -> list[Stretch]:
    """Quoted or announced words, alone or in a chain with noise."""
    inside = (bracket.start + 1, bracket.end - 1)
    pieces = quoted_heckle(bracket.page.text, *inside, house, bracket.after_end, bracket.page.manners.noisy)
    if not pieces and (bracket.square or bracket.is_note):
        pieces = list(_chained(bracket, house))
    if not pieces and bracket.is_note and len(bracket.words) < 120:
        pieces = called_heckle(bracket.page.text, *inside, house)
    return [Stretch(p.kind, p.start, p.end, p.rule, p.name, (bracket.start, bracket.end)) for p in pieces]


def _chained(bracket: Bracket, house: House) -> Iterator[Stretch]:
    parts = chain(bracket.page.text, bracket.start + 1, bracket.end - 1)
    heard = [voiced_heckle(bracket.page.text, start, end, house) for start, end in parts]
    if any(heard):
        for (start, end), pieces in zip(parts, heard, strict=True):
            yield from pieces or [Stretch("reaction", start, end, "voiced-heckle")]


def exclamation(bracket: Bracket, house: House) -> list[Stretch]:
    """`(Hear, hear.)`: the house's own calls, printed without quotation marks."""
    words = bracket.words
    # "… called a traitor (shame, shame) by men who …"
    is_cry = words[:1].islower() and len(words.split()) >= 2 and (bracket.page.manners.noisy or is_repeated(words))
    if not ((bracket.is_note or is_cry) and len(words) < 80 and is_call(words, house)):
        return []
    if not (is_cry or re.search(r"[!.]", words) or bracket.after_end):
        return []
    inside = (bracket.start + 1, bracket.end - 1)
    return [Stretch("heckle_quote", *inside, "exclamation", "all", (bracket.start, bracket.end))]


def response(bracket: Bracket, house: House) -> list[Stretch]:
    """`(Yes)`, `(Make it plain)`: short, where a congregation answers all along."""
    words = bracket.words
    if not bracket.page.manners.responsive or bracket.square or not words[:1].isupper() or len(words.split()) > 6:
        return []
    followed = bracket.page.text[bracket.end : bracket.end + 1] in ",.;:!?—-"
    is_said = any(word.islower() and not house.small_words.fullmatch(word) for word in words.split())
    if is_call(words, house) or ((followed or bracket.after_end) and is_said and not re.search(r"\d", words)):
        return [Stretch("heckle_quote", bracket.start + 1, bracket.end - 1, "response", "all",
                        (bracket.start, bracket.end))]
    return []


def reaction(bracket: Bracket, house: House) -> list[Stretch]:
    """Noise of the audience: a reaction word in front, or nothing but words of noise."""
    words = bracket.words
    strong = house.reactions.search(words)
    if not strong and not house.weak_reactions.search(words):
        return []
    if only_noise(words, house) and (strong or bracket.is_note):
        return _one(bracket, "reaction", "reaction")
    if strong and _leads(words, strong.start(), house) and (bracket.square or bracket.is_note):
        return _one(bracket, "reaction", "reaction-first")
    weak = house.weak_reactions.search(words)
    if weak and _leads(words, weak.start(), house) and bracket.is_note and len(words.split()) <= 12:
        return _one(bracket, "reaction", "reaction-first")
    return []


def _leads(words: str, at: int, house: House) -> bool:
    """Before the reaction word stand only words that go with it, or two others in a note with a full stop."""
    others = WORD.findall(house.reaction_words.sub(" ", words[:at]))
    return not others or (words.endswith(".") and len(others) <= 2 and not house.articles.match(words) \
        and not any(sign.isupper() for word in others[1:] for sign in word))


def stage(bracket: Bracket, house: House) -> list[Stretch]:
    """Gesture or procedure: its first words say so, or it stands on its own line in a record with labels."""
    words = bracket.words
    if house.persons.search(words) and len(words) < 400 and not house.stage.match(words):
        return []
    if house.stage.match(words) and (bracket.square or bracket.is_note):
        return _one(bracket, "stage", "stage-words")
    if house.stage.fullmatch(words.rstrip(".")) and (bracket.after_end or bracket.page.manners.noisy):
        return _one(bracket, "stage", "stage-words")
    is_sentence = len(WORD.findall(words)) >= (3 if bracket.square else 2) and any(map(str.islower, words.split()))
    is_record = bracket.page.has_labels or (bracket.square and len(words.split()) >= LONG_NOTE)
    if bracket.opens and bracket.closes and is_record and is_sentence and bracket.is_note \
            and not (bracket.square and bracket.page.translated):
        return _one(bracket, "stage", "lone-bracket")
    return []


def delivered(bracket: Bracket, house: House) -> list[Stretch]:
    """`[or a war of escalation …]`: words of the speech itself that another copy lacks."""
    words = bracket.words
    if bracket.square and words[:1].islower() and not bracket.page.translated and len(words.split()) >= 4 \
            and not bracket.after_end and not house.articles.match(words):
        return _one(bracket, "editorial", "delivered-words", manner="delivered")
    return []


def announced_rendering(bracket: Bracket, house: House) -> list[Stretch]:
    """The translation itself, right after its announcement."""
    before = bracket.page.text[max(0, bracket.start - 120) : bracket.start].rstrip()
    note = before[before.rfind("(") + 1 :]
    if bracket.square and bracket.page.translated and note.endswith(")") and house.translation.match(note):
        return _one(bracket, "editorial", "translation", manner="translation")
    return []


def rendering(bracket: Bracket, house: House) -> list[Stretch]:
    """The translation itself, in a document that announces translations."""
    is_long = len(WORD.findall(bracket.words)) >= 3
    if bracket.square and bracket.page.translated and is_long and not re.search(r"\d{4}$", bracket.words):
        return _one(bracket, "editorial", "translation", manner="translation")
    return []


def identification(bracket: Bracket, house: House) -> list[Stretch]:
    """`[Noah Porter, D.D.]`, `[sic]`: who or what the speaker means."""
    words = bracket.words
    if not bracket.square or any(sign.isdigit() for sign in words) or not words[:1].isalpha():
        return []
    in_sentence = not bracket.after_end and len(words) >= 3
    if in_sentence and bracket.page.has_labels and house.honorifics.match(words):
        return []  # "the gentleman from Texas [Mr. Gonzalez]": as a record prints what was said
    if words == "sic" or (_is_name(words, house) and (len(words.split()) >= 2 or in_sentence)) \
            or (in_sentence and house.articles.match(words) and len(words.split()) >= 3):
        return _one(bracket, "editorial", "identification")
    return []


def gesture(bracket: Bracket, house: House) -> list[Stretch]:
    """`[Left breast.]`: short, a sentence of its own, nobody's name."""
    words = bracket.words
    is_sentence = bracket.square and bracket.after_end and words[:1].isupper() and words.endswith(".")
    is_short = len(words.split()) <= 12 or (bracket.opens and bracket.closes)
    if is_sentence and is_short and not house.persons.search(words) and not any(map(is_capitals, words.split())):
        return _one(bracket, "stage", "gesture")
    return []


def _is_name(words: str, house: House) -> bool:
    written = WORD.findall(words)
    named = all(word[:1].isupper() or house.small_words.fullmatch(word) for word in written)
    return named and any(word[:1].isupper() for word in written) and len(words) < 60


def sound(bracket: Bracket, house: House) -> list[Stretch]:
    """`(Mock sob)`: two to four words with a capital first, where brackets hold hardly anything but noise."""
    first, *others = bracket.words.rstrip(".").split() or [""]
    is_short = 1 <= len(others) <= 3 and first.istitle() and all(word.isalpha() and word.islower() for word in others)
    if bracket.page.manners.public and is_short and not house.persons.search(bracket.words):
        return _one(bracket, "stage", "sound")
    return []


RULES: tuple[Rule, ...] = (
    page_marker, omission, footnote, caption, occasion, translation, announced_rendering, language_switch, direction,
    heckle, exclamation, response, reaction, aside, stage, rendering, delivered, identification, gesture, sound,
)
