"""`audiobook publish`, on real editions: what is made, what stays, what never changes."""

import hashlib
import json
import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from PIL import Image
from shows import SHOW_TOML, TALK, make_show, mend, run

from audiobook.config import SHOW_KEYS
from audiobook.mp3.tags import read_tag
from audiobook.publish.feed import ATOM, ITUNES, PODCAST
from audiobook.publish.ledger import feed_guid
from audiobook.xml import Element, parse_xml

URL = "https://example.org/guild/"
MADE = {"chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.html", "cover.jpg"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_show(tmp_path_factory.mktemp("template") / "guild", "third-way", "zz-second")


@pytest.fixture
def guild(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "guild"))


def publish(folder: Path, *options: str, code: int = 0) -> str:
    return run("publish", folder, *(options or ("--base-url", URL)), code=code).output


def channel(folder: Path) -> Element:
    found = parse_xml((folder / "feed.xml").read_bytes(), "feed.xml").find("channel")
    assert found is not None
    return found


def item(folder: Path, title: str = "The Third Way") -> Element:
    return next(i for i in channel(folder).iter("item") if i.findtext("title") == title)


def identity(folder: Path) -> tuple[str | None, ...]:
    found = item(folder)
    return channel(folder).findtext(f"{{{PODCAST}}}guid"), found.findtext("guid"), found.findtext("pubDate")


def enclosure(folder: Path) -> dict[str, str]:
    found = item(folder).find("enclosure")
    assert found is not None
    return {str(name): str(value) for name, value in found.attrib.items()}


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_the_first_time_everything_is_made(guild: Path) -> None:
    assert "2 episodes" in publish(guild)
    for name in ("third-way", "zz-second"):
        assert {path.name for path in (guild / name).iterdir()} >= MADE
    mp3 = (guild / "third-way" / "third-way.mp3").read_bytes()
    digest = hashlib.sha256(mp3).hexdigest()
    assert enclosure(guild) == {
        "url": f"{URL}third-way/third-way.mp3?v={digest[:8]}", "length": str(len(mp3)), "type": "audio/mpeg"}
    link = channel(guild).find(f"{{{ATOM}}}link")
    assert link is not None and link.get("href") == f"{URL}feed.xml"
    assert channel(guild).findtext(f"{{{PODCAST}}}guid") == json.loads((guild / "published.json").read_text())["guid"]


def test_the_second_time_nothing_is_touched(guild: Path) -> None:
    publish(guild)
    before = state(guild)
    assert "nothing has changed" in publish(guild)
    assert state(guild) == before


def test_what_was_deleted_or_torn_is_made_again(guild: Path) -> None:
    publish(guild)
    before = state(guild)
    (guild / "third-way" / "transcript.srt").unlink()
    (guild / "zz-second" / "chapters.json").write_text("{", encoding="utf-8")
    (guild / "zz-second" / "cover.jpg").unlink()
    publish(guild)
    assert {name: content for name, (_, content) in state(guild).items()} == {n: c for n, (_, c) in before.items()}


def test_a_correction_keeps_guid_and_date_and_says_what_was_corrected(guild: Path) -> None:
    publish(guild)
    before, old = item(guild), enclosure(guild)
    mend(guild)
    publish(guild)
    after, new = item(guild), enclosure(guild)
    for tag in ("guid", "pubDate", "title"):
        assert after.findtext(tag) == before.findtext(tag)
    assert new["url"] != old["url"] and new["url"].partition("?")[0] == old["url"].partition("?")[0]
    notes = after.findtext("description") or ""
    assert "<p>Corrected 20" in notes and "1 sentence changed at 0:" in notes
    assert "Corrected" not in (item(guild, "The Third Way, part 2").findtext("description") or "")
    publish(guild)
    assert (item(guild).findtext("description") or "").count("Corrected") == 1


def test_a_correction_is_announced_even_when_what_was_published_is_lost(guild: Path) -> None:
    publish(guild)
    shutil.rmtree(guild / "third-way" / ".published")
    mend(guild)
    publish(guild)
    assert "a new recording" in (item(guild).findtext("description") or "")


