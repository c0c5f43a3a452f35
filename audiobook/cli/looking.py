"""`audiobook plan` and `audiobook script`: look before anything is spent."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from audiobook.cli.common import Manner, common
from audiobook.config import assignment
from audiobook.lexicon import spoken_form
from audiobook.planning import Plan
from audiobook.production import lexicon_of, rehearse, script_of
from audiobook.script import Role, Script, Segment

COLOURS = {"announcer": "cyan", "narrator": "yellow", "heckler": "red", "crowd": "magenta"}
"""By part; the speakers' words stay as the terminal has them."""
NAME_CHARACTERS = 24


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--engine", metavar="NAME", help="What speaks (default: edition.toml's, or pyttsx3).")
@click.option("--refresh", is_flag=True, help="Count what an earlier version of the engine spoke as to be recorded.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as one JSON object.")
@common
def plan(source: Path, engine: str | None, refresh: bool, as_json: bool, manner: Manner) -> None:
    """Tell what `produce SOURCE` would record, why, and what it costs. Records nothing."""
    work = assignment(source, show=manner.show, flags={"engine": engine} if engine else {})
    rehearsal = rehearse(work, refresh=refresh)
    for warning in rehearsal.document.warnings:
        manner.warn(warning)
    click.echo(json.dumps(plan_json(rehearsal.plan), ensure_ascii=False) if as_json else rehearsal.plan.explain())


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one segment a line.")
@click.option("--spans", "as_spans", is_flag=True, help="JSON Lines of what is not plain speech, by offsets.")
@click.option("--explain", is_flag=True, help="Name the rule that made each segment, and its offsets.")
@common
def script(source: Path, as_json: bool, as_spans: bool, explain: bool, manner: Manner) -> None:
    """Show SOURCE as it will be performed: every segment, who speaks it, and what is left out."""
    work = assignment(source, show=manner.show)
    document, performed = script_of(work)
    for warning in document.warnings:
        manner.warn(warning)
    if as_spans:
        from audiobook.segmenter.spans import spans

        found = (span.as_json(document.text) for span in spans(performed))
        lines: Iterator[str] = (json.dumps(span, ensure_ascii=False) for span in found)
    elif as_json:
        lexicon = lexicon_of(performed, work.settings)
        said = {s.id: str(spoken_form(s.text, lexicon, performed.language)) for s in performed.sentences}
        lines = (json.dumps(segment_json(s, said), ensure_ascii=False) for s in performed.segments)
    else:
        lines = shown(performed, explain)
    for line in lines:
        click.echo(line)


def plan_json(plan: Plan) -> dict[str, Any]:
    """The plan for programs."""
    return {
        "takes": len(plan.requests),
        "record": len(plan.steps),
        "reuse": len(plan.requests) - len(plan.steps),
        "seconds": round(plan.seconds, 2),
        "bytes": plan.bytes,
        "steps": [
            {"sentence": step.sentence.id, "text": step.sentence.text, "role": str(step.sentence.role),
             "voice": str(plan.cast.voice(step.sentence.role)), "reason": step.reason}
            for step in plan.steps
        ],
    }


def segment_json(segment: Segment, said: Mapping[str, str]) -> dict[str, Any]:
    """A segment for programs; `spoken` is what the engine is given, by `said` for each sentence's id."""
    return {
        "id": segment.id,
        "kind": segment.kind,
        "role": str(segment.role) if segment.role and segment.sentences else None,
        "speaker": segment.role.name if segment.role else "",
        "text": segment.text,
        "spoken": " ".join(said[sentence.id] for sentence in segment.sentences),
        "start": segment.start,
        "end": segment.end,
        "chapter": segment.chapter,
        "rule": segment.rule,
        "sentences": [
            {"id": sentence.id, "text": sentence.text, "start": sentence.start, "end": sentence.end}
            for sentence in segment.sentences
        ],
    }


def shown(script: Script, explain: bool) -> Iterator[str]:
    """The script for people: chapters, then a line a sentence; what is not spoken in grey."""
    chapter = paragraph = -1
    who = _names(script.roles)
    for segment in script.segments:
        if segment.sentences and segment.chapter != chapter:
            chapter = segment.chapter
            yield click.style(f"\n== {script.chapters[chapter]}", bold=True)
        elif segment.paragraph != paragraph:
            yield ""
        paragraph = segment.paragraph
        yield from _segment_lines(segment, who, explain)
    counts = Counter(segment.kind for segment in script.segments)
    yield ""
    yield click.style(", ".join(f"{count} {kind}" for kind, count in counts.most_common()), dim=True)


def _names(roles: Sequence[Role]) -> dict[Role | None, str]:
    """What stands before each role's lines: speakers by name when there are several, at one width."""
    several = sum(role.part == "speaker" for role in roles) > 1
    names = {role: role.name if several and role.part == "speaker" and role.name else str(role) for role in roles}
    width = min(max(map(len, names.values()), default=0), NAME_CHARACTERS)
    return {role: name[:NAME_CHARACTERS].ljust(width) for role, name in names.items()}


def _segment_lines(segment: Segment, who: Mapping[Role | None, str], explain: bool) -> Iterator[str]:
    why = f"  [{segment.kind}, {segment.start}-{segment.end}, rule {segment.rule}]" if explain else ""
    why = click.style(why, dim=True)
    if not segment.sentences:
        if explain or segment.kind not in ("omission", "speaker_label"):
            left_out = f"{segment.id:>7}  ({segment.kind})  {' '.join(segment.text.split())}"
            yield click.style(left_out, dim=True) + why
        return
    for sentence in segment.sentences:
        colour = COLOURS.get(sentence.role.part)
        yield click.style(f"{sentence.id:>7}  {who[sentence.role]}  {sentence.text}", fg=colour) + why
        why = ""
