"""Attribution by construction, with the packaged pipeline; each case is one that simpler rules get wrong."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kursk_claims.extract.statements import FAMILIES, find_statements
from kursk_claims.models import Span, Statement
from tests.pipeline import pipeline


class Said(NamedTuple):
    """What is compared of a statement; an omitted role is not compared."""

    mode: str
    content: tuple[str, ...]
    speaker: tuple[str, ...] | None = None
    cue: tuple[str, ...] | None = None
    frame: tuple[str, ...] | None = None
    addressee: tuple[str, ...] | None = None
    stance: str = "assert"
    nested: bool = False


# (text, statements in text order, why)
CASES: list[tuple[str, list[Said], str]] = [
    (
        "Der Wirt sagte, man singe Teile des Songs „Der Hafen war leer“.",
        [Said("indirect", ("man singe Teile des Songs „Der Hafen war leer“",), ("Der Wirt",))],
        "… in the genitive too",
    ),
    (
        "Die Polizei nannte 40 Fälle.\n\nDas Rathaus soll bald umziehen",
        [Said("reported", ("Die Polizei nannte 40 Fälle.",), ("Die Polizei",))],
        "a headline with soll goes on with nobody's report",
    ),
    (
        "Die Kammer fordert, den Weg am Hafen, der teuer ist, zu sperren.",
        [Said("indirect", ("den Weg am Hafen, der teuer ist, zu sperren",), ("Die Kammer",), ("fordert",))],
        "a relative clause parts the object from its infinitive",
    ),
    (
        "Der Wirt kommentierte den Lärm mit folgenden Worten: „Das war zu viel.“",
        [Said("direct", ("„Das war zu viel.“",), ("Der Wirt",), ("kommentierte", "mit folgenden Worten"))],
        "the words that announce the quotation are part of the cue",
    ),
    (
        "Am Samstag kamen 400 Gäste, so viele zählte die Polizei.",
        [Said("indirect", ("Am Samstag kamen 400 Gäste",), ("die Polizei",), ("zählte",))],
        "so viele takes up the figure of the sentence",
    ),
    (
        "Am Samstag kamen 400 Gäste. So viele zählte die Polizei.",
        [Said("indirect", ("Am Samstag kamen 400 Gäste",), ("die Polizei",), ("zählte",))],
        "… and of the sentence before",
    ),
    (
        "Wie 20 Minuten schreibt, war der Hafen leer.",
        [Said("indirect", ("war der Hafen leer",), ("20 Minuten",))],
        "a newspaper that looks like a time",
    ),
    (
        "Der örtlichen Zeitung sagte Anna Berg: „Der Hafen war leer.“",
        [Said("direct", ("„Der Hafen war leer.“",), ("Anna Berg",))],
        "der with an adjective in -en is no nominative",
    ),
    (
        "Nach Ansicht politischer Beobachter war der Hafen leer.",
        [Said("indirect", ("war der Hafen leer",), ("Ansicht politischer Beobachter",), ("Nach",))],
        "an adjective shows the genitive without an article",
    ),
    (
        "Die Zeitung schrieb unter Berufung auf den Wirt, der Hafen sei leer.",
        [Said("indirect", ("der Hafen sei leer",), ("Die Zeitung",), ("schrieb",))],
        "whom the reporter cites makes no statement of its own",
    ),
    (
        "Die Wirtin schwärmte von ihrer 17 Jahre alten Stute: „Sie lief wie nie.“",
        [Said("direct", ("„Sie lief wie nie.“",), ("Die Wirtin",))],
        "the age of the object is part of it",
    ),
    (
        "Die Kammer kündigte einen Plan an.",
        [],
        "what is announced is not told",
    ),
    (
        "Die Wirtin gab als Grund den Regen an.",
        [Said("reported", ("Die Wirtin gab als Grund den Regen an.",), ("Die Wirtin",))],
        "a reason given is told",
    ),
    (
        "Der Umbau zeigt, dass Brücken altern.",
        [],
        "verbs that go with things tell what somebody says only of those who can speak",
    ),
    (
        "Eine Studie der Kammer zeigt, dass Brücken altern.",
        [Said("indirect", ("dass Brücken altern",), ("Eine Studie der Kammer",), ("zeigt",))],
        "a writing can speak",
    ),
    (
        "Die Wirtin musste erfahren, dass der Keller leer war.",
        [],
        "whoever learns a thing says nothing",
    ),
    (
        "Die Leitung konnte weder bestätigen noch ausschließen, dass Akten fehlen.",
        [],
        "a thing neither confirmed nor ruled out is not said",
    ),
    (
        "Einen Rat hat die Wirtin Anna Berg noch: „Man muss früh aufstehen.“",
        [Said("direct", ("„Man muss früh aufstehen.“",), ("die Wirtin Anna Berg",))],
        "before a colon the speaker is the subject, wherever it stands",
    ),
    (
        "Nach oben ist noch viel Luft: „Man muss früh aufstehen.“",
        [Said("direct", ("„Man muss früh aufstehen.“",), ())],
        "a subject that cannot speak is no speaker",
    ),
    (
        "Der Wirt bezeichnete den Lärm als „Zumutung“ und kündigte an, er werde klagen.",
        [
            Said("direct", ("„Zumutung“",), ("Der Wirt",)),
            Said("indirect", ("er werde klagen",), ("Der Wirt",), ("kündigte an",)),
        ],
        "a single word is speech behind the preposition of the verb; the particle at the end is of the second verb",
    ),
    (
        "Der Wirt sagte, man zeige den Film „Der Hafen war leer“.",
        [Said("indirect", ("man zeige den Film „Der Hafen war leer“",), ("Der Wirt",))],
        "words behind a noun for a work are its title",
    ),
    (
        "Der Kämmerer stellte den Plan vor: Um Schulden zu tilgen, möchte er 40 Häuser verkaufen.",
        [Said("indirect", ("Um Schulden zu tilgen, möchte er 40 Häuser verkaufen",), ("Der Kämmerer",))],
        "behind a colon the clause may open with an infinitive",
    ),
    (
        "Die Kammer gab die Preise bekannt. So soll die Karte 40 Euro kosten.",
        [Said("free_indirect", ("So soll die Karte 40 Euro kosten.",), ("Die Kammer",))],
        "making a thing known says nothing yet, what follows tells it",
    ),
    (
        "Im Rahmen einer Umfrage durch das Amt Hallberg sprachen sich 30 Prozent der Wirte dafür aus.",
        [Said("indirect", ("sprachen sich 30 Prozent der Wirte dafür aus",), ("das Amt Hallberg",), ("Im",))],
        "a contracted preposition opens a survey as the bare one does",
    ),
    (
        "In der Scheune schläft laut Polizei der Bruder des Wirts.",
        [Said("indirect", ("In der Scheune schläft", "der Bruder des Wirts"), ("Polizei",), ("laut",))],
        "without a subject elsewhere, what follows the source is the subject and no genitive of it",
    ),
    (
        "Daraus ergibt sich nach Berechnung der Kammer Hallberg ein Bedarf von 30 Betten.",
        [Said("indirect", ("Daraus ergibt sich", "ein Bedarf von 30 Betten"), ("Berechnung der Kammer Hallberg",))],
        "a noun of saying keeps the genitive that tells whose it is",
    ),
    (
        "Es werde kalt, sagte die Frau in polnischer Untersuchungshaft am Abend.",
        [Said("indirect", ("Es werde kalt",), ("die Frau in polnischer Untersuchungshaft",), ("sagte",))],
        "the state in which somebody is kept belongs to the noun, the time does not",
    ),
    (
        "Die Kammer schrieb ein Gutachten. Danach fehlen 30 Brücken.",
        [Said("indirect", ("fehlen 30 Brücken",), ("Danach",), ("Danach",))],
        "behind a new writing danach refers to it",
    ),
    (
        "Die Kammer renovierte ein Gebäude. Danach fehlten 30 Fenster.",
        [],
        "behind anything else it is a time",
    ),
    (
        "Von 30 Brücken, die gesperrt sind, sprach der Kämmerer.",
        [Said("reported", ("Von 30 Brücken, die gesperrt sind, sprach der Kämmerer.",), ("der Kämmerer",))],
        "the object in front of the verb may have a relative clause",
    ),
    (
        "Er verlangt eine „angemessene Bedenkzeit“ von sechs Tagen.",
        [
            Said("reported", ("Er verlangt eine „angemessene Bedenkzeit“ von sechs Tagen.",), ("Er",)),
            Said("direct", ("„angemessene Bedenkzeit“",), ("Er",), nested=True),
        ],
        "quoted words that describe the figure demanded lie in the demand",
    ),
    (
        "Der Wirt warb damit, 30 Betten zu haben.",
        [Said("indirect", ("30 Betten zu haben",), ("Der Wirt",))],
        "who advertises with something claims it",
    ),
    (
        "Seit Mai werde gebaut, sagte der Wirt.",
        [Said("indirect", ("Seit Mai werde gebaut",), ("der Wirt",), ("sagte",))],
        "seit before a noun and the verb is a preposition and opens no subordinate clause",
    ),
    (
        "Der Wirt, der bestreitet, Gelder verschwiegen zu haben, ging.",
        [Said("indirect", ("Gelder verschwiegen zu haben",), ("der",), ("bestreitet",), stance="deny")],
        "a participle under an infinitive is no finite verb",
    ),
    (
        "„Wir bleiben“, sagte die Bürgermeisterin, „solange man uns lässt.“",
        [Said("direct", ("„Wir bleiben“", "„solange man uns lässt.“"), ("die Bürgermeisterin",), ("sagte",))],
        "a floating quotation is one statement with the frame in its middle",
    ),
    (
        "»Das ist ein Anfang. Mehr ist es nicht«, sagte der Trainer am Abend.",
        [Said("direct", ("»Das ist ein Anfang. Mehr ist es nicht«",), ("der Trainer",), ("sagte",))],
        "sentence splitting inside »…« must not cut the speech in two",
    ),
    (
        "Er rief: „Die Brücke bricht! Lauft!“",
        [Said("direct", ("„Die Brücke bricht! Lauft!“",), ("Er",), ("rief",), ("Er rief:",))],
        "a colon, and two exclamations in one speech",
    ),
    (
        "Jana Brandt, Sprecherin des Zolls, sagte, der Schmuggel nehme zu.",
        [Said("indirect", ("der Schmuggel nehme zu",), ("Jana Brandt, Sprecherin des Zolls",), ("sagte",))],
        "the apposition between commas belongs to the name, and its end is not the complement's start",
    ),
    (
        "Der Sprecher des Zolls, Uwe Kranz, bestätigte gegenüber dem Sender HR4, dass zwei Lastwagen fehlten.",
        [
            Said(
                "indirect",
                ("dass zwei Lastwagen fehlten",),
                ("Der Sprecher des Zolls, Uwe Kranz",),
                ("bestätigte",),
                addressee=("dem Sender HR4",),
            )
        ],
        "office first, name as apposition, addressee with gegenüber",
    ),
    (
        "Die Fähre sei voll gewesen, so ein Augenzeuge.",
        [Said("indirect", ("Die Fähre sei voll gewesen",), ("ein Augenzeuge",), ("so",), (", so ein Augenzeuge",))],
        "so without a verb is a cue",
    ),
    (
        "Wie die Reederei, Eignerin der Fähre, mitteilte, waren 80 Menschen an Bord.",
        [Said("indirect", ("waren 80 Menschen an Bord",), ("die Reederei, Eignerin der Fähre",), ("Wie", "mitteilte"))],
        "the wie-clause runs on over its own commas",
    ),
    (
        "Die Fähre hatte nach Angaben der Reederei 80 Menschen an Bord.",
        [
            Said(
                "indirect",
                ("Die Fähre hatte", "80 Menschen an Bord"),
                ("Angaben der Reederei",),
                ("nach",),
                ("nach Angaben der Reederei",),
            )
        ],
        "a source in the middle of its sentence splits the content",
    ),
    (
        "Dem Hafenamt zufolge lief das Schiff auf Grund.",
        [Said("indirect", ("lief das Schiff auf Grund",), ("Dem Hafenamt",), ("zufolge",))],
        "a postposition: the source stands before it",
    ),
    (
        "Seiner Ansicht nach fehlt es an Geld.",
        [Said("indirect", ("fehlt es an Geld",), ("Seiner Ansicht",), ("nach",))],
        "nach behind its noun",
    ),
    (
        "Das Schiff lief auf Grund, heißt es in einem Bericht des Hafenamts.",
        [Said("indirect", ("Das Schiff lief auf Grund",), ("einem Bericht des Hafenamts",), ("heißt es",))],
        "heißt es has no subject; where it stands written is the source",
    ),
    (
        "Das Schiff lief auf Grund. Das teilte das Hafenamt am Montag mit.",
        [Said("indirect", ("Das Schiff lief auf Grund", "Das"), ("das Hafenamt",), ("teilte", "mit"))],
        "the content is the sentence before, taken up by a pronoun; the cue is split",
    ),
    (
        "Die Kapitänin erklärte, sie habe das Riff gesehen. Das Ruder sei aber blockiert gewesen. "
        "Die Schuld trage die Werft.",
        [
            Said("indirect", ("sie habe das Riff gesehen",), ("Die Kapitänin",)),
            Said(
                "indirect_free_indirect",
                ("Das Ruder sei aber blockiert gewesen. Die Schuld trage die Werft.",),
                ("Die Kapitänin",),
                (),
                (),
            ),
        ],
        "the Konjunktiv alone carries the speaker over two more sentences",
    ),
    (
        "Der Verband kündigte an, gegen das Urteil vorzugehen.",
        [Said("indirect", ("gegen das Urteil vorzugehen",), ("Der Verband",), ("kündigte an",))],
        "an infinitive as content",
    ),
    (
        "Der Verband warnte vor einer neuen Krise.",
        [Said("reported", ("Der Verband warnte vor einer neuen Krise.",), ("Der Verband",), (), ())],
        "a speech act with an object and no clause",
    ),
    (
        "Die Ministerin nannte den Plan „blanken Unsinn“.",
        [Said("direct", ("„blanken Unsinn“",), ("Die Ministerin",), ("nannte",))],
        "two quoted words are speech after a verb of naming",
    ),
    (
        "Das Ministerium bestreitet, von dem Leck gewusst zu haben.",
        [Said("indirect", ("von dem Leck gewusst zu haben",), ("Das Ministerium",), ("bestreitet",), stance="deny")],
        "the content is denied by its speaker",
    ),
    (
        "Es gibt Berichte, wonach der Kapitän betrunken war.",
        [Said("indirect", ("der Kapitän betrunken war",), ("Berichte",), ("wonach",))],
        "wonach points back to the noun",
    ),
    (
        "Die Behörde teilte gestern nach langer Beratung mit, dass der Damm hält.",
        [Said("indirect", ("dass der Damm hält",), ("Die Behörde",), ("teilte", "mit"))],
        "the verb particle is far off, and nach langer Beratung is no source",
    ),
    (
        "Der Damm, sagte die Ingenieurin, werde halten.",
        [Said("indirect", ("Der Damm", "werde halten"), ("die Ingenieurin",), ("sagte",))],
        "indirect speech round its own frame",
    ),
    (
        "Dass der Damm hält, bestätigte am Abend auch die Feuerwehr.",
        [Said("indirect", ("Dass der Damm hält",), ("die Feuerwehr",), ("bestätigte",))],
        "the complement in first position",
    ),
    (
        "Laut Behörden wurden drei Menschen verletzt. Zwei Männer sollen noch vermisst werden.",
        [
            Said("indirect", ("wurden drei Menschen verletzt",), ("Behörden",), ("Laut",)),
            Said("free_indirect", ("Zwei Männer sollen noch vermisst werden.",), ("Behörden",)),
        ],
        "sollen after a source is hearsay from that source",
    ),
    (
        "Die Ärztin hält es für möglich, dass die Welle abebbt.",
        [Said("indirect", ("dass die Welle abebbt",), ("Die Ärztin",), ("hält es für möglich",))],
        "a judgement with es as correlate",
    ),
    (
        "Berichte, der Damm sei gebrochen, wies die Behörde zurück.",
        [Said("indirect", ("der Damm sei gebrochen",), ("die Behörde",), ("wies", "zurück"), stance="deny")],
        "the verb denies what the noun asserts",
    ),
    (
        "Die Reederei erwartet eine Flaute „in den nächsten Monaten“.",
        [
            Said("reported", ("Die Reederei erwartet eine Flaute „in den nächsten Monaten“.",), ("Die Reederei",), ()),
            Said("direct", ("„in den nächsten Monaten“",), ("Die Reederei",), nested=True),
        ],
        "words quoted beside the object of a thought: the sentence reports it, the quotation lies inside",
    ),
    (
        "Der Verein befürchtete ein Defizit „in nie gekannter Höhe“.",
        [
            Said("reported", ("Der Verein befürchtete ein Defizit „in nie gekannter Höhe“.",), ("Der Verein",), ()),
            Said("direct", ("„in nie gekannter Höhe“",), ("Der Verein",), nested=True),
        ],
        "the same in the preterite",
    ),
    ("Die Reederei erwartet ein neues Schiff.", [], "a thing expected, in nobody's words, is no statement"),
    (
        "Was die Bilder zeigten, bestätigten Ermittler dem Sender, nämlich, dass die Halle leer stand.",
        [Said("indirect", ("dass die Halle leer stand",), ("Ermittler",), ("bestätigten",), addressee=("dem Sender",))],
        "the clause behind nämlich spells out what the free relative clause leaves open",
    ),
    (
        "Was viele geahnt hatten, gab die Trainerin nun zu: dass der Vertrag gekündigt ist.",
        [Said("indirect", ("dass der Vertrag gekündigt ist",), ("die Trainerin",), ("gab", "zu"))],
        "the same behind a colon",
    ),
    (
        "Das Gericht stellte etwas anderes fest, und zwar dass der Vertrag ungültig ist.",
        [Said("indirect", ("dass der Vertrag ungültig ist",), ("Das Gericht",), ("stellte", "fest"))],
        "und zwar singles the clause out and is no part of it",
    ),
    (
        "Das Landesamt meldete am Freitag 4.300 Erkrankungen.",
        [Said("reported", ("Das Landesamt meldete am Freitag 4.300 Erkrankungen.",), ("Das Landesamt",), (), ())],
        "who reports a figure says it",
    ),
    (
        "Die Bank prognostiziert ein Wachstum von 3 Prozent.",
        [Said("reported", ("Die Bank prognostiziert ein Wachstum von 3 Prozent.",), ("Die Bank",))],
        "the figure hangs below the object",
    ),
    ("Der Trainer meldete sich drei Tage krank.", [], "a reflexive verb and a span of time: no figure is reported"),
    ("Die Werft meldete am Freitag Insolvenz an.", [], "no figure, no report"),
    (
        "Einige Sender nennen 8.000 Zuschauer: die Zahl ist umstritten, andere Berichte sprechen von 12.000.",
        [
            Said("reported", ("Einige Sender nennen 8.000 Zuschauer: die Zahl ist umstritten",), ("Einige Sender",)),
            Said("reported", ("andere Berichte sprechen von 12.000.",), ("andere Berichte",)),
        ],
        "an auxiliary behind a colon governs no verb before it, nor one in another clause after it",
    ),
    (
        "Die Polizei sprach von 400 Gästen, der Wirt hingegen von rund 900.",
        [
            Said("reported", ("Die Polizei sprach von 400 Gästen",), ("Die Polizei",)),
            Said("reported", ("der Wirt hingegen von rund 900.",), ("der Wirt",)),
        ],
        "the second verb is left out; its subject and object are not",
    ),
    (
        "Die Polizei sprach von 400 Gästen, der größten Feier seit Jahren.",
        [
            Said(
                "reported",
                ("Die Polizei sprach von 400 Gästen, der größten Feier seit Jahren.",),
                ("Die Polizei",),
            )
        ],
        "an apposition has no object of its own",
    ),
    (
        "Ihm zufolge fehlen 40 Boote.",
        [Said("indirect", ("fehlen 40 Boote",), ("Ihm",), ("zufolge",))],
        "a pronoun before its postposition",
    ),
    (
        "Gemäss Bundesamt für Statistik sank die Miete.",
        [Said("indirect", ("sank die Miete",), ("Bundesamt für Statistik",), ("Gemäss",))],
        "Swiss spelling",
    ),
    (
        "Das Spital teilte mit, dass 14 Frauen verlegt wurden; drei davon lägen im Koma.",
        [
            Said("indirect", ("dass 14 Frauen verlegt wurden",), ("Das Spital",), frame=("Das Spital teilte mit,",)),
            Said("indirect_free_indirect", ("drei davon lägen im Koma",), ("Das Spital",)),
        ],
        "behind the semicolon the report runs on and is no part of the frame",
    ),
    (
        "Der Minister verteidigte das Paket: Es koste nur zwei Milliarden Euro.",
        [Said("indirect_free_indirect", ("Es koste nur zwei Milliarden Euro",), ("Der Minister",))],
        "Konjunktiv I behind a colon is the subject's, though no verb of saying stands before it",
    ),
    ("Die Lage ist ernst: Es fehlen 40 Ärzte.", [], "an indicative behind a colon is the writer's own"),
    ("Der Plan ist klar: Es wäre ein neuer Anfang.", [], "so is a Konjunktiv II, which need not be report"),
    ("Die „Nordsee Zeitung“ erschien gestern nicht.", [], "a title in quotation marks is no speech"),
    ("Nach dem Essen ging er nach Hause.", [], "nach of time and place is no source"),
    ("Die Straße soll verbreitert werden.", [], "sollen of duty, with nobody who said so"),
]


def texts(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(text[s.start : s.end] for s in spans)


def as_expected(text: str, found: Statement, expected: Said) -> Said:
    """``found`` with the roles left out that ``expected`` leaves out."""
    return Said(
        found.mode,
        texts(text, found.content),
        texts(text, found.speaker) if expected.speaker is not None else None,
        texts(text, found.cue) if expected.cue is not None else None,
        texts(text, found.frame) if expected.frame is not None else None,
        texts(text, found.addressee) if expected.addressee is not None else None,
        found.stance,
        found.nested,
    )


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_construction(text: str, expected: list[Said], why: str) -> None:
    found = find_statements(pipeline().read(text))
    assert len(found) == len(expected), [texts(text, f.content) for f in found]
    assert [as_expected(text, f, e) for f, e in zip(found, expected, strict=True)] == expected
    assert {f.construction for f in found} <= set(FAMILIES)


def test_a_quoted_part_is_nested_with_the_roles_of_its_statement() -> None:
    text = "Der Wirt sagte, der Lärm sei „nicht auszuhalten“ gewesen."
    outer, inner = find_statements(pipeline().read(text))
    assert (outer.nested, inner.nested, inner.mode) == (False, True, "direct")
    assert (inner.speaker, inner.cue, inner.frame) == (outer.speaker, outer.cue, outer.frame)
    assert inner.parent == 0


def test_families_switch_off() -> None:
    doc = pipeline().read("Der Wirt sagte, dass er schließt. Laut Polizei war niemand da.")
    assert [s.construction for s in find_statements(doc)] == ["clause", "prepositional"]
    assert [s.construction for s in find_statements(doc, families=["prepositional"])] == ["prepositional"]


def test_skipped_sentences_say_nothing() -> None:
    text = "Der Wirt sagte, dass er schließt.\n\nLaut Polizei war niemand da."
    found = find_statements(pipeline().read(text, skip=[Span(0, 33)]))
    assert [s.construction for s in found] == ["prepositional"]
