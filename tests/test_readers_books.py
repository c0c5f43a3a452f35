"""EPUB and Word files: zip containers read as books, and every way they can be broken or hostile."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest
from readers_shown import shown

from audiobook.errors import SourceError
from audiobook.readers import docx, epub

Files = Mapping[str, str | bytes]

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
BOOK: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <metadata><dc:title>Speeches</dc:title><dc:creator>Leon Trotsky</dc:creator><dc:date>1917-11-08</dc:date>
        <dc:language>en-GB</dc:language><dc:source>urn:isbn:1</dc:source></metadata>
        <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
        <item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
        <item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
        <item id="aside" href="text/aside.xhtml" media-type="application/xhtml+xml"/>
        <item id="picture" href="a.svg" media-type="image/svg+xml"/>
        </manifest>
        <spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>
        <itemref idref="aside" linear="no"/><itemref idref="picture"/></spine></package>""",
    "OEBPS/nav.xhtml": f"""<html {XHTML}><body>
        <nav epub:type="landmarks"><ol><li><a href="cover.xhtml">Cover</a></li></ol></nav>
        <nav epub:type="toc"><ol><li><a href="text/one.xhtml">First</a></li>
        <li><a href="text/two%20b.xhtml#start">The Second</a></li></ol></nav></body></html>""",
    "OEBPS/cover.xhtml": f'<html {XHTML}><body epub:type="cover"><p>Cover words</p></body></html>',
    "OEBPS/text/one.xhtml": f"""<?xml version="1.0"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
        <html {XHTML}><head><title/></head><body><h1>First</h1>
        <p>Comrades&nbsp;all!<a epub:type="noteref" href="#n1">1</a> (“Hear!” shouts someone.)</p>
        <aside epub:type="footnote" id="n1"><p>A note.</p></aside></body></html>""",
    "OEBPS/text/two b.xhtml": "<html><body><p>Second speech.<br>A new line.</body></html>",
    "OEBPS/text/aside.xhtml": f"<html {XHTML}><body><p>Beside the line of reading.</p></body></html>",
    "OEBPS/a.svg": "<svg/>",
}
NCX_ITEM = 'href="toc.ncx" media-type="application/x-dtbncx+xml"'
EPUB_2 = {
    **{name: text for name, text in BOOK.items() if name != "OEBPS/nav.xhtml"},
    "OEBPS/book.opf": str(BOOK["OEBPS/book.opf"])
    .replace('href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"', NCX_ITEM),
    "OEBPS/toc.ncx": """<ncx><navMap><navPoint><navLabel><text>Part</text></navLabel><content src="cover.xhtml"/>
        <navPoint><navLabel><text>The Second</text></navLabel><content src="text/two%20b.xhtml#x"/></navPoint>
        </navPoint></navMap></ncx>""",
}  # fmt: skip


