"""Audio editions of speeches: a chaptered MP3 with distinct voices, from text.

    import audiobook as ab

    document = ab.read_document("speech.txt")
    script = ab.segment(document)
    cast = ab.cast(script, ab.open_engine("pyttsx3").voices())
    store = ab.TakeStore("audio/.takes")
    plan = ab.plan(script, cast, ab.Lexicon(), have=store.ids())
    takes = ab.record(plan, store)
    edition = ab.assemble(plan, takes).save("audio/speech")

Names are loaded when they are first used: importing this package loads no engine, no parser, no encoder.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_ROOMS = {
    "AudiobookError": "errors",
    "Document": "document",
    "read_document": "readers",
    "Role": "script",
    "Script": "script",
    "Segment": "script",
    "Sentence": "script",
    "segment": "segmenter",
    "Voice": "voice",
    "Lexicon": "lexicon",
    "Pronunciation": "lexicon",
    "spoken_form": "lexicon",
    "Engine": "engines",
    "open_engine": "engines",
    "Cast": "casting",
    "cast": "casting",
    "Take": "takes",
    "TakeRequest": "takes",
    "TakeStore": "takes",
    "Plan": "planning",
    "Step": "planning",
    "plan": "planning",
    "Crew": "crew",
    "record": "recording",
    "Edition": "edition",
    "assemble": "edition",
    "load": "edition",
    "EditionSettings": "show",
    "Pauses": "timeline",
    "Show": "show",
}

if TYPE_CHECKING:
    from audiobook.casting import Cast as Cast
    from audiobook.casting import cast as cast
    from audiobook.crew import Crew as Crew
    from audiobook.document import Document as Document
    from audiobook.edition import Edition as Edition
    from audiobook.edition import assemble as assemble
    from audiobook.edition import load as load
    from audiobook.engines import Engine as Engine
    from audiobook.engines import open_engine as open_engine
    from audiobook.errors import AudiobookError as AudiobookError
    from audiobook.lexicon import Lexicon as Lexicon
    from audiobook.lexicon import Pronunciation as Pronunciation
    from audiobook.lexicon import spoken_form as spoken_form
    from audiobook.planning import Plan as Plan
    from audiobook.planning import Step as Step
    from audiobook.planning import plan as plan
    from audiobook.readers import read_document as read_document
    from audiobook.recording import record as record
    from audiobook.script import Role as Role
    from audiobook.script import Script as Script
    from audiobook.script import Segment as Segment
    from audiobook.script import Sentence as Sentence
    from audiobook.segmenter import segment as segment
    from audiobook.show import EditionSettings as EditionSettings
    from audiobook.show import Show as Show
    from audiobook.takes import Take as Take
    from audiobook.takes import TakeRequest as TakeRequest
    from audiobook.takes import TakeStore as TakeStore
    from audiobook.timeline import Pauses as Pauses
    from audiobook.voice import Voice as Voice

__all__ = sorted([*_ROOMS, "__version__"])


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'audiobook' has no attribute '{name}'")
    return getattr(import_module(f"audiobook.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
