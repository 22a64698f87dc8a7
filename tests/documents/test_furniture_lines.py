from __future__ import annotations

import pytest

from stance.documents import furniture_lines as lines
from stance.documents.furniture_lines import reason_of_line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("share icon icon icon", lines.SHARE),
        ("Tweet", lines.SHARE),
        ("Share on Facebook", lines.SHARE),
        ("Was this article helpful?", lines.FEEDBACK),
        ("What do you think? Click here to send us your comments.", lines.FEEDBACK),
        ("12 Comments", lines.FEEDBACK),
        ("DONATE", lines.APPEAL),
        ("Sign up for our newsletter and get the best stories in your inbox.", lines.APPEAL),
        ("© 2017 The Herald. All rights reserved.", lines.LICENCE),
        ("Related Content", lines.RELATED),
        ("More from The Herald", lines.RELATED),
        ("[Read more](https://example.org)", lines.RELATED),
        ("Lo más leído", lines.RELATED),
        ("About the Border Institute", lines.ABOUT),
        ("About us", lines.ABOUT),
        ("SEE ALSO: Five Maps of the Border", lines.SEE_ALSO),
        ("Lea también: Cinco mapas", lines.SEE_ALSO),
        ("Guards at the gate. (AP Photo/Jane Doe)", lines.CAPTION),
        ("Photo: John Roe", lines.CAPTION),
        ("A court. Photo by Jane Doe for The Herald", lines.CAPTION),
        ("Children at school. Wire/Open Licence/Doe Foundation", lines.CAPTION),
        ("Image removed.", lines.PLACEHOLDER),
        ("![map](map.png)", lines.PLACEHOLDER),
        ("ADVERTISEMENT", lines.ADVERT),
        ("Story continues below advertisement", lines.ADVERT),
        ("Home | News | Opinion", lines.NAVIGATION),
        ("Home > World > Americas", lines.NAVIGATION),
        ("Skip to main content", lines.NAVIGATION),
        ("17", lines.PAGE_NUMBER),
        ("- 17 -", lines.PAGE_NUMBER),
        ("Page 3 of 12", lines.PAGE_NUMBER),
        ("A/63/PV.13", lines.PAGE_NUMBER),
        ("15-29822 3/29", lines.PAGE_NUMBER),
        ("* * *", lines.RULE),
    ],
)
def test_furniture(line: str, reason: str) -> None:
    assert reason_of_line(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "We see also a need to share the costs of this plan.",
        "Share the burden: that is what the treaty asks.",
        "Donate to the poor, the old law said, and be forgiven.",
        "Support our farmers, or they will plant poppies again.",
        "Related offences are tried in the same court.",
        "What do you think should change?",
        "Agence Wire (AFP) reported on 26 March 1986:",
        "Photographs by the hundred were found in the cellar of the house.",
        "COVID-19",
        "1999",
        "Article 5",
        "GENDER PARITY/EQUAL PAY",
        "The vote was 17 to 12.",
        "(spoke in Spanish)",
        "Mr. President,",
        "The President returned to the Chair.",
        "Copyright law is old, and nobody has read all of it.",
        "About 40 people came to the court on Monday morning.",
    ],
)
def test_no_furniture(line: str) -> None:
    assert reason_of_line(line) is None
