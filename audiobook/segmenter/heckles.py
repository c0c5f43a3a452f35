"""Words from the audience: a bracket's quotes, who says them, and the noise around them."""

import re
from collections.abc import Iterator
from itertools import cycle, pairwise

from audiobook.script import Kind
from audiobook.segmenter.conventions import House
from audiobook.segmenter.noise import only_noise
from audiobook.segmenter.stretch import Stretch

QUOTED = re.compile(
    r"[“„‟]([^“”„\n]*(?:\n[^“”„\n]+)*)[”“]|«\s*([^«»]*?)\s*»|\"([^\"]*)\"|``((?:[^'`]|'(?!'))*)''|‹([^‹›]*)›")
"""One group for each kind of quotation marks; what is quoted, without them."""
_AND = ("and", "und", "et", "y", "e", "и", "та", "і", "en", "i")
_JOINT = re.compile(
    rf"\s*(?:[;.,:]\s*)?(?:(?:(?<!\w)-|--|[–—])[-–—]*\s*|\b(?:{'|'.join(_AND)})\b\s+|[;,:]\s+|(?<=\w\w\w\w)\.\s+)",
    re.IGNORECASE)
_CHAIN = re.compile(r"\s+[–—-]+\s+|\s*\.\s*[–—]+\s*")
_PARTIES = re.compile(r"(?:\s*[(\[][^()\[\]]{1,60}[)\]])+$")
_AND_SO_ON = re.compile(r"(?:etc|&c|usw|ecc|и т\.\s?д)\.?", re.IGNORECASE)
_PART = re.compile(rf"\s+[–—-]+\s+|\s?[!?.]+\s*(?:[–—-]+\s*)?(?:(?:{'|'.join(_AND)})\s+)?"
    rf"|[,;]\s+(?:(?:{'|'.join(_AND)})\s+)?|\Z", re.IGNORECASE)
"""What parts a bracket's calls from its noise."""
_AFTER_WORDS = re.compile(r"(?<=[.!?])\s+")
_LAST_AND = re.compile(rf"\s+(?:{'|'.join(_AND)})\s*\Z", re.IGNORECASE)
_BLANK = " \t\r\n\u00a0"
_EDGE = " \t\r\n\u00a0.,;:–—-!()[]"
_SAYS = re.compile(r"\s*(?:[:：]\s*(?:[–—-]+\s*)?|[,.]?\s?[–—-]{1,2}\s*|,\s+(?=[A-ZА-ЯЁІЇЄ]))")


def quoted_heckle(text: str, start: int, end: int, house: House, after_end: bool, noisy: bool) -> list[Stretch]:
    """The pieces of a bracket's inside (start, end) that holds quotes; empty when it is somebody's ordinary words.

    `after_end`: it stands behind a sentence; `noisy`: the document's brackets are full of noise.
    """
    quotes = list(QUOTED.finditer(text, start, end))
    if not quotes:
        return []
    pieces: list[Stretch] = []
    edges = [start, *(edge for quote in quotes for edge in quote.span()), end]
    for (left, right), is_gap in zip(pairwise(edges), cycle((True, False)), strict=False):
        found = _around(text, left, right, house) if is_gap else [_quote(quotes, left)]
        if found is None:
            return []
        pieces += found
    told = any(piece.kind != "heckle_quote" for piece in pieces)
    is_heckle = told or _is_bare(text, start, quotes, after_end, noisy)
    return _named(text, pieces, "quoted-heckle", house) if is_heckle else []


def voiced_heckle(text: str, start: int, end: int, house: House) -> list[Stretch]:
    """`A voice: Judge Douglas.` without quotation marks: somebody, a colon, words."""
    found = house.crowds.match(text, start, end) or house.voices.match(text, start, end) \
        or house.another.match(text, start, end) or house.same.match(text, start, end)
    colon = text.find(":", start, min(end, start + 120))
    who_end = found.end() if found else -1
    if colon >= 0 and (found or _is_named(text, start, colon, house)):
        who_end = colon
    if who_end < 0 or not (says := _SAYS.match(text, who_end, end)):
        return []
    quote = _trimmed(text, says.end(), end, " \t\r\n\u00a0“”„\"«»")
    if quote is None:
        return []
    noise = _noise_after(text, *quote, house)
    spoken = _bounds(text, quote[0], noise[0].start) if noise else quote
    pieces = [Stretch("heckle_attribution", *_bounds(text, start, who_end), "voiced-heckle"),
              Stretch("heckle_quote", *_before_and(text, *spoken), "voiced-heckle"), *noise]
    return _named(text, pieces, "voiced-heckle", house)


