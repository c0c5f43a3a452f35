"""The feed: RSS 2.0 with the extensions that podcast apps read.

https://www.rssboard.org/rss-specification, https://help.apple.com/itc/podcasts_connect/#/itcb54353390,
https://podcastindex.org/namespace/1.0, https://podlove.org/simple-chapters/ and RFC 4287 for atom:link. Built with lxml
in its own room: feedgen 1.0.0 writes no podcast: and no psc: elements, and would have to be extended for both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from audiobook import __version__
from audiobook.edition import AudioFile, Edition
from audiobook.publish.categories import category_path
from audiobook.publish.companions import CHAPTERS, HTML, JSON, SRT, VTT
from audiobook.publish.ledger import Publication
from audiobook.publish.notes import show_notes
from audiobook.publish.soundbite import soundbite
from audiobook.publish.wording import clean, clock, shortened
from audiobook.show import Show
from audiobook.xml import Element, add, build, serialize

FEED = "feed.xml"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
PSC = "http://podlove.org/simple-chapters"
CHAPTERS_TYPE = "application/json+chapters"
_TRANSCRIPTS = ((JSON, "application/json"), (VTT, "text/vtt"), (SRT, "application/x-subrip"), (HTML, "text/html"))
_TITLE_AT_MOST = 250
_LONGEST = 4000
"""Characters of a description (Apple's limit)."""


_quoted = lru_cache(maxsize=1024)(quote)


@dataclass(frozen=True)
class Episode:
    """An edition in a feed."""

    name: str
    """Of the edition's folder within the show's; "." for the show's own."""
    edition: Edition
    publication: Publication
    cover: str
    """File name of the cover in the edition's folder."""
    number: int | None = None
    """Place in a serial, from 1."""

    @property
    def audio(self) -> AudioFile:
        """Its MP3. A published edition has one."""
        assert self.edition.audio is not None, "only saved editions are published"
        return self.edition.audio

    @property
    def title(self) -> str:
        """As the feed has it."""
        return feed_title(self.edition) or self.name

    def url(self, show: Show, file: str, *, versioned: bool = True) -> str:
        """Where a file of the edition is published; the version makes apps fetch it again, and servers ignore it."""
        folder = "" if self.name == "." else f"{_quoted(self.name)}/"
        return f"{show.base_url}{folder}{_quoted(file)}" + (f"?v={self.audio.sha256[:8]}" if versioned else "")


def feed(show: Show, guid: str, image: str, episodes: Sequence[Episode], built: datetime) -> bytes:
    """The feed's document. `image` is the show's cover relative to its folder; `base_url` ends with a slash.

    Raises PublishError for a category that is not of Apple's list.
    """
    names = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "psc": PSC}
    rss = build("rss", attributes={"version": "2.0"}, namespaces=names)
    channel = add(rss, "channel")
    _add_channel(channel, show, guid, show.base_url + quote(image), episodes)
    add(channel, "lastBuildDate", rfc2822(built))
    for episode in episodes:
        _add_item(add(channel, "item"), show, episode)
    return serialize(rss)


def redated(content: bytes, built: datetime, now: datetime) -> bytes:
    """The same feed as of another moment."""
    return content.replace(_build_date(built), _build_date(now), 1)


def _build_date(moment: datetime) -> bytes:
    return f"<lastBuildDate>{rfc2822(moment)}</lastBuildDate>".encode()


def feed_title(edition: Edition) -> str:
    """An edition's title as a feed has it: at most 250 characters."""
    return shortened(clean(edition.title), _TITLE_AT_MOST)


def rfc2822(moment: datetime) -> str:
    """A moment as RSS has it, in UTC."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def show_title(show: Show) -> str:
    """The show's title, or without one its folder's name."""
    return clean(show.title) or show.folder.resolve().name


def _add_channel(channel: Element, show: Show, guid: str, image: str, episodes: Sequence[Episode]) -> None:
    authors = ", ".join(filter(None, dict.fromkeys(clean(episode.edition.author) for episode in episodes)))
    author = clean(show.author) or shortened(authors, _TITLE_AT_MOST) or show_title(show)
    language = show.language or next((e.edition.language for e in episodes if e.edition.language), "en")
    add(channel, "title", show_title(show))
    add(channel, "link", show.website or show.base_url)
    add(channel, "description", clean(show.description) or shortened(f"Audio editions: {authors or author}", _LONGEST))
    add(channel, "language", language)
    _add_all(channel, (("copyright", clean(show.copyright)), ("generator", f"audiobook {__version__}")))
    add(channel, f"{{{ATOM}}}link", attributes={"href": feed_url(show), "rel": "self", "type": "application/rss+xml"})
    add(channel, f"{{{ITUNES}}}image", attributes={"href": image})
    _add_image(channel, show, image)
    _add_category(channel, show)
    _add_all(channel, ((f"{{{ITUNES}}}author", author), (f"{{{ITUNES}}}explicit", _flag(show.explicit)),
                       (f"{{{ITUNES}}}type", show.type), (f"{{{PODCAST}}}guid", guid),
                       (f"{{{PODCAST}}}medium", show.medium)))
    _add_owner(channel, show)
    _add_license(channel, show)


def feed_url(show: Show) -> str:
    """Where the feed is fetched."""
    return show.base_url + FEED


def _add_image(channel: Element, show: Show, url: str) -> None:
    """RSS 2.0's own image, for readers that know no other."""
    image = add(channel, "image")
    _add_all(image, (("url", url), ("title", show_title(show)), ("link", show.website or show.base_url)))


