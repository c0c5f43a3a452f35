"""README, help and program tell one story."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, SEED

import audiobook
from audiobook.cli import COMMANDS, main
from audiobook.config import EDITION_KEYS, assignment

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_documented(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0 and len(result.output.splitlines()) > 5
    assert f"`audiobook {command}" in README


def test_every_option_has_help() -> None:
    for name in COMMANDS:
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_commands_of_the_readme_exist() -> None:
    shown = " ".join(blocks("console") + re.findall(r"`(audiobook [^`]*)`", README))
    assert set(re.findall(r"audiobook (?!cd\b)([a-z]+) ", shown)) <= set(COMMANDS)


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "speech.txt").write_text("A Title\n\nWe were told. We did not believe it.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks("python")
    exec(code.replace('"pyttsx3"', '"tone"'), {})
    assert (tmp_path / "my-edition" / "my-edition.mp3").is_file()


def test_the_settings_of_the_readme_are_settings(tmp_path: Path) -> None:
    (toml,) = blocks("toml")
    assert set(tomllib.loads(toml)) <= set(EDITION_KEYS)
    (tmp_path / "speech.txt").write_bytes((SEED / "speech.txt").read_bytes())
    (tmp_path / "edition.toml").write_text(toml, encoding="utf-8")
    assert assignment(tmp_path).settings.chapters[0].title == "Which peasants?"


def masked(text: str) -> list[str]:
    """Without what changes from run to run: figures."""
    return [re.sub(r"[\d.,:]+", "#", line).strip() for line in text.splitlines() if line.strip()]


def test_the_transcript_of_the_readme_is_what_happens(tmp_path: Path) -> None:
    folder = tmp_path / "audio" / SEED.name
    folder.mkdir(parents=True)
    (folder.parent / "show.toml").write_text("")
    for name in ("speech.txt", "edition.toml"):
        (folder / name).write_bytes((SEED / name).read_bytes())
    said = "".join(CliRunner().invoke(main, [command, str(folder)]).output for command in ("produce", "script"))
    said = said.replace(f"{tmp_path}/", "")
    (transcript,) = [block for block in blocks("console") if "$ audiobook script" in block]
    shown = [line for line in masked(transcript.split("$ sed")[0]) if not line.startswith("$")]
    assert set(shown) <= set(masked(said))


def test_init_writes_settings_that_are_settings(tmp_path: Path) -> None:
    folder = tmp_path / "talk"
    folder.mkdir()
    (folder / "speech.txt").write_bytes((SEED / "speech.txt").read_bytes())
    result = CliRunner().invoke(main, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    text = (folder / "edition.toml").read_text(encoding="utf-8")
    assert assignment(folder).settings.title == ""
    uncommented = re.sub(r"(?m)^# (?=[\w\"\[])", "", text.split("\n", 1)[1])
    (folder / "edition.toml").write_text(uncommented, encoding="utf-8")
    settings = assignment(folder).settings
    assert settings.title == "Trotsky Opposes Coalition" and settings.cast["speaker"].voice.startswith("pyttsx3:")
    assert set(tomllib.loads(uncommented)) <= set(EDITION_KEYS)
    again = CliRunner().invoke(main, ["init", str(folder)])
    assert again.exit_code == 0 and "stays as it is" in again.output


def test_public_names_are_documented() -> None:
    for name in audiobook.__all__:
        assert getattr(audiobook, name).__doc__ or name == "__version__"


def test_the_changelog_knows_this_version() -> None:
    assert f"## {audiobook.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_importing_loads_no_engine_and_little_else() -> None:
    import subprocess
    import sys

    heavy = {"numpy", "pyttsx3", "pydub", "lameenc", "soundfile", "soxr", "lxml", "PIL", "click", "rich", "sentencex"}
    code = f"import sys, audiobook; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
