"""The table of differences between one time and the next."""

from __future__ import annotations

from stance.codebook import Codebook
from stance.framing.contrasts import contrasts
from stance.framing.results import Prevalence
from stance.report.figures.trajectories import is_time
from stance.report.names import plain, words
from stance.report.page.tables import Cell, Row, Table, number, position, to_csv


def differences(cells: Prevalence, codebook: Codebook) -> Table | None:
    """What changed from each time to the next; None where nothing can be claimed.

    Grey cells take no part, so there are no rows as long as shares are uncorrected.
    """
    if len(cells.by) != 2 or not is_time(cells.cells[cells.by[1]]):
        return None
    found = contrasts(cells, cells.by[1], scale=codebook.scale)
    if not found.rows:
        return None
    who, when = cells.by
    rows = [
        Row(
            (
                Cell(plain(row[who])),
                Cell(f"{plain(row['first'])} to {plain(row['second'])}"),
                Cell(codebook.title(row["label"])),
                position(row["difference"], row["low"], row["high"]),
                number(row["p"], f"{row['p']:.3f}"),
                number(row["p_holm"], f"{row['p_holm']:.3f}"),
            )
        )
        for row in found.rows
    ]
    return Table(
        "table-differences",
        f"What changed from one {words(when)} to the next",
        (words(who), words(when), "of", "difference", "p", "p by Holm"),
        (False, False, False, True, True, True),
        tuple(rows),
        to_csv(found.to_frame()),
        note=(
            f"Differences of shares and of the position; in brackets the {100 * found.level:.4g} % interval. "
            f"The last column holds for all {len(rows):,} rows together. Grey cells take no part."
        ),
    )