def _add_category(channel: Element, show: Show) -> None:
    parent = channel
    for name in category_path(show.category):
        parent = add(parent, f"{{{ITUNES}}}category", attributes={"text": name})


def _add_owner(channel: Element, show: Show) -> None:
    if show.owner_name or show.owner_email:
        owner = add(channel, f"{{{ITUNES}}}owner")
        _add_all(owner, ((f"{{{ITUNES}}}name", clean(show.owner_name)),
                         (f"{{{ITUNES}}}email", clean(show.owner_email))))
    if show.owner_email:  # who may unlock it; without him the element means nothing
        locked = "yes" if show.locked else "no"
        add(channel, f"{{{PODCAST}}}locked", locked, {"owner": clean(show.owner_email)})


def _add_license(parent: Element, show: Show) -> None:
    if show.license:
        add(parent, f"{{{PODCAST}}}license", clean(show.license).lower())


def _add_item(item: Element, show: Show, episode: Episode) -> None:
    edition, publication, audio = episode.edition, episode.publication, episode.audio
    add(item, "title", episode.title)
    notes = show_notes(edition, show, publication.corrections, episode.url(show, HTML))
    add(item, "description", notes)
    enclosure = {"url": episode.url(show, audio.file), "length": str(audio.bytes), "type": "audio/mpeg"}
    add(item, "enclosure", attributes=enclosure)
    add(item, "guid", publication.guid, {"isPermaLink": "false"})
    add(item, "pubDate", rfc2822(publication.published))
    add(item, f"{{{ITUNES}}}duration", str(round(audio.duration_ms / 1000)))
    add(item, f"{{{ITUNES}}}image", attributes={"href": episode.url(show, episode.cover, versioned=False)})
    _add_all(item, ((f"{{{ITUNES}}}author", clean(edition.author)), (f"{{{ITUNES}}}explicit", _flag(show.explicit)),
                    (f"{{{ITUNES}}}episodeType", "full")))
    if episode.number is not None:
        add(item, f"{{{ITUNES}}}episode", str(episode.number))
        add(item, f"{{{PODCAST}}}episode", str(episode.number))
        add(item, f"{{{PODCAST}}}season", "1")
    _add_extras(item, show, episode)


def _add_extras(item: Element, show: Show, episode: Episode) -> None:
    """What podcast: and psc: have for an item."""
    edition = episode.edition
    for file, kind in _TRANSCRIPTS:
        attributes = {"url": episode.url(show, file), "type": kind, "language": edition.language}
        add(item, f"{{{PODCAST}}}transcript", attributes={name: text for name, text in attributes.items() if text})
    add(item, f"{{{PODCAST}}}chapters", attributes={"url": episode.url(show, CHAPTERS), "type": CHAPTERS_TYPE})
    for name in _speakers(edition):
        add(item, f"{{{PODCAST}}}person", name, {"role": "narrator", "group": "cast"})
    bite = soundbite(edition)
    if bite:
        times = {"startTime": f"{bite.start_ms / 1000:.3f}", "duration": f"{bite.duration_ms / 1000:.3f}"}
        add(item, f"{{{PODCAST}}}soundbite", bite.title, times)
    _add_license(item, show)
    _add_alternate(item, show, episode)
    _add_simple_chapters(item, edition)


def _speakers(edition: Edition) -> Iterable[str]:
    """Whose words are heard, by name, in order of appearance."""
    named = dict.fromkeys(clean(s.speaker) for s in edition.sentences if s.speaker)
    return named or filter(None, [clean(edition.author)])


def _add_alternate(item: Element, show: Show, episode: Episode) -> None:
    """The same MP3 once more, with its integrity: the plain enclosure has no place for it."""
    audio = episode.audio
    attributes = {"type": "audio/mpeg", "length": str(audio.bytes), "bitrate": str(audio.bitrate), "default": "true"}
    alternate = add(item, f"{{{PODCAST}}}alternateEnclosure", attributes=attributes)
    add(alternate, f"{{{PODCAST}}}source", attributes={"uri": episode.url(show, audio.file)})
    add(alternate, f"{{{PODCAST}}}integrity", attributes={"type": "sri", "value": episode.publication.sri})


def _add_simple_chapters(item: Element, edition: Edition) -> None:
    chapters = add(item, f"{{{PSC}}}chapters", attributes={"version": "1.2"})
    for chapter in edition.chapters:
        attributes = {"start": clock(chapter.start_ms, "."), "title": clean(chapter.title)}
        add(chapters, f"{{{PSC}}}chapter", attributes=attributes)


def _add_all(parent: Element, texts: Iterable[tuple[str, str]]) -> None:
    """An element for each text that is not empty."""
    for tag, text in texts:
        if text:
            add(parent, tag, text)


def _flag(flag: bool) -> str:
    return "true" if flag else "false"
