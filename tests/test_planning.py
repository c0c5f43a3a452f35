"""Laws of planning: what is the same is never recorded twice, what changed always is, and the reason is said."""

from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.casting import Cast, cast
from audiobook.document import Block, Document
from audiobook.engines import Identity, open_engine
from audiobook.lexicon import Lexicon, Pronunciation
from audiobook.planning import Plan, plan
from audiobook.script import Script
from audiobook.segmenter import segment

VOICES = open_engine("tone").voices()
EMPTY = Lexicon()


@dataclass
class Before:
    """An edition, as far as planning looks at it."""

    sentences: list["Line"] = field(default_factory=list)
    engines: tuple[Identity, ...] = ()
    pronunciations: dict[str, str] = field(default_factory=dict)


@dataclass
class Line:
    text: str
    role: str
    voice: str
    take: str


def script_of(*paragraphs: str) -> Script:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    return segment(Document(text, tuple(blocks), title="A Title", author="Ada Poe", language="en"))


def cast_of(script: Script) -> Cast:
    return cast(script, VOICES)


def edition(made: Plan, lexicon: Lexicon = EMPTY) -> Before:
    both = zip(made.script.sentences, made.requests, strict=True)
    lines = [
        Line(sentence.text, str(sentence.role), str(made.cast.voice(sentence.role)), request.digest)
        for sentence, request in both
    ]
    return Before(lines, tuple({r.engine for r in made.requests}), {w: str(p) for w, p in lexicon.entries.items()})


def recorded(made: Plan) -> set[str]:
    return {request.digest for request in made.requests}


words = st.lists(st.sampled_from(["peace", "bread", "land", "power", "the", "of", "and"]), min_size=2, max_size=8)
sentences = words.map(lambda chosen: " ".join(chosen).capitalize() + ".")
paragraphs = st.lists(st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(paragraphs)
def test_a_plan_of_an_unchanged_text_is_empty(text: list[str]) -> None:
    script = script_of(*text)
    first = plan(script, cast_of(script), EMPTY, have=frozenset())
    assert recorded(first) == {step.request.digest for step in first.steps}
    assert plan(script, cast_of(script), EMPTY, recorded(first), edition(first)).steps == ()


@settings(max_examples=30, deadline=None)
@given(paragraphs, st.randoms(use_true_random=False))
def test_a_reordered_text_records_nothing(text: list[str], dice: object) -> None:
    script = script_of(*text)
    first = plan(script, cast_of(script), EMPTY, have=frozenset())
    shuffled = list(text)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    other = script_of(*shuffled)
    assert plan(other, cast_of(other), EMPTY, recorded(first), edition(first)).steps == ()


@settings(max_examples=30, deadline=None)
@given(paragraphs, st.data())
def test_one_more_word_is_one_more_take(text: list[str], data: st.DataObject) -> None:
    script = script_of(*text)
    first = plan(script, cast_of(script), EMPTY, have=frozenset())
    at = data.draw(st.integers(0, len(text) - 1))
    changed = [p if i != at else p.replace(" ", " unheard-of ", 1) for i, p in enumerate(text)]
    other = script_of(*changed)
    (step,) = plan(other, cast_of(other), EMPTY, recorded(first), edition(first)).steps
    assert "unheard-of" in step.sentence.text and step.reason in ("text changed", "new")


def planned(text: str, lexicon: Lexicon = EMPTY, before: Plan | None = None, **more: object) -> Plan:
    script = script_of(text)
    have = recorded(before) if before else frozenset()
    return plan(script, cast_of(script), lexicon, have, edition(before) if before else None, **more)  # type: ignore[arg-type]


TEXT = "The peasants want land. The workers want bread. We all want peace."


def test_reasons_are_words_a_person_understands() -> None:
    first = planned(TEXT)
    assert {step.reason for step in first.steps} == {"new"}
    (step,) = planned(TEXT.replace("bread", "power"), before=first).steps
    assert (step.sentence.text, step.reason) == ("The workers want power.", "text changed")
    (step,) = planned(TEXT + " And now.", before=first).steps
    assert (step.sentence.text, step.reason) == ("And now.", "new")
    (step,) = planned(TEXT, Lexicon({"bread": Pronunciation("bredd")}), before=first).steps
    assert (step.sentence.text, step.reason) == ("The workers want bread.", "pronunciation of 'bread' changed")


def test_a_recording_that_is_gone_was_damaged() -> None:
    first = planned(TEXT)
    have = recorded(first) - {first.requests[1].digest}
    (step,) = plan(first.script, first.cast, EMPTY, have, edition(first)).steps
    assert step.reason == "recording damaged"


def older(made: Plan) -> tuple[frozenset[str], Before]:
    """The same edition, as an earlier version of the engine made it."""
    requests = [replace(request, engine=replace(request.engine, version="0.9")) for request in made.requests]
    before = edition(made)
    lines = [replace(line, take=request.digest) for line, request in zip(before.sentences, requests, strict=True)]
    have = frozenset(request.digest for request in requests)
    return have, replace(before, sentences=lines, engines=tuple({request.engine for request in requests}))


def test_a_new_version_of_an_engine_records_nothing_until_asked() -> None:
    first = planned(TEXT)
    have, before = older(first)
    kept = plan(first.script, first.cast, EMPTY, have, before)
    assert kept.steps == () and kept.outdated == len(first.requests)
    assert {request.engine.version for request in kept.requests} == {"0.9"}
    assert f"{kept.outdated} takes are by an earlier engine; --refresh" in kept.explain()
    anew = plan(first.script, first.cast, EMPTY, have, before, refresh=True)
    assert len(anew.steps) == len(first.requests) and {step.reason for step in anew.steps} == {"engine changed"}


def test_what_is_new_is_spoken_by_the_new_version() -> None:
    first = planned(TEXT)
    have, before = older(first)
    other = script_of(TEXT + " And now.")
    (step,) = plan(other, cast_of(other), EMPTY, have, before).steps
    assert step.request.engine == open_engine("tone").identity()


def test_a_sentence_that_occurs_twice_is_recorded_once() -> None:
    made = planned("Peace and bread. Land and power. Peace and bread.")
    texts = [step.sentence.text for step in made.steps]
    assert texts.count("Peace and bread.") == 1 and len(made.requests) == len(made.steps) + 1


def test_the_explanation_says_the_cost_first() -> None:
    first = planned(TEXT)
    head, line, *_ = planned(TEXT.replace("bread", "power"), before=first).explain().splitlines()
    assert head == f"1 of {len(first.requests)} takes, about 0.3 s:"
    assert '"The workers want power." text changed' in line
    assert planned(TEXT, before=first).explain() == f"0 of {len(first.requests)} takes"