def zipped(files: Files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged(data: bytes, part: str) -> bytes:
    """The archive with one bit of a part's content turned."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offset = archive.getinfo(part).header_offset
    name, extra = struct.unpack("<HH", data[offset + 26 : offset + 30])
    place = offset + 30 + name + extra + 12
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_book_is_its_chapters_in_the_order_of_the_spine() -> None:
    document = epub.read(zipped(BOOK), "b.epub")
    assert shown(document).splitlines() == [
        "Speeches | Leon Trotsky | 1917-11-08 | en-gb | urn:isbn:1",
        "heading 1: First",
        "paragraph: Comrades\u00a0all!⟦footnote: 1⟧ (“Hear!” shouts someone.)",
        "note: ⟦footnote: A note.⟧",
        "heading 1: The Second",
        "paragraph: Second speech. ⏎ A new line.",
    ]
    assert document.warnings == ("b.epub: OEBPS/text/two b.xhtml: not well-formed XHTML; read as HTML",)


def test_epub_2_titles_its_chapters_by_the_ncx() -> None:
    assert "heading 2: The Second" in shown(epub.read(zipped(EPUB_2), "b.epub")).splitlines()


def without(part: str) -> Callable[[dict[str, str | bytes]], dict[str, str | bytes]]:
    return lambda files: {name: content for name, content in files.items() if name != part}


def with_(part: str, content: str | bytes) -> Callable[[dict[str, str | bytes]], dict[str, str | bytes]]:
    return lambda files: {**files, part: content}


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>'
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>&a;</p></body></html>'
ENCRYPTED = '<encryption><CipherReference URI="{}"/></encryption>'


@pytest.mark.parametrize(
    "change, message",
    [
        (without("META-INF/container.xml"), "part META-INF/container.xml is missing"),
        (with_("META-INF/container.xml", "<container/>"), "META-INF/container.xml names no package"),
        (with_("META-INF/container.xml", "<container>"), "META-INF/container.xml: broken XML"),
        (without("OEBPS/book.opf"), "part OEBPS/book.opf is missing"),
        (with_("OEBPS/book.opf", "<package><oops></package>"), "OEBPS/book.opf: broken XML"),
        (with_("OEBPS/book.opf", '<package><spine><itemref idref="x"/></spine></package>'), "spine names 'x'"),
        (without("OEBPS/text/one.xhtml"), "part OEBPS/text/one.xhtml is missing"),
        (with_("OEBPS/text/one.xhtml", LAUGHS), "OEBPS/text/one.xhtml: declares XML entities"),
        (with_("OEBPS/text/one.xhtml", SECRET), "OEBPS/text/one.xhtml: declares XML entities"),
        (with_("META-INF/encryption.xml", ENCRYPTED.format("OEBPS/text/one.xhtml")), "its text is encrypted"),
        (with_("../evil.xhtml", "x"), "'../evil.xhtml' points outside the file"),
        (with_("/etc/evil", "x"), "'/etc/evil' points outside the file"),
        (with_("C:/evil", "x"), "'C:/evil' points outside the file"),
        (with_("OEBPS/big.bin", b"\0" * 60_000_000), "a zip bomb?"),
        (with_("META-INF/container.xml", CONTAINER.replace("OEBPS/", "../")), "part ../book.opf is missing"),
        (
            with_("OEBPS/book.opf", str(BOOK["OEBPS/book.opf"]).replace("text/one.xhtml", "../../one.xhtml")),
            "points outside the file",
        ),
    ],
)
def test_a_broken_book_names_its_broken_part(
    change: Callable[[dict[str, str | bytes]], dict[str, str | bytes]], message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        epub.read(zipped(change(BOOK)), "b.epub")
    assert str(caught.value).startswith("b.epub: ") and message in str(caught.value) and "\n" not in str(caught.value)


def test_obfuscated_fonts_do_not_keep_the_text_away() -> None:
    book = {**BOOK, "META-INF/encryption.xml": ENCRYPTED.format("OEBPS/fonts/a.otf")}
    assert epub.read(zipped(book), "b.epub").text.startswith("First")


def test_a_damaged_or_cut_off_zip_is_refused() -> None:
    data = zipped(BOOK)
    with pytest.raises(SourceError, match=r"part OEBPS/book\.opf is damaged"):
        epub.read(damaged(data, "OEBPS/book.opf"), "b.epub")
    for broken in (data[: len(data) // 2], b"not a zip"):
        with pytest.raises(SourceError, match="zip container is broken"):
            epub.read(broken, "b.epub")


def word_file() -> bytes:
    word = pytest.importorskip("docx", reason="python-docx, which makes Word files, is not installed").Document()
    word.core_properties.title, word.core_properties.author = "Opposes\nCoalition", "Leon Trotsky"
    word.core_properties.language = "en-US"
    word.add_heading("Trotsky Opposes Coalition", 0)
    word.add_heading("Which peasants?", 2)
    line = word.add_paragraph("We have won. ")
    line.add_run("(Loud ").italic = True
    line.add_run("applause.)").italic = True
    line.add_run(" And ")
    line.add_run("never").italic = True
    line.add_run(" (in italics or not) to rest.")
    word.add_paragraph().add_run("He sits down.").italic = True
    word.add_paragraph().add_run("“A quotation in italics.”").italic = True
    word.add_paragraph("One line\nand another\twith a tab")
    word.styles["Quote"].font.italic = True
    word.add_paragraph("Rises again.", style="Quote")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left cell", "Right cell"
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def test_a_word_file_is_read_by_its_styles_and_italics() -> None:
    assert shown(docx.read(word_file(), "a.docx")).splitlines() == [
        "Opposes Coalition | Leon Trotsky |  | en-us | ",
        "heading 1: ⟦title: Trotsky Opposes Coalition⟧",
        "heading 2: Which peasants?",
        "paragraph: We have won. ⟦stage: (Loud applause.)⟧ And never (in italics or not) to rest.",
        "paragraph: ⟦stage: He sits down.⟧",
        "paragraph: “A quotation in italics.”",
        "paragraph: One line ⏎ and another with a tab",
        "paragraph: ⟦stage: Rises again.⟧",
        "paragraph: Left cell",
        "paragraph: Right cell",
    ]


def test_insertions_under_review_are_read_and_deletions_are_not() -> None:
    parts = unzipped(word_file())
    body = (
        "<w:p><w:r><w:t>We </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>always </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>rest</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:footnoteReference/></w:r></w:p>"
    )
    text = parts["word/document.xml"].decode()
    start, end = text.index("<w:body>") + 8, text.index("<w:sectPr")
    change = with_("word/document.xml", text[:start] + body + text[end:])
    assert docx.read(zipped(change({**parts})), "a.docx").text == "We never rest"


def test_a_file_all_in_italics_is_speech() -> None:
    word = pytest.importorskip("docx", reason="python-docx, which makes Word files, is not installed").Document()
    for words in ("Comrades!", "We begin."):
        word.add_paragraph().add_run(words).italic = True
    held = io.BytesIO()
    word.save(held)
    assert [block.marks for block in docx.read(held.getvalue(), "a.docx").blocks] == [(), ()]


@pytest.mark.parametrize(
    "change, message",
    [
        (without("word/document.xml"), "part word/document.xml is missing"),
        (without("_rels/.rels"), "part _rels/.rels is missing"),
        (with_("word/styles.xml", "<w:styles>"), "word/styles.xml: broken XML"),
        (with_("word/document.xml", "<w:oops"), "word/document.xml: broken XML"),
        (with_("word/document.xml", LAUGHS), "word/document.xml: declares XML entities"),
        (with_("../x", "x"), "points outside the file"),
        (with_("word/media/x.bin", b"\0" * 60_000_000), "a zip bomb?"),
    ],
)
def test_a_broken_word_file_names_its_broken_part(
    change: Callable[[dict[str, str | bytes]], dict[str, str | bytes]], message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        docx.read(zipped(change({**unzipped(word_file())})), "a.docx")
    assert str(caught.value).startswith("a.docx: ") and message in str(caught.value) and "\n" not in str(caught.value)


def test_word_files_that_are_old_locked_damaged_or_cut_off_are_refused() -> None:
    data = word_file()
    with pytest.raises(SourceError, match="old Word file or has a password"):
        docx.read(b"\xd0\xcf\x11\xe0" + b"\0" * 512, "a.docx")
    with pytest.raises(SourceError, match=r"part word/document\.xml is damaged"):
        docx.read(damaged(data, "word/document.xml"), "a.docx")
    with pytest.raises(SourceError, match="zip container is broken"):
        docx.read(data[:1000], "a.docx")
