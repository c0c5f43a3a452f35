"""The architecture: imports go down only, and a third-party library lives in one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "audiobook"
FLOORS = (
    ("errors", "files", "digest", "alignment", "pcm", "xml"),
    ("document", "script", "readers", "segmenter", "voice", "numerals", "normalization", "lexicon", "lexicons",
     "doubts"),
    ("engines", "casting"),
    ("mp3", "loudness", "mastering", "takes", "worker", "crew", "planning", "recording"),
    ("timeline", "show", "words", "edition", "comparing", "pruning", "exporting", "sourcing"),
    ("publish", "check"),
    ("keys", "config", "locking", "engaging", "freshness", "production", "server", "cli"),
)
"""A module imports only from lower floors, or from modules listed before it on its own."""
ROOMS = {
    "soxr": {"pcm"}, "lxml": {"xml"}, "lameenc": {"mp3"}, "mutagen": {"mp3"}, "pydub": {"mastering"},
    "soundfile": {"takes", "cli", "mp3"}, "sentencex": {"segmenter"}, "pyttsx3": {"engines"},
    "espeakng_loader": {"engines"}, "onnxruntime": {"engines"}, "piper": {"engines"},
    "filelock": {"locking"}, "watchfiles": {"cli"}, "PIL": {"publish"}, "rich": {"cli"}, "click": {"cli"},
    "starlette": {"server"}, "uvicorn": {"server"}, "anyio": {"server"}, "segno": {"server"},
}
"""Third-party library → the rooms that may import it; numpy is everywhere, and readers keep each its parser."""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in ("__init__", "__main__"))
ORDER = [name for floor in FLOORS for name in floor]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    assert here in ORDER, f"{here} has no floor; give it one above"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "audiobook" and len(parts) > 1 and parts[1] in ORDER and parts[1] != here:
            assert ORDER.index(parts[1]) < ORDER.index(here), f"{here} may not import {parts[1]}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_lives_in_one_room(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in ROOMS.get(library, {room(path)}), f"{library} belongs to {ROOMS[library]}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_module_bears_the_name_of_a_public_function() -> None:
    import audiobook

    functions = {name for name in audiobook.__all__ if name[0].islower()}
    assert not functions & {path.stem for path in PACKAGE.iterdir()}


def test_every_floor_names_what_is_there() -> None:
    there = {room(path) for path in MODULES}
    assert there <= set(ORDER)
