"""Never lose work: a producer is really killed, disks really fill, bits really flip, producers really meet."""

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_bad_input import command, environment
from test_produce import TALK, edit, produced, talk

from audiobook.edition import load, mend
from audiobook.files import sha256_of
from audiobook.mp3.frames import STANDARD, check_frames
from audiobook.mp3.tags import block_size
from audiobook.takes import TakeStore

__all__ = ["talk"]
WORDS = ("alone", "along", "aloof", "aside", "ahead", "apart")


def published(folder: Path) -> str:
    """The digest of the published edition, after it has proved whole."""
    edition = load(folder)
    assert edition is not None and edition.audio is not None
    path = folder / edition.audio.file
    content = path.read_bytes()
    assert sha256_of(path) == edition.audio.sha256 and len(content) == edition.audio.bytes
    check_frames(content[block_size(content[:10]) :], STANDARD)
    return edition.audio.sha256


def whole_store(folder: Path) -> bool:
    return not list(TakeStore(folder / ".takes").damaged())


def recorded_takes(folder: Path) -> set[str]:
    return {path.name for path in TakeStore(folder / ".takes").entries()}


@pytest.mark.parametrize("moments", [6, pytest.param(100, marks=pytest.mark.exotic)])
def test_killed_at_any_moment(talk: Path, moments: int) -> None:
    """Old or new edition whole, store clean, and the next run records nothing twice."""
    dice = random.Random(1917)
    produced(talk)
    began = time.monotonic()
    subprocess.run(command("produce", talk), check=True, capture_output=True)
    start_up = time.monotonic() - began
    for turn in range(moments):
        text = TALK.replace("alone", WORDS[turn % len(WORDS)] + str(turn)).replace("is not so", f"is not so {turn}")
        (talk / "speech.txt").write_text(text, encoding="utf-8")
        before = published(talk)
        with subprocess.Popen(command("produce", talk, "-q"), stdout=subprocess.DEVNULL) as process:
            time.sleep(dice.uniform(0.3 * start_up, 1.6 * start_up))
            process.kill()
        after = published(talk)
        assert whole_store(talk)
        kept = recorded_takes(talk)
        again = subprocess.run(command("produce", talk, "--json", "-q"), check=True, capture_output=True)
        outcome = json.loads(again.stdout)
        assert kept <= recorded_takes(talk)
        assert outcome["recorded"] <= 2 and (after == before or outcome["recorded"] == 0)
        assert published(talk) != before
        assert not list(talk.glob("*.part")) and not (talk / "edition.next.json").exists()


@pytest.mark.parametrize("state", ["before the first rename", "between the renames"])
def test_a_kill_around_the_renames_is_mended_by_digest(talk: Path, tmp_path: Path, state: str) -> None:
    produced(talk)
    old = shutil.copytree(talk, tmp_path / "old")
    edit(talk / "speech.txt", "alone", "along")
    produced(talk)
    new = published(talk)
    shutil.copy(talk / "edition.json", talk / "edition.next.json")
    shutil.copy(old / "edition.json", talk / "edition.json")
    if state == "before the first rename":
        shutil.move(talk / "talk.mp3", talk / "talk.mp3.part")
        shutil.copy(old / "talk.mp3", talk / "talk.mp3")
    expected = published(old) if state == "before the first rename" else new
    assert published(talk) == expected, "whoever looks sees one whole edition"
    mend(talk)
    assert published(talk) == expected
    assert sorted(path.name for path in talk.glob("*.part")) == [] and not (talk / "edition.next.json").exists()


@pytest.mark.parametrize("producers", [2, 4])
def test_producers_that_meet(talk: Path, producers: int) -> None:
    """On one edition one waits; all succeed, and there is one edition."""
    slow = environment(FAULTY_PAUSE="0.05")
    edit(talk / "edition.toml", '"tone"', '"faulty"')
    pipe, producing = subprocess.PIPE, command("produce", talk, "--json")
    running = [subprocess.Popen(producing, env=slow, stdout=pipe, stderr=pipe) for _ in range(producers)]
    outcomes = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0] * producers
    assert sum(outcome["recorded"] for outcome in outcomes) == 11, "each take was recorded once"
    published(talk)


def test_producers_that_share_a_store(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TALK, encoding="utf-8")
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command("produce", tmp_path / f"{name}.txt", "--engine", "tone"), stdout=pipe, stderr=pipe)
        for name in ("one", "two")
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    for process in running:
        process.communicate()
    assert published(tmp_path / "one") and published(tmp_path / "two")
    assert not list(TakeStore(tmp_path / ".takes").damaged())


def test_pruning_while_another_produces(talk: Path) -> None:
    (talk.parent / "show.toml").write_text("")
    edit(talk / "edition.toml", '"tone"', '"faulty"')
    slow = environment(FAULTY_PAUSE="0.1")
    pipe = subprocess.PIPE
    with subprocess.Popen(command("produce", talk), env=slow, stdout=pipe, stderr=pipe) as process:
        while process.poll() is None:
            subprocess.run(command("prune", talk.parent), check=True, capture_output=True)
        assert process.returncode == 0
    published(talk)


def test_flipped_bits_anywhere_in_the_store(talk: Path) -> None:
    dice = random.Random(7)
    produced(talk)
    good = published(talk)
    for _ in range(12):
        path = dice.choice(sorted(TakeStore(talk / ".takes").entries()))
        content = bytearray(path.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(content)
        (talk / "talk.mp3").unlink()
        assert produced(talk)["recorded"] <= 1
        assert published(talk) == good


def test_a_clock_that_goes_backwards(talk: Path) -> None:
    produced(talk)
    edit(talk / "speech.txt", "alone", "along")
    os.utime(talk / "speech.txt", (0, 0))
    os.utime(talk / "talk.mp3", (2**31, 2**31))
    assert produced(talk)["recorded"] == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.exotic
def test_a_disk_that_fills(talk: Path, small_disk: Path) -> None:
    folder = small_disk / "talk"
    shutil.copytree(talk, folder)
    store = {**os.environ, "AUDIOBOOK_STORE": str(talk / "store")}
    subprocess.run(command("produce", folder), env=store, check=True, capture_output=True)
    before = published(folder)
    edit(folder / "speech.txt", "alone", "along")
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes(free.f_bavail * free.f_frsize - 60_000))
    done = subprocess.run(command("produce", folder), env=store, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "cannot write the edition to" in done.stderr and "space" in done.stderr
    assert published(folder) == before
    assert not list(folder.glob("*.part")) and not (folder / "edition.next.json").exists()
    full = subprocess.run(command("produce", folder), env={**os.environ, "AUDIOBOOK_STORE": str(small_disk / "store")},
                          capture_output=True, text=True, check=False)
    assert full.returncode == 1 and "cannot write a recording" in full.stderr
    assert not list(TakeStore(small_disk / "store").damaged())
