"""A stable content hash of a value: the same on every machine, in every run."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

Digest: TypeAlias = str
"""32 hexadecimal characters: the first half of a SHA-256."""


def digest(value: object) -> Digest:
    """The digest of a value made of dataclasses, mappings, sequences, sets, strings, numbers, bytes and None.

    Fields and keys whose value is empty (None, "", (), {}, False) are left out, so that a new optional field changes
    no digest until somebody uses it. Raises TypeError for anything else: a hash that guesses is worse than none.
    """
    return digest_bytes(json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
        "utf-8", "surrogatepass"))


def digest_bytes(content: bytes) -> Digest:
    """The digest of bytes as they are."""
    return hashlib.sha256(content).hexdigest()[:32]


def _plain(value: object) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _filled({f.name: getattr(value, f.name) for f in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return _filled({str(key): content for key, content in value.items()})
    if isinstance(value, tuple | list):
        return [_plain(element) for element in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(element) for element in value)
    if isinstance(value, bytes):
        return digest_bytes(value)
    if isinstance(value, PurePath):
        return value.as_posix()
    if hasattr(value, "isoformat"):  # date and datetime
        return value.isoformat()
    raise TypeError(f"cannot take the digest of {type(value).__name__}")


def _filled(fields: Mapping[str, object]) -> dict[str, Any]:
    return {name: _plain(content) for name, content in fields.items() if content or _is_zero(content)}


def _is_zero(content: object) -> bool:
    return isinstance(content, int | float) and not isinstance(content, bool)
