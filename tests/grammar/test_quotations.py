"""Quotation marks paired over plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.grammar.quotations import quotations

# (text, quoted stretches with their marks, why)
CASES: list[tuple[str, list[str], str]] = [
    ("Er sagte: „Ja.“", ["„Ja.“"], "German marks"),
    ("Er sagte: »Ja.«", ["»Ja.«"], "book marks, points inward"),
    ("Er sagte: «Ja.»", ["«Ja.»"], "Swiss marks, points outward"),
    ('Er sagte: "Ja."', ['"Ja."'], "typewriter marks"),
    ("Er sagte: “Ja.”", ["“Ja.”"], "English marks from an agency"),
    ("Er sagte: „Ja.”", ["„Ja.”"], "German opening, English closing mark"),
    ('Er sagte: „Ja."', ['„Ja."'], "opening mark set by the editor, closing mark by hand"),
    ("Er sagte: ''Ja.''", ["''Ja.''"], "two apostrophes"),
    ("„A“, sagte er, „B.“", ["„A“", "„B.“"], "interrupted"),
    ("„Wir lesen ‚Faust‘ hier“, sagte sie.", ["„Wir lesen ‚Faust‘ hier“"], "a title inside stays inside"),
    ("„Eins.\n\n„Zwei.“", ["„Eins.", "„Zwei.“"], "each paragraph opens, only the last closes"),
    ("„Offen bleibt das. „Zu“ ist jenes.", ["„Zu“"], "a stray opening mark costs only itself"),
    ("„Die „Möwe“ fliegt“, sagte er.", ["„Die „Möwe“ fliegt“"], "a name in equal marks, closed twice"),
    ("„Die „Möwe“, die „Gans“ und ich.“", ["„Die „Möwe“, die „Gans“ und ich.“"], "two names in equal marks"),
    ("„Offen. „Zu“\n\nist es“ nicht.", ["„Zu“"], "a second closing mark in another paragraph closes nothing"),
    ("Zu“ und wieder „auf“.", ["„auf“"], "a stray closing mark opens nothing"),
    ('Ein 24" breiter Schirm.', [], "the inch sign is no quotation mark"),
    ("„ “", [], "a mark before a blank opens nothing"),
    ("", [], "no text"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_marks_are_paired(text: str, expected: list[str], why: str) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_a_paragraph_that_goes_on_is_marked() -> None:
    found = quotations("„Eins.\n\n„Zwei.\n\n„Drei.“ Ende.")
    assert [q.joined for q in found] == [False, True, True]


@given(st.text(alphabet=st.sampled_from("„“”\"«»'‚‘ \nAb,.:"), max_size=200))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    end = 0
    for q in quotations(text):
        assert end <= q.start < q.end <= len(text)
        end = q.end
