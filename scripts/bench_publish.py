"""Time publishing 500 editions, and serving a 290 MB one to 200 listeners: .venv/bin/python scripts/bench_publish.py

Prints a line a figure: what, measured, bar. Loopback only, 1 GB of disk; a minute, most of it for drawing 500 covers.
"""

import asyncio
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
SEED = ROOT / "audio" / "trotsky-opposes-coalition"
EDITIONS, LISTENERS, BIG = 500, 200, 290_000_000
SHOW_TOML = 'title = "Five hundred"\nbase_url = "https://example.org/x/"\ncategory = "History"\n'


def audiobook(*arguments: object) -> float:
    """Run a command; its wall time in seconds."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "audiobook", *map(str, arguments), "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def told(what: str, measured: float, bar: float, unit: str) -> None:
    """A line of the outcome."""
    print(f"{what:58} {measured:8.2f} {unit:4} (bar {bar:g})", flush=True)


def seed_edition(folder: Path) -> Path:
    """The first edition, spoken by the tone engine."""
    home = folder / "seed"
    home.mkdir(parents=True)
    for name in ("speech.txt", "edition.toml"):
        (home / name).write_bytes((SEED / name).read_bytes())
    (folder / "show.toml").write_text(SHOW_TOML, encoding="utf-8")
    audiobook("produce", home, "--engine", "tone")
    return home


def five_hundred(folder: Path, seed: Path) -> None:
    """A show of editions that differ by their titles."""
    manifest = (seed / "edition.json").read_text(encoding="utf-8")
    for n in range(EDITIONS):
        home = folder / f"speech-{n:03}"
        home.mkdir(parents=True)
        os.link(seed / "seed.mp3", home / "seed.mp3")
        text = manifest.replace('"title": "Trotsky', f'"title": "Speech {n}: Trotsky', 1)
        (home / "edition.json").write_text(text, encoding="utf-8")
    (folder / "show.toml").write_text(SHOW_TOML, encoding="utf-8")


def bench_publish(folder: Path, seed: Path) -> None:
    """All of them with only covers and digests there, then one that changed."""
    five_hundred(folder, seed)
    audiobook("publish", folder)
    for home in folder.glob("speech-*"):
        for made in (*home.glob("transcript.*"), home / "chapters.json"):
            made.unlink()
    (folder / "feed.xml").unlink()
    told(f"publish {EDITIONS} editions, covers and digests present", audiobook("publish", folder), 5, "s")
    times = []
    for n in range(5):
        manifest = folder / f"speech-{n:03}" / "edition.json"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("peasants?", "farmers?"), encoding="utf-8")
        times.append(audiobook("publish", folder))
    told("publish when one changed (median of 5)", sorted(times)[2], 1, "s")


def big_edition(folder: Path, seed: Path) -> Path:
    """An edition whose MP3 has the length of ten hours."""
    home = folder / "big"
    home.mkdir(parents=True)
    piece = (seed / "seed.mp3").read_bytes()
    content = piece * (BIG // len(piece) + 1)
    (home / "big.mp3").write_bytes(content)
    manifest = json.loads((seed / "edition.json").read_text(encoding="utf-8"))
    manifest["audio"] |= {"file": "big.mp3", "bytes": len(content), "sha256": sha256(content).hexdigest()}
    (home / "edition.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "show.toml").write_text(SHOW_TOML, encoding="utf-8")
    return home / "big.mp3"


def bench_serve(folder: Path, seed: Path) -> None:
    """One listener who seeks, then many at once."""
    size = big_edition(folder, seed).stat().st_size
    command = [sys.executable, "-m", "audiobook", "serve", str(folder), "--port", "0", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        place = urlsplit(server.stdout.readline().strip())
        host, port = str(place.hostname), place.port or 80
        try:
            times = sorted(one_byte(host, port, size) for _ in range(200))
            told("one byte of 290 MB, median of 200", times[100] * 1000, 20, "ms")
            told("one byte of 290 MB, slowest of 200", times[-1] * 1000, 20, "ms")
            taken = asyncio.run(listeners(host, port, size))
            told(f"throughput to {LISTENERS} listeners", taken, 0, "MB/s")
            told(f"server's memory at its highest, {LISTENERS} listeners", highest_memory(server.pid), 150, "MB")
        finally:
            server.terminate()


def one_byte(host: str, port: int, size: int) -> float:
    """Seconds for one byte from somewhere in the file, connecting included."""
    place = random.randrange(size)
    began = time.perf_counter()
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.request("GET", "/big/big.mp3", headers={"Range": f"bytes={place}-{place}"})
    body = connection.getresponse().read()
    took = time.perf_counter() - began
    connection.close()
    assert len(body) == 1
    return took


async def listeners(host: str, port: int, size: int) -> float:
    """Half of them seek and read a megabyte at a time, half read the whole file and slowly. MB a second in all."""
    began = time.perf_counter()
    read = await asyncio.gather(*(listen(host, port, size, n % 2 == 0) for n in range(LISTENERS)))
    return sum(read) / 1e6 / (time.perf_counter() - began)


async def listen(host: str, port: int, size: int, seeks: bool) -> int:
    """One listener; the bytes he got."""
    read = 0
    for _ in range(6 if seeks else 1):
        place = random.randrange(size - 1_000_000)
        asked = f"bytes={place}-{place + 999_999}" if seeks else "bytes=0-"
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET /big/big.mp3 HTTP/1.1\r\nHost: {host}\r\nRange: {asked}\r\n\r\n".encode())
        read += await (pull(reader, 1_000_000, 0) if seeks else pull(reader, 3_000_000, 0.1))
        writer.close()
    return read


async def pull(reader: asyncio.StreamReader, most: int, pause: float) -> int:
    """Read up to so many bytes, pausing (seconds) after each piece."""
    read = 0
    while read < most and (piece := await reader.read(65536)):
        read += len(piece)
        await asyncio.sleep(pause)
    return read


def highest_memory(pid: int) -> float:
    """VmHWM of a process, in MB (Linux)."""
    rows = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(row for row in rows if row.startswith("VmHWM")).split()[1]) / 1000


def main() -> None:
    """Serve first: publishing warms nothing that serving would profit from."""
    with tempfile.TemporaryDirectory() as temporary:
        seed = seed_edition(Path(temporary) / "seed-show")
        bench_serve(Path(temporary) / "big-show", seed)
        bench_publish(Path(temporary) / "many-show", seed)


if __name__ == "__main__":
    main()
