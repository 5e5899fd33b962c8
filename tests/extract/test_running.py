"""How a text is set changes nothing of what is read, and every place is one of the text as it was printed."""

from __future__ import annotations

import re

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.extract.quantities.running import running
from kursk_claims.models import Article, Claim, DocumentRef, Span
from tests.fuzz.targets import pipeline

SET = ["\r\n", "\n", "\t", "\n    ", " \r\n ", "   ", "\u2028", "\x85", "\u2007", "\v", "\f"]
TEXTS = [
    ("Das kostet rund 4,5{}Millionen Euro.", "scale and unit behind a figure"),
    ("Es sind mehr als{}10.000 Soldaten.", "a qualifier before it"),
    ("Das sind nur noch 3,5{}Prozent.", "the unit behind it"),
    ("Es waren zwischen{}5 und{}10 Leute dort.", "a range"),
    ("Nach Angaben{}der Polizei kamen{}rund 500 Menschen.", "a source"),
    ("Es kamen, sagte Ada Lund,{}rund{}dreihundert Leute.", "a person in the middle"),
]


def plain(text: str, claims: list[Claim]) -> list[object]:
    """What was read, with one blank for any white space."""
    return [
        (
            claim.type,
            " ".join(claim.text.split()),
            claim.quantity and (claim.quantity.value, claim.quantity.unit, claim.quantity.modifier),
            [source.name for source in claim.attribution.sources] if claim.attribution else None,
        )
        for claim in claims
    ]


@pytest.mark.parametrize(("pattern", "why"), TEXTS)
def test_white_space_is_one_blank(pattern: str, why: str) -> None:
    usual = pattern.replace("{}", " ")
    wanted = plain(usual, extract_claims(Article(id="a", text=usual), pipeline()))
    assert wanted
    for space in SET:
        text = pattern.replace("{}", space)
        claims = extract_claims(Article(id="a", text=text), pipeline())
        assert plain(text, claims) == wanted, (why, space)
        for claim in claims:
            assert text[claim.start : claim.end] == claim.text == claim.evidence.exact
            spans: list[Span] = []
            if claim.quantity:
                assert text[claim.quantity.start : claim.quantity.end] == claim.quantity.text
                spans += [claim.quantity.counted_span] if claim.quantity.counted_span else []
            if claim.attribution:
                for source in claim.attribution.sources:
                    assert text[source.start : source.end] == source.text
                spans += [*claim.attribution.content, *claim.attribution.cue, *claim.attribution.speaker]
            for span in spans:
                assert re.fullmatch(r"\S(.*\S)?", text[span.start : span.end], re.S)


def test_quantities_are_at_their_places() -> None:
    text = "rund\t4,5\r\nMillionen\u2028Euro"
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.text) == (4_500_000, "EUR", text)


def test_lines_that_are_no_sentence_stay_apart() -> None:
    assert running("Streit um den Hafen\nDer Rat tagt.\n\nEs kamen 5 Leute.") is None


def test_a_claim_names_the_text_that_was_printed() -> None:
    text = "Es kamen\nrund 500 Menschen."
    (claim,) = extract_claims(Article(id="a", text=text), pipeline())
    assert claim.doc.text_sha256 == DocumentRef.of(Article(id="a", text=text)).text_sha256
