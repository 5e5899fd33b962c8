"""What is counted, on hand-built trees: one case for each construction."""

# ruff: noqa: E501  - a tree reads best on one line

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kursk_claims.extract.counting.counted import attach_counted
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.models import Span

VOCAB = spacy.blank("de").vocab


def build(tree: str) -> Doc:
    """Build a Doc from tokens ``word/POS/dep/head`` (head counted from 0; ``N`` at the end of the POS: nominative)."""
    words, pos, deps, heads, morphs = [], [], [], [], []
    for item in tree.split():
        word, tag, dep, head = item.rsplit("/", 3)
        words.append(word)
        pos.append(tag.removesuffix("+N"))
        morphs.append("Case=Nom" if tag.endswith("+N") else "")
        deps.append(dep)
        heads.append(int(head))
    spaces = [
        following not in {",", ".", ")"} and word != "("
        for word, following in zip(words, [*words[1:], "."], strict=True)
    ]
    return Doc(VOCAB, words=words, spaces=spaces, pos=pos, morphs=morphs, deps=deps, heads=heads, lemmas=words)


# (tree, [(span, head)], why)
CASES = [
    ("Die/DET/det/1 Elbe/PROPN+N/nsubj/2 stand/VERB/ROOT/2 am/ADP/case/4 Montag/NOUN/obl/2 um/ADP/case/7 6/NUM/nummod/7 Uhr/NOUN/obl/2 bei/ADP/case/10 zehn/NUM/nummod/10 Metern/NOUN/obl/2 ./PUNCT/punct/2",
     [("zehn Metern", "Elbe")], "a day and a time of day between subject and figure"),
    ("40/NUM/nummod/1 Prozent/NOUN+N/nsubj/6 der/DET/det/5 28/NUM/nummod/4 Millionen/NOUN/nmod/1 Bewohner/NOUN/nmod/4 warten/VERB/ROOT/6 ./PUNCT/punct/6",
     [("40 Prozent", "Bewohner"), ("28 Millionen", "Bewohner")], "a share of a number of things"),
    ("40/NUM/nummod/1 Prozent/NOUN+N/nsubj/8 des/DET/det/7 sonst/ADV/advmod/6 im/ADP/case/5 Monat/NOUN/obl/6 erzielten/VERB/acl/7 Erlöses/NOUN/nmod/1 fehlen/VERB/ROOT/8 ./PUNCT/punct/8",
     [("40 Prozent", "Erlöses")], "a genitive with a long attribute"),
    ("Es/PRON+N/nsubj/1 gab/VERB/ROOT/1 12/NUM/nummod/3 Prozent/NOUN/obj/1 weniger/DET/det/5 Verträge/NOUN/obj/1 ./PUNCT/punct/1",
     [("12 Prozent", "Verträge")], "a difference in share"),
    ("50/NUM/nummod/2 schwere/ADJ/amod/2 Haubitzen/NOUN+N/nsubj/3 kamen/VERB/ROOT/3 ./PUNCT/punct/3",
     [("50", "Haubitzen")], "the noun after its adjective"),
    ("Er/PRON+N/nsubj/1 traf/VERB/ROOT/1 zwei/NUM/obj/1 unserer/DET/det:poss/4 Männer/NOUN/nmod/2 ./PUNCT/punct/1",
     [("zwei", "Männer")], "the whole in the genitive"),
    ("Hunderte/NOUN+N/nsubj/3 von/ADP/case/2 Panzern/NOUN/nmod/0 fuhren/VERB/ROOT/3 ./PUNCT/punct/3",
     [("Hunderte", "Panzern")], "a magnitude and von"),
    ("200/NUM/nummod/5 feste/ADJ/amod/5 und/CCONJ/cc/3 300/NUM/conj/0 freie/ADJ/amod/5 Mitarbeiter/NOUN+N/nsubj/6 gehen/VERB/ROOT/6 ./PUNCT/punct/6",
     [("200", "Mitarbeiter"), ("300", "Mitarbeiter")], "a shared noun after the second number"),
    ("16/NUM/nummod/1 Menschen/NOUN+N/nsubj/2 starben/VERB/ROOT/2 ,/PUNCT/punct/6 23/NUM/nsubj:pass/6 wurden/AUX/aux:pass/6 verletzt/VERB/conj/2 ./PUNCT/punct/2",
     [("16", "Menschen"), ("23", "Menschen")], "an ellipsis takes the noun before"),
    ("Fünf/NUM/nsubj/1 verschwanden/VERB/ROOT/1 ./PUNCT/punct/1", [("Fünf", None)], "nothing named, nothing guessed"),
    ("Die/DET/det/1 Zahl/NOUN+N/nsubj/4 der/DET/det/3 Toten/NOUN/nmod/1 stieg/VERB/ROOT/4 auf/ADP/case/6 35/NUM/obl/4 ./PUNCT/punct/4",
     [("35", "Toten")], "from the number to what it is the number of"),
    ("4,2/NUM/nummod/1 Prozent/NOUN+N/nsubj/4 der/DET/det/3 Wähler/NOUN/nmod/1 fehlten/VERB/ROOT/4 ./PUNCT/punct/4",
     [("4,2 Prozent", "Wähler")], "the whole of a share"),
    ("Der/DET/det/1 Umsatz/NOUN+N/nsubj/5 ist/AUX/aux/5 um/ADP/case/5 3/NUM/nummod/5 Prozent/NOUN/obl/6 gesunken/VERB/ROOT/6 ./PUNCT/punct/6",
     [("3 Prozent", "Umsatz")], "what changed is the subject"),
    ("Sie/PRON+N/nsubj/1 senkte/VERB/ROOT/1 den/DET/det/3 Preis/NOUN/obj/1 um/ADP/case/6 3/NUM/nummod/6 Prozent/NOUN/obl/1 ./PUNCT/punct/1",
     [("3 Prozent", "Preis")], "what changed is the object"),
    ("Ein/DET/det/1 Anteil/NOUN+N/nsubj/5 von/ADP/case/4 20/NUM/nummod/4 Prozent/NOUN/nmod/1 blieb/VERB/ROOT/5 ./PUNCT/punct/5",
     [("20 Prozent", "Anteil")], "the noun of the share itself"),
    ("Kosten/NOUN+N/nsubj/6 in/ADP/case/2 Höhe/NOUN/nmod/0 von/ADP/case/5 5/NUM/nummod/5 Euro/NOUN/nmod/2 entstanden/VERB/ROOT/6 ./PUNCT/punct/6",
     [("5 Euro", "Kosten")], "over a noun that only carries"),
    ("Er/PRON+N/nsubj/4 hat/AUX/aux/4 5/NUM/nummod/3 Euro/NOUN/obj/4 veruntreut/VERB/ROOT/4 ./PUNCT/punct/4",
     [("5 Euro", "veruntreut")], "the verb, when no dimension is named"),
    ("Eine/DET/det/1 Reichweite/NOUN/obj/6 von/ADP/case/5 bis/ADP/case/5 50/NUM/nummod/5 Kilometern/NOUN/nmod/1 hat/VERB/ROOT/6 es/PRON/nsubj/6 ./PUNCT/punct/6",
     [("bis 50 Kilometern", "Reichweite")], "the dimension named"),
    ("Ein/DET/det/5 8000/NUM/nummod/2 Quadratmeter/NOUN/obl/3 großes/ADJ/amod/5 altes/ADJ/amod/5 Grundstück/NOUN+N/nsubj/6 brannte/VERB/ROOT/6 ./PUNCT/punct/6",
     [("8000 Quadratmeter", "Grundstück")], "the bearer after an adjective of dimension"),
    ("Das/DET/det/1 Seil/NOUN+N/nsubj/5 ist/AUX/cop/5 65/NUM/nummod/4 Meter/NOUN/obl/5 lang/ADJ/ROOT/5 ./PUNCT/punct/5",
     [("65 Meter", "Seil")], "the bearer of a predicate adjective"),
    ("100/NUM/nummod/1 Stunden/NOUN/obj/4 gemeinnützige/ADJ/amod/3 Arbeit/NOUN/nmod/1 leistete/VERB/ROOT/4 er/PRON/nsubj/4 ./PUNCT/punct/4",
     [("100 Stunden", "Arbeit")], "what fills the time"),
    ("Sie/PRON+N/nsubj/3 war/AUX/aux/3 zwei/NUM/nummod/2 gesperrt/VERB/ROOT/3 ./PUNCT/punct/3",
     [("zwei", None)], "a bare number before a verb counts nothing named"),
    ("Die/DET/det/1 Straße/NOUN+N/nsubj:pass/6 wurde/AUX/aux:pass/6 seit/ADP/case/5 drei/NUM/nummod/5 Jahren/NOUN/obl/6 gesperrt/VERB/ROOT/6 ./PUNCT/punct/6",
     [("drei Jahren", "gesperrt")], "the verb that lasts"),
    ("Der/DET/det/1 Unfall/NOUN+N/nsubj/5 vor/ADP/case/4 neun/NUM/nummod/4 Jahren/NOUN/nmod/1 blieb/VERB/ROOT/5 ./PUNCT/punct/5",
     [("neun Jahren", None)], "a distance in time, even beside an event"),
    ("15/NUM/nummod/1 Monate/NOUN/obl/3 später/ADV/advmod/3 kam/VERB/ROOT/3 er/PRON/nsubj/3 ./PUNCT/punct/3",
     [("15 Monate", None)], "a distance in time with an adverb"),
    ("Eine/DET/det/2 27-jährige/ADJ/amod/2 Frau/NOUN+N/nsubj/3 starb/VERB/ROOT/3 ./PUNCT/punct/3",
     [("27-jährige", "Frau")], "an age and its noun"),
    ("Der/DET/det/1 45-Jährige/NOUN+N/nsubj/2 starb/VERB/ROOT/2 ./PUNCT/punct/2",
     [("45-Jährige", None)], "an age that stands for the person"),
    ("Anna/PROPN+N/nsubj/5 Muster/PROPN/flat/0 (/PUNCT/punct/3 46/NUM/appos/0 )/PUNCT/punct/3 siegte/VERB/ROOT/5 ./PUNCT/punct/5",
     [("46", "Muster")], "a bare age belongs to the surname"),
    ("Männer/NOUN+N/nsubj/6 im/ADP/case/2 Alter/NOUN/nmod/0 von/ADP/case/5 62/NUM/nummod/5 Jahren/NOUN/nmod/2 kamen/VERB/ROOT/6 ./PUNCT/punct/6",
     [("62 Jahren", "Männer")], "the person, not Alter"),
    ("Das/DET/det/1 Risiko/NOUN+N/nsubj/3 hat/AUX/aux/3 verdreifacht/VERB/ROOT/3 ./PUNCT/punct/3",
     [("verdreifacht", "Risiko")], "what was multiplied"),
    ("Ein/DET/det/1 12-Tonnen-Kran/NOUN+N/nsubj/2 kippte/VERB/ROOT/2 ./PUNCT/punct/2",
     [("12-Tonnen", "Kran")], "the head of a compound, inside its token"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_counted_head(tree: str, expected: list[tuple[str, str | None]], why: str) -> None:
    doc = build(tree)
    found = attach_counted(doc, find_quantities(doc.text))
    assert [(q.text, q.counted_head) for q in found] == expected, why
    for q in found:
        if q.counted_span is not None:
            assert doc.text[q.counted_span.start : q.counted_span.end] == q.counted_head


def test_the_phrase_has_adjectives_and_genitive() -> None:
    doc = build(
        "Fünf/NUM/nummod/2 schwere/ADJ/amod/2 Panzer/NOUN+N/nsubj/5 der/DET/det/4 Armee/NOUN/nmod/2 brannten/VERB/ROOT/5 ./PUNCT/punct/5"
    )
    (found,) = attach_counted(doc, find_quantities(doc.text))
    assert found.counted == "schwere Panzer der Armee"
    assert found.counted_span == Span(13, 19)


def test_a_relative_clause_says_of_its_antecedent() -> None:
    doc = build(
        "Das/DET/det/1 Dorf/NOUN+N/nsubj/9 ,/PUNCT/punct/8 das/PRON/nsubj/8 90/NUM/nummod/5 Kilometer/NOUN/obl/8 nördlich/ADV/advmod/8 hier/ADV/advmod/8 liegt/VERB/acl:relcl/1 brennt/VERB/ROOT/9 ./PUNCT/punct/9"
    )
    doc[3].set_morph("PronType=Rel")
    (found,) = attach_counted(doc, find_quantities(doc.text))
    assert found.counted_head == "Dorf"


def test_an_unanalysed_sentence_keeps_its_numbers_without_counted() -> None:
    doc = spacy.blank("de")("Dort starben 50 Menschen.")
    for token in doc:
        token.is_sent_start = token.i == 0
    (found,) = attach_counted(doc, find_quantities(doc.text))
    assert (found.text, found.counted_head) == ("50", None)


TOKENS = [
    "50",
    "Menschen",
    "Prozent",
    "der",
    "um",
    "von",
    "stieg",
    "(",
    ")",
    "alte",
    "Euro",
    ",",
    "drei",
    "Jahre",
    "in",
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TOKENS),
            st.sampled_from(["NOUN", "VERB", "NUM", "ADP", "DET", "ADJ", "PUNCT"]),
            st.sampled_from(["nsubj", "obj", "nmod", "amod", "case", "conj"]),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(deadline=None)
def test_no_tree_raises(rows: list[tuple[str, str, str]]) -> None:
    """Whatever a parser makes of it: heads are names in the text or nothing."""
    words, pos, deps = (list(column) for column in zip(*rows, strict=True))
    heads = [max(0, i - 1) for i in range(len(words))]
    doc = Doc(VOCAB, words=words, pos=pos, deps=["ROOT", *deps[1:]], heads=heads, lemmas=words)
    for q in attach_counted(doc, find_quantities(doc.text)):
        assert (q.counted_head is None) == (q.counted_span is None)
        if q.counted_span is not None:
            assert doc.text[q.counted_span.start : q.counted_span.end] == q.counted_head
