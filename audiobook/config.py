"""Reads edition.toml, show.toml, environment and flags, once, into the values of show.py.

What comes first wins: flags, environment, edition.toml, show.toml's [defaults], defaults.
"""

import os
import re
import tomllib
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audiobook.engines import open_engine
from audiobook.errors import CastingError, EngineError, SettingsError, SourceError
from audiobook.keys import (
    Key,
    Parts,
    Wrong,
    read_any,
    read_choice,
    read_day,
    read_flag,
    read_language,
    read_line,
    read_number,
    read_table,
    read_text,
    read_toml,
    read_whole,
)
from audiobook.lexicon import Lexicon, Pronunciation
from audiobook.lexicons import read_pls
from audiobook.mp3.frames import QUALITIES
from audiobook.readers import sources_in
from audiobook.script import ChapterStart
from audiobook.show import CastChoice, EditionSettings, Levels, Rates, Show
from audiobook.sourcing import refuse_another_text, texts_elsewhere
from audiobook.timeline import Pauses

EDITION_TOML = "edition.toml"
SHOW_TOML = "show.toml"


@dataclass(frozen=True)
class Assignment:
    """An edition to make: where it lies, what it is made from, and what the editor decided."""

    folder: Path
    """The edition's folder; it may not exist yet."""
    sources: tuple[Path, ...]
    """The files that hold its text, in order."""
    show: Show
    store: Path
    """The folder of takes."""
    settings: EditionSettings
    lexicons: tuple[Path, ...] = ()
    """The files of pronunciations that are in the settings."""

    @property
    def toml(self) -> Path:
        """Where its edition.toml is, or would be."""
        return self.folder / EDITION_TOML


def assignment(source: str | Path, *, show: str | Path | None = None, flags: Parts | None = None) -> Assignment:
    """What there is to do for a source: an edition's folder, or any text file.

    `flags` are fields of EditionSettings that the command line sets. Raises SourceError for a source that is not there
    or would overwrite another one's edition, SettingsError for a file of settings that cannot be followed, and
    CastingError for a voice that is not there.
    """
    source = Path(source)
    if not source.exists():
        raise SourceError(f"{source} does not exist; give an edition's folder or a text file")
    own = source if source.is_dir() else _own_folder(source)
    elsewhere = texts_elsewhere(own) if own else (source,)
    home = _show_folder(source, show, made_in_it=bool(own and elsewhere))
    folder = own or home / slug(source.stem)
    if own is None:
        refuse_another_text(folder, source)
    the_show, defaults = _read_show(home)
    layers = (defaults, _read_edition(folder / EDITION_TOML), flags or {})
    settings = _settings(*layers)
    _check_voices({home / SHOW_TOML: defaults, folder / EDITION_TOML: layers[1]}, settings)
    lexicons = tuple(path for layer in layers for path in layer.get("lexicons", ()))
    sources = (source,) if own is None else _sources(folder, settings, elsewhere)
    return Assignment(folder, sources, the_show, store_of(home), settings, lexicons)


def store_of(show: Path) -> Path:
    """Where a show's takes lie."""
    return Path(os.environ.get("AUDIOBOOK_STORE") or show / ".takes")


def slug(name: str) -> str:
    """A name for folders and addresses: lower case, letters and digits of any script, hyphens between."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "edition"


def find_show(folder: str | Path) -> Show:
    """The show of a folder: its own show.toml, or without one an unnamed show."""
    return _read_show(Path(folder))[0]


def show_of(folder: str | Path, chosen: str | Path | None = None) -> Show:
    """The show that an edition's folder belongs to: `chosen`, or the nearest above it with a show.toml."""
    return find_show(_show_folder(Path(folder), chosen))


def settings_in(folder: str | Path, show: str | Path) -> EditionSettings:
    """The settings of the edition in a folder of this show, wherever its text lies."""
    return _settings(_read_show(Path(show))[1], _read_edition(Path(folder) / EDITION_TOML))


def _show_folder(source: Path, chosen: str | Path | None, *, made_in_it: bool = False) -> Path:
    """The show of a text file or an edition's folder; `made_in_it` when that folder was made in it."""
    if chosen:
        return Path(chosen)
    beside = source if source.is_dir() and not made_in_it else _parent(source)
    above = (folder for folder in (beside.absolute(), *beside.absolute().parents) if (folder / SHOW_TOML).is_file())
    found = next(above, None)
    if found is not None:
        return _relative_like(found, beside)
    return Path(os.environ.get("AUDIOBOOK_SHOW") or beside)


