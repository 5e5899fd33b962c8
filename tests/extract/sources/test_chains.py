"""Chains of sources, over texts without any analysis: what holds here holds with every pipeline."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kursk_claims.extract.sources import CarryOver, resolve_sources
from kursk_claims.models import Span
from tests.extract.sources.scene import bare, statement


class Case(NamedTuple):
    """An article, its statements as (content, speaker, cue, addressee), and the chain of the last one."""

    text: str
    statements: list[tuple[str, str, str, str]]
    chain: list[str]
    why: str


CASES = [
    Case(
        "Der Analyst Jan Vokal spricht in dem Video. Es seien zehn Boote gewesen, sagte der Mann.",
        [("Es seien zehn Boote gewesen", "der Mann", "sagte", "")],
        ["Analyst Jan Vokal"],
        "the only man whom the sentences before name",
    ),
    Case(
        "Ein Richter und ein Förster stritten. Es seien zehn Hunde gewesen, sagte der Mann.",
        [("Es seien zehn Hunde gewesen", "der Mann", "sagte", "")],
        ["Mann"],
        "of two men neither is meant for sure",
    ),
    Case(
        "Der Verein will nach „Kicker“-Informationen acht Millionen Euro bieten.",
        [("acht Millionen Euro bieten", "„Kicker“-Informationen", "nach", "")],
        ["Kicker"],
        "quotes inside a compound fall away",
    ),
    Case(
        "Der Verband und die Gewerkschaft verhandeln. Letztere erwartet eine Einigung.",
        [("erwartet eine Einigung", "Letztere", "", "")],
        ["Gewerkschaft"],
        "Letztere is the last named that it agrees with",
    ),
    Case(
        "Die Ministerin traf den Präsidenten. Letzterer sagte, der Streit sei beigelegt.",
        [("der Streit sei beigelegt", "Letzterer", "sagte", "")],
        ["Präsidenten"],
        "Letzterer is masculine",
    ),
    Case(
        "Die Leitung stritt mit den Beamten. Letztere sagten, es fehle Geld.",
        [("es fehle Geld", "Letztere", "sagten", "")],
        ["Beamten"],
        "a plural verb makes Letztere several",
    ),
    Case(
        "Bis Mai sollen 400 Stellen wegfallen, meldet die „Berliner Zeitung“ "
        "unter Berufung auf slowakische Regierungsvertreter.",
        [("Bis Mai sollen 400 Stellen wegfallen", "die „Berliner Zeitung“", "meldet", "")],
        ["Berliner Zeitung", "slowakische Regierungsvertreter"],
        "the reporter, then whom it cites",
    ),
    Case(
        "Wie das Handelsblatt ausgehend von einem Bericht der Financial Times schreibt, steigt der Preis.",
        [("steigt der Preis", "das Handelsblatt", "schreibt", "")],
        ["Handelsblatt", "Financial Times"],
        "a medium may cite a medium",
    ),
    Case(
        "Das berichtete die „New York Times“. Es fehlten 90 Panzer, sagten US-Beamte der Zeitung.",
        [("Es fehlten 90 Panzer", "US-Beamte", "sagten", "der Zeitung")],
        ["New York Times", "US-Beamte"],
        "the addressee is the newspaper named before",
    ),
    Case(
        "Das berichtete die „New York Times“. Es fehlten 90 Panzer, sagten US-Beamte der Zeitung.",
        [("Es fehlten 90 Panzer", "US-Beamte der Zeitung", "sagten", "")],
        ["New York Times", "US-Beamte"],
        "the same where the dative was taken into the speaker",
    ),
    Case(
        "Der Chefredakteur der Zeitung sagte, man habe 40 Briefe bekommen.",
        [("man habe 40 Briefe bekommen", "Der Chefredakteur der Zeitung", "sagte", "")],
        ["Chefredakteur der Zeitung"],
        "a genitive of the employer is no medium addressed",
    ),
    Case(
        "Gegenüber Reuters sagte Minister Jan Vokal, 12 Brücken seien zerstört.",
        [("12 Brücken seien zerstört", "Minister Jan Vokal", "sagte", "Reuters")],
        ["Reuters", "Minister Jan Vokal"],
        "gegenüber an agency",
    ),
    Case(
        "Es fehlten 90 Panzer, sagte die Analystin Ines Morath dem Sender n-tv.",
        [("Es fehlten 90 Panzer", "die Analystin Ines Morath", "sagte", "")],
        ["n-tv", "Analystin Ines Morath"],
        "a medium in the bare dative, though nobody marked it as addressed",
    ),
    Case(
        "Minister Jan Vokal sagte der „Presse“, es seien 12 Brücken.",
        [("es seien 12 Brücken", "Minister Jan Vokal", "sagte", "")],
        ["Presse", "Minister Jan Vokal"],
        "the same right behind the cue",
    ),
    Case(
        "Die Ministerin Eva Lorenz zitierte den Landrat Jan Vokal. Landrat Jan Vokal sagte, es sei genug. "
        "Jeder Bauer habe 40 Kühe. Das reiche für 900 Liter, sagte er.",
        [
            ("es sei genug", "Landrat Jan Vokal", "sagte", ""),
            ("Das reiche für 900 Liter", "er", "sagte", ""),
        ],
        ["Landrat Jan Vokal"],
        "jeder Bauer is nobody in particular: no antecedent of er",
    ),
    Case(
        "Im ZDF sprach die Ministerin Eva Lorenz von 12 zerstörten Brücken.",
        [("12 zerstörten Brücken", "die Ministerin Eva Lorenz", "sprach", "")],
        ["ZDF", "Ministerin Eva Lorenz"],
        "said in a broadcast",
    ),
    Case(
        "In einem Interview mit der „Zeit“ sagte Eva Lorenz, es gebe 12 Brücken.",
        [("es gebe 12 Brücken", "Eva Lorenz", "sagte", "")],
        ["Zeit", "Eva Lorenz"],
        "an interview, though Zeit is a common word",
    ),
    Case(
        "Eva Lorenz, die früher im ZDF moderierte, sagte, es gebe 12 Brücken.",
        [("es gebe 12 Brücken", "Eva Lorenz", "sagte", "")],
        ["Eva Lorenz"],
        "a medium in a relative clause heard nothing",
    ),
    Case(
        "Minister Jan Vokal sagte dem Landtag, es seien 12 Brücken.",
        [("es seien 12 Brücken", "Minister Jan Vokal", "sagte", "dem Landtag")],
        ["Minister Jan Vokal"],
        "whoever merely listened is no source",
    ),
    Case(
        "Im Gespräch mit unserer Redaktion sagte Jan Vokal, es seien 12 Brücken.",
        [("es seien 12 Brücken", "Jan Vokal", "sagte", "")],
        ["Jan Vokal"],
        "the article's own medium is not named as a source",
    ),
    Case(
        "Das melden der Tagesspiegel und mehrere Blogs. Die Zeitung zitierte Mirko Anders, einen Ingenieur. "
        "Es fehlten 30 Schrauben, sagte er.",
        [("Es fehlten 30 Schrauben", "er", "sagte", "")],
        ["Tagesspiegel", "Mirko Anders"],
        "whom a medium quotes speaks through it also as a pronoun",
    ),
    Case(
        "Minister Jan Vokal sagte, es seien 12 Brücken. Später seien es 14 gewesen, sagte er.",
        [
            ("es seien 12 Brücken", "Minister Jan Vokal", "sagte, es seien 12", ""),
            ("Später seien es 14 gewesen", "er", "", ""),
        ],
        ["Minister Jan Vokal"],
        "a pronoun is the speaker before",
    ),
    Case(
        "Jan Vokal traf Petra Sand. Es regne, sagte sie.",
        [("Es regne", "sie", "sagte", "")],
        ["Petra Sand"],
        "gender decides",
    ),
    Case(
        "Jan Vokal traf Peter Sand. Es regne, sagte er.",
        [("Es regne", "er", "sagte", "")],
        [],
        "two equal candidates: a pronoun names nobody",
    ),
    Case(
        "Analystin Ines Morath rechnet damit nicht. Es kämen 20 Schiffe, sagte Morath.",
        [("Es kämen 20 Schiffe", "Morath", "sagte", "")],
        ["Ines Morath"],
        "a surname is the full name",
    ),
    Case(
        "Ines Morath und Karl Morath kamen. Es kämen 20 Schiffe, sagte Morath.",
        [("Es kämen 20 Schiffe", "Morath", "sagte", "")],
        ["Morath"],
        "a surname that two share stays",
    ),
    Case(
        "Außenministerin Lena Fisk reiste ab. Die Ministerin sagte, es gebe 3 Verträge.",
        [("es gebe 3 Verträge", "Die Ministerin", "sagte", "")],
        ["Außenministerin Lena Fisk"],
        "an office stands in for who holds it",
    ),
    Case(
        "Außenministerin Lena Fisk reiste ab. Der dänische Außenminister sagte, es gebe 3 Verträge.",
        [("es gebe 3 Verträge", "Der dänische Außenminister", "sagte", "")],
        ["dänische Außenminister"],
        "another country's minister is another minister",
    ),
    Case(
        "Das Robert Koch-Institut zählte neu. Laut dem Institut sind es 800 Fälle.",
        [("sind es 800 Fälle", "dem Institut", "Laut", "")],
        ["Robert Koch-Institut"],
        "a body's class word stands in for it",
    ),
    Case(
        "Einem Medienbericht zufolge fehlen 5 Züge. Das schreibt die Sächsische Zeitung.",
        [("fehlen 5 Züge", "Einem Medienbericht", "zufolge", "")],
        ["Sächsische Zeitung"],
        "an unnamed report is that of the one medium named next",
    ),
    Case(
        "Einem Medienbericht zufolge fehlen 5 Züge. Das schreiben die Sächsische Zeitung und der Stern „Stern“.",
        [("fehlen 5 Züge", "Einem Medienbericht", "zufolge", "")],
        ["Medienbericht"],
        "with two media the report stays unnamed",
    ),
    Case(
        "Die Ukraine meldet laut eigenen Angaben 70 Abschüsse.",
        [("70 Abschüsse", "eigenen Angaben", "laut", "")],
        ["Ukraine"],
        "own figures are the subject's",
    ),
    Case(
        "Die Stadtwerke haben 50 Busse. Ersten Erkenntnissen zufolge brannten 3 davon.",
        [("brannten 3 davon", "Ersten Erkenntnissen", "zufolge", "")],
        [],
        "findings of nobody give no chain",
    ),
    Case(
        "Einige Zeitungsberichte nennen 80 Tote, andere sprechen von 95 Toten.",
        [("von 95 Toten", "andere", "sprechen", "")],
        ["andere Zeitungsberichte"],
        "a bare quantifier takes the noun before",
    ),
    Case(
        "Mehrere Augenzeugen nannten 80 Schüsse.",
        [("80 Schüsse", "Augenzeugen", "nannten", "")],
        ["Mehrere Augenzeugen"],
        "a number word that was left out of the speaker tells groups apart",
    ),
    Case(
        "Die AFP meldete 7 Treffer. Die Agentur beruft sich auf einen Polizeisprecher.",
        [("7 Treffer", "Die AFP", "meldete", "")],
        ["AFP", "Polizeisprecher"],
        "the next sentence adds whom the agency relies on",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_chain(case: Case) -> None:
    statements = [statement(case.text, *parts) for parts in case.statements]
    chains = resolve_sources(bare(case.text), statements)
    assert [source.name for source in chains[-1]] == case.chain, case.why


def test_a_nested_statement_begins_with_the_chain_of_the_one_round_it() -> None:
    text = "Laut dem Spiegel glauben Beamte der Schweiz, dass 60 Akten fehlen."
    outer = statement(text, "glauben Beamte der Schweiz, dass 60 Akten fehlen", "dem Spiegel", "Laut")
    inner = statement(text, "dass 60 Akten fehlen", "Beamte der Schweiz", "glauben", nested=True)
    chains = resolve_sources(bare(text), [outer, inner])
    assert [[source.name for source in chain] for chain in chains] == [["Spiegel"], ["Spiegel", "Beamte der Schweiz"]]


def test_a_continuation_without_speaker_has_its_parents_chain() -> None:
    text = "Eva Lorenz sagte der ARD, es regne. Die Deiche seien weich."
    told = statement(text, "es regne", "Eva Lorenz", "sagte", "der ARD")
    more = statement(text, "Die Deiche seien weich", mode="indirect_free_indirect", parent=0)
    first, second = resolve_sources(bare(text), [told, more])
    assert [source.name for source in first] == ["ARD", "Eva Lorenz"]
    assert second == first


def test_sources_say_where_they_stand_how_they_are_marked_and_what_was_resolved() -> None:
    text = "Die „Bild“ schrieb zuerst davon. 9 Hallen brannten, sagte Finanzminister Ole Trapp dem Blatt."
    (chain,) = resolve_sources(
        bare(text), [statement(text, "9 Hallen brannten", "Finanzminister Ole Trapp", "sagte", "dem Blatt")]
    )
    medium, person = chain
    assert (medium.name, medium.resolved, medium.kind, medium.key) == ("Bild", True, "outlet", "bild")
    assert (person.name, person.resolved, person.cue) == ("Finanzminister Ole Trapp", False, "sagte")
    for source in chain:
        assert text[source.start : source.end] == source.text


CARRIED = [
    (
        "Die Firma Delta nannte 300 Defekte. Damit summierten sich die Fälle auf 900.",
        "900",
        ["Firma Delta"],
        "a sum of reported figures",
    ),
    (
        "Die Firma Delta nannte 300 Defekte.\n\nDamit liegt der Ort auf 900 Metern.",
        "900",
        [],
        "nothing is carried over a paragraph",
    ),
    ("Die Firma Delta nannte 300 Defekte. Im Lager stehen 900 Kisten.", "900", [], "no sign, no source"),
]


@pytest.mark.parametrize(("text", "figure", "expected", "why"), CARRIED)
def test_carried_over(text: str, figure: str, expected: list[str], why: str) -> None:
    doc = bare(text)
    statements = [statement(text, "300 Defekte", "Die Firma Delta", "nannte")]
    carry_over = CarryOver(doc, statements, resolve_sources(doc, statements))
    start = text.index(figure)
    assert [source.name for source in carry_over.chain_for(Span(start, start + len(figure)))] == expected, why


def test_a_hedge_takes_the_source_of_a_sentence_that_takes_it_up() -> None:
    text = "In Vik warten offenbar 40 Boote. Darunter sind auch Fähren, heißt es bei der dpa."
    doc = bare(text)
    statements = [statement(text, "Darunter sind auch Fähren", "der dpa", "heißt es")]
    carry_over = CarryOver(doc, statements, resolve_sources(doc, statements))
    start = text.index("40")
    assert [source.name for source in carry_over.chain_for(Span(start, start + 2))] == ["dpa"]


def test_a_statement_that_only_cites_has_the_chain_of_its_report() -> None:
    text = "Unter Berufung auf lokale Behörden teilte das Rote Kreuz mit, es fehlten 40 Zelte."
    report = statement(text, "es fehlten 40 Zelte", "das Rote Kreuz", "teilte")
    cited = statement(text, "teilte das Rote Kreuz mit, es fehlten 40 Zelte", "lokale Behörden", "Unter Berufung auf")
    chains = resolve_sources(bare(text), [cited, report])
    names = [[source.name for source in chain] for chain in chains]
    assert names == [["Rote Kreuz", "lokale Behörden"], ["Rote Kreuz", "lokale Behörden"]]


def test_a_continued_report_takes_nothing_from_its_parents_content() -> None:
    text = "Eva Lorenz sagte, im ZDF laufe 3 Stunden lang Sport. Das sei zu viel."
    told = statement(text, "im ZDF laufe 3 Stunden lang Sport", "Eva Lorenz", "sagte")
    more = statement(text, "Das sei zu viel", "Eva Lorenz", mode="indirect_free_indirect", parent=0)
    assert [[s.name for s in chain] for chain in resolve_sources(bare(text), [told, more])] == [["Eva Lorenz"]] * 2


CONTRASTS = [
    (
        "Einige Studien nennen 80 Arten, andere gehen von 95 Arten aus.",
        "95",
        ["andere Studien"],
        "the others of the group",
    ),
    ("Einige Studien nennen 80 Arten, andere gehen von 95 Arten aus.", "80", ["Einige Studien"], "the group itself"),
    ("Einige Studien nennen 80 Arten, andere Tiere fraßen 95 Arten.", "95", ["Einige Studien"], "other animals"),
]


@pytest.mark.parametrize(("text", "figure", "expected", "why"), CONTRASTS)
def test_contrast_within_a_sentence(text: str, figure: str, expected: list[str], why: str) -> None:
    doc = bare(text)
    statements = [statement(text, text, "Einige Studien", mode="reported")]
    chains = resolve_sources(doc, statements)
    start = text.index(figure)
    chain = CarryOver(doc, statements, chains).contrasted(Span(start, start + 2), chains[0])
    assert [source.name for source in chain] == expected, why
    assert all(text[source.start : source.end] == source.text for source in chain)
