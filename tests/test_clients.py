"""A show on loopback, and what real clients, parsers and players make of it; before a correction and after.

`scripts/clients` installs them; see tests/clients.
"""

import json
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from clients import CLIENTS, Client, call, lacking, need, parsed, python
from shows import CHAPTERS, make_show, mend, report, run, serving

from audiobook.edition import Edition, load
from audiobook.publish.feed import PODCAST
from audiobook.xml import parse_xml

pytestmark = pytest.mark.exotic
GOLDEN = Path(__file__).parent / "golden" / "feed.feedsmith.json"


@dataclass(frozen=True)
class Guild:
    """The show, published and served."""

    folder: Path
    url: str

    @property
    def mp3(self) -> Path:
        return self.folder / "third-way" / "third-way.mp3"

    @property
    def feed(self) -> Path:
        return self.folder / "feed.xml"

    @property
    def edition(self) -> Edition:
        made = load(self.folder / "third-way")
        assert made is not None
        return made

    @property
    def enclosure(self) -> str:
        return str(re.findall(r'<enclosure url="([^"]+)"', self.feed.read_text(encoding="utf-8"))[0])

    def identity(self) -> list[str]:
        return re.findall(r"<(?:guid|pubDate|podcast:guid).*", self.feed.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def guild(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guild]:
    if not find_spec("uvicorn"):
        lacking("the extra [serve] is missing")
    folder = make_show(tmp_path_factory.mktemp("clients") / "guild", settings=CHAPTERS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run("publish", folder, "--base-url", f"http://127.0.0.1:{port}/")
    with serving(folder, "--port", str(port)) as url:
        yield Guild(folder, url)


@pytest.fixture(scope="module")
def users(guild: Guild, tmp_path_factory: pytest.TempPathFactory) -> dict[type[Client], Client]:
    return {kind: kind(tmp_path_factory.mktemp(kind.name), f"{guild.url}feed.xml") for kind in CLIENTS}


@pytest.mark.parametrize("kind", CLIENTS, ids=lambda kind: kind.name)
def test_a_client_subscribes_and_downloads(kind: type[Client], users: dict[type[Client], Client], guild: Guild) -> None:
    client = users[kind]
    client.size = guild.mp3.stat().st_size
    client.fetch()
    assert client.mp3s() == [guild.mp3.read_bytes()]
    assert [title for title, _ in client.episodes()] == ["The Third Way"]


PODCASTPARSER = """
import json, sys, urllib.request, podcastparser
print(json.dumps(podcastparser.parse(sys.argv[1], urllib.request.urlopen(sys.argv[1]))))
"""
FEEDPARSER = """
import json, sys, feedparser
first = feedparser.parse(sys.argv[1])
again = feedparser.parse(sys.argv[1], etag=first.etag, modified=first.modified)
marks = [[m["start_parsed"].total_seconds(), m["title"]] for m in first.entries[0].psc_chapters.chapters]
print(json.dumps([bool(first.bozo), len(first.entries), marks, first.entries[0].id, again.status]))
"""


def marks(guild: Guild) -> list[list[Any]]:
    return [[chapter.start_ms / 1000, chapter.title] for chapter in guild.edition.chapters]


def test_podcastparser_reads_all_of_it(guild: Guild) -> None:
    found = python(PODCASTPARSER, f"{guild.url}feed.xml")
    (episode,) = found["episodes"]
    assert [[mark["start"], mark["title"]] for mark in episode["chapters"]] == marks(guild)
    assert episode["enclosures"] == [
        {"url": guild.enclosure, "file_size": guild.mp3.stat().st_size, "mime_type": "audio/mpeg"}]
    assert episode["total_time"] == round(guild.edition.audio.duration_ms / 1000)  # type: ignore[union-attr]


def test_feedparser_reads_it_and_asks_only_once(guild: Guild) -> None:
    bozo, count, found, guid, status = python(FEEDPARSER, f"{guild.url}feed.xml")
    assert (bozo, count, found, status) == (False, 1, marks(guild), 304)
    assert f">{guid}<" in guild.feed.read_text(encoding="utf-8")


def test_partytime_knows_every_podcasting_2_tag(guild: Guild) -> None:
    found = parsed("partytime", guild.feed)
    supported = {tag for tags in found["pc20support"].values() for tag in tags}
    channel = parse_xml(guild.feed.read_bytes(), "feed.xml").find("channel")
    assert channel is not None
    used = {str(element.tag).rpartition("}")[2] for element in channel.iter(f"{{{PODCAST}}}*")}
    assert used - supported == {"source", "integrity"}, "parts of alternateEnclosure"
    assert found["items"][0]["alternativeEnclosures"][0]["integrity"]["value"].startswith("sha384-")


def test_feedsmith_reads_the_golden_feed_as_ever(tmp_path: Path) -> None:
    from test_publish_feed import golden_feed, version

    (tmp_path / "feed.xml").write_bytes(golden_feed())
    found = json.dumps(parsed("feedsmith", tmp_path / "feed.xml"), indent=1, ensure_ascii=False, sort_keys=True)
    assert found.replace(f"audiobook {version()}", "audiobook {version}") + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_webvtt_parser_has_nothing_to_complain_of(guild: Guild) -> None:
    found = parsed("webvtt", guild.folder / "third-way" / "transcript.vtt")
    assert found["errors"] == []
    assert {cue["tree"]["children"][0]["name"] for cue in found["cues"]} == {"v"}
    assert found["cues"][-1]["endTime"] * 1000 == guild.edition.sentences[-1].end_ms


def test_xmllint_finds_it_well_formed(guild: Guild) -> None:
    need("xmllint")
    assert call("xmllint", "--noout", guild.feed) == ""


def test_ffprobe_reads_chapters_and_length(guild: Guild) -> None:
    need("ffprobe")
    found = json.loads(call("ffprobe", "-v", "warning", "-show_chapters", "-show_format", "-of", "json",
                            f"{guild.url}third-way/third-way.mp3"))
    assert [[float(mark["start_time"]), mark["tags"]["title"]] for mark in found["chapters"]] == marks(guild)
    assert guild.edition.audio is not None
    assert abs(float(found["format"]["duration"]) - guild.edition.audio.duration_ms / 1000) < 0.1
    assert found["format"]["tags"]["title"] == "The Third Way"


def test_mp3val_finds_no_fault(guild: Guild) -> None:
    need("mp3val")
    said = call("mp3val", guild.mp3)
    assert "CBR" in said and "WARNING" not in said and "ERROR" not in said


def test_mpv_plays_it_from_the_server_and_knows_its_chapters(guild: Guild) -> None:
    need("mpv")
    said = call("mpv", "--no-config", "--no-video", "--ao=null", "--untimed", "--length=2",
                "--term-playing-msg=chapters ${chapters} of ${media-title}", f"{guild.url}third-way/third-way.mp3")
    assert f"chapters {len(guild.edition.chapters)} of The Third Way" in said
    assert not re.search(r"\[ffmpeg|error", said, re.IGNORECASE)


def test_kid3_reads_the_tag(guild: Guild) -> None:
    need("kid3-cli")
    said = call("kid3-cli", "-c", "get", guild.mp3, QT_QPA_PLATFORM="offscreen")
    assert "The Third Way" in said and "Talks at the Guild" in said


BROWSER = Path(__file__).parent / "clients" / "browser.py"


def browse(guild: Guild) -> Any:
    need("chromium")
    return python(BROWSER.read_text(encoding="utf-8"), guild.url, shutil.which("chromium"))


def test_chromium_plays_seeks_follows_and_clicks(guild: Guild) -> None:
    seen = browse(guild)
    assert seen["complaints"] == []
    assert seen["ranges"], "it seeks by byte ranges"
    last = guild.edition.chapters[-1]
    assert last.start_ms / 1000 <= seen["after_chapter"] < last.start_ms / 1000 + 5
    assert seen["chapter"].endswith(last.title)
    clicked = guild.edition.sentences[2]
    assert clicked.start_ms / 1000 - 0.1 <= seen["after_sentence"] < clicked.start_ms / 1000 + 5
    assert seen["sentence"] in {sentence.text for sentence in guild.edition.sentences[2:5]}
    assert seen["paused_by_space"] and seen["jump"] == pytest.approx(10, abs=0.5) and seen["speed"] == 1.25
    assert seen["without_script"], "the transcript can be read without JavaScript"


def test_the_check_agrees(guild: Guild) -> None:
    assert report(guild.folder, code=0) == []


@dataclass(frozen=True)
class Before:
    identity: list[str]
    enclosure: str
    mp3: bytes


@pytest.fixture(scope="module")
def corrected(guild: Guild) -> Before:
    """One word changed, produced and published again."""
    before = Before(guild.identity(), guild.enclosure, guild.mp3.read_bytes())
    mend(guild.folder)
    run("publish", guild.folder, "--base-url", guild.url)
    return before


def test_a_corrected_episode_is_the_same_episode(guild: Guild, corrected: Before) -> None:
    assert guild.identity() == corrected.identity
    assert guild.enclosure != corrected.enclosure and guild.mp3.read_bytes() != corrected.mp3
    assert "Corrected 20" in guild.feed.read_text(encoding="utf-8")
    assert report(guild.folder, code=0) == []


@pytest.mark.parametrize("kind", CLIENTS, ids=lambda kind: kind.name)
def test_a_client_has_one_episode_with_the_new_bytes(
    kind: type[Client], users: dict[type[Client], Client], guild: Guild, corrected: Before
) -> None:
    client = users[kind]
    client.fetch()
    assert [title for title, _ in client.episodes()] == ["The Third Way"]
    offered = [url for _, url in client.episodes() if url]
    assert offered == [guild.enclosure] or guild.mp3.read_bytes() in client.mp3s()


@pytest.mark.parametrize("kind", [kind for kind in CLIENTS if kind.name in ("podcast-archiver", "castero", "podget")],
                         ids=lambda kind: kind.name)
def test_clients_that_download_again_have_the_new_bytes(
    kind: type[Client], users: dict[type[Client], Client], guild: Guild, corrected: Before
) -> None:
    assert guild.mp3.read_bytes() in users[kind].mp3s()


def test_chromium_plays_the_corrected_one(guild: Guild, corrected: Before) -> None:
    seen = browse(guild)
    assert seen["complaints"] == [] and f"?v={guild.enclosure.rpartition('=')[2]}" in seen["source"]


def test_players_read_the_corrected_one(guild: Guild, corrected: Before) -> None:
    test_ffprobe_reads_chapters_and_length(guild)
    test_mp3val_finds_no_fault(guild)
    test_webvtt_parser_has_nothing_to_complain_of(guild)
    test_partytime_knows_every_podcasting_2_tag(guild)
    test_podcastparser_reads_all_of_it(guild)
