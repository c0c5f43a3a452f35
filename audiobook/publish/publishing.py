"""Publishing a show: everything its editions lack, the feed, and the memory of what has been published."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from audiobook.comparing import compare
from audiobook.edition import MANIFEST, Edition, load
from audiobook.errors import PublishError
from audiobook.files import copy_onto
from audiobook.publish.artwork import CoverFacts, artwork_fault, cover, made_from
from audiobook.publish.companions import COVER, Picture, companions, fresh_cover
from audiobook.publish.feed import FEED, Episode, feed, feed_title, feed_url, redated, show_title
from audiobook.publish.ledger import (
    LEDGER,
    Correction,
    Ledger,
    Publication,
    episode_guid,
    read_ledger,
    write_ledger,
)
from audiobook.publish.wording import clean
from audiobook.publish.writing import put
from audiobook.show import EditionSettings, Show

LAST_PUBLISHED = ".published"
"""Folder with the manifest of an edition as it was last published."""
SHOW_COVER = "show.jpg"
"""The show's cover, where the editor names none."""
_APART = timedelta(minutes=1)
"""Between episodes first published together, so that apps keep their order."""


@dataclass(frozen=True)
class Published:
    """What a publication came to."""

    feed: Path
    url: str
    episodes: tuple[Episode, ...]
    """In the feed's order."""
    written: tuple[str, ...]
    """What was made, relative to the show's folder."""
    unproduced: tuple[str, ...]
    """Folders with a text but no edition yet; the feed lacks them."""
    moved_from: str = ""
    """The feed's former address, when it has another now."""


@dataclass(frozen=True)
class Shelf:
    """The editions of a show that are ready for its feed."""

    episodes: tuple[Episode, ...]
    ledger: Ledger
    image: str
    """The show's cover, relative to its folder."""
    written: tuple[str, ...]
    unproduced: tuple[str, ...]


def publish(show: Show, settings_of: Callable[[Path], EditionSettings], now: datetime) -> Published:
    """Make what is missing or stale, and write the feed.

    `settings_of` reads an edition's settings, when they are needed. `now` has a time zone. Raises PublishError.
    """
    if not show.base_url:
        raise PublishError(f'{show.folder / "show.toml"} does not say where the show will be published; add '
                           'base_url = "https://example.org/speeches/", or use --base-url')
    before = read_ledger(show.folder / LEDGER)
    if before == Ledger() and (show.folder / FEED).is_file():
        raise PublishError(f"{show.folder / FEED} is there, but {LEDGER}, which has its identity, is not; restore it "
                           f"from your copy, or delete {FEED} if nobody subscribes to it yet")
    shelf = stock(show, settings_of, before, now)
    guid = shelf.ledger.guid
    content, built = _document(show, guid, shelf, before, now)
    _remember(show.folder, shelf.episodes, before)
    path = show.folder / FEED
    written = (*shelf.written, *_replaced(path, content))
    after = Ledger(guid, feed_url(show), built, shelf.ledger.episodes)
    if after != before:
        write_ledger(show.folder / LEDGER, after)
    moved = before.feed_url if before.feed_url not in ("", feed_url(show)) else ""
    return Published(path, feed_url(show), shelf.episodes, written, shelf.unproduced, moved)


def stock(show: Show, settings_of: Callable[[Path], EditionSettings], ledger: Ledger, now: datetime) -> Shelf:
    """Bring every edition's companions up to date and enter new ones in the ledger, which is not yet written.

    Raises PublishError for two editions with one title and for artwork that podcast apps would refuse.
    """
    editions = dict(editions_of(show.folder))
    unproduced = tuple(unproduced_in(show.folder))
    if not editions:
        first = unproduced[0] if unproduced else "SOURCE"
        raise PublishError(f"{show.folder} holds no edition yet; run `audiobook produce {first}`")
    _refuse_doubles(editions)
    guid = show.guid or ledger.guid_for(feed_url(show))
    entries = dict(ledger.episodes)
    entries.update(_entries(show.folder, editions, ledger, guid, now))
    written, covers = [], {}
    for name, edition in editions.items():
        made, covers[name] = _companions(show, name, edition, settings_of)
        written += [f"{name}/{file}" if name != "." else file for file in made]
    image, drawn = _show_cover(show)
    episodes = _in_order(show, [Episode(n, e, entries[n], covers[n]) for n, e in editions.items()])
    return Shelf(episodes, replace(ledger, guid=guid, episodes=entries), image, (*written, *drawn), unproduced)


def editions_of(folder: Path) -> Iterator[tuple[str, Edition]]:
    """The show's editions by their folders' names, "." for one in the show's own folder; links are not followed.

    Raises EditionError for a manifest that cannot be read, and PublishError for an MP3 that is not the manifest's.
    """
    for name in (".", *_folders(folder)):
        home = folder / name
        edition = load(home) if (home / MANIFEST).is_file() else None
        if edition is None or edition.audio is None:
            continue
        path = home / edition.audio.file
        if not path.is_file() or path.stat().st_size != edition.audio.bytes:
            raise PublishError(f"{path} is not what {home / MANIFEST} describes; run `audiobook produce {home}`")
        yield name, edition


def unproduced_in(folder: Path) -> Iterator[str]:
    """Folders with a text or settings of an edition that was never produced."""
    for name in _folders(folder):
        home = folder / name
        if not (home / MANIFEST).is_file() and ((home / "edition.toml").is_file() or any(home.glob("speech.*"))):
            yield str(home)


