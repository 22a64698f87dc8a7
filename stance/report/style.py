"""The look of all figures: one style file, and a palette that the colour-blind can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import Scale

if TYPE_CHECKING:
    from matplotlib.colors import LinearSegmentedColormap

NEGATIVE = "#c1531c"
POSITIVE = "#20659f"
NEUTRAL = "#a3a8ae"
GREY = "#e3e4e6"
INK = "#222222"
QUIET = "#666666"
_PAPER = "#f7f5f2"
# For labels that stand on no scale, after Okabe and Ito (2008): told apart by hue and by lightness.
_OTHERS = ("#009e73", "#8d5a99", "#e6a700", "#56b4e9", "#5b4a3f", "#cc79a7", "#8aa000", "#003f5c")

# How figures reach a screen is the reader's affair.
_NO_LOOKS = ("backend", "interactive", "toolbar", "webagg", "tk.", "figure.raise_window", "savefig.directory")
# Asked in turn for what DejaVu Sans lacks, where the machine has them.
_FALLBACKS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "Arial Unicode MS",
)


@contextmanager
def style() -> Iterator[None]:
    """Draw with `stance.mplstyle`, and leave the reader's own settings as they were."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcParams.update(_settings())
        yield


@cache
def _settings() -> dict[Any, Any]:
    """All settings that bear on how a figure looks: matplotlib's own, then those of the style file."""
    import matplotlib as mpl

    every = mpl.rc_params_from_file(Path(__file__).with_name("stance.mplstyle"))
    looks = {name: value for name, value in every.items() if not str(name).startswith(_NO_LOOKS)}
    return looks | {"font.family": list(font_families())}


@cache
def font_families() -> tuple[str, ...]:
    """The fonts that text is drawn in: DejaVu Sans, then what this machine has for other scripts."""
    from matplotlib.font_manager import fontManager

    here = set(fontManager.get_font_names())
    return ("DejaVu Sans", *(family for family in _FALLBACKS if family in here))


def label_colours(labels: Sequence[str], scale: Scale | None = None) -> dict[str, str]:
    """One fixed colour for each label.

    The poles of a scale and its neutral label always have the same three colours; other labels take the
    rest in turn, mixed with white in the second round and with black in the third.

    Parameters
    ----------
    labels : sequence of str
        In the codebook's order.
    scale : Scale, optional
        Which labels are the poles.

    Examples
    --------
    >>> label_colours(["force", "law", "other"], Scale("force", "law", "other"))
    {'force': '#c1531c', 'law': '#20659f', 'other': '#a3a8ae'}
    """
    fixed = {}
    if scale is not None:
        fixed = {scale.negative: NEGATIVE, scale.positive: POSITIVE}
        if scale.neutral is not None:
            fixed[scale.neutral] = NEUTRAL
    others = [label for label in labels if label not in fixed]
    return {label: fixed.get(label) or other_colour(others.index(label)) for label in labels}


def other_colour(index: int) -> str:
    """The colour number `index` of things that stand on no scale: sources, or free labels."""
    turn, place = divmod(index, len(_OTHERS))
    colour = _OTHERS[place]
    if turn == 0:
        return colour
    return mixed(colour, "#ffffff", 0.5) if turn % 2 else mixed(colour, "#000000", 0.4)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` of `other` in it.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.2)
    '#333333'
    """
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def position_colours() -> LinearSegmentedColormap:
    """From the negative pole over paper to the positive pole, for positions in [-1, 1]."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("position", [NEGATIVE, _PAPER, POSITIVE])


def share_colours(colour: str) -> LinearSegmentedColormap:
    """From paper to a label's colour, for shares in [0, 1]."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("share", [_PAPER, colour])


def ink_on(colour: str) -> str:
    """Dark or white text, whichever is easier to read on `colour` (contrast as in WCAG 2.2).

    Examples
    --------
    >>> ink_on("#ffffff"), ink_on("#003f5c")
    ('#222222', '#ffffff')
    """
    return max((INK, "#ffffff"), key=lambda ink: contrast(ink, colour))


def readable(colour: str) -> str:
    """A colour darkened until it can be read as small text on white (contrast 4.5).

    Examples
    --------
    >>> readable(POSITIVE) == POSITIVE, readable(NEUTRAL)
    (True, '#72767a')
    """
    share = 0.0
    while contrast(mixed(colour, "#000000", share), "#ffffff") < 4.5:
        share += 0.05
    return mixed(colour, "#000000", share)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> list[float]:
    return [x / 255 for x in _rgb(colour)]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
