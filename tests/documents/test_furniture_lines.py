from __future__ import annotations

import pytest

from stance.documents import furniture_lines as lines
from stance.documents import page_language as said
from stance.documents.furniture_lines import reason_of_line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("share icon icon icon", said.SHARE),
        ("Tweet", said.SHARE),
        ("Share on Facebook", said.SHARE),
        ("Was this article helpful?", said.FEEDBACK),
        ("What do you think? Click here to send us your comments.", said.FEEDBACK),
        ("12 Comments", said.FEEDBACK),
        ("DONATE", said.APPEAL),
        ("Sign up for our newsletter and get the best stories in your inbox.", said.APPEAL),
        ("© 2017 The Herald. All rights reserved.", said.LICENCE),
        ("Related Content", said.RELATED),
        ("More from The Herald", said.RELATED),
        ("[Read more](https://example.org)", said.RELATED),
        ("Lo más leído", said.RELATED),
        ("About the Border Institute", lines.ABOUT),
        ("About us", lines.ABOUT),
        ("SEE ALSO: Five Maps of the Border", said.SEE_ALSO),
        ("Lea también: Cinco mapas", said.SEE_ALSO),
        ("Guards at the gate. (AP Photo/Jane Doe)", said.CAPTION),
        ("Photo: John Roe", said.CAPTION),
        ("A court. Photo by Jane Doe for The Herald", said.CAPTION),
        ("Children at school. Wire/Open Licence/Doe Foundation", said.CAPTION),
        ("Image removed.", said.PLACEHOLDER),
        ("![map](map.png)", said.PLACEHOLDER),
        ("ADVERTISEMENT", said.ADVERT),
        ("Story continues below advertisement", said.ADVERT),
        ("Home | News | Opinion", said.NAVIGATION),
        ("Home > World > Americas", said.NAVIGATION),
        ("Skip to main content", said.NAVIGATION),
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
        "What do you think?",
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
