"""docs/engines.md: its engine speaks an edition, and what it names exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from audiobook.cli import COMMANDS, main
from audiobook.engines import BUILT_IN

PAGE = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    (only,) = found
    return only


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The page's engine as an installed package has it: a module, and metadata with its entry point."""
    (tmp_path / "audiobook_morse.py").write_text(block("python"), encoding="utf-8")
    info = tmp_path / "audiobook_morse-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: audiobook-morse\nVersion: 1\n")
    group, entry = re.findall(r'entry-points\."(.*?)"\]\n(.*)', block("toml"))[0]
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry.replace(chr(34), '')}\n")
    return tmp_path


def test_the_engine_of_the_page_speaks_an_edition(package: Path) -> None:
    talk = package / "talk"
    talk.mkdir()
    text = "A Title\n\nWe were told so. (“No!” shouts someone.) We … went on."
    (talk / "speech.txt").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "audiobook", "produce", str(talk), "--engine", "morse", "-j", "1"],
                          cwd=package, env={"PYTHONPATH": str(package), "PATH": ""}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (talk / "talk.mp3").stat().st_size > 50_000
    assert "morse:ship" in (talk / "edition.json").read_text("utf-8")


def test_every_engine_and_command_of_the_page_exists() -> None:
    assert set(re.findall(r"^\| `([a-z0-9]+)` \|", PAGE, re.M)) == set(BUILT_IN)
    assert set(re.findall(r"`audiobook ([a-z]+)", PAGE)) <= set(COMMANDS)
    for option in ("--text", "--lexicon"):
        assert option in CliRunner().invoke(main, ["audition", "--help"]).output
