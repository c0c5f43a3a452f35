"""Bad input: one clear line, exit 1, nothing damaged, no half-written file."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_produce import TALK, edit, manifest, produced, run, talk

from audiobook.cli import main
from audiobook.config import assignment
from audiobook.crew import Crew
from audiobook.errors import RecordingError
from audiobook.production import rehearse
from audiobook.recording import record
from audiobook.takes import TakeStore

__all__ = ["talk"]
ENGINES = Path(__file__).parent / "engines"


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock")


def refused(*arguments: object, code: int = 1) -> str:
    """The one line that says why not."""
    result: Result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert result.stdout == "", "nothing on standard output"
    (line,) = [line for line in result.stderr.splitlines() if "takes, about" not in line]
    return line


@pytest.mark.parametrize(("content", "said"), [
    (b"", "no text"), (b" \n\t \xc2\xa0\n", "no text"), (b"\x7fELF\x02\x01\x01\x00" + bytes(64), "not"),
    (bytes(range(256)) * 8, "not"), (b"\x89PNG\r\n\x1a\n" + bytes(100), "not"),
])
def test_files_that_hold_no_text(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(content)
    line = refused("produce", path, "--engine", "tone")
    assert "talk.txt" in line and said in line
    assert files(tmp_path) == ["talk.txt"]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "does not exist" in refused("produce", tmp_path / "gone.txt")
    (tmp_path / "empty").mkdir()
    assert "speech.txt" in refused("produce", tmp_path / "empty")
    assert files(tmp_path) == []


@pytest.mark.parametrize(("encoding", "warned"), [("cp1252", "1252"), ("utf-16", ""), ("utf-8-sig", "")])
def test_other_encodings_are_read(tmp_path: Path, encoding: str, warned: str) -> None:
    (tmp_path / "talk.txt").write_bytes("“Café” — so it was said.\n\nÀ la fin.".encode(encoding))
    result = run("produce", tmp_path / "talk.txt", "--engine", "tone", "-q")
    assert warned in result.stderr
    assert "Café" in manifest(tmp_path / "talk")["sentences"][0]["text"]


@pytest.mark.parametrize("content", [
    "Before\x00after, he said.", "A bell\x07 and an escape\x1b[31m here.", "A lone \ud800 surrogate here.",
])
def test_characters_that_are_no_text(tmp_path: Path, content: str) -> None:
    (tmp_path / "talk.txt").write_bytes(content.encode("utf-8", "surrogatepass"))
    result = CliRunner().invoke(main, ["produce", str(tmp_path / "talk.txt"), "--engine", "tone"])
    assert result.exit_code in (0, 1) and "Traceback" not in result.output
    assert result.stderr.count("audiobook: ") == 1, "a warning or an error, in one line"


@pytest.mark.parametrize("text", ["word " * 40_000, "Words of words, and more. " * 8_000, "x" * 200_000])
def test_a_very_long_paragraph_is_taken_in_parts(tmp_path: Path, text: str) -> None:
    (tmp_path / "talk.txt").write_text(text)
    planned = json.loads(run("plan", tmp_path / "talk.txt", "--engine", "tone", "--json").stdout)
    said = [step["text"] for step in planned["steps"]]
    assert max(map(len, said)) <= 600 and planned["takes"] * 600 >= len(text.strip())


@pytest.mark.parametrize("text", ["word, " * 1_700 + "end.", "x" * 10_000])
def test_a_very_long_sentence_is_spoken_whole(tmp_path: Path, text: str) -> None:
    (tmp_path / "talk.txt").write_text(text)
    produced(tmp_path / "talk.txt", "--engine", "tone")
    said = "".join(s["text"] for s in manifest(tmp_path / "talk")["sentences"])
    assert said.replace(" ", "") == text.replace(" ", "")


def test_markup_in_plain_text_is_words(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("He wrote <b>bold</b> &amp; [[x]] in his notes, and that was all he ever wrote.")
    produced(tmp_path / "talk.txt", "--engine", "tone")
    said = " ".join(s["text"] for s in manifest(tmp_path / "talk")["sentences"])
    assert "<b>bold</b> &amp;" in said


def test_voices_and_engines_that_do_not_exist(talk: Path) -> None:
    assert "no engine 'tonne'; nearest: tone" in refused("produce", talk, "--engine", "tonne")
    edit(talk / "edition.toml", 'engine = "tone"\n', 'engine = "pyttsx3"\n[cast]\nspeaker = "pyttsx3:en-uss"\n')
    assert "no voice 'en-uss'; nearest: en-us" in refused("produce", talk)
    edit(talk / "edition.toml", "en-uss", "en-us+m99")
    assert "m99" in refused("produce", talk)
    assert files(talk) == ["edition.toml", "speech.txt"]


def test_settings_with_mistakes(talk: Path) -> None:
    edit(talk / "edition.toml", 'engine = "tone"', 'engine = "tone"\npausses = 3')
    line = refused("produce", talk)
    assert "edition.toml, line 2: pausses is an unknown key; did you mean 'pauses'?" in line


def test_chapter_words_that_are_not_found(talk: Path) -> None:
    edit(talk / "edition.toml", '"tone"', '"tone"\n[[chapters]]\ntitle = "X"\nstarts = "A second paragraph fallows"')
    line = refused("produce", talk)
    assert 'no sentence begins with "A second paragraph fallows"' in line and "edition.toml" in line
    assert 'nearest begins "A second paragraph follows' in line


def test_a_published_edition_survives_every_mistake(talk: Path) -> None:
    produced(talk)
    before = {name: (talk / name).read_bytes() for name in ("talk.mp3", "edition.json")}
    (talk / "speech.txt").write_bytes(b"")
    refused("produce", talk)
    (talk / "speech.txt").write_text(TALK)
    edit(talk / "edition.toml", '"tone"', '"tonne"')
    refused("produce", talk)
    assert {name: (talk / name).read_bytes() for name in before} == before


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "audiobook", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ENGINES), **changes}


@pytest.fixture
def faulty(talk: Path) -> Path:
    edit(talk / "edition.toml", '"tone"', '"faulty"')
    return talk


@pytest.mark.parametrize(("word", "said"), [
    ("raise", "the engine does not like this sentence"), ("crash", "division by zero"), ("die", "died"),
])
def test_an_engine_that_fails_costs_one_sentence(faulty: Path, word: str, said: str) -> None:
    edit(faulty / "speech.txt", "It is not so.", f"I will {word} now.")
    done = subprocess.run(command("produce", faulty), env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stdout == ""
    line = done.stderr.splitlines()[-1]
    assert "1 sentence could not be recorded" in line and f'"I will {word} now."' in line and said in line
    assert not (faulty / "faulty.mp3").exists() and not (faulty / "edition.json").exists()

    mended = environment(FAULTY_MENDED="1")
    again = subprocess.run(command("produce", faulty), env=mended, capture_output=True, text=True, check=True)
    assert "1 take recorded, 10 reused" in again.stdout, "the next run goes on from there"


def test_a_hanging_engine_is_ended(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ENGINES))
    monkeypatch.setenv("PYTHONPATH", str(ENGINES))
    edit(faulty / "speech.txt", "It is not so.", "I will hang now.")
    rehearsal = rehearse(assignment(faulty))
    store = TakeStore(faulty / ".takes")
    with pytest.raises(RecordingError, match=r'1 sentence could not .*"I will hang now."'):
        record(rehearsal.plan, store, crew=Crew(workers=2, deadline_s=2))
    assert len(store.ids()) == 10, "everything else is kept"


def test_ctrl_c_keeps_what_is_recorded(faulty: Path) -> None:
    slow, pipe = environment(FAULTY_PAUSE="0.4"), subprocess.PIPE
    alone = command("produce", faulty, "-j", "1")
    with subprocess.Popen(alone, env=slow, stderr=pipe, stdout=pipe, text=True) as process:
        while len(list(faulty.rglob("*.take"))) < 4:
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 3
    assert process.returncode == 1 and out == "" and "stopped; what was recorded is kept" in err.splitlines()[-1]
    assert "Traceback" not in err and not (faulty / "edition.json").exists()
    again = subprocess.run(command("produce", faulty, "--json"), env=environment(), capture_output=True, check=True)
    assert json.loads(again.stdout)["reused"] >= 2


def limited(talk: Path) -> str:
    """A limit on the size of files stands in for a full disk; returns the last line said."""
    shell = f"ulimit -f 50; exec {' '.join(command('produce', talk))}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stdout == ""
    return done.stderr.splitlines()[-1]


def test_a_full_disk(talk: Path) -> None:
    produced(talk)
    before = {name: (talk / name).read_bytes() for name in ("talk.mp3", "edition.json")}
    edit(talk / "edition.toml", '"tone"', '"tone"\ntitle = "Other"')
    assert "cannot write the edition to" in limited(talk)
    edit(talk / "speech.txt", "stand alone", "stand along")
    assert "cannot write a recording to" in limited(talk)
    assert {name: (talk / name).read_bytes() for name in before} == before
    assert not list(talk.rglob("*.part")) and not (talk / "edition.next.json").exists()
    assert produced(talk)["recorded"] == 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    assert "/proc/show" in refused("produce", tmp_path / "talk.txt", "--engine", "tone", "--show", "/proc/show")


def test_usage_is_exit_2(talk: Path) -> None:
    source = str(talk)
    for arguments in (["produce"], ["produce", source, "--no-such"], ["nothing"], ["produce", source, "-j", "0"]):
        assert CliRunner().invoke(main, arguments).exit_code == 2
