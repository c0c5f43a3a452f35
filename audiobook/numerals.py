"""Numbers in words, as far as normalization says them itself: up to 99, years, Roman numerals."""

from collections.abc import Mapping

_WORDS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen")
_ONES = _WORDS.split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR: Mapping[str, str] = {"one": "first", "two": "second", "three": "third", "five": "fifth",
                                 "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_GERMAN = ("Erste Zweite Dritte Vierte Fünfte Sechste Siebte Achte Neunte Zehnte Elfte Zwölfte Dreizehnte Vierzehnte "
           "Fünfzehnte Sechzehnte Siebzehnte Achtzehnte Neunzehnte Zwanzigste")
_ORDINALS_DE = _GERMAN.split()
_FRENCH = ("deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
           "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième vingt-et-unième")
ORDINALS_FR: Mapping[int, str] = dict(enumerate(_FRENCH.split(), 2))
"""2 to 21, of centuries and the like."""


def cardinal(number: int) -> str:
    """0 to 99 in English: "twenty-one"."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def ordinal(number: int) -> str:
    """1 to 99 in English: "twenty-first"."""
    before, hyphen, last = cardinal(number).rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return before + hyphen + _IRREGULAR.get(last, regular)


def ordinal_de(number: int) -> str:
    """After a ruler's name in German, to 20: "Zweite"; above, digits with a full stop."""
    return _ORDINALS_DE[number - 1] if number <= len(_ORDINALS_DE) else f"{number}."


def year(number: int) -> str:
    """1100 to 2099 as a year in English: "nineteen seventeen", "nineteen oh five", "two thousand and one"."""
    century, rest = divmod(number, 100)
    if century == 20 and rest < 10:
        return f"two thousand and {cardinal(rest)}" if rest else "two thousand"
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {cardinal(rest) if rest > 9 else f'oh {cardinal(rest)}'}"


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < next_one else value for value, next_one in zip(values, [*values[1:], 0], strict=True))
