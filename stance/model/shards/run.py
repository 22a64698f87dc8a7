"""A whole run: parts that are missing are scored, then all are put together."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.documents.document import Failure
from stance.errors import StanceError
from stance.files import written_aside
from stance.model.linear import StanceModel
from stance.model.shards.assemble import KINDS, assemble
from stance.model.shards.plan import PART_BYTES, Part, Plan, make_plan
from stance.model.shards.write import Done, in_turn, part_path, read_done

_PLAN = "plan.json"
Worker = Callable[[Sequence[Part], Plan, str, StanceModel, Path], Iterable[Done]]


@dataclass(frozen=True)
class ScoredPaths:
    """What a run wrote, and what it could not read."""

    output: Path
    counts: dict[str, int]
    n_parts: int
    n_parts_found: int
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        shares = ", ".join(f"{label} {n:,}" for label, n in self.counts.items())
        lines = [f"{sum(self.counts.values()):,} passages: {shares} (predicted labels, uncorrected)"]
        if self.n_parts_found:
            lines.append(f"{self.n_parts_found:,} of {self.n_parts:,} parts had been scored before")
        if self.failures:
            lines.append(f"{len(self.failures):,} files or rows not read: {failures_path(self.output)}")
        return "\n".join([*lines, f"written to {self.output}"])

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "output": str(self.output),
            "passages": sum(self.counts.values()),
            "predicted": self.counts,
            "parts": self.n_parts,
            "failures": [failure.to_dict() for failure in self.failures],
        }


def score_paths(
    paths: Sequence[str | Path],
    output: str | Path,
    model: StanceModel,
    *,
    sources: str | Path | None = None,
    text_column: str = "text",
    part_bytes: int = PART_BYTES,
    worker: Worker | None = None,
    progress: bool = False,
) -> ScoredPaths:
    """Score files and folders of any size; memory does not grow with them.

    Parameters
    ----------
    paths : sequence of paths
        Documents, folders of documents, or tables of documents or passages.
    output : path
        A file (.parquet, .csv, .jsonl), or a folder that gets one Parquet file a part.
    model : StanceModel
    sources : path, optional
        The side table of `read_documents`.
    text_column : str
        The column of tables that holds the text.
    part_bytes : int
        How much text is scored and written together.
    worker : callable, optional
        Scores the missing parts; this process does, if not given.
    progress : bool
        Show parts and rate on stderr.

    Returns
    -------
    ScoredPaths

    Raises
    ------
    StanceError
        When a path is not there, or the parts found beside the output are of another run.

    Notes
    -----
    Parts are kept beside the output until all are there. A run that was stopped, however rudely, goes on
    where it was: a part is written under its name when it is complete.
    """
    output = Path(output)
    if output.suffix and output.suffix.lower() not in KINDS:
        raise StanceError(f"Predictions must end in one of {', '.join(KINDS)}, or be a folder; got {output}.")
    plan = make_plan(paths, sources, part_bytes)
    folder = output if not output.suffix else output.with_name(output.name + ".parts")
    _claim(folder, _identity(plan, model, text_column))
    missing = [part for part in plan.parts if not part_path(folder, part.number).exists()]
    done = (worker or in_turn)(missing, plan, text_column, model, folder)
    fresh = {item.number: item for item in (_shown(done, len(missing)) if progress else done)}
    results = [fresh.get(part.number) or read_done(folder, part.number) for part in plan.parts]
    failures = (*plan.failures, *(failure for item in results for failure in item.failures))
    if output.suffix:
        assemble([part_path(folder, part.number) for part in plan.parts], output)
        shutil.rmtree(folder)
    _write_failures(failures, failures_path(output))
    counts = {label: sum(item.counts[label] for item in results) for label in model.labels}
    return ScoredPaths(output, counts, len(plan.parts), len(plan.parts) - len(missing), failures)


def failures_path(output: Path) -> Path:
    """Where what could not be read is listed."""
    return output.with_name(output.name + ".failures.jsonl")


def _identity(plan: Plan, model: StanceModel, text_column: str) -> str:
    """Names input and model: parts of one identity belong together."""
    digest = hashlib.sha256(f"{plan.fingerprint}\x00{text_column}\x00{model.codebook}".encode())
    for array in (model.coefficients, model.intercept, model.features.idf):
        digest.update(array.tobytes())
    return digest.hexdigest()


def _claim(folder: Path, identity: str) -> None:
    """Make the folder of parts, or refuse one that belongs to another run."""
    plan = folder / _PLAN
    for left in folder.glob(".part-*.tmp"):
        left.unlink()  # of a worker that was killed
    if folder.is_dir() and any(folder.iterdir()):
        try:
            found = json.loads(plan.read_text(encoding="utf-8")).get("identity")
        except (OSError, ValueError, AttributeError):
            found = None
        if found != identity:
            raise StanceError(
                f"Parts found must be of the same input, model and settings; "
                f"got others in {folder}, so remove that folder or choose another output."
            )
        return
    with written_aside(plan) as aside:
        aside.write_text(json.dumps({"identity": identity}) + "\n", encoding="utf-8")


def _shown(done: Iterable[Done], total: int) -> Iterator[Done]:
    from tqdm import tqdm

    with tqdm(total=total, desc="score", unit="part", mininterval=0.5) as bar:
        passages = 0
        for item in done:
            passages += sum(item.counts.values())
            bar.set_postfix_str(f"{passages / max(bar.format_dict['elapsed'], 1e-9):,.0f} passages/s")
            bar.update()
            yield item


def _write_failures(failures: Sequence[Failure], path: Path) -> None:
    if not failures:
        path.unlink(missing_ok=True)
        return
    with written_aside(path) as aside:
        lines = [json.dumps(failure.to_dict(), ensure_ascii=False) + "\n" for failure in failures]
        aside.write_text("".join(lines), encoding="utf-8")
