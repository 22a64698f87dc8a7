"""What a cell's number is: a label's share or a position on the scale, with its words and colours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance.codebook import Codebook
from stance.report.names import name
from stance.report.style import label_colours, position_colours, readable, share_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.colors import Colormap


@dataclass(frozen=True)
class Measure:
    """How to name, write and paint one kind of number."""

    title: str
    low: float
    high: float
    low_end: str
    high_end: str
    colours: Colormap
    signed: bool

    def text(self, value: float) -> str:
        """The number as people write it: a share in percent, a position with its sign."""
        if not self.signed:
            return f"{100 * value:.0f} %"
        return f"{value:+.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"

    @property
    def floor(self) -> float:
        """The smallest number that an axis needs to show."""
        return -1.05 if self.signed else 0.0

    def ink(self, value: float) -> str:
        """The colour of a dot: that of the side on which it stands, so that even a small lean is seen."""
        from matplotlib.colors import to_hex

        return readable(to_hex(self.colours(1.0 if value > 0 else 0.0 if value < 0 else 0.5)))

    def colour(self, value: float) -> tuple[float, float, float, float]:
        """Where the number stands in the colours."""
        place = (value - self.low) / (self.high - self.low)
        return self.colours(min(max(place, 0.0), 1.0))


def measure(frame: pd.DataFrame, label: str | None, codebook: Codebook | None = None) -> Measure:
    """The measure of a table of cells: the share of `label`, or the position where `label` is None."""
    scale = codebook.scale if codebook else None
    highest = frame.loc[frame["reason"] == "", "estimate"].abs().max()
    if label is None:
        return position_measure(codebook, 0.5 if highest <= 0.5 else 1.0)
    labels = codebook.labels if codebook else (label,)
    top = max(0.1, math.ceil(highest * 10) / 10) if highest <= 0.6 else 1.0
    colours = share_colours(label_colours(labels, scale).get(label) or label_colours([label])[label])
    ends = ("0 %", f"{100 * top:.0f} %")
    return Measure(f"Share of “{_title(label, codebook)}”", 0.0, top, *ends, colours, signed=False)


def position_measure(codebook: Codebook | None, top: float = 1.0) -> Measure:
    """Positions, painted from -`top` to +`top`."""
    low, high = f"−{top:.2g}", f"+{top:.2g}"
    if codebook and codebook.scale:
        low = f"{low} {codebook.title(codebook.scale.negative)}"
        high = f"{high} {codebook.title(codebook.scale.positive)}"
    return Measure("Mean position", -top, top, name(low), name(high), position_colours(), signed=True)


def _title(label: str, codebook: Codebook | None) -> str:
    return name(codebook.title(label) if codebook else label)
