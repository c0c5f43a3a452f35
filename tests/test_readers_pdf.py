"""PDF: text put back into paragraphs; encrypted, scanned and broken files refused."""

import io
import sys
from collections.abc import Callable

import pytest
from readers_shown import shown

from audiobook.errors import SourceError
from audiobook.readers import pdf


def made(*pages: list[str], info: str = "", encrypt: str = "") -> bytes:
    """A PDF with these lines on its pages, in Helvetica, one under the other."""
    objects = ["", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        shows = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shows} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 2 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] {content} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects += ["<< /Type /Catalog /Pages 1 0 R /Lang (en-GB) >>", f"<< {info} >>"]
    return _written(objects, encrypt)


def _written(objects: list[str], encrypt: str) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"<< /Size {size} /Root {size - 2} 0 R /Info {size - 1} 0 R {encrypt} >>"
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n{trailer}\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode("latin-1")


FIRST = [
    "Speeches of 1917", "Trotsky Opposes Coalition",
    "A few days ago when the question of the uprising was raised, we were told",
    "that we were isolating ourselves, that we were drifting on the rocks. Against us",
    "were the bands.",
    "Political combinations come and go, but the fundamental interests of the classes",
    "remain, and the victory goes to the party that understands these fundamental", "1",
]  # fmt: skip
SECOND = ["Speeches of 1917", "interests. \\(Applause.\\)", "2"]
THIRD = ["Speeches of 1917", "We must go on, and all of the peasants with us will go on as they have gone so far.", "3"]


@pytest.fixture(autouse=True)
def pypdf() -> None:
    pytest.importorskip("pypdf", reason="the extra 'pdf' is not installed")


def test_lines_become_paragraphs_across_pages_without_heads_and_numbers() -> None:
    document = pdf.read(made(FIRST, SECOND, THIRD, info="/Title (Opposes) /Author (Leon Trotsky)"), "a.pdf")
    assert shown(document).splitlines() == [
        "Opposes | Leon Trotsky |  | en-gb | ",
        "paragraph: Trotsky Opposes Coalition",
        f"paragraph: {FIRST[2]} ⏎ {FIRST[3]} ⏎ {FIRST[4]}",
        f"paragraph: {FIRST[5]} ⏎ {FIRST[6]} ⏎ interests. (Applause.)",
        f"paragraph: {THIRD[1]}",
    ]


def test_a_page_without_text_is_told_and_a_scan_is_refused_with_advice() -> None:
    assert pdf.read(made(["Words."], []), "a.pdf").warnings == ("a.pdf: no text on page(s) 2; pictures are not read",)
    with pytest.raises(SourceError, match=r"a\.pdf: holds pictures of pages \(a scan\), no text; run OCR on it first"):
        pdf.read(made([], []), "a.pdf")


def locked() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(["Words."]))))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def locked_by_aes() -> bytes:
    """AES-256 (ISO 32000-2 §7.6.4), its keys all zeros."""
    sizes = {"O": 48, "U": 48, "OE": 32, "UE": 32, "Perms": 16}
    keys = " ".join(f"/{key} <{'00' * size}>" for key, size in sizes.items())
    filters = "/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    encrypt = f"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 {filters} {keys} >>"
    return made(["Words."], encrypt=f"{encrypt} /ID [<{'00' * 16}> <{'00' * 16}>]")


@pytest.mark.parametrize("make", [locked, locked_by_aes])
def test_an_encrypted_pdf_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: is an encrypted PDF; save a copy without a password"):
        pdf.read(make(), "a.pdf")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(["Words."]))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    assert pdf.read(held.getvalue(), "a.pdf").text == "Words."


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4 words", made(["Words."])[:200], b""], ids=repr)
def test_a_broken_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        pdf.read(data, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ") and "\n" not in str(caught.value)


def test_a_missing_extra_is_named_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError, match=r"a\.pdf: is a PDF; pip install 'audiobook\[pdf\]' to read it"):
        pdf.read(made(["Words."]), "a.pdf")
