"""The server, as a program of its own on loopback: what it serves, and all that it does not."""

import http.client
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import make_show, mend, run, serving

pytest.importorskip("starlette", reason="the extra [serve] is not installed")
pytest.importorskip("uvicorn", reason="the extra [serve] is not installed")

from audiobook.server.guard import host_name
from audiobook.server.ranges import Answer, Version, answer

MP3 = "/third-way/third-way.mp3"
VERSION = Version('"abc"', datetime(2026, 11, 23, 12, tzinfo=UTC))


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True)
class Served:
    folder: Path
    url: str

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """The path is sent as it stands: nothing tidies it up."""
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": place.netloc} | named)
        answered = connection.getresponse()
        body = answered.read()
        connection.close()
        return Reply(answered.status, {name.lower(): value for name, value in answered.getheaders()}, body)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = make_show(tmp_path_factory.mktemp("served") / "guild", "third-way", "путь & 2")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "linked").symlink_to(folder.parent)
    with serving(folder) as url:
        yield Served(folder, url)


def test_the_mp3_is_served_whole_and_in_parts(served: Served) -> None:
    content = (served.folder / MP3[1:]).read_bytes()
    digest = json.loads((served.folder / "third-way" / "edition.json").read_text(encoding="utf-8"))["audio"]["sha256"]
    whole = served.get(MP3)
    assert (whole.status, whole.body) == (200, content)
    assert whole.headers["etag"] == f'"{digest}"'
    assert whole.headers["content-type"] == "audio/mpeg" and whole.headers["accept-ranges"] == "bytes"
    assert served.get(f"{MP3}?v=whatever").body == content
    for wanted, part in (("0-0", content[:1]), ("100-", content[100:]), ("-100", content[-100:]),
                         ("5-9", content[5:10]), (f"0-{10**9}", content)):
        found = served.get(MP3, Range=f"bytes={wanted}")
        assert (found.status, found.body) == (206, part)
        assert found.headers["content-length"] == str(len(part))
    assert served.get(MP3, Range="bytes=0-0").headers["content-range"] == f"bytes 0-0/{len(content)}"
    beyond = served.get(MP3, Range=f"bytes={len(content)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(content)}")


def test_head_has_the_headers_and_no_body(served: Served) -> None:
    for path in (MP3, "/feed.xml", "/", "/third-way/transcript.vtt"):
        head, whole = served.get(path, "HEAD"), served.get(path)
        assert head.status == 200 and head.body == b""
        assert head.headers["content-length"] == str(len(whole.body)) and head.headers["etag"] == whole.headers["etag"]


def test_what_a_client_has_is_not_sent_again(served: Served) -> None:
    for path in (MP3, "/feed.xml", "/", "/.app/player.js", "/third-way/cover.jpg"):
        first = served.get(path)
        assert served.get(path, If_None_Match=first.headers["etag"]).status == 304
        assert served.get(path, If_None_Match='"other"').status == 200
        assert served.get(path, If_Modified_Since=first.headers["last-modified"]).status == 304


def test_a_part_is_only_of_the_version_that_was_meant(served: Served) -> None:
    etag = served.get(MP3, "HEAD").headers["etag"]
    assert served.get(MP3, Range="bytes=0-9", If_Range=etag).status == 206
    assert served.get(MP3, Range="bytes=0-9", If_Range='"other"').status == 200
    assert served.get(MP3, Range="bytes=0-9", If_Range=f"W/{etag}").status == 200


