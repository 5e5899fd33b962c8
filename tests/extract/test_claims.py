"""Claims put together: places, ids, evidence, what a figure takes from the statement round it."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.claims import CONTEXT, extract_claims
from kursk_claims.models import Article, Claim, Span
from tests.pipeline import pipeline

TEXT = (
    "Im Hafen von Odense liegen 30 Schiffe fest. Der Betreiber Nordkai erwartet noch mehr.\n\n"
    "„Wir haben 12 Kräne verloren“, sagte Hafenmeisterin Karla Winther der „Berliner Zeitung“. "
    "Nach Angaben der Polizei wurden 7 Menschen verletzt.\n"
)


def claims_of(text: str, boilerplate: tuple[Span, ...] = (), document: str = "hafen") -> list[Claim]:
    article = Article(id=document, text=text, boilerplate=boilerplate, outlet="Probe", published="2023-02-01")
    return extract_claims(article, pipeline())


def numbers(claims: list[Claim]) -> dict[str, Claim]:
    return {claim.quantity.text: claim for claim in claims if claim.quantity is not None}


def test_every_place_is_the_exact_surface_string() -> None:
    for claim in claims_of(TEXT):
        assert claim.text == TEXT[claim.start : claim.end]
        if claim.quantity is not None:
            assert claim.quantity.text == TEXT[claim.quantity.start : claim.quantity.end]
            assert claim.start <= claim.quantity.start < claim.quantity.end <= claim.end
        for source in claim.attribution.sources if claim.attribution else ():
            assert source.text == TEXT[source.start : source.end]


SET_IN_LINES = (
    "Am Hafen von Odense wurden nach Angaben der Polizei am 9. Mai rund 40 Container mit ca. 600 Tonnen Ladung "
    "beschädigt. Die Hafenmeisterin Karla Winther sagte, es seien 12 Kräne und 3 Schuppen verloren. "
    "Von 25 Verletzten sprach am Abend der Rettungsdienst."
)


@pytest.mark.parametrize("width", [40, 55, 72], ids=["column", "letter", "mail"])
def test_a_text_set_in_lines_is_read_as_one_that_runs_on(width: int) -> None:
    wrapped = textwrap.fill(SET_IN_LINES, width)

    def read(text: str) -> list[tuple[object, ...]]:
        return [
            (c.start, c.end, q.min, q.modifier, q.counted_head, c.hedged, [s.name for s in a.sources] if a else [])
            for c in claims_of(text)
            if (q := c.quantity) is not None
            for a in [c.attribution]
        ]

    assert len(read(wrapped)) >= 5
    assert read(wrapped) == read(SET_IN_LINES)
    for claim in claims_of(wrapped):
        assert claim.text == wrapped[claim.start : claim.end] == claim.evidence.exact


def test_more_than_a_blank_between_words_changes_nothing() -> None:
    spaced = claims_of("Die Werft Nordkai meldete einen Rückgang von   12,5 Prozent.")
    assert [s.name for s in numbers(spaced)["12,5 Prozent"].attribution.sources] == ["Werft Nordkai"]


def test_evidence_selects_the_sentence_with_its_neighbourhood() -> None:
    for claim in claims_of(TEXT):
        evidence = claim.evidence
        assert evidence.exact == claim.text
        assert TEXT[: claim.start].endswith(evidence.prefix)
        assert TEXT[claim.end :].startswith(evidence.suffix)
        assert len(evidence.prefix) == min(CONTEXT, claim.start)
        assert len(evidence.suffix) == min(CONTEXT, len(TEXT) - claim.end)


def test_claims_come_in_text_order_with_unique_short_hex_ids() -> None:
    claims = claims_of(TEXT)
    places = [
        c.quantity.start if c.quantity else c.attribution.content[0].start
        for c in claims
        if c.attribution or c.quantity
    ]
    assert places == sorted(places)
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(re.fullmatch(r"[0-9a-f]{16}", claim.id) for claim in claims)


def test_ids_hang_on_document_span_and_kind_alone() -> None:
    first, again, other = claims_of(TEXT), claims_of(TEXT), claims_of(TEXT, document="anders")
    assert [c.id for c in first] == [c.id for c in again], "the same article has the same ids"
    assert not {c.id for c in first} & {c.id for c in other}, "another document has other ids"
    longer = {c.quantity.text: c.id for c in claims_of(TEXT + "\nIn Aarhus sind es 55 Schiffe.\n") if c.quantity}
    assert all(longer[text] == claim.id for text, claim in numbers(first).items()), "later text changes no id"


def test_a_figure_in_a_statement_carries_its_attribution() -> None:
    claims = claims_of(TEXT)
    attributed = {claim.id: claim for claim in claims if claim.type == "attributed"}
    figure = numbers(claims)["12"]
    assert figure.attribution is not None
    assert figure.attribution.statement_id in attributed
    assert figure.attribution == attributed[figure.attribution.statement_id].attribution
    assert [source.name for source in figure.attribution.sources] == [
        "Berliner Zeitung",
        "Hafenmeisterin Karla Winther",
    ]


def test_the_articles_own_figure_has_no_attribution() -> None:
    assert numbers(claims_of(TEXT))["30"].attribution is None


def test_a_prepositional_source_is_found() -> None:
    figure = numbers(claims_of(TEXT))["7"]
    assert figure.attribution is not None
    assert [source.name for source in figure.attribution.sources] == ["Polizei"]


def test_boilerplate_gives_no_claims() -> None:
    start = TEXT.index("„Wir")
    kept = claims_of(TEXT, boilerplate=(Span(start, len(TEXT)),))
    assert all(claim.end <= start for claim in kept)
    assert set(numbers(kept)) == {"30"}


@pytest.mark.parametrize("text", ["", " \n\t ", "„", "12", "sagte", "\u200b\ufeff", "„“,. " * 50, "laut laut laut"])
def test_degenerate_texts_do_not_raise(text: str) -> None:
    assert isinstance(claims_of(text), list)


WORDS = (
    "laut Polizei sagte er die Zeitung „ “ , . : unter Berufung auf 30 Tote demnach habe einem Bericht zufolge "
    "Peter Sand Das der AP gegenüber\n"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join))
def test_any_order_of_words_gives_valid_claims(text: str) -> None:
    claims = claims_of(text)
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
        for source in claim.attribution.sources if claim.attribution else ():
            assert source.name.strip()
            assert text[source.start : source.end] == source.text


CHAINS = [
    (
        "Es fehlen 20 Boote, meldet die „Ostsee-Zeitung“ unter Berufung auf polnische Grenzbeamte.",
        "20",
        ["Ostsee-Zeitung", "polnische Grenzbeamte"],
        "the reporter and whom it cites",
    ),
    (
        "Seit Mai seien 20 Boote gesunken, und das bei ruhiger See, sagte Kapitänin Ella Brodersen dem Sender n-tv. "
        "Es habe nach Zählung ihrer Reederei auch 3 Tote gegeben.",
        "20",
        ["n-tv", "Kapitänin Ella Brodersen"],
        "an addition before the cue in a parenthetical, the medium in the dative",
    ),
    (
        "Ein Video zeigt einen (mutmaßlichen) dänischen Matrosen in polnischer Haft. Seinen Bericht leitet er mit den "
        "Worten ein, dass er 20 Boote gesehen habe.",
        "20",
        ["dänischen Matrosen in polnischer Haft"],
        "the pronoun means an unnamed man, told apart by where he is",
    ),
    (
        "„Uns fehlen 20 Boote“, klagt der Mann aus Danzig.",
        "20",
        ["Mann aus Danzig"],
        "an unnamed speaker keeps what tells him apart",
    ),
]


@pytest.mark.parametrize(("text", "figure", "expected", "why"), CHAINS, ids=[row[3] for row in CHAINS])
def test_figures_carry_the_whole_chain(text: str, figure: str, expected: list[str], why: str) -> None:
    attribution = next(c for c in claims_of(text) if c.quantity and c.quantity.text.startswith(figure)).attribution
    assert attribution is not None, why
    assert [source.name for source in attribution.sources] == expected, why
