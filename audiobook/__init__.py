"""Audio editions of speeches: a chaptered MP3 with distinct voices, from text."""

__version__ = "0.1.0"
