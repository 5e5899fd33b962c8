"""Sentence boundaries, from the characters alone. `|` in a case marks where a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.nlp.sentences import split
from kursk_claims.settings import MAX_SENTENCE_CHARS
from tests.growth import LIMIT, growth

CASES = [
    ("Er kam an.| Sie ging fort.", "plain full stops"),
    ("Kommt er?| Ja!| Endlich.", "question and exclamation marks"),
    ("Am 2. November begann es.| Danach war Ruhe.", "a date is not an end"),
    ("Es geschah am 31. 12. 2023 in Ulm.", "a date in figures, spaced"),
    ("Der 3. Mann fehlte, die 4. Frau auch.", "ordinals after an article"),
    ("Im 19. Jahrhundert gab es das nicht.", "ordinal before a word of time"),
    ("Zum 100. Geburtstag kam der Bürgermeister.", "ordinal after a contraction"),
    ("Er wurde 2019.| Die Stadt wählte ihn.", "a year ends a sentence before an opener"),
    ("Es waren nur 20.| Danach kamen mehr.", "a number ends a sentence before an opener"),
    ("Rund 50.000 Menschen kamen.| 1,5 Mio. Euro fehlen.", "thousands, and Mio. before its noun"),
    ("Sie verlor 3 Mrd.| Die Bank schwieg.", "Mrd. may end a sentence before an opener"),
    ("Es kamen bis zu 40.000.| Vereinzelt gab es Streit.", "thousands are no ordinal"),
    ("Die Quote stieg auf 2,5.| Fachleute staunten.", "decimals are no ordinal"),
    ("Am 20. 11. Stadtrat, dann Kreistag.", "a day and a month in figures are"),
    ("Damit ging der Streit zu Ende.|Die Stadt war froh.", "the blank between two sentences is missing"),
    ("Siehe www.stadt.Die oder bericht.Der.pdf im Netz.", "addresses and files have no blank missing"),
    ("Das gilt z. B. für Ulm, u. a. auch für Kehl.", "spaced abbreviations"),
    ("Das gilt z.B. Für alle nicht.", "z.B. never ends a sentence, even before a capital opener"),
    ("Er nannte Äpfel, Birnen usw.| Das reichte.", "usw. ends a sentence before an opener"),
    ("Dr. Anna M. Kranz und Prof. Beck redeten.", "titles and an initial"),
    ("Ludwig XIV. starb.| Er war alt.", "a ruler's number"),
    ("Er arbeitet bei der Muster Inc. in Köln.", "firm's abbreviation inside"),
    ("„Ich gehe.| Du bleibst“, sagte Kranz.", "two sentences inside one pair of quote signs"),
    ("„Wann kommt er?“, fragte sie.| Niemand wusste es.", "a quoted question before a comma goes on"),
    ("„Komm!“ rief er.| Sie kam.", "a quoted exclamation before a small letter goes on"),
    ("„Das ist wahr.“| Er lachte.", "a closing quote belongs to its sentence"),
    ('"Das ist wahr."| "Nein."| Er lachte.', "typewriter quotes"),
    ("»Es ist vorbei.«| Er schwieg.", "guillemets pointing inwards"),
    ("«Es ist vorbei.»| Er schwieg.", "guillemets pointing outwards"),
    ("Er sagte: „Wir warten.“| Dann ging er.", "quote after a colon"),
    ("Sie sagte, „es reicht“.| Er nickte.", "stop behind the quote"),
    ("Er zögerte ... und ging.", "spaced ellipsis before a small letter"),
    ("Er zögerte …| Dann ging er.", "ellipsis before an opener"),
    ("Er ging (nach Rom!) und kam (wieder?) zurück.", "marks inside brackets"),
    ("Der Satz [...] Mitte geht weiter.", "an omission in brackets"),
    ("Wer war das (und warum?)?| Keiner weiß es.", "brackets before the mark"),
    ("Überschrift ohne Punkt|\n\nDer Text beginnt.", "a blank line ends a heading"),
    (
        "Überschrift ohne Punkt|\nDer Text beginnt hier und geht lange weiter, weiter als die Überschrift.",
        "one newline too",
    ),
    ("Zwischenzeile|\r\nDer Text.|\u2028Noch einer.", "other line ends"),
    ("Er ging nach Hause und\nschlief ein.", "a line broken before a small letter"),
    (
        "Die Zeilen dieses Textes wurden von Hand gebrochen, und zwar nach\n"
        "Art einer Schreibmaschine: Kein Wort passt mehr in die vorherige\n"
        "Zeile hinein.| So bleibt es.",
        "text set in lines of like width",
    ),
    ("Auf www.beispiel.de steht mehr.| Siehe dort.", "stops inside an address"),
    ("Der Minister ging.| – Das war alles.", "a dash before a capital opens a sentence"),
    ("Berlin (dpa) -| Der Minister ging.", "a dateline with its agency"),
    ("Kiew/Charkiw (dpa/AFP) –| 20 Häuser brannten.", "two places, two agencies"),
    ("Frankfurt am Main -| Die Börse schloss.", "a place without an agency"),
    ("Ahlen und Beckum – beide klein – wachsen.", "no dateline: the sentence goes on in small letters"),
    ("Zwei Orte – Ahlen und Beckum – wachsen.", "no dateline: a remark between dashes"),
    ("Ahlen – Stadt im Westen – wächst.", "no dateline: the name has a remark behind it"),
    ("Ida Merz (CDU) – früher Ministerin – geht.", "a party in brackets is no agency"),
    ("Die Nord-Süd-Strecke ist zu.", "hyphens in a word"),
    ("Mehr als 20 Prozent?!| Unglaublich.", "two marks together"),
    ("Elisabeth II.| Die Königin starb.", "a ruler's number before an opener"),
    ("Er lief 3:45 Min. Zweiter wurde Meier.", "an abbreviation before a word that is no opener: unsure, so no end"),
    ("20 Tote.| 30 Verletzte.", "a figure may open a sentence"),
    ("  \n Vorn und hinten leer. \n\n", "white space outside is no sentence"),
]


def mark(text: str) -> str:
    out, last = "", 0
    spans = split(text)
    for span in spans[:-1]:
        out += text[last : span.end] + "|"
        last = span.end
    return out + text[last:]


@pytest.mark.parametrize(("marked", "why"), CASES, ids=[why for _, why in CASES])
def test_boundaries(marked: str, why: str) -> None:
    assert mark(marked.replace("|", "")) == marked, why


@given(st.text(alphabet=st.sampled_from(list('aA1 .!?…"„“»«()[]-–,\n\r\u2028\u00a0dDrz')), max_size=80))
def test_every_character_is_in_one_sentence_or_white(text: str) -> None:
    """Whatever the text, the spans are ordered, disjoint, trimmed, and leave only white space out."""
    last = 0
    for span in split(text):
        assert text[last : span.start].strip() == ""
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
        assert span.start >= last
        last = span.end
    assert text[last:].strip() == ""


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert all(span.start < span.end for span in split(text))


@pytest.mark.parametrize(
    "unit",
    [".", "a. ", "z. B. ", "1. ", "“", "\n", "a\n", "Aa Bb cc, " * 5 + "\n", "(", "A" * 60 + "\n", ". “ ", "A.B."],
)
def test_time_is_linear(unit: str) -> None:
    assert growth(lambda size: split(unit * (size // len(unit))), 10_000) < LIMIT


def test_what_has_no_stops_is_cut_between_words() -> None:
    text = "Es kamen 500 Menschen und 300 Hunde und dann " * 200
    found = split(text)
    assert max(span.end - span.start for span in found) <= MAX_SENTENCE_CHARS
    assert " ".join(text[span.start : span.end] for span in found) == text.strip()
    assert len(split("Anti-" * 2_000)) == 4
