"""The feed as it lies on the disk, read back: is it complete, and does it tell the truth about the editions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from audiobook.check.chapters import differences, marks_of
from audiobook.check.findings import Complaint, Subject
from audiobook.errors import PublishError
from audiobook.publish.artwork import artwork_fault
from audiobook.publish.categories import category_path
from audiobook.publish.companions import CHAPTERS, HTML, JSON, SRT, VTT, read_stamp
from audiobook.publish.feed import ATOM, FEED, ITUNES, PODCAST, PSC
from audiobook.publish.ledger import LEDGER, read_ledger
from audiobook.show import Show
from audiobook.xml import Element, parse_xml

_CHANNEL = ("title", "link", "description", "language", "lastBuildDate", f"{{{ITUNES}}}image",
            f"{{{ITUNES}}}category", f"{{{ITUNES}}}author", f"{{{ITUNES}}}explicit", f"{{{ITUNES}}}type",
            f"{{{ATOM}}}link", f"{{{PODCAST}}}guid")
_ITEM = ("title", "description", "enclosure", "guid", "pubDate", f"{{{ITUNES}}}duration", f"{{{ITUNES}}}image",
         f"{{{PODCAST}}}chapters", f"{{{PSC}}}chapters")


def read_feed(show: Show) -> Element | None:
    """The feed's channel; None when the show has not been published. Raises SourceError for broken XML."""
    path = show.folder / FEED
    return parse_xml(path.read_bytes(), FEED).find("channel") if path.is_file() else None


def channel_faults(show: Show, channel: Element) -> Iterator[Complaint]:
    """Everything a directory asks of a feed; guids and titles that occur once."""
    for tag in _CHANNEL:
        if channel.find(tag) is None:
            yield f"lacks <{_name(tag)}>; run `audiobook publish`", FEED
    for tag in ("title", "guid"):
        counts = Counter(item.findtext(tag) for item in channel.iter("item"))
        yield from ((f"{count} items have the {tag} “{text}”", FEED) for text, count in counts.items() if count > 1)
    ledger = read_ledger(show.folder / LEDGER)
    if channel.findtext(f"{{{PODCAST}}}guid") != (show.guid or ledger.guid):
        yield f"has another podcast:guid than {LEDGER}; run `audiobook publish`", FEED
    try:
        category_path(show.category)
    except PublishError as error:
        yield str(error), "show.toml"


def item_faults(subject: Subject, show: Show, channel: Element) -> Iterator[Complaint]:
    """What the feed says of one edition."""
    name = "." if subject.folder.resolve() == show.folder.resolve() else subject.folder.name
    known = read_ledger(show.folder / LEDGER).episodes.get(name)
    items = {item.findtext("guid"): item for item in channel.iter("item")}
    item = items.get(known.guid) if known else None
    if item is None:
        yield f"does not have {subject.folder.name}; run `audiobook publish`", FEED
        return
    place = f"{FEED} “{item.findtext('title')}”"
    for tag in _ITEM:
        if item.find(tag) is None:
            yield f"lacks <{_name(tag)}>", place
    yield from _wrong_enclosure(subject, item, place)
    seconds = item.findtext(f"{{{ITUNES}}}duration")
    if seconds != str(round(subject.audio.duration_ms / 1000)):
        yield f"says it lasts {seconds} s", place
    urls = [element.get("url", "") for element in item.iter(f"{{{PODCAST}}}transcript", f"{{{PODCAST}}}chapters")]
    for file in (CHAPTERS, VTT, SRT, JSON, HTML):
        if not any(url.partition("?")[0].endswith(f"/{file}") for url in urls):
            yield f"does not point to {file}", place
    marks = [(_ms(mark.get("start", "")), mark.get("title", "")) for mark in item.iter(f"{{{PSC}}}chapter")]
    yield from differences(marks, marks_of(subject), f"{place} (Podlove)")


def cover_rule(subject: Subject) -> Iterator[Complaint]:
    """Podcast apps take the cover."""
    stamp = read_stamp(subject.folder)
    if stamp is None:
        yield "nothing beside the MP3 yet; run `audiobook publish`", subject.folder.name
        return
    fault = artwork_fault(subject.folder / stamp.cover)
    if fault:
        yield fault, stamp.cover


def _wrong_enclosure(subject: Subject, item: Element, place: str) -> Iterator[Complaint]:
    enclosure = item.find("enclosure")
    facts: Mapping[str, str] = dict(enclosure.attrib) if enclosure is not None else {}  # type: ignore[arg-type]
    if facts.get("length") != str(subject.audio.bytes):
        yield f"says {facts.get('length')} bytes, the MP3 has {subject.audio.bytes}; run `audiobook publish`", place
    if facts.get("type") != "audio/mpeg":
        yield f"calls the MP3 {facts.get('type')}", place
    if not facts.get("url", "").endswith(f"/{quote(subject.audio.file)}?v={subject.audio.sha256[:8]}"):
        yield "does not point to the MP3 as it is now; run `audiobook publish`", place


def _ms(clock: str) -> int:
    """Of "00:01:26.000"; -1 for what is no time."""
    match = re.fullmatch(r"(\d\d):(\d\d):(\d\d)\.(\d{3})", clock)
    hours, minutes, seconds, thousandths = map(int, match.groups()) if match else (0, 0, 0, -1)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _name(tag: str) -> str:
    prefixes = {ITUNES: "itunes", PODCAST: "podcast", ATOM: "atom", PSC: "psc"}
    uri, _, local = tag.rpartition("}")
    return f"{prefixes[uri[1:]]}:{local}" if uri else local
