"""An editor's last look: is what was written fit to publish."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from audiobook.check.chapters import chapters_rule
from audiobook.check.feeds import channel_faults, cover_rule, item_faults, read_feed
from audiobook.check.findings import Complaint, Subject, tried
from audiobook.check.findings import Finding as Finding
from audiobook.check.findings import Report as Report
from audiobook.check.frames import file_rule, frames_rule, tag_rule
from audiobook.check.sound import pace_rule, sound_rules
from audiobook.check.transcripts import transcript_rule
from audiobook.edition import load
from audiobook.errors import EditionError, SourceError
from audiobook.publish.artwork import artwork_fault
from audiobook.publish.publishing import SHOW_COVER, editions_of
from audiobook.show import Show
from audiobook.takes import TakeStore

_RULES = (("tag", tag_rule), ("frames", frames_rule), ("chapters", chapters_rule), ("transcript", transcript_rule),
          ("cover", cover_rule), ("sound", sound_rules), ("pace", pace_rule))


def check_edition(folder: Path, show: Show) -> Report:
    """Try every rule on the edition in a folder, and on what the show's feed says of it, if there is a feed.

    Raises EditionError when there is no edition.
    """
    edition = load(folder)
    if edition is None or edition.audio is None:
        raise EditionError(f"{folder} holds no edition yet; run `audiobook produce {folder}`")
    subject = Subject(folder, edition)
    first = tried([("file", file_rule)], subject)
    if not subject.mp3.is_file():
        return first
    return first + tried(_RULES, subject) + tried([("feed", partial(_feed_rule, show))], subject)


def check_show(show: Show) -> Report:
    """Try every rule on every edition of a show, and on its feed."""
    report = Report(("feed",), tuple(Finding("feed", what, place) for what, place in _show_faults(show)))
    for name, _ in editions_of(show.folder):
        report += check_edition(show.folder / name, show)
    return report


def check_store(root: Path) -> Report:
    """Read every recording of a store and compare it with its seal."""
    damaged = TakeStore(root).damaged()
    return Report(("store",), tuple(
        Finding("store", "is damaged; the next `audiobook produce` records it anew", str(path)) for path in damaged
    ))


def _feed_rule(show: Show, subject: Subject) -> Iterator[Complaint]:
    try:
        channel = read_feed(show)
    except SourceError as error:
        yield str(error), "feed.xml"
        return
    if channel is not None:
        yield from item_faults(subject, show, channel)


def _show_faults(show: Show) -> Iterator[Complaint]:
    try:
        channel = read_feed(show)
    except SourceError as error:
        yield str(error), "feed.xml"
        return
    if channel is None:
        yield "the show has no feed yet; run `audiobook publish`", str(show.folder)
    else:
        yield from channel_faults(show, channel)
    picture = show.image or SHOW_COVER
    fault = artwork_fault(show.folder / picture) if channel is not None else ""
    if fault:
        yield f"the show's cover {fault}", picture
