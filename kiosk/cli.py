"""The `motesplats` command line: finds the command, runs it, and turns failures into one clear sentence.

Exit codes: 0 success, 1 a refused or failed operation, 2 wrong usage. With `--json` a command prints one JSON
document on stdout and nothing else. Must not know what any command does.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from kiosk import __version__
from kiosk.errors import UserError

# command -> (module, one line for the overview); the module is imported only when its command runs
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("kiosk.commands.demo", "The whole check-in on this computer, by your touches or by itself."),
    "kiosk": ("kiosk.commands.kiosk", "The check-in kiosk."),
    "office": ("kiosk.commands.office", "The office server."),
    "reception": ("kiosk.commands.reception", "The whole hall for reception."),
    "board": ("kiosk.commands.board", "The board in the hall."),
    "pair": ("kiosk.commands.pair", "Pair a device with the office; list or end devices."),
    "agenda": ("kiosk.commands.agenda", "Answers to agenda, without storing anything."),
    "rules": ("kiosk.commands.rules", "What the rules give the persons of the persons file."),
    "checkin": ("kiosk.commands.checkin", "A whole check-in without a screen."),
    "journal": ("kiosk.commands.journal", "Verify, export or rebuild a journal."),
    "status": ("kiosk.commands.status", "This computer, its office, what waits to be delivered."),
    "backup": ("kiosk.commands.backup", "What this computer keeps, copied while it runs, and checked."),
    "restore": ("kiosk.commands.restore", "Put a backup back; what is there is kept beside."),
    "purge": ("kiosk.commands.purge", "Delete what is older than today; it also goes by itself."),
    "simulate": ("kiosk.commands.simulate", "Made-up office days: ways to call, changes of staffing."),
    "screens": ("kiosk.commands.screens", "Pictures of every screen in named situations."),
    "phrases": ("kiosk.commands.phrases", "What to record so that a language is heard in a human voice."),
    "languages": ("kiosk.commands.languages", "Completeness, review and voice of each language."),
    "config": ("kiosk.commands.config", "Check an office's settings; what may be set."),
    "doctor": ("kiosk.commands.doctor", "Check this computer and say what to do; a bundle for support."),
}

# what the program starts itself, in a process of its own; nobody types these
CHILDREN: dict[str, str] = {
    "voice-child": "kiosk.commands.voicechild",
    "sound-child": "kiosk.commands.soundchild",
    "forecast-child": "kiosk.commands.forecastchild",
}


class CommandError(UserError):
    """A command refuses what it is asked to do, or could not do it."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a UserError ends it with exit code 1 and its sentences, any other error is a bug."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(f"motesplats: {error}", err=True)
            ctx.exit(1)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS[cmd_name][0] if cmd_name in COMMANDS else CHILDREN.get(cmd_name)
        if module is None:
            return None
        try:
            command = importlib.import_module(module).command
        except ModuleNotFoundError as error:
            if error.name != module or not getattr(sys, "frozen", False):
                raise
            _hand_on(cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _hand_on(command: str) -> NoReturn:
    """An installed package holds part of the commands: the other one's program, which lies beside, takes over."""
    program = Path(sys.executable)
    other = program.parents[1] / ("office" if program.parent.name == "lobby" else "lobby") / program.name
    if not other.is_file():
        refuse(
            f"The command {command} is not installed on this computer.",
            f"Install the package motesplats-{other.parent.name}.",
        )
    os.execv(other, [str(other), *sys.argv[1:]])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="motesplats")
def main() -> None:
    """Self check-in for public service offices."""


def print_json(document: object) -> None:
    """One JSON document on stdout, with every script readable."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def refuse(message: str, remedy: str = "") -> NoReturn:
    """Ends the command with exit code 1 and one clear sentence on stderr. Raises CommandError."""
    raise CommandError(message, remedy)


if __name__ == "__main__":
    main()
