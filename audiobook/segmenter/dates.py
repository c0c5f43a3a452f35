"""A date as people write it, in the languages of the tables."""

import re
from datetime import date
from functools import cache

from audiobook.segmenter.conventions import TABLES

_NUMERIC = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")


@cache
def _months() -> dict[str, int]:
    return {form: number for table in TABLES.values() for number, forms in enumerate(table.months.split(), 1)
            for form in forms.split("/")}


@cache
def _written() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    day = r"(\d{1,2})(?:st|nd|rd|th|er|º|°|\s?\(\d{1,2}\))?"  # old and new style: "11 (24) января 1918"
    return re.compile(
        rf"\b{day}\.?\s+(?:de\s+|of\s+)?({month})\b\.?,?\s+(?:de\s+|del\s+)?(\d{{4}})\b"
        rf"|\b({month})\b\.?\s+{day},?\s+(\d{{4}})\b", re.IGNORECASE)


def find_date(text: str) -> date | None:
    """The first date in it that names day, month and year."""
    text = text.replace("_", " ")  # Gutenberg's italics
    if found := _written().search(text):
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return _date(int(year), _months()[month.lower()], int(day))
    if found := _NUMERIC.search(text):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        return _date(int(year), int(month), int(day))
    return None


@cache
def _day() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(rf"(?:\w+,? )?(?:(?:{month})\.? \d{{1,2}}|\d{{1,2}}\.? (?:de )?(?:{month}))\.?", re.IGNORECASE)


def is_date_line(text: str) -> bool:
    """Whether it is a date, with or without a year, and little else: a place, a weekday."""
    text = text.replace("_", " ").strip()
    if _day().fullmatch(text):
        return True
    found = _written().search(text) or _NUMERIC.search(text)
    rest = text[: found.start()] + text[found.end() :] if found else text
    return found is not None and len(rest.split()) <= 5 and len(rest) < 50


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
