"""The missing parts of a run on a Dask cluster: the same parts, written by other hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import MissingExtraError, StanceError
from stance.model.linear import StanceModel
from stance.model.shards.plan import Part, Plan
from stance.model.shards.write import Done, score_part

if TYPE_CHECKING:
    from distributed import Client

_TRIES = 5


class Cluster:
    """Scores parts on the workers of a Dask cluster; a lost worker's parts are done again.

    Workers must see the input and the folder of parts under the same paths as this process. They write
    parts themselves, so that no passage travels through the scheduler, and the bytes are those of
    a run on one machine.

    Parameters
    ----------
    client : distributed.Client
        Connected to the cluster.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @classmethod
    def at(cls, address: str) -> Cluster:
        """Connect to a scheduler.

        Raises
        ------
        MissingExtraError
            When Dask is not installed.
        StanceError
            When nothing answers at the address.
        """
        if find_spec("distributed") is None:
            raise MissingExtraError("distributed", "cluster")
        from distributed import Client

        try:
            return cls(Client(address, timeout=10))
        except (OSError, ValueError) as error:
            raise StanceError(f"A Dask scheduler must answer at {address!r}; got {error}.") from None

    def __call__(
        self, parts: Sequence[Part], plan: Plan, text_column: str, model: StanceModel, folder: Path
    ) -> Iterator[Done]:
        """Score `parts`; yield each when it is written, in the order in which they end."""
        from distributed import as_completed

        # Sent to every worker once, not with every part.
        shared = self.client.scatter((plan.stated, model), broadcast=True)
        folder = folder.resolve()
        futures = [
            self.client.submit(_score, part, shared, text_column, folder, pure=False, retries=_TRIES)
            for part in parts
        ]
        for future in as_completed(futures):
            yield future.result()


def _score(
    part: Part, shared: tuple[dict[Path, dict[str, object]], StanceModel], text_column: str, folder: Path
) -> Done:
    stated, model = shared
    return score_part(part, stated, text_column, model, folder)
