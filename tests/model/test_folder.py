from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stance.codebook import Codebook, Scale
from stance.errors import StanceError
from stance.model.classifier import StanceClassifier
from stance.model.folder import load_model
from stance.model.linear import StanceModel

TEXTS = [
    "soldiers seized drugs",
    "courts need judges",
    "İt rained",
    "soldiers came",
    "judges sat",
    "rain fell",
]
LABELS = ["force", "law", "other"] * 2


@pytest.fixture(scope="module")
def model() -> StanceModel:
    codebook = Codebook.from_labels("x", ["force", "law", "other"], Scale("force", "law", "other"))
    return StanceClassifier(min_df=1, codebook=codebook).fit(TEXTS, LABELS).model_


@pytest.fixture
def folder(model: StanceModel, tmp_path: Path) -> Path:
    model.save(tmp_path / "m")
    return tmp_path / "m"


def reseal(folder: Path) -> None:
    """What an attacker would do: make the checksums fit the changed files."""
    lines = []
    for name in ("model.json", "weights.npz", "card.md"):
        lines.append(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n")
    (folder / "checksums.txt").write_text("".join(lines))


def test_round_trip_bit_for_bit(model: StanceModel, folder: Path) -> None:
    loaded = load_model(folder)
    assert (loaded.predict_proba(TEXTS) == model.predict_proba(TEXTS)).all()
    assert loaded.codebook == model.codebook


def test_same_model_same_bytes(model: StanceModel, folder: Path, tmp_path: Path) -> None:
    model.save(tmp_path / "again")
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_the_checksums_are_those_of_sha256sum(folder: Path) -> None:
    for line in (folder / "checksums.txt").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["model.json", "weights.npz", "card.md"])
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(StanceError, match=f"'{name}' must be as it was written"):
        load_model(folder)


def test_a_missing_or_foreign_file_is_refused(folder: Path) -> None:
    (folder / "code.py").write_text("print('hello')")
    with pytest.raises(StanceError, match=r"and no other; got \['code.py'\]"):
        load_model(folder)
    (folder / "code.py").unlink()
    (folder / "card.md").unlink()
    with pytest.raises(StanceError, match=r"must hold .*; got \['card.md'\]"):
        load_model(folder)
    (folder / "checksums.txt").unlink()
    with pytest.raises(StanceError, match=r"must hold 'checksums.txt'"):
        load_model(folder)


def test_a_pickle_is_never_opened(folder: Path) -> None:
    array = np.array([{"not": "numbers"}], dtype=object)
    with np.load(folder / "weights.npz") as data:
        arrays = dict(data)
    np.savez(folder / "weights.npz", **{**arrays, "coefficients": array})
    reseal(folder)
    with pytest.raises(StanceError, match="must hold plain arrays"):
        load_model(folder)


@pytest.mark.parametrize("name", ["coefficients", "intercept"])
@pytest.mark.parametrize("change", ["shape", "dtype", "nan", "absent"])
def test_sealed_but_impossible_weights_are_refused(folder: Path, name: str, change: str) -> None:
    with np.load(folder / "weights.npz") as data:
        arrays = dict(data)
    if change == "shape":
        arrays[name] = arrays[name][:-1]
    elif change == "dtype":
        arrays[name] = arrays[name].astype(np.float32)
    elif change == "nan":
        arrays[name] = np.full_like(arrays[name], np.nan)
    else:
        del arrays[name]
    np.savez(folder / "weights.npz", **arrays)
    reseal(folder)
    with pytest.raises(StanceError):
        load_model(folder)


def test_a_deflated_archive_is_refused(folder: Path) -> None:
    with np.load(folder / "weights.npz") as data:
        arrays = dict(data)
    np.savez_compressed(folder / "weights.npz", **arrays)
    reseal(folder)
    with pytest.raises(StanceError, match="must be stored, not deflated"):
        load_model(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "of format 1; got 'list'"),
        ('{"format": 2}', "of format 1; got 2"),
        ("{", "must be JSON"),
        ('{"format": 1}', "must hold a table 'codebook'"),
    ],
)
def test_a_foreign_description_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "model.json").write_text(text)
    reseal(folder)
    with pytest.raises(StanceError, match=message):
        load_model(folder)


def test_unknown_settings_are_refused(folder: Path) -> None:
    description = json.loads((folder / "model.json").read_text())
    description["features"]["tokenizer"] = "os.system"
    (folder / "model.json").write_text(json.dumps(description))
    reseal(folder)
    with pytest.raises(StanceError, match="must hold settings and weights"):
        load_model(folder)


def test_an_absent_model_is_named() -> None:
    with pytest.raises(StanceError, match=r"must be a folder or one of .*; got 'nowhere'"):
        load_model("nowhere")


def test_saving_over_something_else_is_refused(model: StanceModel, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StanceError, match=r"must be new, empty or hold 'model.json'"):
        model.save(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_loading_and_scoring_need_numpy_alone(folder: Path) -> None:
    heavy = ("sklearn", "scipy", "pandas", "pyarrow", "nltk", "matplotlib", "joblib")
    code = (
        "import sys, stance\n"
        f"m = stance.load_model({str(folder)!r})\n"
        "m.predict_proba(['soldiers']); m.explain('soldiers')\n"
        f"print([x for x in {heavy!r} if x in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_copied_folder_still_loads(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert load_model(tmp_path / "copy").labels == ("force", "law", "other")
