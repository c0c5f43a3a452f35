"""The command line: parse, call, print. A command's module is loaded when the command is asked for."""

from importlib import import_module

import click

from audiobook import __version__

COMMANDS = {
    "produce": "producing",
    "plan": "looking",
    "script": "looking",
    "voices": "voices",
    "audition": "voices",
    "lexicon": "lexicon",
    "compare": "upkeep",
    "export": "upkeep",
    "prune": "upkeep",
    "init": "editing",
    "publish": "publishing",
    "serve": "publishing",
    "check": "publishing",
}
"""Name → module of this package that has it, in the order of `--help`."""


class Commands(click.Group):
    """Loads what it lists only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"audiobook.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="audiobook")
def main() -> None:
    """Audio editions of speeches: a chaptered MP3 with distinct voices, from text.

    Try: audiobook produce SPEECH.txt
    """
