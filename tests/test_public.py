from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import stance


def test_the_public_names_are_these() -> None:
    assert sorted(set(stance.__all__) - {"__version__"}) == [
        "Codebook",
        "StanceClassifier",
        "StanceError",
        "Structure",
        "agreement",
        "compare",
        "compare_models",
        "compare_splits",
        "details",
        "evaluate",
        "label_errors",
        "learned",
        "load_corpus",
        "load_model",
        "per_target",
        "prevalence",
        "read_cues",
        "read_passages",
        "recalibrate",
        "reproduce",
        "score",
        "train",
    ]
    for name in stance.__all__:
        assert getattr(stance, name) is not None
    assert set(stance.__all__) == set(dir(stance))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(stance, "nothing")


def test_importing_stance_imports_nothing_heavy() -> None:
    code = "import sys, stance; print([m for m in sys.modules if m.split('.')[0] in sys.argv[1:]])"
    heavy = ["numpy", "scipy", "sklearn", "pandas", "pyarrow", "nltk", "matplotlib", "joblib", "trafilatura"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_imports_point_left(root: Path) -> None:
    """The way of the data is the layout: a package imports only from those before it."""
    order = ["documents", "labels", "model", "evaluation", "framing", "report", "cli"]
    wrong = []
    for path in (root / "stance").rglob("*.py"):
        package = path.relative_to(root / "stance").parts[0]
        later = order[order.index(package) + 1 :] if package in order else order
        if path.parent == root / "stance" and path.name == "__init__.py":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] == ["from"] and any(words[1].startswith(f"stance.{name}") for name in later):
                wrong.append(f"{path.relative_to(root)}: {line.strip()}")
    assert wrong == []