def _parent(path: Path) -> Path:
    return path.parent if path.name not in ("", "..") else path.resolve().parent


def _relative_like(folder: Path, other: Path) -> Path:
    """Paths in messages stay as short as what the user typed."""
    return folder if other.is_absolute() else Path(os.path.relpath(folder))


def _own_folder(source: Path) -> Path | None:
    """The edition folder a file is the source of: `audiobook produce talk/speech.txt` means `talk`."""
    folder = source.parent
    if not (folder / EDITION_TOML).is_file():
        return None
    named = _read_edition(folder / EDITION_TOML).get("sources") or ()
    return folder if source.name in named or (not named and source.stem == "speech") else None


def _sources(folder: Path, settings: EditionSettings, elsewhere: tuple[Path, ...]) -> tuple[Path, ...]:
    if settings.sources:
        paths = tuple(folder / name for name in settings.sources)
        for path in paths:
            if not path.is_file():
                raise SourceError(f"{path}, a source named in {folder / EDITION_TOML}, does not exist")
        return paths
    return elsewhere or tuple(sources_in(folder))


def _check_voices(files: Mapping[Path, Parts], settings: EditionSettings) -> None:
    """Raise CastingError naming file and key for a voice that its engine does not have.

    Whether there is such an engine is told when it is engaged; which one `auto` means is not settled yet.
    """
    for path, parts in files.items():
        for role, choice in parts.get("cast", {}).items():
            engine, _, name = choice.voice.rpartition(":")
            try:
                if (engine or settings.engine) != "auto":
                    open_engine(engine or settings.engine).voice(name)
            except CastingError as error:
                raise CastingError(f"{path}: cast.{role}: {error}") from error
            except EngineError:
                continue


def _settings(*layers: Parts) -> EditionSettings:
    """The layers over one another; tables are merged key by key."""
    merged: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            merged[name] = {**merged.get(name, {}), **value} if isinstance(value, Mapping) else value
    merged.pop("lexicons", None)
    merged["lexicon"] = Lexicon(merged.get("lexicon", {}))
    merged["pauses"] = Pauses(**merged.get("pauses", {}))
    merged["levels"] = Levels(**merged.get("levels", {}))
    merged["rates"] = Rates(**merged.get("rates", {}))
    return EditionSettings(**merged)


def _read_edition(path: Path) -> Parts:
    return _with_lexicons(read_toml(path, EDITION_KEYS), path.parent) if path.is_file() else {}


def _with_lexicons(parts: Parts, folder: Path) -> Parts:
    """With the words of the lexicon files that it names, below those it has itself; an earlier file before a later.

    `lexicons` are then the files' paths.
    """
    paths = tuple(folder / name for name in parts.get("lexicons", ()))
    entries = {word: said for path in reversed(paths) for word, said in read_pls(path).entries.items()}
    return {**parts, "lexicons": paths, "lexicon": {**entries, **parts.get("lexicon", {})}} if paths else parts


def _read_show(folder: Path) -> tuple[Show, Parts]:
    path = folder / SHOW_TOML
    parts = dict(read_toml(path, SHOW_KEYS)) if path.is_file() else {}
    defaults = _with_lexicons(parts.pop("defaults", {}), folder)
    return replace(Show(folder), **parts.pop("owner", {}), **parts), defaults


def _names(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(n, str) and n for n in names):
        raise Wrong(f'must be a file name, or a list of them, not {value!r}')
    if any(Path(n).is_absolute() or ".." in Path(n).parts for n in names):
        raise Wrong(f"must stay within the edition's folder, not {value!r}")
    return tuple(names)


def _inside(value: Any) -> str:
    """A file's name within the edition's folder; "" for none."""
    return _names(value)[0] if read_text(value) else ""


def _voice(value: Any) -> str:
    if not isinstance(value, str) or not all(part.strip() for part in value.split(":")):
        raise Wrong(f'must be a voice such as "pyttsx3:en-us", not {value!r}')
    return value


def _choice(value: Any) -> CastChoice:
    if isinstance(value, str):
        return CastChoice(_voice(value))
    choice: Mapping[str, Any] = read_table(CHOICE_KEYS)(value)
    if "voice" not in choice:
        raise Wrong('needs a voice: { voice = "pyttsx3:en-us+m7", rate = 1.1 }')
    return CastChoice(**choice)


