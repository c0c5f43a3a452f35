"""What has been published, and when: `published.json` in the show's folder, the one file that cannot be made again.

A feed's identity and an episode's must never change, so they are written down when they are first given out. Keep the
file with the sources. What was last published of an edition lies in the edition's own folder, for comparison; without
it a correction is announced, but not described.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audiobook.errors import PublishError
from audiobook.publish.writing import put

LEDGER = "published.json"
FEED_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of podcast:guid, https://podcastindex.org/namespace/1.0#guid"""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected after publication, for the show notes."""

    day: str
    """ISO 8601."""
    what: str


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition as the feed has it."""

    guid: str
    published: datetime
    """When it was first in the feed."""
    sha256: str
    """Of the MP3 last published."""
    sri: str
    """Its integrity for apps: "sha384-…" (W3C Subresource Integrity §3.1)."""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """Everything a show must remember."""

    guid: str = ""
    """Of the feed."""
    feed_url: str = ""
    built: datetime | None = None
    """When the feed last changed."""
    episodes: Mapping[str, Publication] = field(default_factory=dict)
    """By the name of the edition's folder; "." is the show's own. Nothing is ever taken out."""

    def guid_for(self, feed_url: str) -> str:
        """The feed's UUID: made from its first address and kept at every other.

        Made anew only when a show that was tried out on this machine goes out into the world, since the first address
        of another show may have been the same.
        """
        tried_out = _is_loopback(self.feed_url) and not _is_loopback(feed_url)
        return feed_guid(feed_url) if tried_out or not self.guid else self.guid


def feed_guid(feed_url: str) -> str:
    """The feed's UUID: version 5 of its address without scheme and trailing slash."""
    return str(uuid.uuid5(FEED_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def episode_guid(guid: str, name: str) -> str:
    """An episode's UUID within a feed's."""
    return str(uuid.uuid5(uuid.UUID(guid), name))


def read_ledger(path: Path) -> Ledger:
    """The ledger; an empty one when there is none. Raises PublishError for one that cannot be read."""
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Ledger()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{path} cannot be read ({error}); restore it from your copy, because without it every "
                           "episode would be new to its listeners") from error


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Keep the ledger, whole or not at all."""
    put(path, _to_json(ledger).encode())


def _to_json(ledger: Ledger) -> str:
    """An episode a line, so that a version control's differences can be read."""
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {_line(episode)}" for name, episode in ledger.episodes.items()]
    head = [f'"{name}": {_line(getattr(ledger, name))},\n' for name in ("guid", "feed_url", "built")]
    return "{\n" + "".join(head) + '"episodes": {\n' + ",\n".join(lines) + "\n}\n}\n"


def _line(value: Any) -> str:
    plain = asdict(value) if isinstance(value, Publication) else value
    return json.dumps(plain, ensure_ascii=False, default=datetime.isoformat)


def _from_json(content: Mapping[str, Any]) -> Ledger:
    built = content["built"]
    episodes = {name: _publication(episode) for name, episode in content["episodes"].items()}
    return Ledger(content["guid"], content["feed_url"], built and datetime.fromisoformat(built), episodes)


def _publication(content: Mapping[str, Any]) -> Publication:
    corrections = tuple(Correction(**correction) for correction in content["corrections"])
    published = datetime.fromisoformat(content["published"])
    return Publication(content["guid"], published, content["sha256"], content["sri"], corrections)
