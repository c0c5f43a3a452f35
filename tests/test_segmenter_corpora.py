"""The bars on real documents with hand-checked gold; skipped where the corpora are not at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.readers.text import read
from audiobook.segmenter import segment
from audiobook.segmenter.spans import spans

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
PLAIN = ("sotu_1951-Truman",)
BARS = {"(any kind)": 0.97, "reaction": 0.98, "heckle": 0.95, "  heckle_quote": 0.92, "  heckle_attribution": 0.92,
        "speaker_label": 0.98, "title": 0.95, "stage": 0.95, "omission": 1.0}

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the checkout")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """score.py's figures over every document."""
    folder = tmp_path_factory.mktemp("predictions")
    for gold in CORPORA.glob("*.gold.jsonl"):
        name = gold.name.removesuffix(".gold.jsonl")
        document = read((CORPORA / f"{name}.txt").read_bytes(), name)
        lines = (json.dumps(span.as_json(document.text)) for span in spans(segment(document)))
        (folder / f"{name}.pred.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, os.fspath(CORPORA / "score.py"), os.fspath(CORPORA), os.fspath(folder), "--json"]
    figures: dict[str, dict[str, dict[str, dict[str, float]]]] = json.loads(subprocess.check_output(command))
    return figures


@pytest.mark.parametrize("kind", BARS)
def test_every_kind_is_found(kind: str, scores: dict[str, dict[str, dict[str, dict[str, float]]]]) -> None:
    assert scores["kinds"][kind]["exact"]["f1"] >= BARS[kind]


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_address_has_title_and_byline_only(name: str) -> None:
    found = segment(read((CORPORA / f"{name}.txt").read_bytes(), name))
    assert [span.kind for span in spans(found)] == ["title", "byline"]
