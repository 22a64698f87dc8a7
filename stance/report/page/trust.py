"""The section on the model, and how far to trust it."""

from __future__ import annotations

from typing import Any

from stance.labels.coefficient import MACRO
from stance.report.dots import Dot
from stance.report.evaluations import METRICS, as_dot, said
from stance.report.figures.agreement import agreement
from stance.report.figures.confusion import confusion
from stance.report.figures.learning_curve import learning_curve
from stance.report.figures.models import models
from stance.report.figures.per_label import per_label
from stance.report.figures.reliability import reliability
from stance.report.figures.risk_coverage import risk_coverage
from stance.report.figures.slices import slices
from stance.report.figures.splits import splits
from stance.report.names import words
from stance.report.page.embed import Figure, embed
from stance.report.page.facts import Facts
from stance.report.page.methods import features
from stance.report.page.section import Section
from stance.report.page.tables import Cell, Row, Table, to_csv

_SHOWN = ("macro_f1", "accuracy", "balanced_accuracy", "mcc", "log_loss", "calibration_error")


def trust_section(facts: Facts) -> Section:
    """What the model is, and every piece of evidence that was given."""
    evaluation, evidence = facts.evaluation, facts.evidence
    parts: list[Figure | Table] = []
    if evaluation is not None:
        parts += [*_of_evaluation(facts), _table(evaluation)]
    if evidence.splits is not None:
        reading = (
            "How much of a random split's promise is left when documents, sources or years are held out."
        )
        parts.append(embed(splits(evidence.splits), "figure-splits", reading))
    if evidence.reliability is not None:
        reading = "On the diagonal the model's confidence means what it says; below it the model is too sure."
        parts.append(embed(reliability(evidence.reliability), "figure-reliability", reading))
    if evidence.risk_coverage is not None:
        reading = (
            "How many passages could be kept if only the surest were, and how many of those would be wrong."
        )
        parts.append(embed(risk_coverage(evidence.risk_coverage), "figure-risk", reading))
    if evidence.learning_curve is not None:
        reading = "Whether more labels would help, and how many would be needed."
        parts.append(embed(learning_curve(evidence.learning_curve), "figure-learning", reading))
    if evidence.agreement is not None:
        reading = "No model can be asked to agree with coders more than they agree with each other."
        parts.append(
            embed(agreement(evidence.agreement, codebook=facts.codebook), "figure-agreement", reading)
        )
    return Section(
        "trust", "The model, and how far to trust it", _paragraphs(facts), _gaps(facts), tuple(parts)
    )


def _paragraphs(facts: Facts) -> tuple[str, ...]:
    if facts.model is None:
        return ()
    training = facts.model.training
    facts_of = ", ".join(
        f"{training[key]:,} {noun}"
        for key, noun in (("documents", "documents"), ("passages", "passages"))
        if key in training
    )
    trained = f" It was trained on {facts_of}." if facts_of else ""
    return (
        f"The labels come from a linear model on counts of {features(facts.model)}: "
        f"{facts.model.features.n_features:,} of them, one weight for each and for each label.{trained}",
    )


def _gaps(facts: Facts) -> tuple[str, ...]:
    evidence = facts.evidence
    said_of = (
        (
            facts.model,
            "No model was given: what labels rest on is not described, and no words are marked in passages.",
        ),
        (evidence.evaluation, "Not evaluated: nothing here says how often these labels are right."),
        (evidence.splits, "Not tested on held-out sources or later years."),
        (evidence.reliability, "Not checked whether probabilities mean what they say."),
        (
            evidence.agreement,
            "No agreement of coders was given: there is no ceiling to hold the model against.",
        ),
    )
    return tuple(text for value, text in said_of if value is None)


def _of_evaluation(facts: Facts) -> list[Figure]:
    evaluation, codebook = facts.evidence.evaluation, facts.codebook
    made = [
        embed(
            models(evaluation, ceiling=_ceiling(facts)),
            "figure-models",
            "A model that is not above its baselines has learned little beyond them.",
        ),
        embed(
            confusion(evaluation, codebook=codebook),
            "figure-confusion",
            "Off the diagonal stands what is taken for what.",
        ),
        embed(
            per_label(evaluation, codebook=codebook),
            "figure-labels",
            "Precision: how often a label is right when given. Recall: how often it is found when right.",
        ),
    ]
    known = list(dict.fromkeys(x["by"] for x in (facts.evaluation or {}).get("slices", [])))
    for by in known:
        reading = f"Where the model is better or worse than its average, by {words(by)}."
        made.append(embed(slices(evaluation, by), f"figure-slices-{by.replace('_', '-')}", reading))
    return made


def _ceiling(facts: Facts) -> float | None:
    """The agreement of coders that is measured as the model is: the mean F1 of one against another."""
    result = facts.evidence.agreement
    if result is None:
        return None
    values = result.to_dict() if hasattr(result, "to_dict") else result
    found = [x["estimate"] for x in values["overall"] if x["measure"] == MACRO]
    return float(found[0]) if found and found[0] is not None else None


def _table(evaluation: Any) -> Table:
    import pandas as pd

    shown = [x for x in _SHOWN if any(x in scores["overall"] for scores in evaluation["models"].values())]
    rows, flat = [], []
    for name, scores in evaluation["models"].items():
        cells = [Cell(name)]
        for metric in shown:
            estimate = scores["overall"].get(metric)
            dot = as_dot(name, estimate) if estimate else Dot(name, float("nan"))
            cells.append(Cell(said(estimate), dot.value) if estimate else Cell("–"))
        rows.append(Row(tuple(cells)))
        for metric, estimate in scores["overall"].items():
            flat.append({"model": name, "label": None, "metric": metric, **estimate})
        for label, metrics in scores["per_label"].items():
            flat += [
                {"model": name, "label": label, "metric": x, **estimate} for x, estimate in metrics.items()
            ]
    return Table(
        "table-models",
        "Every model on the same passages",
        ("model", *(METRICS[x] for x in shown)),
        (False, *[True] * len(shown)),
        tuple(rows),
        to_csv(pd.DataFrame(flat)),
        note="The CSV also holds the metrics of each label.",
    )
