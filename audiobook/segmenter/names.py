"""Names as records print them, and as a narrator says them."""

import re

WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_INITIAL = re.compile(r"[\s.][^\W\d_]$")
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def is_capitals(word: str) -> bool:
    """Whether a word is printed in capitals ("MICA", "McDONALD", "MILLENDER-McDONALD"); initials are not."""
    letters = [letter for letter in word if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    return upper >= 2 and (upper == len(letters) or (upper >= 3 and letters[-1].isupper()))


def spoken_name(label: str, small_words: re.Pattern[str]) -> str:
    """ "The SPEAKER pro tempore (Mr. Poe)." → "The Speaker pro tempore"; party, punctuation and capitals go."""
    bare = _PARENTHESIS.sub("", " ".join(label.split())).strip(" .:-–—,;§[(")
    bare += "." if _INITIAL.search(bare) else ""
    name, comma, office = bare.partition(",")
    words = name.split(" ")
    return " ".join(_lowered(word, number > 0, small_words) for number, word in enumerate(words)) + comma + office


def identity(name: str) -> str:
    """What stays the same when one person is named in several ways: no office after a comma, no case."""
    return _PARENTHESIS.sub("", name).split(",")[0].casefold().strip(" .:-–—")


def _lowered(word: str, inside: bool, small_words: re.Pattern[str]) -> str:
    if inside and len(word) > 1 and small_words.fullmatch(word):
        return word.lower()
    return WORD.sub(lambda found: _capitalised(found.group()), word)


def _capitalised(word: str) -> str:
    if len(word) < 2 or not is_capitals(word):
        return word
    return "-".join(_surname(part) for part in word.split("-"))


def _surname(part: str) -> str:
    """ "McDONALD" keeps its inner capital, "O'NEIL" its second."""
    for prefix in ("Mc", "Mac", "De", "La", "Le", "Di"):
        if part.startswith(prefix) and part[len(prefix) :].isupper():
            return prefix + part[len(prefix) :].capitalize()
    pieces = re.split(r"(['’])", part)
    return "".join(piece.capitalize() for piece in pieces) if len(pieces[0]) == 1 else part.capitalize()