def _noise_after(text: str, start: int, end: int, house: House) -> list[Stretch]:
    """`How about Trumbull? and laughter.`: noise after the words."""
    for after in _AFTER_WORDS.finditer(text, start, end):
        words = " ".join(text[after.end() : end].split())
        if house.reactions.search(words) and only_noise(words, house):
            return [Stretch("reaction", *_bounds(text, after.end(), end, _EDGE), "voiced-heckle")]
    return []


def _before_and(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the "and" that joins noise to it."""
    joint = _LAST_AND.search(text, start, end)
    return (start, joint.start()) if joint else (start, end)


def chain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between spaced dashes: "Beifall bei der SPD – Zuruf von der CDU/CSU: Nein!"."""
    parts: list[tuple[int, int]] = []
    at = start
    for dash in _CHAIN.finditer(text, start, end):
        parts.append((at, dash.start()))
        at = dash.end()
    return [part for part in [*parts, (at, end)] if text[part[0] : part[1]].strip()]


def _quote(quotes: list[re.Match[str]], start: int) -> Stretch:
    quote = next(found for found in quotes if found.start() == start)
    group = quote.lastindex or 1
    return Stretch("heckle_quote", *quote.span(group), "quoted-heckle")


def _is_bare(text: str, start: int, quotes: list[re.Match[str]], after_end: bool, noisy: bool) -> bool:
    """Nothing but quotes: a heckle in square brackets, and in round ones after a sentence, or a clause amid noise."""
    words = quotes[-1].group(quotes[-1].lastindex or 1).rstrip()
    after_clause = after_end or text[start - 3 : start - 1].rstrip()[-1:] in (",", ";", ":")
    return text[start - 1] == "[" or (after_end and words.endswith((".", "!", "?"))) or (noisy and after_clause)


def _around(text: str, start: int, end: int, house: House) -> list[Stretch] | None:
    """What stands between quotes: who calls out, noise, joints; None when it is anything else."""
    found: list[Stretch] = []
    whole = _trimmed(text, start, end, _EDGE)
    if whole and _is_voice(text[whole[0] : whole[1]], house):
        return [Stretch("heckle_attribution", *whole, "quoted-heckle")]
    for left, right in _joined(text, start, end):
        kind = _kind(text[left:right], house)
        if kind is None:
            return None
        found.append(Stretch(kind, left, right, "quoted-heckle"))
    return found


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for joint in [*_JOINT.finditer(text, start, end), None]:
        bounds = _trimmed(text, at, joint.start() if joint else end, _EDGE)
        words = text[bounds[0] : bounds[1]] if bounds else ""
        if bounds and words.lower() not in _AND and not _AND_SO_ON.fullmatch(words):
            yield bounds
        at = joint.end() if joint else end


def _is_voice(words: str, house: House) -> bool:
    """Somebody who calls out, and no noise with him."""
    voices = (house.crowds, house.voices, house.same, house.another)
    return any(form.match(words) for form in voices) and not house.reactions.search(words) and len(words.split()) <= 9


def _kind(words: str, house: House) -> Kind | None:
    if house.crowds.match(words) or house.voices.match(words) or house.same.match(words) or house.another.match(words):
        return "heckle_attribution"
    if house.shouts.search(words) and (house.voices.search(words) or house.honorifics.search(words)):
        return "heckle_attribution"
    if house.reactions.search(words) or house.weak_reactions.search(words):
        return "reaction"
    return "heckle_attribution" if house.shouts.search(words) and len(words.split()) <= 8 else None


def _is_named(text: str, start: int, colon: int, house: House) -> bool:
    """ "El señor Gil Robles", "Volker Kauder [CDU/CSU]", "Mr. Smith"."""
    who = text[start:colon].strip()
    bare = _PARTIES.sub("", who)
    words = bare.split()
    name, _, office = bare.partition(",")
    after_article = house.articles.match(bare)
    rest = bare[after_article.end() :].lstrip(" .'’") if after_article else bare
    if house.honorifics.match(rest) or house.offices.match(rest):
        return len(words) <= 9 and sum(word.islower() and not house.small_words.fullmatch(word) for word in words) <= 3
    is_name = all(word[:1].isupper() or house.small_words.fullmatch(word) for word in name.split())
    is_marked = bare != who or bool(house.offices.search(office))
    return is_marked and 2 <= len(name.split()) <= 5 and is_name


def _trimmed(text: str, start: int, end: int, edge: str = _BLANK) -> tuple[int, int] | None:
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return (start, end) if start < end else None


def _bounds(text: str, start: int, end: int, edge: str = _BLANK) -> tuple[int, int]:
    return _trimmed(text, start, end, edge) or (start, end)


def is_call(words: str, house: House) -> bool:
    """Nothing but what a house calls out in chorus: "Hear, hear!", "Très bien ! très bien !"."""
    calls = [call.strip() for call in re.split(r"[,.!;¡]+", words) if call.strip()]
    return bool(calls) and all(house.exclamations.fullmatch(call) for call in calls)


def is_repeated(words: str) -> bool:
    """One word over and over: "hear, hear", "no, no, no"; nobody puts that in brackets of his own."""
    said = re.findall(r"[^\W\d_]+", words.casefold())
    return len(said) >= 2 and len(set(said)) == 1


def called_heckle(text: str, start: int, end: int, house: House) -> list[Stretch]:
    """The house's own calls without quotation marks, with noise or the benches they come from behind them:
    `Hear him, and three cheers.`, `Sehr richtig! bei den Sozialdemokraten.`, `Muito bem! Palmas.`
    """
    pieces: list[Stretch] = []
    at = start
    for part in _PART.finditer(text, start, end):
        found = _trimmed(text, at, part.start(), _EDGE)
        at = part.end()
        if found:
            kind = _part_kind(text[found[0] : found[1]], pieces, house)
            if kind is None:
                return []
            stop = found[1] + (text[found[1] : found[1] + 2].strip()[:1] in ("!", "?")) * (1 + (text[found[1]] == " "))
            pieces.append(Stretch(kind, found[0], stop if kind == "heckle_quote" else found[1], "called-heckle"))
        if part.start() >= end:
            break
    kinds = {piece.kind for piece in pieces}
    return _named(text, _merged(pieces), "called-heckle", house) if "heckle_quote" in kinds and len(kinds) > 1 else []


def _part_kind(words: str, before: list[Stretch], house: House) -> Kind | None:
    if house.exclamations.fullmatch(words):
        return "heckle_quote"
    if house.reactions.search(words) and only_noise(words, house):
        return "reaction"
    if before and before[-1].kind == "heckle_quote" and house.shouts.search(words) and len(words.split()) <= 8:
        return "heckle_attribution"
    is_place = bool(house.reaction_words.match(words)) and words[:1].islower() and len(words.split()) <= 8
    return "heckle_attribution" if is_place and before and before[-1].kind == "heckle_quote" else None


def _merged(pieces: list[Stretch]) -> list[Stretch]:
    """Calls that follow each other are one quote."""
    merged: list[Stretch] = []
    for piece in pieces:
        if merged and piece.kind == "heckle_quote" == merged[-1].kind:
            piece = Stretch(piece.kind, merged.pop().start, piece.end, piece.rule)
        merged.append(piece)
    return merged


def _named(text: str, pieces: list[Stretch], rule: str, house: House) -> list[Stretch]:
    """Each quote knows who says it: the attribution before it, else the one after it, else the house in chorus."""
    named: list[Stretch] = []
    for number, piece in enumerate(pieces):
        who = ""
        if piece.kind == "heckle_quote":
            before = [p for p in pieces[:number] if p.kind == "heckle_attribution"][-1:]
            after = [p for p in pieces[number:] if p.kind == "heckle_attribution"][:1]
            chorus = "all" if is_call(text[piece.start : piece.end], house) else ""
            who = next((text[p.start : p.end] for p in before + after), chorus)
        named.append(Stretch(piece.kind, piece.start, piece.end, rule, who))
    return named
