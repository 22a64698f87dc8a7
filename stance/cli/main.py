"""The command `stance`: it finds the subcommand, runs it, and turns a refusal into one sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from stance.errors import StanceError

# In the order of the work. Each is a module of this package with `add_parser` and `run`.
COMMANDS = (
    "demo",
    "read",
    "sample",
    "collect",
    "agree",
    "queue",
    "decide",
    "train",
    "evaluate",
    "score",
    "compare",
    "report",
    "words",
    "voices",
    "explain",
    "models",
    "reproduce",
)


def build_parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the named commands; importing only those keeps the start short."""
    parser = argparse.ArgumentParser(
        prog="stance", description="Measure how documents frame an answer, and how far to trust the measure."
    )
    parser.add_argument("--version", action="version", version=_version())
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in commands:
        import_module(f"stance.cli.{name}").add_parser(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 done in part, 2 a user's mistake."""
    os.environ["MPLBACKEND"] = "Agg"  # figures go to files, also where there is no screen
    argv = list(sys.argv[1:] if argv is None else argv)
    named = [argv[0]] if argv and argv[0] in COMMANDS else COMMANDS
    args = build_parser(named).parse_args(argv)
    try:
        return int(args.run(args))
    except StanceError as error:
        print(f"stance {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"stance {args.command}: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away, as in `stance ... | head`; Python would complain again at exit.
        sys.stderr.close()
        return 141


def _version() -> str:
    from stance import __version__

    return f"stance {__version__}"


if __name__ == "__main__":
    sys.exit(main())
