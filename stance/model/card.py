"""The model card: what the model is, what it was trained on, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stance.model.linear import StanceModel

_GAP = "*not measured*"


def model_card(model: StanceModel, evaluation: Mapping[str, Any] | None = None) -> str:
    """The card in Markdown; what was not measured shows as a gap.

    Parameters
    ----------
    model : StanceModel
    evaluation : mapping, optional
        The dictionary of an `Evaluation`.
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
        "one weight per n-gram and label, and a softmax. Every probability can be taken apart word by word.",
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
    lines += ["", "## How far to trust it", "", *_trust(evaluation), ""]
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


def _trust(evaluation: Mapping[str, Any] | None) -> list[str]:
    if evaluation is None:
        return [_GAP]
    return [str(evaluation["summary"])]


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{key} {item:,}" if isinstance(item, int) else f"{key} {item}" for key, item in value.items()
        )
    return f"{value:,}" if isinstance(value, int) else str(value)
