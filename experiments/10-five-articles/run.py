"""How five articles frame the answer, in their own voice and in the voices that they report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

import stance
from stance.framing.passage_voices import passage_voices
from stance.framing.voice_shares import VoiceShare, voice_shares
from stance.model.linear import positions
from stance.report.experiment import Result
from stance.report.figures.ribbon import ribbon

HERE = Path(__file__).resolve().parent


def reading(row: VoiceShare, codebook: stance.Codebook) -> dict[str, Any]:
    shares = np.array([estimate.estimate for estimate in row.estimates])
    said = dict(zip(codebook.labels, shares.tolist(), strict=True))
    return {"words": row.n_words, "position": float(positions(shares, codebook)), **said}


def run(config: Mapping[str, Any], quick: bool) -> Result:  # noqa: ARG001
    model = stance.load_model(config["model"])
    read = stance.read_passages(config["inputs"]["articles"], HERE / config["sources"])
    frame = stance.score(read.to_frame().drop(columns="title"), model).frame
    articles: dict[str, Any] = {}
    speakers: dict[str, Any] = {}
    for (year, _), passages in frame.groupby(["year", "document_id"]):
        source = passages["source"].iloc[0]
        name = f"{source if isinstance(source, str) else 'publisher unknown'} {year}"
        rows = voice_shares(passages, model.predict_proba, model.labels).rows
        voices = {row.voice: reading(row, model.codebook) for row in rows if not row.speaker}
        articles[name] = {
            "passages": len(passages),
            "position": passages["position_score"].mean(),
            "reported sentences": len(passage_voices(passages).query("voice == 'reported'")),
        }
        for voice in ("own", "reported"):
            told = voices.get(voice, {})
            articles[name] |= {f"{voice} voice": told.get("position"), f"{voice} words": told.get("words", 0)}
        for row in rows:
            if row.speaker:
                speakers[f"{name}: {row.speaker}"] = reading(row, model.codebook)
    return Result(
        {"Article": articles, "Voice that it reports": speakers},
        {"ribbon": ribbon(frame, codebook=model.codebook)},
    )
