"""What counts as texts."""

from __future__ import annotations

from threading import Barrier, get_ident
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stance.errors import StanceError
from stance.model.features.inputs import Batch, Inputs, in_threads

TEXTS = ["law", "", "Straße 漢字", "x" * 1000]


@pytest.mark.parametrize(
    "texts",
    [
        TEXTS,
        tuple(TEXTS),
        np.array(TEXTS, dtype=object),
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(["cut off", *TEXTS])[1:],
        pa.chunked_array([TEXTS[:1], [], TEXTS[1:]]),
        pa.array(TEXTS).dictionary_encode(),
        pa.array(TEXTS, pa.string_view()),
    ],
    ids=lambda texts: str(getattr(texts, "type", type(texts).__name__)),
)
def test_lists_and_arrow_arrays_give_the_same_bytes(texts: Any) -> None:
    inputs = Inputs(texts)
    assert len(inputs) == 4
    assert [text for batch in inputs.batches() for text in batch.encoded()] == [t.encode() for t in TEXTS]
    assert inputs.strings() == TEXTS


def test_batches_hold_about_as_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("_COMPILED", "_NUMPY", "_UNDIVIDED"):
        monkeypatch.setattr(f"stance.model.features.inputs.{limit}", 10)
    batches = Inputs(["a" * 4] * 7 + ["b" * 100] + ["c"] * 3).batches()
    assert [len(batch) for batch in batches] == [3, 2, 3, 2, 1]


def test_no_texts_are_no_batches() -> None:
    assert Inputs([]).batches() == []
    assert Inputs(pa.array([], pa.string())).batches() == []


def test_one_string_is_refused() -> None:
    with pytest.raises(StanceError, match="'texts' must be a sequence of texts; got a single one"):
        Inputs("a text")


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["a", None], r"got NoneType \(row 2\)"),
        ([b"a"], r"got bytes \(row 1\)"),
        (pa.array(["a", None]), r"got a missing value \(row 2\)"),
        (pa.chunked_array([["a"], ["b", None]]), r"got a missing value \(row 3\)"),
        (pa.array([1, 2]), "got int64"),
        (pa.table({"text": TEXTS}), "must be an Arrow array of strings; got Table"),
    ],
)
def test_what_is_no_string_is_refused(texts: Any, message: str) -> None:
    with pytest.raises(StanceError, match=message):
        Inputs(texts)


def test_invalid_utf8_in_arrow_is_refused() -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(np.array([0, 2], dtype=np.int32)), pa.py_buffer(b"\xff\xfe")]
    )
    with pytest.raises(StanceError, match="must be valid Arrow strings"):
        Inputs(broken)


def test_batches_are_shared_between_threads() -> None:
    batches = [inputs.batches()[0] for inputs in map(Inputs, ([text] for text in TEXTS))]
    both = Barrier(2, timeout=30)
    first = iter([True, True])

    def act(batch: Batch) -> tuple[list[bytes], int]:
        if next(first, False):
            both.wait()  # the second batch is begun before the first is done
        return batch.encoded(), get_ident()

    found = in_threads(act, batches)
    assert [texts for texts, _ in found] == [[text.encode()] for text in TEXTS]
    assert {thread for _, thread in found} > {get_ident()}


def test_what_goes_wrong_in_a_thread_is_told() -> None:
    def act(batch: Batch) -> None:
        raise ValueError(batch.encoded())

    with pytest.raises(ValueError, match="b'law'"):
        in_threads(act, Inputs(["law"]).batches() * 2)