@pytest.mark.parametrize(("path", "kind"), [
    ("/third-way/chapters.json", "application/json+chapters"),
    ("/third-way/transcript.vtt", "text/vtt; charset=utf-8"),
    ("/third-way/transcript.srt", "application/x-subrip; charset=utf-8"),
    ("/third-way/transcript.json", "application/json"),
    ("/third-way/transcript.html", "text/html; charset=utf-8"),
    ("/third-way/cover.jpg", "image/jpeg"),
    ("/show.jpg", "image/jpeg"),
    ("/%D0%BF%D1%83%D1%82%D1%8C%20%26%202/transcript.vtt", "text/vtt; charset=utf-8"),
])
def test_every_file_has_its_type_and_may_be_fetched_from_other_sites(served: Served, path: str, kind: str) -> None:
    found = served.get(path)
    assert (found.status, found.headers["content-type"]) == (200, kind)
    assert found.headers["access-control-allow-origin"] == "*" and found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("path", "kind"), [
    ("/", "text/html; charset=utf-8"), ("/feed.xml", "application/rss+xml; charset=utf-8"),
    ("/.app/style.css", "text/css; charset=utf-8"), ("/.app/player.js", "text/javascript; charset=utf-8"),
])
def test_feed_and_pages_are_nothing_to_other_sites(served: Served, path: str, kind: str) -> None:
    found = served.get(path, Origin="https://other.example")
    assert (found.status, found.headers["content-type"]) == (200, kind)
    assert "access-control-allow-origin" not in found.headers
    assert found.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_browser_may_ask_for_ranges_from_another_site(served: Served) -> None:
    found = served.get(MP3, "OPTIONS", Origin="https://player.example", Access_Control_Request_Headers="range")
    assert found.status == 204 and "Range" in found.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", [
    "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/third-way/../../secret.txt", "//etc/passwd",
    "/third-way/%2e%2e/show.toml", "/third-way/..%5c..%5csecret.txt", "/%252e%252e/secret.txt", "/linked/secret.txt",
    "/show.toml", "/published.json", "/.served.json", "/third-way/edition.toml", "/third-way/edition.json",
    "/third-way/speech.txt", "/third-way/.companions.json", "/third-way/.previous/edition.json", "/.takes/", "/.takes",
    "/third-way", "/third-way/third-way.mp3/", "/third-way/third-way.mp3%00", "/.app/", "/.app/../pages.py",
    "/.app/__init__.py", "/third-way/./transcript.vtt", "/THIRD-WAY/transcript.vtt", "/%ff%fe",
])
def test_nothing_else_is_served(served: Served, path: str) -> None:
    found = served.get(path)
    assert found.status == 404 and b"secret" not in found.body


def test_a_file_that_became_a_link_is_not_served(served: Served) -> None:
    path = served.folder / "third-way" / "transcript.srt"
    kept = path.read_bytes()
    path.unlink()
    path.symlink_to(served.folder.parent / "secret.txt")
    try:
        assert served.get("/third-way/transcript.srt").status == 404
    finally:
        path.unlink()
        path.write_bytes(kept)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1.evil.example", "user@127.0.0.1"])
def test_other_names_are_refused(served: Served, host: str) -> None:
    assert served.get("/", Host=host).status in (400, 421)


def test_names_that_are_allowed_are_answered_with_their_own_addresses(tmp_path: Path, served: Served) -> None:
    with serving(served.folder, "--port", "0", "--allow-host", "Talks.example") as url:
        other = Served(served.folder, url)
        feed = other.get("/feed.xml", Host="talks.example:8000")
        assert b'href="http://talks.example:8000/feed.xml" rel="self"' in feed.body
        assert other.get("/", Host="evil.example").status == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_nothing_can_be_changed(served: Served, method: str) -> None:
    found = served.get(MP3, method)
    assert found.status == 405 and found.headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_feed_has_the_addresses_it_was_fetched_from(served: Served) -> None:
    body = served.get("/feed.xml").body.decode()
    assert f'href="{served.url}feed.xml" rel="self"' in body
    for url in re.findall(r'(?:url|href|uri)="([^"]+)"', body):
        place = urlsplit(url)
        assert served.get(place.path, "HEAD").status == 200, url


