"""Products beside those of dense matrices, and the same bits either way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random_array

from stance.model.features import fast
from stance.model.products import Products


def matrix(n: int, k: int, dtype: type) -> csr_matrix:
    made = csr_matrix(random_array((n, k), density=0.2, rng=np.random.default_rng(5), format="csr"))
    made.indices, made.indptr = made.indices.astype(dtype), made.indptr.astype(dtype)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("n_labels", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("dtype", [np.int32, np.int64])
def test_products(monkeypatch: pytest.MonkeyPatch, n_labels: int, dtype: type) -> None:
    pytest.importorskip("numba")
    X, rng = matrix(40, 25, dtype), np.random.default_rng(n_labels)
    point, residuals = rng.normal(size=(25, n_labels)), rng.normal(size=(40, n_labels))
    found = []
    for use in (False, True):
        monkeypatch.setattr(fast, "_kernels", None)
        if use:
            fast.load()
        products = Products(X)
        found.append((products.times(point), products.transposed_times(residuals)))
        np.testing.assert_allclose(found[-1][0], X.toarray() @ point, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(found[-1][1], X.toarray().T @ residuals, rtol=1e-12, atol=1e-14)
    for scipy_alone, compiled in zip(*found, strict=True):
        np.testing.assert_array_equal(scipy_alone, compiled)


@pytest.mark.parametrize("shape", [(0, 3), (3, 3)])
def test_empty_rows(shape: tuple[int, int]) -> None:
    X = csr_matrix(shape)
    products = Products(X)
    assert products.times(np.ones((3, 2))).tolist() == [[0.0, 0.0]] * shape[0]
    assert products.transposed_times(np.ones((shape[0], 2))).tolist() == [[0.0, 0.0]] * 3
