"""Text as it stands in files for players: nothing invisible in it, not too long, times as each format has them."""

import re
from datetime import date

from audiobook.edition import Edition, TimedSentence

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """One line without control characters and lone surrogates: what the MP3's tag has, too."""
    plain = text if text.isprintable() else _UNWRITABLE.sub("", text)  # nearly all text is, and it is ten times as fast
    return plain.strip()


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut between words, with an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept[most // 2 :] else kept).rstrip(" ,;:") + "…"


def clock(ms: int, fraction: str = "") -> str:
    """Milliseconds as "00:01:26.000", with `fraction` (a point or a comma) before the thousandths.

    Without it a clock for people: "1:26" or "1:00:00", the rest of a second cut off.
    """
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if fraction:
        return f"{hours:02}:{minutes:02}:{seconds:02}{fraction}{thousandths:03}"
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def speaker_of(sentence: TimedSentence, edition: Edition) -> str:
    """Who says it, for transcripts: the name the text gives, for the one speaker the author's, otherwise the role."""
    name = sentence.speaker or (edition.author if sentence.role == "speaker" else "")
    return clean(name) or sentence.role.capitalize()


def day_in_words(day: date | None, language: str) -> str:
    """A date for people: "8 November 1917" in English, "1917-11-08" otherwise; "" when there is none."""
    if day is None:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language.startswith("en") else day.isoformat()


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
