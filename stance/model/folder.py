"""The model folder: model.json, weights.npz, card.md and checksums.txt. Data, no code."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.files import folder_aside
from stance.model.features import FeatureSettings, NgramFeatures
from stance.model.linear import StanceModel
from stance.resources import resource

FORMAT = 1
DEFAULT = "security-stance"
_FILES = ("model.json", "weights.npz", "card.md")
_CHECKSUMS = "checksums.txt"
_LARGEST = 2**31


def save_model(model: StanceModel, folder: str | Path, card: str | None = None) -> None:
    """Write a model folder, whole or not at all.

    Parameters
    ----------
    model : StanceModel
    folder : str or Path
        New, empty, or a model folder to replace.
    card : str, optional
        The text of card.md; without it, a card that says what has not been measured.
    """
    from stance.model.card import model_card

    description = {
        "format": FORMAT,
        "codebook": model.codebook.to_dict(),
        "features": asdict(model.features.settings),
        "training": model.training,
    }
    arrays = {"coefficients": model.coefficients, "intercept": model.intercept, **model.features.state()}
    with folder_aside(folder, marker="model.json") as aside:
        text = json.dumps(description, ensure_ascii=False, indent=2, allow_nan=False)
        (aside / "model.json").write_text(text + "\n", encoding="utf-8")
        # Stored, not deflated: it loads faster, and what is read is never larger than the file.
        np.savez(aside / "weights.npz", allow_pickle=False, **arrays)
        (aside / "card.md").write_text(model_card(model) if card is None else card, encoding="utf-8")
        lines = [f"{_sha256(aside / name)}  {name}\n" for name in _FILES]
        (aside / _CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def load_model(folder: str | Path | None = None) -> StanceModel:
    """Load a model folder; it can run no code, and needs numpy alone.

    Parameters
    ----------
    folder : str or Path, optional
        A folder that `StanceModel.save` or ``stance train`` wrote, or the name of a model that ships
        with the package. The default model, if not given.

    Raises
    ------
    StanceError
        When a file is missing, changed since it was written, foreign, or not what it must be.

    Examples
    --------
    >>> print(load_model().codebook.name)
    security-stance
    """
    folder = _locate(DEFAULT if folder is None else folder)
    _verify(folder)
    description = _description(folder / "model.json")
    arrays = _arrays(folder / "weights.npz")
    codebook = Codebook.from_dict(description["codebook"], where=str(folder / "model.json"))
    try:
        settings = FeatureSettings(**{k: _tuple(v) for k, v in description["features"].items()})
        coefficients, intercept = arrays.pop("coefficients"), arrays.pop("intercept")
    except (TypeError, KeyError) as error:
        raise StanceError(f"A model folder must hold settings and weights; got {error} ({folder}).") from None
    for name, array in (("coefficients", coefficients), ("intercept", intercept)):
        if array.dtype != np.float64:
            raise StanceError(f"{name!r} must be of 64-bit floats; got {array.dtype} ({folder}).")
    features = NgramFeatures.from_state(settings, arrays)
    return StanceModel(codebook, features, coefficients, intercept, description["training"])


def model_names() -> list[str]:
    """The models that ship with the package.

    Examples
    --------
    >>> model_names()
    ['security-stance']
    """
    return sorted(path.parent.name for path in resource("models").glob("*/model.json"))


def read_card(folder: str | Path) -> str:
    """The card of a model folder, or of a model that ships with the package."""
    folder = _locate(folder)
    _verify(folder)
    return _text(folder / "card.md")


def _locate(folder: str | Path) -> Path:
    path = Path(folder)
    if path.is_dir():
        return path
    if str(folder) in model_names():
        return resource("models", str(folder))
    raise StanceError(f"A model must be a folder or one of {model_names()}; got {str(folder)!r}.")


def _verify(folder: Path) -> None:
    path = folder / _CHECKSUMS
    if not path.is_file():
        raise StanceError(f"A model folder must hold {_CHECKSUMS!r}; got {folder} without it.")
    stated = dict(line.split("  ", 1)[::-1] for line in _text(path).splitlines() if "  " in line)
    found = {item.name for item in folder.iterdir()} - {_CHECKSUMS}
    if set(stated) != set(_FILES) or found != set(_FILES):
        odd = sorted((found | set(stated)) ^ set(_FILES)) or sorted(found ^ set(stated))
        raise StanceError(f"A model folder must hold {', '.join(_FILES)} and no other; got {odd} ({folder}).")
    for name in _FILES:
        if not (folder / name).is_file() or (folder / name).stat().st_size > _LARGEST:
            raise StanceError(f"{name!r} must be a file of at most 2 GB; got another thing ({folder}).")
        if _sha256(folder / name) != stated[name]:
            raise StanceError(
                f"{name!r} must be as it was written; its checksum has changed, "
                f"so get the model again from where it came ({folder})."
            )


def _description(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise StanceError(f"'model.json' must be JSON; got {error} ({path}).") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else type(data).__name__
        raise StanceError(f"A model folder must be of format {FORMAT}; got {found!r} ({path}).")
    for key in ("codebook", "features", "training"):
        if not isinstance(data.get(key), dict):
            raise StanceError(f"'model.json' must hold a table {key!r}; got {data.get(key)!r} ({path}).")
    return data


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if any(item.compress_type != zipfile.ZIP_STORED for item in archive.infolist()):
                raise StanceError(f"'weights.npz' must be stored, not deflated; got a deflated one ({path}).")
        with np.load(path, allow_pickle=False) as data:
            return {name: data[name] for name in data.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, MemoryError) as error:
        if isinstance(error, StanceError):
            raise
        raise StanceError(f"'weights.npz' must hold plain arrays; got a damaged file ({path}).") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise StanceError(f"{path.name!r} must be UTF-8 text; got something else ({path}).") from None


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
