"""The palette and the style that all figures share."""

from __future__ import annotations

import matplotlib as mpl

from stance.codebook import Scale
from stance.report.style import (
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    contrast,
    ink_on,
    label_colours,
    position_colours,
    readable,
    share_colours,
    style,
)


def test_poles_have_their_fixed_colours_wherever_they_stand() -> None:
    scale = Scale("a", "b", "c")
    assert label_colours(["c", "x", "b", "a"], scale) == {
        "c": NEUTRAL,
        "x": "#009e73",
        "b": POSITIVE,
        "a": NEGATIVE,
    }


def test_thirty_labels_have_twenty_four_distinct_colours_at_least() -> None:
    colours = label_colours([f"label {k}" for k in range(30)])
    assert len(set(colours.values())) >= 24
    assert len(set(list(colours.values())[:24])) == 24


def test_contrast_agrees_with_the_published_extremes() -> None:
    # WCAG 2.2: black on white is 21 to 1; #767676 is the lightest grey that passes 4.5 on white.
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


def test_text_on_any_colour_of_the_palette_can_be_read() -> None:
    for colour in label_colours([str(k) for k in range(24)]).values():
        assert contrast(ink_on(colour), colour) >= 4.5
        assert contrast(readable(colour), "#ffffff") >= 4.5


def test_the_poles_differ_for_the_colour_blind() -> None:
    # Machado, Oliveira, Fernandes 2009, severity 1: the simulated poles stay far apart in linear RGB.
    protan = [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]
    deutan = [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
    for matrix in (protan, deutan):
        seen = []
        for colour in (NEGATIVE, POSITIVE, NEUTRAL):
            rgb = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
            seen.append([sum(m * x for m, x in zip(row, rgb, strict=True)) for row in matrix])
        for one, other in ((0, 1), (0, 2), (1, 2)):
            assert sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5 > 0.2


def test_maps_end_in_the_colours_of_their_poles() -> None:
    from matplotlib.colors import to_hex

    assert [to_hex(position_colours()(x)) for x in (0.0, 1.0)] == [NEGATIVE, POSITIVE]
    assert to_hex(share_colours("#123456")(1.0)) == "#123456"


def test_style_leaves_the_readers_settings_alone() -> None:
    mpl.rcParams["font.size"] = 31
    try:
        with style():
            assert mpl.rcParams["svg.hashsalt"] == "stance"
            assert mpl.rcParams["font.size"] == 8.5
        assert mpl.rcParams["font.size"] == 31
        assert mpl.rcParams["svg.hashsalt"] is None
    finally:
        mpl.rcParams["font.size"] = mpl.rcParamsDefault["font.size"]


def test_style_does_not_depend_on_the_readers_settings() -> None:
    mpl.rcParams["axes.facecolor"] = "black"
    try:
        with style():
            assert mpl.rcParams["axes.facecolor"] == "white"
    finally:
        mpl.rcParams["axes.facecolor"] = "white"
