"""The model card: what the model is, what it was trained on, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.model.card_evidence import confidence_lines, number, splits_lines

if TYPE_CHECKING:
    from stance.model.linear import StanceModel

_GAP = "*not measured*"


def model_card(
    model: StanceModel,
    evaluation: Mapping[str, Any] | None = None,
    splits: Mapping[str, Any] | None = None,
    elsewhere: Mapping[str, Any] | None = None,
) -> str:
    """The card in Markdown; what was not measured shows as a gap.

    Parameters
    ----------
    model : StanceModel
    evaluation : mapping, optional
        The dictionary of an `Evaluation`.
    splits : mapping, optional
        The dictionary of a `SplitComparison`.
    elsewhere : mapping, optional
        The dictionary of an `Evaluation` on a table that trained nothing.
    """
    codebook, training = model.codebook, model.training
    lines = [f"# {codebook.name}", ""]
    if codebook.question:
        lines += [f"**Question.** {codebook.question}", ""]
    lines += ["## What it is", ""]
    settings = model.features.settings
    blocks = []
    if settings.word:
        blocks.append(f"word {settings.word[0]}-{settings.word[1]}-grams")
    if settings.character:
        blocks.append(f"character {settings.character[0]}-{settings.character[1]}-grams within words")
    lines += [
        f"A linear model of {model.features.n_features:,} n-grams ({' and '.join(blocks)}; TF-IDF), "
        f"{model.coefficients.size:,} weights, one per n-gram and label, and a softmax. "
        "Every probability can be taken apart word by word.",
        "",
        "| label | title | on the scale |",
        "|---|---|---|",
    ]
    values = codebook.scale.values(codebook.labels) if codebook.scale else [None] * len(codebook.labels)
    for label, value in zip(codebook.definitions, values, strict=True):
        lines.append(f"| `{label.id}` | {label.title} | {'-' if value is None else f'{value:+.0f}'} |")
    lines += ["", "## Trained on", ""]
    facts = [f"- {key.replace('_', ' ')}: {_said(value)}" for key, value in sorted(training.items())]
    lines += facts or [f"- {_GAP}"]
    lines += ["", "## How far to trust it", "", *_trust(evaluation, splits), ""]
    if elsewhere is not None:
        lines += ["## On a table that trained nothing", "", *_scores(elsewhere), *_notes(elsewhere), ""]
    lines += [
        "## Limits",
        "",
        "- Shares of predicted labels are not estimates of prevalence: they carry the classifier's errors.",
        "- Probabilities of a model trained with balanced label weights are those of a world in which "
        "all labels are equally frequent.",
        "- What a passage is about and what it says of it are hard to tell apart for a model of words: "
        "read passages before quoting a figure.",
    ]
    return "\n".join(lines) + "\n"


def _trust(evaluation: Mapping[str, Any] | None, splits: Mapping[str, Any] | None) -> list[str]:
    if evaluation is None:
        return [_GAP]
    lines = _scores(evaluation)
    if "details" in evaluation:
        lines += confidence_lines(evaluation["details"])
    if splits is not None:
        lines += splits_lines(splits)
    return [*lines, *_slices(evaluation), *_notes(evaluation)]


def _scores(evaluation: Mapping[str, Any]) -> list[str]:
    """The model beside its baselines, then label by label."""
    name, first = next(iter(evaluation["models"].items()))
    size = first["overall"]["macro_f1"]
    lines = [
        f"{evaluation['split']['description'].capitalize()}: {size['n_documents']:,} documents, "
        f"{size['n_passages']:,} passages; {size['level']:.0%} intervals over documents.",
        "",
        "| model | macro-F1 | accuracy |",
        "|---|---|---|",
    ]
    for model, scores in evaluation["models"].items():
        overall = scores["overall"]
        lines.append(f"| {model} | {number(overall['macro_f1'])} | {number(overall['accuracy'])} |")
    lines += ["", "| label | precision | recall | F1 |", "|---|---|---|---|"]
    for label, row in first["per_label"].items():
        lines.append(f"| `{label}` | {' | '.join(number(row[x]) for x in ('precision', 'recall', 'f1'))} |")
    labels = evaluation["labels"]
    lines += ["", f"True labels in rows, labels that `{name}` predicted in columns:", ""]
    lines += ["| | " + " | ".join(f"`{x}`" for x in labels) + " |", "|---" * (len(labels) + 1) + "|"]
    for label, counts in zip(labels, first["confusion"], strict=True):
        lines.append(f"| `{label}` | " + " | ".join(f"{count:,}" for count in counts) + " |")
    return lines


def _notes(evaluation: Mapping[str, Any]) -> list[str]:
    notes = [f"- {note}" for note in evaluation["notes"]]
    return ["", *notes] if notes else []


def _slices(evaluation: Mapping[str, Any]) -> list[str]:
    # A slice without an interval says too little to be on a card.
    kept = [x for x in evaluation["slices"] if x["macro_f1"]["low"] is not None]
    if not kept:
        return []
    lines = ["", "| part | documents | macro-F1 |", "|---|---|---|"]
    for part in kept:
        where = f"{part['by'].replace('_', ' ')}: {part['value']}"
        lines.append(f"| {where} | {part['macro_f1']['n_documents']:,} | {number(part['macro_f1'])} |")
    return lines


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(item)}" for key, item in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)
