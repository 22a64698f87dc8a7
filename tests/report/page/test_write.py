"""The page as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.model.scoring import Predictions
from stance.report.page.payload import unpack
from stance.report.page.write import write_report


class Page(HTMLParser):
    """What a browser would make of the page, as far as these tests ask."""

    VOID = frozenset({"meta", "img", "input", "link", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.scripts = 0
        self.alternatives: list[str] = []
        self.headings: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in given)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        self.sources += [str(given["src"])] if "src" in given else []
        self.alternatives += [str(given["alt"])] if tag == "img" else []
        self.scripts += tag == "script"
        self.headings += [tag] if re.fullmatch(r"h\d", tag) else []
        self.open += [] if tag in self.VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def text(report: Path) -> str:
    return report.read_text(encoding="utf-8")


def test_the_page_is_well_formed_and_loads_nothing(text: str) -> None:
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(source.startswith("data:image/") for source in page.sources)
    assert page.scripts == 2
    assert page.headings[:2] == ["h1", "h2"]
    assert page.headings.count("h1") == 1
    assert all(len(alternative) > 20 for alternative in page.alternatives)


def test_its_policy_forbids_everything_but_its_own_style_and_script(text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 2


def test_nothing_hostile_comes_through_unescaped(text: str) -> None:
    assert "<script>window" not in text
    assert "<img src=x" not in text
    assert "<h1>&lt;script&gt;window.broken = 1&lt;/script&gt; &#39;one&#39; &#34;two&#34; &amp; " in text


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, predictions: Predictions) -> None:
    pages = [write_report(tmp_path / name, predictions, by=["source"]).read_bytes() for name in "ab"]
    assert pages[0] == pages[1]


def test_every_table_can_be_saved_whole(text: str) -> None:
    payload = re.search(r'id="payload">([^<]+)<', text)
    assert payload is not None
    tables = unpack(payload[1])["tables"]
    assert set(tables) == set(re.findall(r'class="data[^"]*" id="([^"]+)"', text))
    header = tables["table-cells"].split("\n", 1)[0].split(",")
    assert {"source", "year", "label", "estimate", "low", "high", "method", "assumption"} <= set(header)
    assert {"n_documents", "n_passages", "cell_position", "cell_score", "cell_importance"} <= set(header)


def test_gaps_are_said_where_nothing_was_given(
    tmp_path: Path, some: Callable[[Sequence[Any]], Predictions]
) -> None:
    bare = write_report(tmp_path / "bare.html", some(["text"]), by=["source"]).read_text(encoding="utf-8")
    for gap in (
        "Not evaluated: nothing here says how often these labels are right.",
        "No model was given",
        "Not tested on held-out sources or later years.",
        "No agreement of coders was given",
        "The predictions hold no texts",
        "documents name no source",
    ):
        assert gap in bare
    assert 'id="words"' not in bare
    assert "figure-heatmap" not in bare
    Page(bare)


@pytest.mark.parametrize("n_labels", [2, 30])
def test_any_labels_without_a_scale(n_labels: int, tmp_path: Path) -> None:
    labels = [f"label {k}" for k in range(n_labels)]
    frame = pd.DataFrame({"document_id": [f"d{k}" for k in range(24)], "text": "words", "region": "R"})
    frame["decade"] = ["1990s", "2000s"] * 12
    frame["predicted"] = [labels[k % n_labels] for k in range(24)]
    for label in labels:
        frame[f"p_{label}"] = (frame["predicted"] == label) * 0.5 + 0.5 / n_labels
    predictions = Predictions(frame, Codebook.from_labels("plain", labels))
    page = write_report(tmp_path / "x.html", predictions, by=["region", "decade"]).read_text(encoding="utf-8")
    Page(page)
    assert "figure-forest" not in page
    assert ("The most frequent labels are shown" in page) == (n_labels > 6)


def test_an_absent_column_is_refused(tmp_path: Path, predictions: Predictions) -> None:
    with pytest.raises(StanceError, match="'colour'"):
        write_report(tmp_path / "x.html", predictions, by=["colour", "year"])
    assert not list(tmp_path.iterdir())
