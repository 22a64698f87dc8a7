"""Many measurements as a few tables: medians, and ratios within each round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from stance.tables import read_table, write_table

Measured = Mapping[str, Any]
PLAIN = "scikit-learn"
ONCE = ("MiniLM + logistic",)


def rounds(
    settings: Mapping[str, Any], kinds: Mapping[str, str], ours: Sequence[str], one: Callable[..., Measured]
) -> list[dict[str, dict[str, Any]]]:
    """Every way in turn, over and over: other load on the machine falls on all alike."""
    found: list[dict[str, dict[str, Any]]] = []
    for number in range(settings["repeats"]):
        found.append({title: {} for title in kinds.values()})
        for kind, title in kinds.items():
            for way, n in settings["ways"].items():
                # What is slow is measured once, and with characters only what has them.
                if (number and way in ONCE) or (kind == "characters" and way not in ours):
                    continue
                size = n or settings[kind]
                found[-1][title][way] = {"fit": one("fit", way, kind, f"{size},{settings['scored'] * size}")}
                if kind == "words":
                    found[-1][title][way]["cold"] = one("cold", way, kind, size)
    return found


def ways(rounds: Sequence[Mapping[str, Measured]], names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """A row a way; what is not installed says so."""
    return {name: _way([found[name] for found in rounds if name in found]) for name in names}


def _way(found: Sequence[Measured]) -> dict[str, Any]:
    if "absent" in found[0]["fit"]:
        return {"trained on": "not installed"}
    columns: dict[str, Callable[[Measured], Any]] = {
        "trained on": lambda x: x["fit"]["n"],
        "fit s": lambda x: x["fit"]["fit"]["wall"],
        "fit, CPU s": lambda x: x["fit"]["fit"]["cpu"],
        "scored": lambda x: x["fit"]["scored"],
        "scored a second": lambda x: x["fit"]["scored"] / x["fit"]["score"]["wall"],
        "CPU us a passage": lambda x: 1e6 * x["fit"]["score"]["cpu"] / x["fit"]["scored"],
        "one passage, us": lambda x: 1e6 * x["fit"]["single"],
        "cold start, s": lambda x: x["cold"]["cold"],
        "load, ms": lambda x: 1e3 * x["cold"]["load"],
        "import, ms": lambda x: 1e3 * x["cold"]["import"],
        "MB cold": lambda x: x["cold"]["memory"],
        "MB to fit": lambda x: x["fit"]["memory"],
        "macro-F1": lambda x: x["fit"]["f1"],
    }
    return {name: _median([act(x) for x in found]) for name, act in columns.items()}


def ratios(
    rounds: Sequence[Mapping[str, Mapping[str, Measured]]],
    goals: Mapping[str, Mapping[str, float]],
    quick: bool,
) -> dict[str, dict[str, Any]]:
    """How many times as fast as scikit-learn, in the median of rounds, by kind of features."""
    rows = {}
    for kind in rounds[0]:
        for way in goals:
            for what in ("fit", "score", "single"):
                times = [
                    _seconds(found[kind][PLAIN], what) / _seconds(found[kind][way], what)
                    for found in rounds
                    if "fit" in found[kind][way] and "absent" not in found[kind][way]["fit"]
                ]
                title = f"{what}, {kind}".replace("single", "one passage")
                rows[f"{way}: {title}"] = _ratio(times, goals[way].get(title), quick)
    return rows


def by_size(seconds: Mapping[str, Mapping[int, float]]) -> dict[str, dict[str, float | None]]:
    """A row a number of passages, a column a way."""
    sizes = sorted({n for found in seconds.values() for n in found})
    return {f"{n:,}": {way: found.get(n) for way, found in seconds.items()} for n in sizes}


def commands(
    folder: Path, settings: Mapping[str, Any], score: Callable[[str, str], Measured]
) -> dict[str, dict[str, Any]]:
    """`stance score` in its own process: few passages of JSONL, from a standstill, and many of Parquet."""
    corpus = read_table(folder / "test.jsonl")
    write_table(corpus.iloc[:1000], folder / "few.jsonl")
    n = settings["command"]
    many = pd.concat(
        [corpus.assign(passage_id=f"{k}-" + corpus["passage_id"]) for k in range(-(-n // len(corpus)))]
    )
    many.iloc[:n].to_parquet(folder / "many.parquet", row_group_size=10_000)  # a group is never cut
    rows = {}
    for title, source, size, goes in (
        ("few", "few.jsonl", 1000, settings["repeats"]),
        ("many", "many.parquet", n, 1),
    ):
        found = [score(source, f"{title}-{k}.parquet") for k in range(goes)]
        middle = {key: _median([x[key] for x in found]) for key in ("wall", "cpu", "memory")}
        rows[f"{size:,} passages of {source.split('.')[1]}"] = {
            "s": middle["wall"],
            "CPU s": middle["cpu"],
            "passages a second": size / (middle["wall"] or 1),
            "MB, first process": middle["memory"],
            "bytes in, a passage": (folder / source).stat().st_size / size,
            "bytes out, a passage": (folder / f"{title}-0.parquet").stat().st_size / size,
        }
    return rows


def _ratio(times: Sequence[float], goal: float | None, quick: bool) -> dict[str, Any]:
    if not times:
        return {"times as fast": "not installed", "goal": goal, "least": None, "holds": "yes"}
    found = median(times)
    least = 1.0 if quick or goal is None else goal / 2
    return {
        "times as fast": found,
        "goal": goal,
        "least": least,
        "holds": "yes" if found >= least else "no",
    }


def _seconds(measured: Measured, what: str) -> float:
    value = measured["fit"][what]
    return float(value if what == "single" else value["wall"])


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
