"""The question signature of figures: bearer, measure, role and anchor, read from whole articles."""

from __future__ import annotations

from functools import cache

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article, Slot
from kursk_claims.nlp import Pipeline, build_nlp

FRIDAY = "2024-06-07"


@cache
def pipeline() -> Pipeline:
    return build_nlp()


@cache
def slots(text: str, title: str = "") -> dict[str, Slot]:
    """Slots of an article by the text of their figure."""
    article = Article(id="a", text=text, title=title, published=FRIDAY)
    claims = extract_claims(article, pipeline())
    return {claim.quantity.text: claim.slot for claim in claims if claim.quantity}


COLLISION = "Bei dem Zusammenstoß in Lohburg starben 40 Menschen und 300 wurden verletzt."
FACTORY = "Zwei Arbeiter sind ums Leben gekommen und 17 verletzt worden, fünf weitere wurden noch vermisst."
SHOPS = "Die Warenhauskette Falk will 62 ihrer 172 Filialen schließen."
SERVERS = "Von den 900 Servern sind inzwischen 310 verschlüsselt."
TARGET = "Die Analysten senkten das Kursziel von 54 auf 41 Euro."
PROJECTION = (
    "Bei der Landtagswahl kommt die SPD auf 31,1 Prozent, dahinter liegt die AfD mit 29,8 Prozent. "
    "Das BSW erreicht 12,3 Prozent, die CDU 11,9 Prozent. Die Grünen (4,7 Prozent) verlieren."
)
RALLY = "An der Kundgebung in Bern nahmen 20.000 Menschen teil."
FERRY = "An Bord der Fähre waren 67 Menschen. 29 Menschen überlebten das Unglück."

# text, figure, field, expected, why
CASES: list[tuple[str, str, str, object, str]] = [
    (COLLISION, "40", "measure", "killed", "the verb of its own conjunct"),
    (COLLISION, "300", "measure", "injured", "the verb of the second conjunct, not of the first"),
    ("Das Beben forderte 35 Menschenleben.", "35", "measure", "killed", "lives that are taken are dead"),
    ("Es gab 35 Todesopfer.", "35", "measure", "killed", "the noun alone"),
    (FACTORY, "Zwei", "measure", "killed", "a phrase of two words"),
    (FACTORY, "17", "measure", "injured", "a participle without its noun"),
    (FACTORY, "fünf", "measure", "missing", "the third conjunct"),
    (SHOPS, "62", "role", "part", "k of k ihrer n"),
    (SHOPS, "172", "role", "whole", "n of k ihrer n"),
    (SERVERS, "900", "role", "whole", "n comes first"),
    (SERVERS, "310", "role", "part", "k comes last"),
    (TARGET, "54", "role", "from", "the level before"),
    (TARGET, "41 Euro", "role", "to", "the level after"),
    (PROJECTION, "31,1 Prozent", "bearer", "spd", "the subject"),
    (PROJECTION, "29,8 Prozent", "bearer", "afd", "the name tied to the figure by mit"),
    (PROJECTION, "12,3 Prozent", "bearer", "bsw", "the subject of the next sentence"),
    (PROJECTION, "11,9 Prozent", "bearer", "cdu", "an entry without a verb"),
    (PROJECTION, "4,7 Prozent", "bearer", "grun", "the name before brackets"),
    (PROJECTION, "4,7 Prozent", "measure", "vote_share", "a share in an article about an election"),
    (RALLY, "20.000", "measure", "participants", "who takes part"),
    ("Die Teilnehmerzahl lag bei 50.000.", "50.000", "measure", "participants", "a noun for their number"),
    (FERRY, "67", "measure", "on_board", "a phrase says who they are"),
    (FERRY, "29", "measure", "survived", "the next sentence's verb"),
]


@pytest.mark.parametrize(("text", "figure", "field", "expected", "why"), CASES)
def test_signature(text: str, figure: str, field: str, expected: object, why: str) -> None:
    assert getattr(slots(text)[figure], field) == expected, why
