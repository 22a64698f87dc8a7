"""`stance models`: what is there, and what a model's card says."""

from __future__ import annotations

import argparse
import json
from typing import Any

from stance.cli.common import command


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "models",
        run,
        "list the models that ship with stance, or show one",
        "stance models security-stance",
    )
    parser.add_argument("model", nargs="?", help="a name or a model folder: shows its card")


def run(args: argparse.Namespace) -> int:
    from stance.model.folder import load_model, model_names, read_card

    if args.model is not None:
        model = load_model(args.model)
        if args.json:
            print(json.dumps({"codebook": model.codebook.to_dict(), "training": model.training}, indent=2))
        else:
            print(read_card(args.model), end="")
        return 0
    models = {name: load_model(name) for name in model_names()}
    if args.json:
        print(json.dumps({name: str(model) for name, model in models.items()}, indent=2))
    else:
        for name, model in models.items():
            print(f"{name:<20} {model}")
    return 0
