"""One tree of errors. Each message is one line: what is wrong, where, what to do.

    AudiobookError          exit code 1
    ├── SourceError         a source text that cannot be read
    ├── SettingsError       edition.toml, show.toml or a lexicon that cannot be followed
    ├── CastingError        a role without a voice
    ├── EngineError         an engine that cannot speak
    │   └── EngineMissing   an engine that is not installed, or lacks its voices
    ├── RecordingError      sentences that could not be recorded
    ├── StoreError          a store that cannot be used
    ├── EditionError        an edition that cannot be built, saved or loaded
    ├── PublishError        a show that cannot be published or served
    └── FaultsFound         exit code 3: the program worked, and what it looked at has faults

Usage errors (exit code 2) are click's.
"""


class AudiobookError(Exception):
    """Anything this program says no to. `str(error)` is one line for a person."""

    exit_code = 1


class SourceError(AudiobookError):
    """A source text that cannot be read."""


class SettingsError(AudiobookError):
    """edition.toml, show.toml or a lexicon that cannot be followed."""


class CastingError(AudiobookError):
    """A role without a voice, or a voice that does not exist."""


class EngineError(AudiobookError):
    """An engine that is missing, or cannot speak what it is given."""


class EngineMissing(EngineError):
    """An engine that is not installed, or whose voices are not; the message says how to install them."""


class RecordingError(AudiobookError):
    """Sentences that could not be recorded; what was recorded is kept."""


class StoreError(AudiobookError):
    """A take store that cannot be read or written."""


class EditionError(AudiobookError):
    """An edition that cannot be built, saved or loaded."""


class PublishError(AudiobookError):
    """A show that cannot be published or served."""


class FaultsFound(AudiobookError):
    """The program worked; what it looked at has faults."""

    exit_code = 3