def _folders(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and not p.name.startswith("."))


def _refuse_doubles(editions: Mapping[str, Edition]) -> None:
    """Some apps drop the second of two episodes with one title."""
    seen: dict[str, str] = {}
    for name, edition in editions.items():
        title = " ".join(feed_title(edition).casefold().split())
        if title in seen:
            raise PublishError(f'{seen[title]} and {name} have one title, "{feed_title(edition)}", and apps would '
                               "drop one of them; give one another title in its edition.toml and produce it again")
        seen[title] = name


def _entries(
    folder: Path, editions: Mapping[str, Edition], ledger: Ledger, guid: str, now: datetime
) -> Iterator[tuple[str, Publication]]:
    """The ledger's entries of these editions: known ones corrected, new ones dated."""
    fresh = [name for name in editions if name not in ledger.episodes]
    for name, edition in editions.items():
        assert edition.audio is not None, "editions_of gives saved ones"
        known = ledger.episodes.get(name)
        if known is None:
            age = len(fresh) - 1 - fresh.index(name)
            sri = _sri(folder / name / edition.audio.file)
            yield name, Publication(episode_guid(guid, name), now - age * _APART, edition.audio.sha256, sri)
        elif known.sha256 != edition.audio.sha256:
            yield name, _corrected(folder / name, edition, known, now)


def _corrected(folder: Path, edition: Edition, known: Publication, now: datetime) -> Publication:
    assert edition.audio is not None, "only saved editions are published"
    before = _last_published(folder, known)
    comparison = compare(before, edition) if before else None
    what = comparison.summary() if comparison and comparison.changes else "" if comparison else "a new recording"
    notes = (*known.corrections, Correction(now.date().isoformat(), what)) if what else known.corrections
    sri = _sri(folder / edition.audio.file)
    return replace(known, sha256=edition.audio.sha256, sri=sri, corrections=notes)


def _last_published(folder: Path, known: Publication) -> Edition | None:
    """The edition that listeners have; None when it is not known any more."""
    before = load(folder / LAST_PUBLISHED)
    return before if before and before.audio and before.audio.sha256 == known.sha256 else None


def _remember(folder: Path, episodes: Sequence[Episode], before: Ledger) -> None:
    for episode in episodes:
        if before.episodes.get(episode.name) != episode.publication:
            home = folder / episode.name
            (home / LAST_PUBLISHED).mkdir(exist_ok=True)
            copy_onto(home / MANIFEST, home / LAST_PUBLISHED / MANIFEST)


def _companions(
    show: Show, name: str, edition: Edition, settings_of: Callable[[Path], EditionSettings]
) -> tuple[tuple[str, ...], str]:
    """What was made beside an edition, and the name of its cover."""
    home = show.folder / name
    made: tuple[str, ...] = ()
    picture = fresh_cover(edition, home, show)
    if picture is None:
        settings = settings_of(home)
        made = companions(edition, home, settings, show)
        name = settings.cover or COVER
        picture = Picture(name, made_from(home / name) is not None)
    if not picture.ours:
        _refuse_artwork(home, picture.name)
    return made, picture.name


def _show_cover(show: Show) -> tuple[str, tuple[str, ...]]:
    """The show's cover, and its name again when it was made now."""
    if show.image:
        _refuse_artwork(show.folder, show.image)
        return show.image, ()
    name = SHOW_COVER
    facts = CoverFacts(show_title(show), clean(show.author), language=show.language or "en")
    path = show.folder / name
    known = made_from(path)
    if known is None and path.exists():
        _refuse_artwork(show.folder, name)
        return name, ()
    if known == facts.digest:
        return name, ()
    return name, _replaced(path, cover(facts))


def _refuse_artwork(folder: Path, name: str) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or any(part.startswith(".") for part in inside.parts):
        raise PublishError(f"{folder / name} lies outside the folder {folder}; copy the picture there")
    fault = artwork_fault(folder / name)
    if fault:
        raise PublishError(f"{folder / name} {fault}")


def _in_order(show: Show, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """Newest first; the parts of a serial are numbered in the order of their folders."""
    if show.type == "serial":
        episodes = [replace(e, number=n) for n, e in enumerate(sorted(episodes, key=lambda e: e.name), 1)]
    return tuple(sorted(episodes, key=lambda e: (e.publication.published, e.name), reverse=True))


def _document(show: Show, guid: str, shelf: Shelf, before: Ledger, now: datetime) -> tuple[bytes, datetime]:
    """The feed and when it was built: what lies there already, with its date, if nothing else would change."""
    built = before.built or now
    content, path = feed(show, guid, shelf.image, shelf.episodes, built), show.folder / FEED
    same = path.is_file() and path.read_bytes() == content
    return (content, built) if same else (redated(content, built, now), now)


def _replaced(path: Path, content: bytes) -> tuple[str, ...]:
    """Put the content in place, unless it is there. Returns the file's name when it was written."""
    if path.is_file() and path.read_bytes() == content:
        return ()
    try:
        put(path, content)
    except OSError as error:
        raise PublishError(f"cannot write {path}: {error.strerror}; the one that was there is untouched") from error
    return (path.name,)


def _sri(path: Path) -> str:
    """https://www.w3.org/TR/sri-2/#integrity-metadata"""
    with path.open("rb") as file:
        return "sha384-" + base64.b64encode(hashlib.file_digest(file, "sha384").digest()).decode()