def _pronunciation(value: Any) -> Pronunciation:
    if isinstance(value, str) and value.strip():
        return Pronunciation(respelling=value)
    if isinstance(value, Mapping) and set(value) == {"ipa"} and isinstance(value["ipa"], str) and value["ipa"].strip():
        return Pronunciation(ipa=value["ipa"])
    raise Wrong(f'must be a respelling "koo-lack" or {{ ipa = "kuˈlak" }}, not {value!r}')


def read_lexicon_lines(lines: Iterable[str]) -> Lexicon:
    """Lines as they stand under [lexicon]. Raises SettingsError."""
    text = "\n".join(lines)
    try:
        return Lexicon(read_any(_pronunciation)(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, Wrong) as error:
        raise SettingsError(f"{text!r} is no line of a lexicon ({error}); write kulak = \"koo-lahk\", "
                            "or kulak = { ipa = \"kuːˈlɑːk\" }") from error


def _chapters(value: Any) -> tuple[ChapterStart, ...]:
    if not isinstance(value, list):
        raise Wrong('must be written as [[chapters]] with title = "…" and starts = "…"')
    starts = []
    for chapter in value:
        parts = read_table(CHAPTER_KEYS)(chapter)
        if not parts.get("title") or not parts.get("starts"):
            raise Wrong('each need a title = "…" and starts = "…", the words the chapter begins with')
        starts.append(ChapterStart(**parts))
    return tuple(starts)


def read_folder_url(value: Any) -> str:
    """The address of a published folder, with a slash at its end."""
    address = _address(value)
    if urlsplit(address).query or urlsplit(address).fragment:
        raise Wrong(f"must be the address of a folder, without ? and #, not {value!r}")
    return address.rstrip("/") + "/"


def _address(value: Any) -> str:
    parts = urlsplit(value) if isinstance(value, str) and value.isascii() and not re.search(r"\s", value) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise Wrong(f"must be an address such as https://example.org/speeches/, not {value!r}")
    return str(value)


def _uuid(value: Any) -> str:
    try:
        return str(uuid.UUID(value))
    except (ValueError, AttributeError, TypeError) as error:
        raise Wrong(f"must be a UUID such as 9b024349-ccf0-5f69-a609-6b82873eab3c, not {value!r}") from error


_SPEED = read_number(0.5, 2)
CHAPTER_KEYS = {"title": Key(read_line), "starts": Key(read_text)}
CHOICE_KEYS = {"voice": Key(_voice), "rate": Key(_SPEED), "pitch": Key(read_whole(0, 99))}
EDITION_KEYS: Mapping[str, Key] = {
    "title": Key(read_line),
    "author": Key(read_line),
    "date": Key(read_day),
    "language": Key(read_language),
    "source": Key(_names, "sources"),
    "sources": Key(_names),
    "engine": Key(read_text),
    "rate": Key(_SPEED),
    "reactions": Key(read_choice("read", "skip")),
    "editorial": Key(read_choice("read", "skip")),
    "credits": Key(read_flag),
    "quality": Key(read_choice(*QUALITIES)),
    "cover": Key(_inside),
    "chapter_covers": Key(read_flag),
    "cast": Key(read_any(_choice)),
    "lexicon": Key(read_any(_pronunciation)),
    "lexicons": Key(_names),
    "pauses": Key(read_table({f.name: Key(read_whole(0, 60_000)) for f in fields(Pauses)})),
    "levels": Key(read_table({f.name: Key(read_number(-12, 6)) for f in fields(Levels)})),
    "rates": Key(read_table({f.name: Key(_SPEED) for f in fields(Rates)})),
    "chapters": Key(_chapters),
}
SHOW_KEYS: Mapping[str, Key] = {
    "title": Key(read_line),
    "description": Key(read_text),
    "author": Key(read_line),
    "language": Key(read_language),
    "base_url": Key(read_folder_url),
    "guid": Key(_uuid),
    "category": Key(read_text),
    "explicit": Key(read_flag),
    "owner": Key(read_table({"name": Key(read_text, "owner_name"), "email": Key(read_text, "owner_email")})),
    "copyright": Key(read_text),
    "license": Key(read_text),
    "image": Key(read_text),
    "website": Key(_address),
    "type": Key(read_choice("episodic", "serial")),
    "medium": Key(read_choice("podcast", "audiobook")),
    "locked": Key(read_flag),
    "defaults": Key(read_table(EDITION_KEYS)),
}
