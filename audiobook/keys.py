"""Reading TOML that people write: every key checked, and complaints that name file, line, key and what it should be."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from audiobook.errors import SettingsError

Parts = Mapping[str, Any]
"""Fields of a settings value that a file sets, checked and typed."""
Reader = Callable[[Any], Any]
"""From TOML's value to the field's. Raises Wrong."""


class Wrong(ValueError):
    """What is wrong with the value of a key, as the end of a sentence; `trail` are the keys that lead to it."""

    def __init__(self, message: str, trail: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.trail = trail


@dataclass(frozen=True, slots=True)
class Key:
    """How a key is read, and into which field it goes ("" for its own name)."""

    read: Reader
    field: str = ""


def read_toml(path: Path, keys: Mapping[str, Key]) -> Parts:
    """The fields that a file sets. Raises SettingsError naming file, line and key."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    try:
        return read_table(keys)(content)  # type: ignore[no-any-return]
    except Wrong as error:
        raise SettingsError(f"{path}, line {_line(text, error.trail)}: {'.'.join(error.trail)} {error}") from error


def read_table(keys: Mapping[str, Key]) -> Reader:
    """A table with these keys and no others."""

    def read(value: Any) -> Parts:
        items = _items(value, keys)
        return {keys[name].field or name: _within(name, keys[name].read, content) for name, content in items}

    return read


def read_any(read: Reader) -> Reader:
    """A table whose keys are the editor's own, and whose values are all read alike."""

    def read_all(value: Any) -> Parts:
        return {name: _within(name, read, content) for name, content in _items(value)}

    return read_all


def _items(value: Any, keys: Mapping[str, Key] | None = None) -> list[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise Wrong(f"must be a table, not {value!r}")
    for name in value:
        if keys is not None and name not in keys:
            near = difflib.get_close_matches(name.lower(), keys, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(keys)}"
            raise Wrong(f"is an unknown key; {hint}", (name,))
    return list(value.items())


def _within(name: str, read: Reader, value: Any) -> Any:
    try:
        return read(value)
    except Wrong as error:
        raise Wrong(str(error), (name, *error.trail)) from error


def _line(text: str, trail: tuple[str, ...]) -> int:
    """The line of the last key of a trail, each looked for behind the one before it."""
    at = 0
    for name in trail:
        key = re.compile(rf"(?m)(?:^|[{{,.\[])[ \t]*[\"']?(?P<key>{re.escape(name)})[\"']?[ \t]*[=.\]]")
        match = key.search(text, at)
        at = match.start("key") if match else at
    return text.count("\n", 0, at) + 1


def read_text(value: Any) -> str:
    """Text in quotes."""
    if not isinstance(value, str):
        raise Wrong(f"must be text in quotes, not {value!r}")
    return value


def read_line(value: Any) -> str:
    """Text in quotes, as one line: white space within it is one space."""
    return " ".join(read_text(value).split())


def read_language(value: Any) -> str:
    """A language tag (BCP 47, RFC 5646 section 2.1: a language of two or three letters, then subtags), or ""."""
    tag = read_text(value).strip()
    if tag and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag):
        raise Wrong(f'must be a language tag such as "en", "pt-BR" or "zh-Hant", not {value!r}')
    return tag


def read_flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong(f"must be true or false, not {value!r}")
    return value


def read_day(value: Any) -> date:
    """A day, as TOML's own or in quotes."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Wrong(f"must be a day such as 1917-11-08, not {value!r}") from error


def read_number(low: float, high: float) -> Reader:
    """A number within bounds."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise Wrong(f"must be a number from {low:g} to {high:g}, not {value!r}")
        return float(value)

    return read


def read_whole(low: int, high: int) -> Reader:
    """A whole number within bounds."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Wrong(f"must be a whole number from {low} to {high}, not {value!r}")
        return value

    return read


def read_choice(*choices: str) -> Reader:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise Wrong(f"must be {' or '.join(map(repr, choices))}, not {value!r}")
        return str(value)

    return read
