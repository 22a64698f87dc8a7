"""How fast stance fits and scores, beside what one would take otherwise."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import stance
from stance.report.experiment import Result
from stance.report.figures.speed import speed

HERE = Path(__file__).resolve().parent
OURS = ("stance", "stance, numpy only", "scikit-learn")
KINDS = {"words": "words", "characters": "words and characters"}


def one(folder: Path, *arguments: object) -> dict[str, Any]:
    """What a process of its own measures; modules are kept compiled, as installed ones are."""
    command = [sys.executable, str(HERE / "one.py"), *map(str, arguments), str(time.monotonic())]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=kept)
    if made.returncode:
        raise stance.StanceError(f"{arguments} must be measured; got {made.stderr[-400:]!r}.")
    return dict(json.loads(made.stdout.splitlines()[-1]))


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    texts, tables = (runpy.run_path(str(HERE / name)) for name in ("texts.py", "tables.py"))
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        told = texts["write_corpus"](config, settings, HERE.parents[1] / config["archive"], folder)
        kinds = {kind: title for kind, title in KINDS.items() if settings[kind]}
        rounds = tables["rounds"](settings, kinds, OURS, lambda *x: one(folder, *x))
        same = {title: one(folder, "equal", "-", kind, settings[kind]) for kind, title in kinds.items()}
        sizes = {way: [n for n in settings["sizes"] if n <= config["most"].get(way, n)] for way in OURS}
        grown = {x: one(folder, "scale", x, "words", ",".join(map(str, sizes[x]))) for x in OURS}
        commands = tables["commands"](folder, settings, lambda *x: one(folder, "command", *x, 0))
    seconds = {way: {int(n): x for n, x in grown[way]["seconds"].items()} for way in OURS}
    numbers = {
        "Way": tables["ways"]([found["words"] for found in rounds], settings["ways"]),
        "Against scikit-learn": tables["ratios"](rounds, config["goals"], quick),
        "Equality": {title: {k: v for k, v in x.items() if isinstance(v, str)} for title, x in same.items()},
        "Largest difference": {title: x["largest difference"] for title, x in same.items()},
        "Seconds to score": tables["by_size"](seconds),
        "stance score": commands,
        "Measured": {"on": {"texts": told, "cores": os.cpu_count(), "load before": load}},
    }
    notes = (f"Word 1-2-grams, {os.cpu_count()} cores; {told}, over again where they are too few.",)
    return Result(numbers, {"speed": speed(seconds, notes=notes)})
