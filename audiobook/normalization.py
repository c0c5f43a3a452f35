"""What is written for the eye, said for the ear: numbers, numerals of rulers, abbreviations, money. Knows no engine.

Only where a plain reading would be wrong or clumsy; engines read most numbers well themselves. The rules are English,
German and French; text in another language is left to the engine. The text that an editor sees stays as it is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from audiobook.numerals import ORDINALS_FR, cardinal, ordinal, ordinal_de, roman, year


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a text that is said otherwise than it is written."""

    start: int
    """Offset into the text, in code points."""
    end: int
    """Exclusive."""
    said: str
    """In ordinary words."""


def replacements(text: str, language: str) -> tuple[Replacement, ...]:
    """Everything in a sentence that is said otherwise, in order, not overlapping. `language` is BCP 47."""
    rules = RULES.get(language.lower().split("-")[0], ())
    if not rules or not _SUSPECT.search(text):
        return ()
    found: list[Replacement] = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            said = rule.say(match)
            if said is not None and all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(Replacement(match.start(), match.end(), said))
    return tuple(sorted(found, key=lambda replacement: replacement.start))


@dataclass(frozen=True, slots=True)
class Rule:
    """How one manner of writing is said."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    """None leaves the match as it is."""


_SUSPECT = re.compile(r"[0-9$£€§&½¼¾]|[IVXLC]{2}| [VX]\b|\b\w+\.(?=\W)")
"""What any of the rules needs; most sentences lack it."""


def _rule(pattern: str, say: Callable[[re.Match[str]], str | None] | str) -> Rule:
    return Rule(re.compile(pattern), say if callable(say) else lambda match: match.expand(say))


# --- English ---------------------------------------------------------------------------------------------------------

_MONTHS = ("January|February|March|April|May|June|July|August|September|October|November|December")
_TITLES: Mapping[str, str] = {
    "Prof": "Professor", "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant",
    "Sen": "Senator", "Rep": "Representative", "Gov": "Governor", "Rev": "Reverend", "Hon": "Honourable",
    "Messrs": "Messieurs", "Maj": "Major", "Cmdr": "Commander", "Adm": "Admiral", "Pres": "President",
}  # fmt: skip
_LATIN: Mapping[str, str] = {
    "e.g": "for example", "i.e": "that is", "viz": "namely", "cf": "compare", "vs": "versus", "etc": "et cetera",
    "ibid": "ibidem", "approx": "approximately", "Jan": "January", "Feb": "February", "Aug": "August",
    "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_COUNTED = ("Chapter|Part|Book|Volume|Act|Scene|Article|Section|War|Phase|Title|Appendix|Figure|Class|Type|Group|Annex"
            "|Schedule|Table|Plate|Canto|Level|Stage|Division|chapter|part|book|volume|act|scene|article|section|vol\\.|Vol\\.")
_RULERS = ("George|Henry|Charles|Edward|Louis|Philip|Pius|Ferdinand|Gustav|Alfonso|Alexander|Frederick|William|James"
           "|Leopold|Ivan|Haakon|Carl|Christian|Felipe|Juan|John|Paul|Benedict|Leo|Clement|Mehmed|Mohammed|Peter|Henri")
"""Before a lone V or X, which may be anything after other names ("Malcolm X")."""
_COINS: Mapping[str, tuple[str, str, str]] = {
    "$": ("dollar", "dollars", "cents"), "£": ("pound", "pounds", "pence"), "€": ("euro", "euros", "cents"),
}  # fmt: skip
_FRACTIONS: Mapping[str, str] = {"½": "a half", "¼": "a quarter", "¾": "three quarters"}
_ROMAN = r"(?:X{1,3}|(?=[IVX]{2}|[VX]))(?:IX|IV|V?I{0,3})"
_NOT_WITHIN = r"(?<![\w.,:/\-–$£€])"
_YEAR = r"(?:1[1-9]\d\d|20\d\d)"


def _money(match: re.Match[str]) -> str:
    one, many, small = _COINS[match["sign"]]
    whole, cents, scale = match["whole"], match["cents"], match["scale"]
    if scale:
        return f"{whole}{'.' + cents if cents else ''} {scale} {many}"
    said = f"{whole} {one if whole == '1' else many}"
    return f"{said} and {int(cents)} {small}" if cents and int(cents) else said


def _name_with_roman(match: re.Match[str]) -> str | None:
    number = roman(match["roman"])
    if len(match["roman"]) == 1 and not re.fullmatch(_RULERS, match["name"]):
        return None
    return f"{match['name']} the {ordinal(number)}"


def _years(match: re.Match[str]) -> str:
    first, second = int(match["first"]), match["second"]
    last = int(second) if len(second) == 4 else int(second) + first // 100 * 100
    if last <= first:
        return f"{year(first)}, {second}"
    return f"{year(first)} to {year(last) if len(second) == 4 or int(second) < 10 else cardinal(int(second))}"


def _decade(match: re.Match[str]) -> str | None:
    tens = int(match["tens"])
    plural = "hundreds" if tens == 0 else cardinal(tens).replace("ty", "ties") if tens >= 20 else "tens"
    return f"{cardinal(int(match['century']))} {plural}" if match["century"] else plural


def _day(match: re.Match[str]) -> str | None:
    return ordinal(int(match["day"])) if 1 <= int(match["day"]) <= 31 else None


ENGLISH: Sequence[Rule] = (
    _rule(r"(?P<sign>[$£€])\s?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d+))?"
          r"(?:[ -](?P<scale>thousand|million|billion|trillion))?(?![\w])", _money),
    _rule(r"\b[Pp]p\.\s?(\d+)\s?[-–—]\s?(\d+)", r"pages \1 to \2"),
    _rule(r"\b[Pp]p\.\s?(?=\d)", "pages "),
    _rule(r"\b[Pp]\.\s?(?=\d)", "page "),
    _rule(r"\b(?:Nos|nos)\.\s?(?=\d)", "numbers "),
    _rule(r"\b(?:No|no|Nr)\.\s?(?=\d)", "number "),
    _rule(r"§§\s?(?=\d)", "sections "),
    _rule(r"§\s?(?=\d)", "section "),
    _rule(r"\b(?P<name>World War|Vatican|Phase) (?P<roman>I{1,3})\b",
          lambda m: f"{m['name']} {cardinal(roman(m['roman'])).capitalize()}"),
    _rule(rf"\b(?P<word>{_COUNTED}) (?P<roman>{_ROMAN}|I)\b(?![’'])",
          lambda m: f"{m['word'].replace('ol.', 'olume')} {cardinal(roman(m['roman']))}"),
    _rule(rf"\b(?P<roman>{_ROMAN}) (?P<noun>century|Century|Congress|Party Congress|International|Army|Corps|Duma)\b",
          lambda m: f"{ordinal(roman(m['roman']))} {m['noun']}"),
    _rule(rf"\b(?P<name>[A-Z][a-zà-ÿ]+) (?P<roman>{_ROMAN})(?![\w.]*\w)", _name_with_roman),
    _rule(rf"{_NOT_WITHIN}(?<![Tt]he )(?P<day>\d{{1,2}})(?= (?:{_MONTHS})\b)",
          lambda m: (said := _day(m)) and f"the {said} of"),
    _rule(rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})\b(?![:.,]?\d)",
          lambda m: (said := _day(m)) and f"{m['month']} {said}"),
    _rule(rf"{_NOT_WITHIN}(?P<first>{_YEAR})\s?[-–]\s?(?P<second>\d{{4}}|\d\d)(?![\w-])", _years),
    _rule(rf"{_NOT_WITHIN}(?P<century>1[1-9]|20)(?P<tens>\d0)['’]?s\b", _decade),
    _rule(r"(?<!\w)['’](?P<century>)(?P<tens>[2-9]0)s\b", _decade),
    _rule(rf"{_NOT_WITHIN}(?P<year>{_YEAR})(?![\w%]|[.,:/]\d|[-–]\w)", lambda m: year(int(m["year"]))),
    _rule(rf"{_NOT_WITHIN}(?P<number>\d{{1,2}})(?:st|nd|rd|th)\b", lambda m: ordinal(int(m["number"]))),
    _rule(rf"{_NOT_WITHIN}(\d+)\s?[-–]\s?(\d+)(?![\w-]|[.,]\d)", r"\1 to \2"),
    _rule(rf"\b(?P<title>{'|'.join(_TITLES)})\.(?=\s+[A-Z])", lambda m: _TITLES[m["title"]]),
    _rule(rf"\b(?P<short>{'|'.join(map(re.escape, _LATIN))})\.(?=[\s,;:)]+[a-z0-9(“\"A-Z]|[,;:)])",
          lambda m: _LATIN[m["short"]]),
    _rule(r"(?<=\d)[½¼¾]", lambda m: f" and {_FRACTIONS[m[0]]}"),
    _rule(r"[½¼¾]", lambda m: _FRACTIONS[m[0]]),
    _rule(r"(?<=\s)&(?=\s)", "and"),
)
"""In order of precedence."""

# --- German and French -----------------------------------------------------------------------------------------------

GERMAN: Sequence[Rule] = (
    _rule(rf"\b(?P<name>[A-ZÄÖÜ][a-zäöüß]+) (?P<roman>{_ROMAN})\.(?=\s|[,;:!?]|$)",
          lambda m: f"{m['name']} der {ordinal_de(roman(m['roman']))}"),
    _rule(r"\bS\.\s?(\d+)\s?[-–]\s?(\d+)", r"Seiten \1 bis \2"),
    _rule(r"\bS\.\s?(?=\d)", "Seite "),
    _rule(r"\bNr\.\s?(?=\d)", "Nummer "),
    _rule(r"\bz\.\s?B\.", "zum Beispiel"),
    _rule(r"\bd\.\s?h\.", "das heißt"),
    _rule(r"\bu\.\s?a\.", "unter anderem"),
    _rule(rf"{_NOT_WITHIN}(\d+)\s?[-–]\s?(\d+)(?![\w-]|[.,]\d)", r"\1 bis \2"),
)
FRENCH: Sequence[Rule] = (
    _rule(r"\b(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+) (?:Ier|1er|I)(?=[\s,;:!?.]|$)", r"\g<name> premier"),
    _rule(rf"\b(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+) (?P<roman>{_ROMAN})\b", lambda m: f"{m['name']} {roman(m['roman'])}"),
    _rule(rf"\b(?P<roman>{_ROMAN})e(?= (?:siècle|Congrès|congrès|République|Internationale)\b)",
          lambda m: ORDINALS_FR.get(roman(m["roman"]))),
    _rule(r"\bpp\.\s?(\d+)\s?[-–]\s?(\d+)", r"pages \1 à \2"),
    _rule(r"\bp\.\s?(?=\d)", "page "),
    _rule(r"\b[nN]°\s?(?=\d)", "numéro "),
)

RULES: Mapping[str, Sequence[Rule]] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}
"""Primary language subtag → its rules."""