def test_pages_may_run_only_our_script_and_escape_everything(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script> & “x” \"onload=\"x"
    folder = make_show(tmp_path / "guild")
    (folder / "third-way" / "edition.toml").write_text(f"title = {json.dumps(bad)}\n", encoding="utf-8")
    run("produce", folder / "third-way", "--engine", "tone", "-q")
    with serving(folder) as url:
        for path in ("/", "/third-way/", "/third-way/transcript.html"):
            page = Served(folder, url).get(path)
            assert page.status == 200 and b"<script>" not in page.body
            assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page.body
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert not re.search(rb'(?:src|href)="(?:https?:)?//', page.body), "an external resource"
            assert not re.search(rb"<[^>]* (?:on\w+|style)=", page.body), "inline script or style"


def test_a_page_can_be_read_without_script(served: Served) -> None:
    index, own = served.get("/").body.decode(), served.get("/third-way/").body.decode()
    assert "Talks at the Guild" in index and 'href="third-way/transcript.html"' in index
    assert "<audio controls" in index and 'src="third-way/third-way.mp3?v=' in index
    assert "I shall speak up, then." in own and '<a href="../">Talks at the Guild</a>' in own


def test_an_edition_that_is_replaced_is_served_anew(tmp_path: Path) -> None:
    folder = make_show(tmp_path / "guild")
    with serving(folder) as url:
        here = Served(folder, url)
        before, feed = here.get(MP3), here.get("/feed.xml").body.decode()
        mend(folder)
        after, later = here.get(MP3), here.get("/feed.xml").body.decode()
        assert after.headers["etag"] != before.headers["etag"] and after.body == (folder / MP3[1:]).read_bytes()
        assert "whole word" in here.get("/third-way/transcript.vtt").body.decode().replace("\n", " ")
        for tag in ("guid", "pubDate"):
            assert re.findall(f"<{tag}.*", feed) == re.findall(f"<{tag}.*", later)
        assert served_mp3(feed) != served_mp3(later)


def served_mp3(feed: str) -> str:
    return str(re.findall(r'<enclosure url="([^"]+)"', feed)[0])


def test_serving_before_publishing_gives_no_date_away(tmp_path: Path) -> None:
    folder = make_show(tmp_path / "guild")
    with serving(folder) as url:
        first = Served(folder, url).get("/feed.xml").body.decode()
    with serving(folder) as url:
        second = Served(folder, url).get("/feed.xml").body.decode()
    assert re.findall("<(?:guid|pubDate).*", first) == re.findall("<(?:guid|pubDate).*", second)
    assert not (folder / "published.json").exists() and not (folder / "feed.xml").exists()


def test_a_port_that_is_taken_is_named(served: Served) -> None:
    port = str(urlsplit(served.url).port)
    assert f"port {port}" in run("serve", served.folder, "--port", port, code=1).output


def test_a_show_without_editions_is_not_served(tmp_path: Path) -> None:
    assert "holds no edition yet" in run("serve", tmp_path, "--port", "0", code=1).output


def test_a_broken_request_does_not_stop_the_server(served: Served) -> None:
    place = urlsplit(served.url)
    for nonsense in (b"\x00\xff\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
        with socket.create_connection((str(place.hostname), place.port or 0), timeout=5) as connection:
            connection.sendall(nonsense)
            connection.recv(1000)
    assert served.get("/").status == 200


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 200))
def test_a_range_is_the_slice_it_names(first: int, last: int, size: int) -> None:
    found = answer({"range": f"bytes={first}-{last}"}, VERSION, size)
    content = bytes(index % 256 for index in range(size))
    wanted = content[first : last + 1]
    if first > last:
        assert found == Answer(200, 0, size)
    elif first >= size:
        assert found.status == 416
    else:
        assert found.status == 206 and content[found.start : found.start + found.length] == wanted


@given(st.text(max_size=40), st.integers(0, 100))
def test_any_range_header_is_answered_within_the_file(header: str, size: int) -> None:
    found = answer({"range": header}, VERSION, size)
    assert found.status in (200, 206, 416) and found.start >= 0 and found.start + found.length <= size


@pytest.mark.parametrize(("headers", "status"), [
    ({"if-none-match": 'W/"abc"'}, 304), ({"if-none-match": '"x", "abc"'}, 304), ({"if-none-match": "*"}, 304),
    ({"if-none-match": '"x"', "if-modified-since": "Mon, 23 Nov 2026 12:00:00 GMT"}, 200),
    ({"if-modified-since": "Mon, 23 Nov 2026 11:59:59 GMT"}, 200), ({"if-modified-since": "nonsense"}, 200),
    ({"range": "bytes=0-1,3-4"}, 200), ({"range": "items=0-1"}, 200), ({"range": "bytes=-"}, 200),
    ({"range": "bytes=-0"}, 416), ({"range": "bytes=" + "9" * 30 + "-"}, 200),
    ({"range": "bytes=0-1", "if-range": VERSION.last_modified}, 206),
    ({"range": "bytes=0-1", "if-range": "Mon, 23 Nov 2026 12:00:01 GMT"}, 200),
])
def test_conditions(headers: dict[str, str], status: int) -> None:
    assert answer(headers, VERSION, 10).status == status


@pytest.mark.parametrize(("header", "name"), [
    ("Localhost:80", "localhost"), ("[::1]:8000", "::1"), ("[::1]", "::1"), ("a.example.", "a.example"), ("", ""),
    ("a b", ""), ("a:b", ""), ("::1", ""), ("user@host", ""),
])
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_name(header) == name


def test_the_qr_code_is_of_the_feed(served: Served) -> None:
    from audiobook.server.serving import qr_code

    rows = qr_code(f"{served.url}feed.xml").splitlines()
    assert len(rows) > 10 and len({len(row) for row in rows}) == 1
    assert qr_code("another") != qr_code("text")


def test_the_feed_under_many_names_does_not_fill_the_memory(served: Served) -> None:
    from audiobook.config import find_show, settings_in
    from audiobook.server.library import MOST_KEPT, Library

    show = replace(find_show(served.folder), base_url=served.url)
    catalogue = Library(show, lambda folder: settings_in(folder, show.folder)).catalogue()
    assert {catalogue.once(str(n), str(n).encode) for n in range(1000)} == {str(n).encode() for n in range(1000)}
    assert len(catalogue.documents) <= MOST_KEPT
    assert catalogue.once("999", lambda: b"made again") == b"999"
