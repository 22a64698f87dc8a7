"""The codebook: the question, what a passage is, and what each label means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.errors import StanceError


@dataclass(frozen=True)
class Scale:
    """The axis that the labels stand on: negative is -1, neutral 0, positive +1.

    Any further label of the codebook stands at 0, because it takes no side.

    Examples
    --------
    >>> Scale(negative="force", positive="law", neutral="other").values(["law", "other", "force"])
    [1.0, 0.0, -1.0]
    """

    negative: str
    positive: str
    neutral: str | None = None

    def values(self, labels: Sequence[str]) -> list[float]:
        """The position of each label, in the order given."""
        return [1.0 if x == self.positive else -1.0 if x == self.negative else 0.0 for x in labels]

    def to_dict(self) -> dict[str, str]:
        """The scale as a mapping from role to label."""
        roles = {"negative": self.negative, "positive": self.positive, "neutral": self.neutral}
        return {role: label for role, label in roles.items() if label is not None}


@dataclass(frozen=True)
class Label:
    """One answer to the codebook's question."""

    id: str
    title: str
    definition: str
    include: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """How to decide where definitions alone do not."""

    id: str
    text: str


@dataclass(frozen=True)
class Codebook:
    """How a passage is labelled: one passage, one label.

    Parameters
    ----------
    name, version, question, unit : str
        What the codebook is called, which version, what it asks, and of what piece of text.
    definitions : tuple of Label
        At least two labels with distinct ids.
    scale : Scale or None
        The axis, where the labels have one.
    rules : tuple of Rule
        Tie-breakers, in the order in which they are to be read.
    language : str or None
        The language of the texts that the codebook was written for.

    Examples
    --------
    >>> codebook = Codebook.from_labels("weather", ["sun", "rain"])
    >>> codebook.labels
    ('sun', 'rain')
    """

    name: str
    version: str
    question: str
    unit: str
    definitions: tuple[Label, ...]
    scale: Scale | None = None
    rules: tuple[Rule, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        if len(self.definitions) < 2:
            raise StanceError(
                f"A codebook must define at least two labels; {self.name!r} defines {len(self.definitions)}."
            )
        repeated = sorted({x for x in self.labels if self.labels.count(x) > 1})
        if repeated:
            raise StanceError(f"Label ids must be distinct; {self.name!r} repeats {repeated[0]!r}.")
        if self.scale is None:
            return
        ends = list(self.scale.to_dict().values())
        for role, label in self.scale.to_dict().items():
            if label not in self.labels:
                raise StanceError(
                    f"The scale's {role} label must be one of {list(self.labels)}; "
                    f"got {label!r} ({self.name})."
                )
        if len(set(ends)) < len(ends):
            raise StanceError(f"The scale's labels must differ from each other; got {ends} ({self.name}).")

    def __str__(self) -> str:
        lines = [f"{self.name} {self.version}: {self.question}"]
        lines += [f"  {label.id:<22} {label.title}" for label in self.definitions]
        return "\n".join(lines)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label ids, in the codebook's order."""
        return tuple(label.id for label in self.definitions)

    def title(self, label: str) -> str:
        """What people read for a label id; an unknown id is its own title."""
        return next((x.title for x in self.definitions if x.id == label), label)

    @classmethod
    def from_labels(cls, name: str, labels: Sequence[str], scale: Scale | None = None) -> Codebook:
        """A codebook for a table that brings labels and no definitions."""
        definitions = tuple(Label(id=str(x), title=str(x), definition="") for x in labels)
        return cls(name, "0", "", "", definitions, scale)

    @classmethod
    def read(cls, path: str | Path) -> Codebook:
        """Read a codebook from a TOML file.

        Raises
        ------
        StanceError
            When the file is absent, is not TOML, lacks a required key or contradicts itself.
        """
        path = Path(path)
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise StanceError(
                f"The codebook must be a readable file; got {path} ({error.strerror})."
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise StanceError(f"The codebook must be valid TOML; got {path} ({error}).") from None
        return cls.from_dict(data, where=str(path))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], where: str = "codebook") -> Codebook:
        """Build a codebook from the mapping that its TOML file holds."""
        known = {"name", "version", "language", "question", "unit", "scale", "labels", "rules"}
        _only(data, known, where)
        labels = data.get("labels")
        if not isinstance(labels, Mapping):
            raise StanceError(f"'labels' must be a table of labels; got {type(labels).__name__} ({where}).")
        definitions = tuple(_label(key, value, where) for key, value in labels.items())
        scale = None
        if "scale" in data:
            ends = _mapping(data["scale"], "scale", where)
            _only(ends, {"negative", "positive", "neutral"}, f"{where}, scale")
            neutral = _string(ends, "neutral", where) if "neutral" in ends else None
            scale = Scale(_string(ends, "negative", where), _string(ends, "positive", where), neutral)
        items = data.get("rules", [])
        if not isinstance(items, list):
            raise StanceError(f"'rules' must be a list of tables; got {type(items).__name__} ({where}).")
        rules = tuple(_rule(item, where) for item in items)
        language = _string(data, "language", where) if "language" in data else None
        name, version = _string(data, "name", where), _string(data, "version", where)
        question, unit = _string(data, "question", where), _string(data, "unit", where)
        return cls(name, version, question, unit, definitions, scale, rules, language)

    def to_dict(self) -> dict[str, Any]:
        """The mapping that `from_dict` reads back."""
        data: dict[str, Any] = {"name": self.name, "version": self.version}
        if self.language is not None:
            data["language"] = self.language
        data |= {"question": self.question, "unit": self.unit}
        if self.scale is not None:
            data["scale"] = self.scale.to_dict()
        data["labels"] = {
            x.id: {"title": x.title, "definition": x.definition, "include": list(x.include)}
            for x in self.definitions
        }
        data["rules"] = [{"id": rule.id, "text": rule.text} for rule in self.rules]
        return data


def _label(key: str, value: object, where: str) -> Label:
    table = _mapping(value, f"labels.{key}", where)
    _only(table, {"title", "definition", "include"}, f"{where}, labels.{key}")
    include = table.get("include", [])
    if not isinstance(include, list) or not all(isinstance(x, str) for x in include):
        raise StanceError(f"'labels.{key}.include' must be a list of strings; got {include!r} ({where}).")
    title = _string(table, "title", where) if "title" in table else key
    return Label(key, title, _string(table, "definition", where).strip(), tuple(include))


def _rule(value: object, where: str) -> Rule:
    table = _mapping(value, "rules", where)
    _only(table, {"id", "text"}, f"{where}, rules")
    return Rule(_string(table, "id", where), _string(table, "text", where))


def _mapping(value: object, key: str, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise StanceError(f"{key!r} must be a table; got {type(value).__name__} ({where}).")
    return value


def _string(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        found = "nothing" if value is None else repr(value)
        raise StanceError(f"{key!r} must be a string; got {found} ({where}).")
    return value


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(data) - known)
    if unknown:
        raise StanceError(f"Keys must be among {sorted(known)}; got {unknown[0]!r} ({where}).")
