"""Markup read as it stands: golden pairs of tiny files, and what web pages do to their texts."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers_shown import shown

from audiobook.document import Document
from audiobook.errors import SourceError
from audiobook.readers import akoma_ntoso, html, markdown, read_document, tei
from audiobook.readers.rendering import GAP, Page

GOLDEN = sorted((Path(__file__).parent / "data" / "readers").glob("*.golden"))
CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_tiny_file_is_read_as_its_golden_says(golden: Path) -> None:
    assert shown(read_document(golden.with_suffix(""))) == golden.read_text(encoding="utf-8")


def test_a_web_page_reads_the_same_without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    golden = next(path for path in GOLDEN if path.name == "page.html.golden")
    assert shown(read_document(golden.with_suffix(""))) == golden.read_text(encoding="utf-8")


def test_trafilatura_tells_furniture_that_has_no_name() -> None:
    pytest.importorskip("trafilatura", reason="the extra 'formats' is not installed")
    words = "of a long speech, which says one thing and, after a comma, another."
    speech = "".join(f"<p>Sentence {n} {words}</p>" for n in range(30))
    links = "".join(f'<a href="/{n}">Link number {n}</a> ' for n in range(30))
    page = f"<html><body><div>{links}</div><h1>Speech</h1>{speech}<p>(Applause.)</p><div>{links}</div></body></html>"
    document = html.read(page.encode(), "x")
    kinds = {document.block_text(block)[:8]: block.kind for block in document.blocks}
    assert kinds["Speech"] == "heading" and kinds["Sentence"] == "paragraph" and kinds["(Applaus"] == "paragraph"
    assert kinds["Link num"] == "furniture"


def test_an_element_that_holds_the_text_is_no_furniture() -> None:
    page = f"<form class='comments'><p>{'Every word of the speech. ' * 20}</p></form><nav>Home</nav>"
    text = html.read(page.encode(), "x").text
    assert text.startswith("Every word") and "Home" not in text


def test_a_preformatted_page_is_plain_text() -> None:
    lines = "\n  Mr. MICA. I &amp; you\nmove.\n\n<a href='/'>Next</a>\n"
    page = f"<html><head><title>Congressional Record</title></head><body><pre>{lines}</pre></body></html>"
    document = html.read(page.encode(), "x")
    assert document.text == "  Mr. MICA. I & you\nmove.\n\nNext"
    assert [document.block_text(block) for block in document.blocks] == ["Mr. MICA. I & you\nmove.", "Next"]
    assert (document.title, document.source) == ("", "Congressional Record")


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="windows-1251"><p>Товарищи</p>'.encode("cp1251"),
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Товарищи</p>'.encode("koi8-r"),
        '<meta charset="windows-1251"><p>Товарищи</p>'.encode(),
        "<p>Товарищи</p>".encode("utf-16"),
    ],
    ids=["cp1251", "koi8-r", "utf-8 that says otherwise", "utf-16"],
)
def test_a_page_is_decoded_as_it_is_or_says(data: bytes) -> None:
    assert html.read(data, "x").text == "Товарищи"


@pytest.mark.parametrize(
    "head, expected",
    [
        ('<meta name="DC.date" content="1917-11-08">', "1917-11-08"),
        ('<script type="application/ld+json">[{"datePublished": "1917-11-08T10:00"}]</script>', "1917-11-08"),
        ('<meta property="article:published_time" content="2015-01-01">', "None"),
        ('<script type="application/ld+json">{broken</script>', "None"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "None"),
    ],
)
def test_the_date_of_a_page_counts_unless_the_text_opens_with_another_year(head: str, expected: str) -> None:
    page = f"<html><head>{head}</head><body><p>Speech of November 8, 1917</p></body></html>"
    assert str(html.read(page.encode(), "x").date) == expected


def test_scripts_and_hidden_words_are_never_read() -> None:
    page = "<script>alert('x')</script><p onclick='x()'>Words.</p><template>t</template><p style='display: none'>h</p>"
    assert html.read(page.encode(), "x").text == "Words."


def test_a_page_of_nothing_but_scripts_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<script>alert(1)</script>")
    with pytest.raises(SourceError, match="there is no text in it"):
        read_document(path)


def test_nesting_too_deep_for_the_parser_is_refused_not_cut() -> None:
    with pytest.raises(SourceError, match="nest deeper than 256"):
        html.read(b"<div>" * 10_000 + b"lost?", "x")
    with pytest.raises(SourceError, match="broken XML"):
        tei.read(b"<TEI><text>" + b"<p>" * 10_000 + b"x" + b"</p>" * 10_000 + b"</text></TEI>", "x")


def test_markdown_quotes_nested_deep_are_read() -> None:
    assert markdown.read(b">" * 30 + b" deep", "x").text == "deep"


def test_a_corpus_is_its_texts_in_order() -> None:
    one, two = (f"<TEI><teiHeader/><text><body><p>{word}</p></body></text></TEI>" for word in ("One", "Two"))
    assert tei.read(f"<teiCorpus><teiHeader/>{one}{two}</teiCorpus>".encode(), "x").text == "One\n\nTwo"


def test_other_akoma_ntoso_documents_are_not_told_by_the_narrator() -> None:
    statement = b"<akomaNtoso><statement><mainBody><p>We declare.</p></mainBody></statement></akomaNtoso>"
    document = akoma_ntoso.read(statement, "x")
    assert [(block.kind, block.marks) for block in document.blocks] == [("paragraph", ())]


@pytest.mark.parametrize("name", ["crec_2005-07-20_H6115-2", "crec_2005-07-20_H6190"])
def test_the_congressional_record_reads_as_its_text(name: str) -> None:
    if not CORPORA.is_dir():
        pytest.skip("../shared/corpora is not here")
    page, text = (read_document(CORPORA / f"{name}{suffix}") for suffix in (".htm", ".txt"))
    assert page.text == text.text.strip("\n")
    assert [page.block_text(block) for block in page.blocks] == [text.block_text(block) for block in text.blocks]


@pytest.mark.parametrize(
    "name, suffix, added", [("za_na_2007-03-29", ".akn.xml", 1), ("ru_chekhov_medved", ".tei.xml", 22)]
)
def test_parliament_and_play_read_nearly_as_their_texts(name: str, suffix: str, added: int) -> None:
    if not CORPORA.is_dir():
        pytest.skip("../shared/corpora is not here")
    document, text = read_document(CORPORA / f"{name}{suffix}"), read_document(CORPORA / f"{name}.txt")
    ours = {document.block_text(block) for block in document.blocks}
    theirs = {text.block_text(block) for block in text.blocks}
    assert len(ours ^ theirs) <= added


PIECES = st.one_of(
    st.tuples(st.just("write"), st.text("ab \n\t(.")),
    st.tuples(st.just("lines"), st.text("ab \n")),
    st.tuples(st.just("break"), st.just("")),
    st.tuples(st.just("begin"), st.just("")),
    st.tuples(st.just("stage"), st.text("xy \n")),
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=12))
def test_a_page_keeps_blocks_marks_and_text_in_step(pieces: list[tuple[str, str]]) -> None:
    page = Page()
    for what, words in pieces:
        match what:
            case "write":
                page.write(words)
            case "lines":
                page.write_lines(words)
            case "break":
                page.break_line()
            case "begin":
                page.begin()
            case _:
                with page.mark("stage"):
                    page.write(words)
    page.begin()
    document = Document(page.text, page.blocks)
    texts = [document.block_text(block) for block in document.blocks]
    assert GAP.join(texts) == document.text
    assert all(text == text.strip() != "" for text in texts)
    marked = [document.text[mark.start : mark.end] for block in document.blocks for mark in block.marks]
    assert all(words == words.strip() != "" for words in marked)
    told = "".join(words for what, words in pieces if what == "stage")
    assert "".join("".join(marked).split()) == "".join(told.split())
    spoken = "".join(words for _, words in pieces)
    assert "".join(document.text.split()) == "".join(spoken.split())
