"""One measurement in a process of its own: ``one.py TASK WAY KIND N STARTED``, in the folder of the corpus.

Prints a line of JSON. Times are of the wall, `cpu` of all threads together. STARTED is the time on the
monotonic clock at which the process was asked for.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from ways import WAYS, ScikitLearn

WARM = 200
SINGLE = 100
COLD = 1000


def read(name: str, n: int) -> tuple[list[str], list[str]]:
    """The first texts of a file and their labels."""
    with Path(f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, n)]
    return [row["text"] for row in rows], [row["label"] for row in rows]


def kept(way: str, kind: str) -> Path:
    """Where the model of a way is kept; some libraries can not do with a blank in a path."""
    return Path(f"{way}_{kind}".replace(" ", "_"))


def peak() -> float | None:
    """The most memory that this process held, in MB; what the system says of itself, where it does."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), None)


def timed(act: Callable[[], Any], enough: float = 0.5, most: int = 5) -> dict[str, float]:
    """Median seconds of a few goes, fewer where one takes long."""
    walls: list[float] = []
    cpus: list[float] = []
    while len(walls) < most and sum(walls) < enough:
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"wall": median(walls), "cpu": median(cpus)}


def fit(way: str, kind: str, n: int, n_scored: int) -> dict[str, Any]:
    """Train, then score passages of other documents, then one passage at a time."""
    own = WAYS[way](kind == "characters")
    own.load_library()
    own.warm() if hasattr(own, "warm") else None
    texts, labels = read("train", n)
    own.fit(texts[:WARM], labels[:WARM])
    fitted = timed(lambda: own.fit(texts, labels), most=1)
    memory, folder = peak(), kept(way, kind)
    if not folder.exists():
        own.save(folder)
    if type(own) is ScikitLearn:  # equal coefficients: those of our model
        own.model = import_module("stance").load_model(kept("stance", kind)).to_sklearn()
    texts, labels = read("test", n_scored)
    own.predict(texts[:WARM])
    own.predict(texts[:1])
    scored = timed(lambda: own.predict(texts), enough=1.0)
    single: list[float] = []
    for text in texts[:SINGLE]:
        if sum(single) < 1.0:
            single.append(timed(lambda text=text: own.predict([text]), most=1)["wall"])  # type: ignore[misc]
    f1 = import_module("sklearn.metrics").f1_score(labels, own.predict(texts), average="macro")
    return {
        "fit": fitted,
        "score": scored,
        "single": median(single),
        "memory": memory,
        "f1": float(f1),
        "n": n,
        "scored": len(texts),
    }


def cold(way: str, kind: str, n: int, started: float) -> dict[str, Any]:
    """From the start of the process to labels of the first passages; where n is less, told for as many."""
    own = WAYS[way](kind == "characters")
    begin = time.perf_counter()
    own.load_library()
    imported = time.perf_counter()
    own.load(kept(way, kind))
    loaded = time.perf_counter()
    texts, _ = read("test", min(n, COLD))
    own.predict(texts)
    whole = time.monotonic() - started
    if len(texts) < COLD:
        whole += (time.perf_counter() - loaded) * (COLD / len(texts) - 1)
    return {"import": imported - begin, "load": loaded - imported, "cold": whole, "memory": peak()}


def scale(way: str, kind: str, sizes: list[int]) -> dict[str, Any]:
    """Seconds to score more and more passages, the corpus over again where it is too small."""
    own = WAYS[way](kind == "characters")
    own.load_library()
    own.warm() if hasattr(own, "warm") else None
    own.load(kept("stance", kind)) if way != "scikit-learn" else None
    if way == "scikit-learn":
        own.model = import_module("stance").load_model(kept("stance", kind)).to_sklearn()
    texts, _ = read("test", 10**9)
    own.predict(texts[:WARM])
    more = [texts[k % len(texts)] for k in range(sizes[-1])]
    return {"seconds": {n: timed(lambda n=n: own.predict(more[:n]))["wall"] for n in sizes}}  # type: ignore[misc]


def equal(kind: str, n: int) -> dict[str, Any]:
    """Our features and decision values beside those of scikit-learn."""
    numpy, text = import_module("numpy"), import_module("sklearn.feature_extraction.text")
    model = import_module("stance").load_model(kept("stance", kind))
    train, test = read("train", n)[0], read("test", n)[0]
    features = import_module("stance.model.features")
    settings = model.features.settings
    ours = features.NgramFeatures(settings)
    matrix, vocabulary = ours.fit_transform(train), []
    common = {"min_df": settings.min_df, "sublinear_tf": settings.sublinear}
    theirs = text.TfidfVectorizer(ngram_range=settings.word, **common)
    blocks = [theirs.fit_transform(train)]
    vocabulary += theirs.get_feature_names_out().tolist()
    if settings.character is not None:
        pieces = text.TfidfVectorizer(analyzer="char_wb", ngram_range=settings.character, **common)
        blocks.append(pieces.fit_transform(train))
        vocabulary += pieces.get_feature_names_out().tolist()
    difference = abs(matrix - import_module("scipy.sparse").hstack(blocks).tocsr()).max()
    mine, other = model.decision_function(test), model.to_sklearn().decision_function(test)
    apart = float(numpy.abs(mine - other).max())
    return {
        "vocabulary": "equal" if ours.word_terms + ours.character_terms == vocabulary else "differs",
        "matrix within 1e-12": "yes" if difference < 1e-12 else "no",
        "decision values within 1e-9": "yes" if apart < 1e-9 else "no",
        "largest difference": {"matrix": float(difference), "decision": apart},
    }


def command(source: str, output: str, started: float) -> dict[str, Any]:
    """`stance score`, whole, with the default model."""
    code = import_module("stance.cli.main").main(["score", source, "-o", output, "--json"])
    wall, cpu = time.monotonic() - started, sum(os.times()[:4])  # with those of its helper
    return {"code": code, "wall": wall, "cpu": cpu, "memory": peak()}


def main() -> None:
    task, way, kind, n, started = sys.argv[1:6]
    if task == "command":
        found = command(way, kind, float(started))
    elif task == "equal":
        found = equal(kind, int(n))
    elif task == "scale":
        found = scale(way, kind, [int(x) for x in n.split(",")])
    elif task == "cold":
        found = cold(way, kind, int(n), float(started))
    else:
        found = fit(way, kind, *map(int, n.split(",")))
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    try:
        main()
    except ModuleNotFoundError as error:
        print(json.dumps({"absent": str(error.name)}))
