"""A real engine of another package, for tests: the tone engine, but certain words make it raise, hang or die."""

import os
import time

from audiobook.engines import Identity, Speech
from audiobook.engines.tone import ToneEngine
from audiobook.errors import EngineError
from audiobook.lexicon import SpokenForm
from audiobook.voice import Voice


class FaultyEngine(ToneEngine):
    name = "faulty"

    def identity(self) -> Identity:
        return Identity("faulty", os.environ.get("FAULTY_VERSION", "1.0"))

    def voices(self) -> tuple[Voice, ...]:
        return tuple(Voice("faulty", v.name, v.language, v.gender, v.accent) for v in super().voices())

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        time.sleep(float(os.environ.get("FAULTY_PAUSE", "0")))
        mended = os.environ.get("FAULTY_MENDED")
        if "raise" in spoken.text and not mended:
            raise EngineError("the engine does not like this sentence")
        if "crash" in spoken.text and not mended:
            raise ZeroDivisionError("division by zero")
        if "hang" in spoken.text and not mended:
            time.sleep(3600)
        if "die" in spoken.text and not mended:
            os._exit(11)
        return super().speak(spoken, voice)
