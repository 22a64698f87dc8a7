"""Measure how documents frame an answer, and say how far to trust the measure."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Each public name and the module that holds it, imported when it is first used: scikit-learn, nltk
# and matplotlib take seconds to import.
_PUBLIC = {
    "Codebook": "stance.codebook",
    "Structure": "stance.corpus",
    "StanceError": "stance.errors",
    "load_corpus": "stance.corpus",
    "read_passages": "stance.documents.passage_set",
    "StanceClassifier": "stance.model.classifier",
    "load_model": "stance.model.folder",
    "score": "stance.model.scoring",
    "train": "stance.evaluation.training",
    "evaluate": "stance.evaluation.training",
    "compare_splits": "stance.evaluation.training",
    "compare_models": "stance.evaluation.paired",
    "details": "stance.evaluation.details",
    "recalibrate": "stance.evaluation.recalibrate",
    "learned": "stance.evaluation.learned",
    "read_cues": "stance.evaluation.lexicon",
    "per_target": "stance.evaluation.per_target",
    "agreement": "stance.labels.agreement",
    "label_errors": "stance.labels.queue",
    "prevalence": "stance.framing.prevalence",
    "compare": "stance.report.comparison",
    "reproduce": "stance.report.reproduce",
}

__version__ = "0.1.0"
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'stance' has no attribute {name!r}")
    value = getattr(import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
