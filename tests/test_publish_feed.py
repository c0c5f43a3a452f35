"""The feed as a value: golden files, and what must hold for any title."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import NOON, edition, episode, show

from audiobook.errors import PublishError
from audiobook.publish.categories import CATEGORIES, category_path
from audiobook.publish.feed import ITUNES, PODCAST, PSC, feed, redated
from audiobook.publish.ledger import Correction, Ledger, Publication, episode_guid, feed_guid, read_ledger, write_ledger
from audiobook.publish.wording import clean
from audiobook.xml import parse_xml

GOLDEN = Path(__file__).parent / "golden" / "feed.xml"
GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"


def golden_feed() -> bytes:
    made = edition(chapters=("Opening & thanks", "Which “peasants”?"))
    part = episode(made, Correction("2026-11-24", "1 sentence changed at 0:04.1"))
    return feed(show(Path("guild")), GUID, "show.jpg", [part], NOON)


def test_the_feed_is_the_golden_one() -> None:
    assert golden_feed().decode() == GOLDEN.read_text(encoding="utf-8").replace("{version}", version())


def version() -> str:
    from audiobook import __version__

    return __version__


@given(st.text(min_size=1, max_size=300), st.text(max_size=100))
def test_any_title_gives_well_formed_xml_that_says_it(title: str, author: str) -> None:
    made = edition(title=title, chapters=(title, "Two"))
    of = show(Path("guild"), title=title, author=author)
    root = parse_xml(feed(of, GUID, "show.jpg", [episode(made)], NOON), "feed")
    item = root.find("channel/item")
    assert item is not None
    found = item.findtext("title") or ""
    assert len(found) <= 250 and (clean(title) == found or found.endswith("…") or found == "third-way")
    marks = [mark.get("title") for mark in item.iter(f"{{{PSC}}}chapter")]
    assert marks == [clean(title), "Two"]


def test_a_serial_is_numbered(tmp_path: Path) -> None:
    from dataclasses import replace

    part = replace(episode(edition()), number=3)
    item = parse_xml(feed(show(tmp_path, type="serial"), GUID, "show.jpg", [part], NOON), "feed").find("channel/item")
    assert item is not None
    assert [item.findtext(f"{{{uri}}}episode") for uri in (ITUNES, PODCAST)] == ["3", "3"]


def test_addresses_are_encoded_and_versioned(tmp_path: Path) -> None:
    from dataclasses import replace

    part = replace(episode(edition()), name="третий путь & 1")
    url = part.url(show(tmp_path), "a b.mp3")
    assert url == ("https://example.org/guild/%D1%82%D1%80%D0%B5%D1%82%D0%B8%D0%B9%20%D0%BF%D1%83%D1%82%D1%8C%20%26%201/"
                   "a%20b.mp3?v=abababab")


def test_only_the_build_date_is_redated() -> None:
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert redated(golden_feed(), NOON, later) == golden_feed().replace(
        b"<lastBuildDate>Mon, 23 Nov 2026 12:00:00 GMT", b"<lastBuildDate>Tue, 01 Dec 2026 00:00:00 GMT")


def test_the_guid_of_a_feed_is_its_address_without_scheme() -> None:
    assert feed_guid("https://podnews.net/rss") == feed_guid("http://podnews.net/rss/") == GUID
    assert episode_guid(GUID, "a") != episode_guid(GUID, "b")


def test_a_feed_keeps_its_guid_when_it_moves_but_not_from_a_trial_run() -> None:
    first = feed_guid("https://a.example/feed.xml")
    assert Ledger(first, "https://a.example/feed.xml").guid_for("https://b.example/feed.xml") == first
    tried = feed_guid("http://127.0.0.1:8000/feed.xml")
    assert Ledger(tried, "http://127.0.0.1:8000/feed.xml").guid_for("http://127.0.0.1:9000/feed.xml") == tried
    assert Ledger(tried, "http://127.0.0.1:8000/feed.xml").guid_for("https://a.example/feed.xml") == first


def test_the_ledger_reads_back_and_refuses_nonsense(tmp_path: Path) -> None:
    part = Publication(GUID, NOON, "ab" * 32, "sha384-x", (Correction("2026-11-24", "1 sentence “changed”"),))
    ledger = Ledger(GUID, "https://example.org/feed.xml", NOON, {"third-way": part, ".": part})
    write_ledger(tmp_path / "published.json", ledger)
    assert read_ledger(tmp_path / "published.json") == ledger
    assert read_ledger(tmp_path / "none.json") == Ledger()
    (tmp_path / "published.json").write_text("{", encoding="utf-8")
    with pytest.raises(PublishError, match="restore it from your copy"):
        read_ledger(tmp_path / "published.json")


def test_every_category_of_the_list_is_found_whatever_its_case() -> None:
    for top, below in CATEGORIES.items():
        assert category_path(top.upper()) == (top,)
        assert all(category_path(f"{top.lower()}>{sub}") == (top, sub) for sub in below)
    assert category_path("") == ("Arts", "Books")


@pytest.mark.parametrize(("wrong", "near"), [
    ("Histroy", '"History"'), ("Books", '"Arts > Books"'), ("Politics", '"News > Politics"'), ("x", '"Arts > Books"'),
])
def test_an_unknown_category_names_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(PublishError, match="nearest") as error:
        category_path(wrong)
    assert near in str(error.value)
