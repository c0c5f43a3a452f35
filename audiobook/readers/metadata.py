"""What files say about themselves, in the forms a Document keeps: a date, a language tag, one line of text."""

import re
from datetime import date

_TWO_LETTERS = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "pol": "pl", "rus": "ru", "ukr": "uk", "ces": "cs", "cze": "cs", "slk": "sk", "slo": "sk", "slv": "sl",
    "hrv": "hr", "srp": "sr", "bul": "bg", "ron": "ro", "rum": "ro", "hun": "hu", "ell": "el", "gre": "el", "tur": "tr",
    "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "est": "et", "lav": "lv", "lit": "lt", "cat": "ca", "glg": "gl",
    "eus": "eu", "baq": "eu", "isl": "is", "ice": "is", "heb": "he", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja",
}  # fmt: skip
"""ISO 639-2, bibliographic and terminological, to the shorter tag that BCP 47 §2.2.1 asks for."""


def one_line(text: str | None) -> str:
    """The text without line breaks and double spaces."""
    return " ".join((text or "").split())


def language_tag(tag: str | None) -> str:
    """A BCP 47 tag in lower case: "en-GB" → "en-gb", "eng" → "en", "en_US" → "en-us"; "" for what is no tag."""
    parts = (tag or "").strip().lower().replace("_", "-").split("-")
    if not re.fullmatch("[a-z]{2,3}", parts[0]) or parts[0] in ("und", "mul", "zxx"):
        return ""
    return "-".join([_TWO_LETTERS.get(parts[0], parts[0]), *parts[1:]])


def date_of(text: str | None) -> date | None:
    """The day an ISO 8601 date or time begins with; None without a whole day, or for a year that is no speech's."""
    found = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)", text or "")
    if not found:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day.year <= 2200 else None
