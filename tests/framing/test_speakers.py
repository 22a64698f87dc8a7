from __future__ import annotations

import pytest

from stance.framing.speakers import find_report


@pytest.mark.parametrize(
    ("sentence", "speaker", "kind"),
    [
        ("President Vega threatened to close the port.", "President Vega", "name"),
        ("¤¤¤¤ Vega said.", "Vega", "name"),
        ("¤¤¤¤ said Rosa Vega, the mayor.", "Rosa Vega", "name"),
        ("¤¤¤¤ warned a senior official at the ministry.", "a senior official", "role"),
        ("¤¤¤¤ according to the announcement.", "the announcement", "role"),
        ("According to Rosa Vega, the port is safe.", "Rosa Vega", "name"),
        ("According to official figures, trade fell.", "official figures", "role"),
        ("Rosa Vega, an adviser to the harbour board in the capital, argued otherwise.", "Rosa Vega", "name"),
        ("Harbour master Rosa Vega said the port was safe.", "Rosa Vega", "name"),
        ("Gov. Rosa M. Vega said so.", "Gov. Rosa M. Vega", "name"),
        ("Officials in the capital have repeatedly warned of delays.", "Officials in the capital", "role"),
        ("A harbour report last year said trade fell.", "A harbour report", "role"),
        ("The report (in Spanish) describes nine piers.", "The report", "role"),
        ("The port is safe, he said.", "he", "pronoun"),
        ("Northland is calling for more patrols.", "Northland", "name"),
        ("Northland and Southland have announced a treaty.", "Northland and Southland", "name"),
        ("Critics fear that the port will close.", "Critics", "role"),
        ("The study found that trade fell.", "The study", "role"),
        ("The mayor sent the court a letter in May that said the port was safe.", "a letter", "role"),
        ("Fishermen’s leader Rosa Vega, who said no, left.", "Rosa Vega", "name"),
        ("Rosa Vega raised hopes, announcing that the port would open.", "Rosa Vega", "name"),
        ("The strategy lists nine piers and calls for a tenth.", "The strategy", "role"),
        ("The mayor’s claim that trade fell was wrong.", "The mayor’s", "role"),
        ("Trade fell, she added, and so did hope.", "she", "pronoun"),
        ("Trade, Sen. Rosa Vega of the harbour district observed, fell.", "Sen. Rosa Vega", "name"),
        ("Fires go out by themselves, in his words.", "his", "pronoun"),
        ("In the mayor’s view trade fell.", "the mayor’s", "role"),
        ("In the words of Rosa Vega, trade fell.", "Rosa Vega", "name"),
        ("Fishermen think the port will close.", "Fishermen", "role"),
    ],
)
def test_who_is_reported(sentence: str, speaker: str, kind: str) -> None:
    report = find_report(sentence)
    assert report is not None
    assert (report.speaker, report.kind) == (speaker, kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "We warned of delays.",
        "I said so.",
        "This report argues that trade fell.",
        "In these pages we note that trade fell.",
        "The mayor was told that the port was safe.",
        "The mayor should say so.",
        "The mayor did not say so.",
        "The mayor found a boat.",
        "The mayor’s tough talk highlights the need for change.",
        "It goes without saying that trade fell.",
        "The evidence seems to suggest otherwise.",
        "The mayor’s proposed cure is a pier.",
        "They rank among the Northland states.",
        "Each helps according to its means.",
        "Arresting people for fishing has not lowered demand.",
        "Work on the state of the piers goes on.",
        "Drug use and demands for treatment rose.",
        "The reported losses were small.",
        "A quiet town.",
        "",
        "¤¤¤¤¤¤",
    ],
)
def test_nobody_is_reported(sentence: str) -> None:
    assert find_report(sentence) is None


def test_a_report_beside_a_quotation_is_preferred() -> None:
    report = find_report("Rosa Vega said that nets tear, and the mayor added: ¤¤¤¤¤.")
    assert report is not None
    assert (report.speaker, report.beside) == ("the mayor", True)
