"""XML is parsed safely: nothing expanded, nothing fetched, nothing cut in silence; it is built without escapes."""

import socket
from collections.abc import Iterator

import pytest

from audiobook.errors import SourceError
from audiobook.readers import akoma_ntoso, html, tei
from audiobook.xml import add, build, drop, find, find_all, local, parse_html, parse_xml, serialize, text_of


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every attempt to open a connection fails the test."""
    def refuse(*_: object) -> None:
        pytest.fail("a network connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    "declaration",
    [
        LAUGHS,
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://example.org/x">',
        '<!ENTITY % p SYSTEM "http://example.org/evil.dtd"> %p;',
    ],
    ids=["billion laughs", "local file", "network", "parameter entity"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32-le"])
def test_entities_are_refused_in_every_width(declaration: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE TEI [{declaration}]>'
    text = head + "<TEI><text><p>&l9;</p></text></TEI>"
    for read in (tei.read, akoma_ntoso.read):
        with pytest.raises(SourceError, match=r"a\.xml: declares XML entities"):
            read(text.encode(encoding), "a.xml")


def test_an_outer_dtd_is_not_loaded_and_its_entities_are_known_by_name() -> None:
    words = "a&nbsp;b &mdash; c&unknown;<hi>d</hi>"
    text = f'<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd"><TEI><text><p>{words}</p></text></TEI>'
    assert tei.read(text.encode(), "x").text == "a\u00a0b — c&unknown;d"


def test_includes_and_stylesheets_are_not_followed() -> None:
    text = (
        '<?xml-stylesheet href="http://example.org/x.xsl"?><TEI xmlns:xi="http://www.w3.org/2001/XInclude"><text>'
        '<xi:include href="http://example.org/x.xml"/><p>Words.</p></text></TEI>'
    )
    assert tei.read(text.encode(), "x").text == "Words."
    page = b'<base href="http://example.org/"><link rel=stylesheet href=x.css><img src=y><iframe src=z></iframe>Words.'
    assert html.read(page, "x").text == "Words."


@pytest.mark.parametrize("data", [b"<a>", b"", b"words", b"<a></b>", b"\xff\xfe<"])
def test_broken_xml_is_refused_with_the_file_and_the_place(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parse_xml(data, "a.xml")
    assert str(caught.value).startswith("a.xml: broken XML (") and "\n" not in str(caught.value)


def test_finding_ignores_namespaces_and_dropping_keeps_what_follows() -> None:
    root = parse_xml(b'<a xmlns="u"><b><c>1</c></b>2<d/>3<c xmlns="v">4</c></a>', "x")
    assert [text_of(found) for found in find_all(root, "c")] == ["1", "4"]
    assert text_of(find(root, "b", "c")) == "1" and find(root, "d", "c") is None
    for element in list(root):
        if local(element) != "c":
            drop(element)
    assert text_of(root) == "234"


def test_what_is_built_is_escaped_and_read_back() -> None:
    namespaces = {"podcast": "https://podcastindex.org/namespace/1.0"}
    root = build("rss", attributes={"version": "2.0"}, namespaces=namespaces)
    add(root, "title", "Bread & <Peace> \x0c “…”")
    add(root, "{https://podcastindex.org/namespace/1.0}locked", "yes", {"owner": 'a"b'})
    data = serialize(root)
    assert b"<podcast:locked owner=" in data and data.startswith(b"<?xml") and data.endswith(b"\n")
    again = parse_xml(data, "x")
    assert text_of(find(again, "title")) == "Bread & <Peace> “…”"


def test_html_is_mended() -> None:
    assert text_of(parse_html("<p>a<p>b &nbsp;<b>c", "x")) == "ab \u00a0c"