def test_guids_stay_when_the_address_changes(guild: Path) -> None:
    publish(guild)
    before = identity(guild)
    output = publish(guild, "--base-url", "https://other.example/g")
    assert f"moved from {URL}feed.xml" in output
    assert identity(guild) == before
    assert enclosure(guild)["url"].startswith("https://other.example/g/third-way/")


def test_an_edition_that_is_gone_leaves_the_feed_and_comes_back_as_itself(guild: Path) -> None:
    publish(guild)
    before = item(guild).findtext("guid"), item(guild).findtext("pubDate")
    (guild / "third-way").rename(guild / ".away")
    publish(guild)
    assert len(list(channel(guild).iter("item"))) == 1
    (guild / ".away").rename(guild / "third-way")
    publish(guild)
    assert (item(guild).findtext("guid"), item(guild).findtext("pubDate")) == before


def test_without_a_base_url_it_says_what_to_add(guild: Path) -> None:
    output = run("publish", guild, code=1).output
    assert 'base_url = "https://example.org/speeches/"' in output and "--base-url" in output
    assert not (guild / "feed.xml").exists()


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://example.org/a b/", "https://e.org/?x=1"])
def test_a_base_url_that_is_none_is_refused(guild: Path, url: str) -> None:
    publish(guild, "--base-url", url, code=2)


def test_two_editions_with_one_title_are_refused(guild: Path) -> None:
    shutil.copytree(guild / "third-way", guild / "another")
    assert "another and third-way have one title" in publish(guild, code=1)


def test_an_edition_that_is_not_produced_is_named(guild: Path) -> None:
    (guild / "coming").mkdir()
    (guild / "coming" / "speech.txt").write_text(TALK, encoding="utf-8")
    output = publish(guild)
    assert f"run `audiobook produce {guild / 'coming'}`" in output and "2 episodes" in output


def test_a_show_without_editions_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "talk").mkdir()
    (tmp_path / "talk" / "speech.txt").write_text(TALK, encoding="utf-8")
    assert "audiobook produce" in publish(tmp_path, code=1)


def test_an_mp3_that_is_not_the_manifests_is_refused(guild: Path) -> None:
    with (guild / "third-way" / "third-way.mp3").open("ab") as file:
        file.write(b"x")
    assert "is not what" in publish(guild, code=1)


def test_an_unknown_category_names_the_nearest(guild: Path) -> None:
    (guild / "show.toml").write_text(SHOW_TOML.replace("History", "Histroy"), encoding="utf-8")
    assert 'nearest: "History"' in publish(guild, code=1)


def test_links_and_hidden_folders_are_no_editions(guild: Path, tmp_path: Path) -> None:
    (guild / "linked").symlink_to(guild / "third-way")
    shutil.copytree(guild / "third-way", guild / ".hidden")
    assert "2 episodes" in publish(guild)


def test_an_editors_cover_stays_and_is_looked_over(guild: Path) -> None:
    cover = guild / "third-way" / "cover.jpg"
    cover.unlink(missing_ok=True)
    Image.new("RGB", (1400, 1400), "red").save(cover)
    own = cover.read_bytes()
    publish(guild)
    assert cover.read_bytes() == own
    Image.new("RGB", (1000, 1400), "red").save(cover)
    assert "is 1000 × 1400 pixels" in publish(guild, code=1)


def test_a_cover_named_in_the_settings_is_the_one_in_the_feed(guild: Path) -> None:
    Image.new("RGB", (1500, 1500), "blue").save(guild / "third-way" / "blue.png")
    (guild / "third-way" / "edition.toml").write_text('cover = "blue.png"\n', encoding="utf-8")
    run("produce", guild / "third-way", "--engine", "tone", "-q")
    (guild / "third-way" / ".companions.json").unlink(missing_ok=True)
    publish(guild)
    image = item(guild).find(f"{{{ITUNES}}}image")
    assert image is not None and image.get("href") == f"{URL}third-way/blue.png"


def test_a_cover_outside_the_show_is_refused(guild: Path) -> None:
    (guild / "show.toml").write_text(SHOW_TOML + 'image = "../cover.jpg"\n', encoding="utf-8")
    assert "lies outside" in publish(guild, code=1)


