"""How five articles frame the answer, in their own voice and in the voices that they report."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

import stance
from stance.framing.passage_voices import passage_voices
from stance.framing.voice_shares import VoiceShare, voice_shares
from stance.model.linear import positions

HERE = Path(__file__).resolve().parent


def described(row: VoiceShare, codebook: stance.Codebook) -> dict[str, Any]:
    shares = np.array([estimate.estimate for estimate in row.estimates])
    said = {label: round(float(share), 3) for label, share in zip(codebook.labels, shares, strict=True)}
    return {"words": row.n_words, "position": round(float(positions(shares, codebook)), 3), **said}


def run(config: dict[str, str], folder: Path) -> list[dict[str, Any]]:
    model = stance.load_model(config["model"])
    read = stance.read_passages(folder, HERE / config["sources"])
    articles = []
    for document, passages in read.passages.groupby("document_id", sort=False):
        facts = read.documents.set_index("document_id").loc[document]
        voices = voice_shares(passages, model.predict_proba, model.labels)
        reported = passage_voices(passages).query("voice == 'reported'")
        article = {"source": facts["source"], "year": facts["year"], "passages": len(passages)}
        article["position"] = round(float(model.position(list(passages["text"])).mean()), 3)
        article["reported_sentences"] = len(reported)
        for row in voices.rows:
            article[row.speaker or row.voice] = described(row, model.codebook)
        articles.append({name: None if value != value else value for name, value in article.items()})
    return sorted(articles, key=lambda article: (str(article["source"]), int(article["year"])))


if __name__ == "__main__":
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    folder = HERE.parents[1] / config["documents"]
    if not folder.is_dir():
        sys.exit("skipped: the articles are kept outside the project, in ../shared/seeds")
    found = json.dumps(run(config, folder), indent=2, ensure_ascii=False, default=int) + "\n"
    if "--write" in sys.argv:
        (HERE / "expected.json").write_text(found, encoding="utf-8")
    print(found, end="")