def test_a_new_show_title_makes_new_covers(guild: Path) -> None:
    publish(guild)
    before = (guild / "third-way" / "cover.jpg").read_bytes()
    (guild / "show.toml").write_text(SHOW_TOML.replace("Talks", "Speeches"), encoding="utf-8")
    publish(guild)
    assert (guild / "third-way" / "cover.jpg").read_bytes() != before
    assert channel(guild).findtext("title") == "Speeches at the Guild"


def test_the_guid_in_show_toml_wins(guild: Path) -> None:
    guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    (guild / "show.toml").write_text(f'guid = "{guid}"\nbase_url = "{URL}"\n' + SHOW_TOML, encoding="utf-8")
    run("publish", guild)
    assert channel(guild).findtext(f"{{{PODCAST}}}guid") == guid


@pytest.mark.parametrize(("line", "complaint"), [
    ('guid = "x"', "must be a UUID"), ('base_url = "example.org"', "must be an address"),
    ('type = "daily"', "'serial'"),
])
def test_a_wrong_key_of_the_show_is_named(guild: Path, line: str, complaint: str) -> None:
    (guild / "show.toml").write_text(f"{line}\n{SHOW_TOML}", encoding="utf-8")
    output = publish(guild, code=1)
    assert complaint in output and "line 1" in output


def test_parts_of_a_serial_are_numbered_by_their_folders(guild: Path) -> None:
    (guild / "show.toml").write_text('type = "serial"\n' + SHOW_TOML, encoding="utf-8")
    publish(guild)
    numbers = {i.findtext("title"): i.findtext(f"{{{ITUNES}}}episode") for i in channel(guild).iter("item")}
    assert numbers == {"The Third Way": "1", "The Third Way, part 2": "2"}


def test_a_lone_edition_is_a_show_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "talk"
    folder.mkdir()
    (folder / "speech.txt").write_text(TALK, encoding="utf-8")
    run("produce", folder, "--engine", "tone", "-q")
    publish(folder)
    assert enclosure(folder)["url"].startswith(f"{URL}talk.mp3?v=")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(guild: Path) -> None:
    (guild / "third-way").chmod(0o555)
    assert "cannot write" in publish(guild, code=1)


def test_produce_makes_what_publish_would(template: Path) -> None:
    folder = template / "third-way"
    assert {path.name for path in folder.iterdir()} >= MADE
    assert read_tag(folder / "third-way.mp3").cover, "the MP3 has its own, small one"


def test_init_writes_a_show_that_can_be_published(tmp_path: Path) -> None:
    folder = tmp_path / "guild" / "third-way"
    folder.mkdir(parents=True)
    (folder / "speech.txt").write_text(TALK, encoding="utf-8")
    run("init", folder, "--show", folder.parent, "--base-url", "https://podnews.net/x")
    text = (folder.parent / "show.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"(?m)^# (?=[\w\[]+ ?[=\]])", "", text)
    assert uncommented.count("\n# ") == 0 and tomllib.loads(uncommented).keys() == SHOW_KEYS.keys()
    (folder.parent / "show.toml").write_text(uncommented.replace('image = "cover.png"', ""), encoding="utf-8")
    run("produce", folder, "--engine", "tone", "-q")
    run("publish", folder.parent)
    assert channel(folder.parent).findtext(f"{{{PODCAST}}}guid") == feed_guid("https://podnews.net/x/feed.xml")
    assert run("init", folder, "--show", folder.parent, "--base-url", "nonsense").output.count("stays as it is") == 2


def test_a_feed_without_its_ledger_is_not_begun_anew(guild: Path) -> None:
    publish(guild)
    (guild / "published.json").unlink()
    assert "restore it from your copy" in publish(guild, code=1)


def test_two_who_make_the_same_at_once_do_not_disturb_each_other(guild: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    for made in (guild / "third-way").glob("transcript.*"):
        made.unlink()
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(publish, [guild] * 6))
    assert all("2 episodes" in outcome for outcome in outcomes)
    assert not list(guild.rglob("*.part"))
