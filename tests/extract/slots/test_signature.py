"""The question signature of figures: bearer, measure, role and anchor, read from whole articles."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article, Slot
from tests.pipeline import pipeline

FRIDAY = "2024-06-07"


@cache
def slots(text: str, title: str = "") -> dict[str, Slot]:
    """Slots of an article by the text of their figure."""
    article = Article(id="a", text=text, title=title, published=FRIDAY)
    claims = extract_claims(article, pipeline())
    return {claim.quantity.text: claim.slot for claim in claims if claim.quantity}


WORDS = [
    "12",
    "drei",
    "Prozent",
    "Euro",
    "(",
    ")",
    ",",
    ".",
    "und",
    "von",
    "die",
    "SPD",
    "mit",
    "auf",
    "Menschen",
    "starben",
    "„",
    "wurden",
    "verletzt",
    "davon",
    "Falk",
    "statt",
]

COLLISION = "Bei dem Zusammenstoß in Lohburg starben 40 Menschen und 300 wurden verletzt."
FACTORY = "Zwei Arbeiter sind ums Leben gekommen und 17 verletzt worden, fünf weitere wurden noch vermisst."
SHOPS = "Die Warenhauskette Falk will 62 ihrer 172 Filialen schließen."
SERVERS = "Von den 900 Servern sind inzwischen 310 verschlüsselt."
AT_FIRST = "Zunächst hatte die Reederei 58 Passagiere gemeldet, nun sind es 57."
FOR_NOW = "Der Konzern will sich zunächst mit 20 Prozent beteiligen. Die Sperre galt zunächst für 48 Stunden."
TARGET = "Die Analysten senkten das Kursziel von 54 auf 41 Euro."
PROJECTION = (
    "Bei der Landtagswahl kommt die SPD auf 31,1 Prozent, dahinter liegt die AfD mit 29,8 Prozent. "
    "Das BSW erreicht 12,3 Prozent, die CDU 11,9 Prozent. Die Grünen (4,7 Prozent) verlieren."
)
RALLY = "An der Kundgebung in Bern nahmen 20.000 Menschen teil."
WRECK = "Bei dem Unglück starben 179 der 181 Menschen an Bord."
YACHT = "Von insgesamt 45 Menschen an Bord, darunter 31 Touristen, wurden 17 vermisst."
HALL = "Die Arena, die Platz für 73.000 Zuschauer hat, steht in Lohburg."
LEADER = "Bei der Landtagswahl ist die SPD stärkste Kraft geworden. Sie kommt auf 31,1 Prozent der Stimmen."
FERRY = "An Bord der Fähre waren 67 Menschen. 29 Menschen überlebten das Unglück."

DISPUTE = "Die Polizei sprach von 8500 Teilnehmern, die Veranstalter von 20.000."
TOWER = "In dem Hochhaus an der Ahornstraße in Lohburg leben etwa 700 Bewohner."
INDICES = "Der Dax stieg um 1,5 Prozent auf 19.544 Punkte."
HEIR = "Bei der Wahl in Lohburg gewann Ida Brom vor Jan Kessel, der 35,2 Prozent erreichte."
ANNUAL = "Der Gewinn lag bei 86 Millionen Euro nach 112 Millionen Euro im Vorjahreszeitraum."
EARLIER = "Bei dem Unfall in Lohburg starben drei Menschen. 2019 waren bei einem Unfall dort sieben Menschen gestorben."
ASIDE = "29 Menschen, darunter zwei Kinder, überlebten das Unglück."
RELATIVE = "Er gehört zu den 43 Menschen, die den Untergang der Fähre überlebt haben."

RESCUE = "Vier Menschen wurden gerettet, für zwei kam jede Hilfe zu spät, nach drei weiteren wurde gesucht."
SEVERANCE = "Die Gewerkschaft fordert für jeden, der gehen muss, anderthalb Monatsgehälter."
LIST = (
    "Bei der Landtagswahl bleibt das Bürgerforum mit 28,4 Prozent stärkste Kraft. "
    "Der Kandidat Jan Brandes kam auf 35 Prozent."
)
CREDIT = "Neue Kredite will die Stadt in Höhe von 50 Millionen Euro aufnehmen."
DERBY = "Beim Derby in Lohburg sahen 31.400 Menschen das Spiel."

TRAINER = (
    "Der Trainer Jan Kessel lobte sein Team. Der 47-Jährige blieb. Der 21-jährige Stürmer Peter Urbig traf. "
    "Kronprinz Haakon von Norwegen (51) und Ida Brom, 40, kamen."
)
CROPS = "Bei Gerste liegt die Ernte bei 10,9 Millionen Tonnen. Die Weizenernte lag bei 20 Millionen Tonnen."
LOSS = "Der Konzern meldete einen Verlust von 210 Millionen Euro nach einem Gewinn von 95 Millionen im Jahr davor."
RISE = "Der Umsatz von Falk stieg auf 40 Millionen Euro, das ist ein Plus von 4 Prozent."
TURNED_OUT = "Bei der Wahl in Lohburg lag die Beteiligung bei 55 Prozent. Um 16 Uhr hatte sie bei 38,4 gelegen."
CREW = "40 Reisende und drei Helfer waren an Bord, 12 Reisende und ein Helfer, darunter Kinder, starben."
VICTIMS = "Mindestens vier Menschen starben, drei Männer und eine Frau."
RESCUED = "Neun Wanderer wurden gerettet, fünf von ihnen liegen im Krankenhaus."
SHORTFALL = "Die Firma will nicht 80 Impfdosen an die 27 Länder liefern, sondern nur 31."

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
    (AT_FIRST, "58", "role", "from", "told in the past of what was so at first"),
    (FOR_NOW, "20 Prozent", "role", "total", "a plan is not over"),
    (FOR_NOW, "48 Stunden", "role", "total", "a span of time may run on"),
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
    (WRECK, "179", "measure", "killed", "the verb speaks of the part"),
    (WRECK, "181", "measure", "on_board", "and the attribute of the whole"),
    (YACHT, "45", "role", "whole", "what is told of a part stands behind an aside"),
    (YACHT, "45", "measure", "on_board", "so the verb does not speak of them"),
    (HALL, "73.000", "measure", "capacity", "room for so many is nobody who is there"),
    (LEADER, "31,1 Prozent", "bearer", "spd", "a pronoun goes on with the subject of a sentence without a figure"),
    (FERRY, "29", "measure", "survived", "the next sentence's verb"),
    (ASIDE, "29", "measure", "survived", "the verb behind an aside"),
    (RELATIVE, "43", "measure", "survived", "a relative clause tells of its noun"),
    (DISPUTE, "20.000", "measure", "participants", "an ellipsis repeats what was counted"),
    ("Die Teilnehmerzahl der Kundgebung lag bei 50.000.", "50.000", "measure", "participants", "not rallies"),
    ("Die Stadt gab 4 Millionen Euro mehr aus, als sie einnahm.", "4 Millionen Euro", "measure", "deficit", "by verbs"),
    ("Die Stadt hat ein Defizit von 4 Millionen Euro.", "4 Millionen Euro", "measure", "deficit", "by its noun"),
    ("Bei der Wahl lag die Beteiligung bei 54,7 Prozent.", "54,7 Prozent", "measure", "turnout", "of an election"),
    ("An dem Unternehmen hält er 54,7 Prozent.", "54,7 Prozent", "measure", None, "no election, no noun"),
    ("Die Firma plant die Schließung von drei Werken.", "drei", "measure", "plant:closed", "a noun for the event"),
    ("Die Zahl der Anträge stieg auf 300.", "300", "measure", "application", "a noun that only carries"),
    ("Die Verluste der Rebellen lägen bei 400 Mann.", "400", "measure", "casualty", "the subject counts by itself"),
    ("Die Verluste der Rebellen lägen bei 400 Mann.", "400", "bearer", "rebell", "whose losses"),
    (TOWER, "etwa 700", "bearer", "hochhaus ahornstrass", "a site with its street"),
    (INDICES, "1,5 Prozent", "bearer", "dax", "the index that changes"),
    (INDICES, "1,5 Prozent", "role", "change", "the change itself"),
    (INDICES, "19.544", "measure", "index", "points of an index"),
    (HEIR, "35,2 Prozent", "bearer", "kessel", "the name before a relative clause"),
    (SHOPS, "172", "bearer", "falk", "ihrer: of the subject"),
    (SHOPS, "172", "measure", "company", "the verb speaks of the part alone"),
    (ANNUAL, "112 Millionen Euro", "role", "base", "a year before, for comparison"),
    ("Statt 8500 seien 11.000 gekommen.", "8500", "role", "base", "what was expected"),
    ("Ein Paar lebt im Schnitt 12 Tage so.", "12 Tage", "role", "mean", "an average"),
    ("Von 49 Drohnen seien 31 abgefangen worden.", "49", "role", "whole", "n comes first, without an article"),
    ("Das Beben forderte 35 Tote.", "35", "modality", None, "nobody demands the dead"),
    ("Wir hätten Hunderte Verletzte gehabt.", "Hunderte", "modality", "counterfactual", "it did not happen"),
    ("120 Menschen hätten sich gemeldet, sagte er.", "120", "modality", None, "a report, no condition"),
    ("Es handelt sich um rund 400 Familien.", "rund 400", "change", None, "um: what it is about"),
    ("Er sprach davon, dass 4000 Menschen kamen.", "4000", "scope", None, "davon points to the clause"),
    ("Es starben 14 Menschen allein in der Altstadt.", "14", "restrictors", ("allein altstadt",), "a part of the town"),
    ("20 Verletzte liegen noch in Kliniken.", "20", "restrictors", ("hospitalised",), "who is left of all"),
    ("Drei Menschen wurden schwer verletzt.", "Drei", "restrictors", ("schwer",), "a degree"),
    ("Es gab drei Schwerverletzte.", "drei", "restrictors", ("schwer",), "the same degree in one word"),
    ("500 nordkoreanische Soldaten trafen ein.", "500", "restrictors", ("kp",), "of which country"),
    ("Bei der Demonstration zählte sie 102 Sprüche.", "102", "measure", "spruch", "a verb said of people only"),
    ("Der Mainzer Dichter Brom hat zwei Preise.", "zwei", "measure", "preis", "things that are no amounts"),
    (RESCUE, "zwei", "measure", "killed", "a phrase for those who died"),
    (RESCUE, "drei", "measure", "missing", "a phrase of its own beside a carried noun"),
    (RESCUE, "drei", "role", "total", "nach belongs to the next verb, not to the figure before"),
    (SEVERANCE, "anderthalb", "measure", "monatsgehalt", "a relative clause between the verb and the figure"),
    (SEVERANCE, "anderthalb", "modality", "demanded", "the verb before the relative clause"),
    (LIST, "28,4 Prozent", "bearer", "burgerforum", "a name that ends like an institution"),
    (LIST, "35 Prozent", "bearer", "brand", "the person, not his office"),
    (CREDIT, "50 Millionen Euro", "measure", "loan", "the noun before a noun that only carries"),
    ("Sie kündigt die Schließung von 62 Filialen an.", "62", "measure", "company:closed", "the noun that governs it"),
    (DERBY, "31.400", "measure", "spectators", "who sees a match"),
    (TRAINER, "47-Jährige", "bearer", "kessel", "who was named just before"),
    (TRAINER, "21-jährige", "bearer", "urbig", "the name behind its attribute"),
    (TRAINER, "51", "bearer", "haakon", "the person, not where he is from"),
    (TRAINER, "40", "bearer", "brom", "the name before a comma"),
    ("Ida Brom half. Eine 27-jährige Frau starb.", "27-jährige", "bearer", None, "a noun that is no name"),
    ("Ida Brom half. Ein 27-Jähriger starb.", "27-Jähriger", "bearer", None, "indefinite: somebody new"),
    ("Ida Brom traf Udo Kern. Die 30-Jährige ging.", "30-Jährige", "bearer", None, "one of two people"),
    ("Ida Brom kam. Auf eine Frage von Udo Kern sang die 30-Jährige.", "30-Jährige", "bearer", None, "not he"),
    ("Im Dorf leiden 300 Menschen darunter.", "300", "role", "total", "darunter of a verb"),
    ("Der Verein kam mit 300 Euro davon.", "300 Euro", "role", "total", "davon of a verb"),
    ("14 Menschen wurden verletzt, drei davon schwer.", "drei", "role", "part", "davon right behind"),
    ("14 Menschen kamen, davon blieben drei.", "drei", "role", "part", "davon before"),
    ("In allen 94 Bezirken von 720 Helfern wurde gezählt.", "94", "role", "total", "who does it is no whole"),
    ("Er fehlte in drei von zwölf Monaten.", "drei", "role", "part", "the unit is said of the whole alone"),
    ("In 40 Orten wird gezählt. Er fehlte in drei von zwölf Monaten.", "drei", "measure", None, "no more places"),
    ("Ein Lastwagen holt den Rest der 31 Tonnen.", "31 Tonnen", "role", "whole", "the part has no number"),
    ("Ein Großteil der rund 300 Bewohner wartet.", "rund 300", "role", "whole", "over a qualifier"),
    ("Im letzten Teil kamen 300 Gäste.", "300", "role", "total", "a part of something else"),
    ("Unter den Beamten gab es 46 Verletzte.", "46", "restrictors", ("beamt",), "people of one kind"),
    ("Bei Kindern gab es 12 Brüche.", "12", "restrictors", ("kind",), "without an article"),
    ("46 Beamte sind verletzt. Neun seien nicht dienstfähig.", "Neun", "role", "part", "fewer of those before"),
    ("46 Beamte sind verletzt. Neun waren es am Abend.", "Neun", "role", "total", "another figure of the same"),
    ("46 Beamte sind verletzt. Neun starben.", "Neun", "role", "total", "a measure of its own"),
    ("Neun Beamte sind verletzt. 46 seien nicht dienstfähig.", "46", "role", "total", "more than those before"),
    ("Eine Umfrage unter Ärzten nennt 300 Fälle.", "300", "restrictors", (), "who was asked"),
    ("Der Umsatz kletterte auf 2,4 Euro von 1,7 Euro.", "2,4 Euro", "role", "to", "more than what follows"),
    ("Unter den Gästen waren 300 Schüler.", "300", "restrictors", (), "all of the other kind"),
    ("Unter den Verletzten sind 12 Kinder.", "12", "restrictors", (), "what became of them is no kind"),
    ("Bei Heimspielen gab es 12 Tore.", "12", "restrictors", (), "a plural like that of people"),
    ("Der Umsatz lag gegenüber dem Vorjahr (45,1) bei 50 Euro.", "45,1", "role", "base", "a year before in brackets"),
    (LOSS, "210 Millionen Euro", "role", "total", "the year before is that of the next figure"),
    (LOSS, "95 Millionen", "role", "base", "of the year before"),
    ("König Charles III. (75) kam.", "75", "bearer", "charl", "the name before its number"),
    ("Der Dax fiel auf 17.300 Zähler.", "17.300", "measure", "index", "another word for points"),
    (CROPS, "10,9 Millionen Tonnen", "bearer", "gerst", "in a phrase with bei"),
    (CROPS, "20 Millionen Tonnen", "bearer", "weiz", "the first part of a compound"),
    ("Ein Brötchen kostet 48 Cent.", "48 Cent", "bearer", "brotch", "what has a price"),
    ("Der Preis für Diesel stieg auf 1,70 Euro.", "1,70 Euro", "bearer", "diesel", "in a phrase with für"),
    ("Der Ölpreis liegt bei 70 Dollar.", "70 Dollar", "bearer", "ol", "a short first part"),
    ("Der Dax stieg auf 19.544 Punkte.", "19.544", "measure", "index", "points of an index"),
    ("Der Verein hat nach dem Spiel 13 Punkte.", "13", "measure", "point", "points of a team"),
    (RISE, "4 Prozent", "measure", "revenue", "a noun for a change says not of what"),
    (TURNED_OUT, "38,4", "measure", "turnout", "a pronoun for what is measured"),
    (
        "Der Schaden ist hoch. Man geht von 3 Millionen Euro aus.",
        "3 Millionen Euro",
        "measure",
        "damage",
        "named before",
    ),
    (CREW, "40", "measure", "on_board", "two subjects before one verb"),
    (CREW, "40", "role", "part", "people of one kind beside others"),
    (CREW, "drei", "measure", "on_board", "the verb right behind the second subject"),
    (CREW, "12", "measure", "killed", "the verb resumes behind an aside"),
    (VICTIMS, "Mindestens vier", "role", "total", "all of them"),
    (VICTIMS, "drei", "role", "part", "who they were"),
    ("Bis 16 Uhr hatten 38 Prozent von ihnen abgestimmt.", "38 Prozent", "role", "total", "a share is of some anyway"),
    (RESCUED, "fünf", "role", "part", "von ihnen"),
    ("Die Polizei zählte 300 Besucher und 40 Autos.", "300", "role", "total", "cars are no people"),
    ("200 Gäste durften wählen, darunter erstmals 19 Schüler.", "19", "role", "part", "darunter over an adverb"),
    ("Von 70 Gästen an Bord haben 32 den Brand überlebt.", "32", "role", "part", "no name, though behind a noun"),
    ("Die Firma testet pro Tag 1500 Arbeiter.", "1500", "period", "day", "a number that is no year stands behind"),
    ("An Bord waren 40 Reisende und drei Helfer.", "40", "role", "part", "behind the verb"),
    ("Von den Hilfen entfallen 120 Milliarden Euro auf Gebäude.", "120 Milliarden Euro", "role", "part", "falls to"),
    ("„Wenn zwei Gäste das Virus mitbringen, ist das ein Herd.“", "zwei", "modality", "assumed", "behind a quote"),
    ("Wenn zwei Gäste das Virus mitbringen, ist das ein Herd.", "zwei", "modality", "assumed", "a condition"),
    ("Wenn die zwei Gäste kommen, beginnt das Fest.", "zwei", "modality", None, "who is known comes"),
    ("Die Lawine forderte fünf Menschenleben.", "fünf", "modality", None, "nobody demands lives"),
    ("Wahlbeteiligung laut Prognose bei 74 Prozent", "74 Prozent", "measure", "turnout", "not the forecast"),
    (SHORTFALL, "31", "measure", "vaccine_dose:delivered", "put right: of what was denied"),
    ("Im Dorf stehen 40 Menschen unter Quarantäne.", "40", "measure", "quarantined", "a state in a phrase"),
]

# text, figure, kind, place and day of the anchor, where it was found, why
ANCHORS: list[tuple[str, str, str | None, str | None, str | None, str, str]] = [
    (COLLISION, "40", "accident", "Lohburg", FRIDAY, "said", "in its own sentence"),
    (EARLIER, "drei", "accident", "Lohburg", FRIDAY, "said", "today's"),
    (EARLIER, "sieben", "accident", None, "2019-01-01", "said", "another one, years ago"),
    (FERRY, "67", "accident", None, FRIDAY, "inherited", "the opening names it"),
    ("Er traf als Stürmer zweimal und zahlte 50 Euro.", "50 Euro", None, None, None, "unknown", "no storm"),
]


@pytest.mark.parametrize(("text", "figure", "field", "expected", "why"), CASES)
def test_signature(text: str, figure: str, field: str, expected: object, why: str) -> None:
    assert getattr(slots(text)[figure], field) == expected, why


@pytest.mark.parametrize(("text", "figure", "kind", "place", "day", "provenance", "why"), ANCHORS)
def test_anchor(
    text: str, figure: str, kind: str | None, place: str | None, day: str | None, provenance: str, why: str
) -> None:
    slot = slots(text)[figure]
    assert slot.provenance.event == provenance, why
    found = slot.anchor
    assert (found and found.kind, found and found.place, found and found.day) == (kind, place, day), why


def test_whom_the_article_is_about_has_its_money() -> None:
    text = "Die Kette Falk hat 300 Seiten vorgelegt. Der Umsatz sank. Der Verlust betrug 4 Millionen Euro."
    slot = slots(text, title="Falk in Not")["4 Millionen Euro"]
    assert (slot.bearer, slot.provenance.bearer) == ("falk", "inherited")


# title, text, figure, bearer, why
THEMES: list[tuple[str, str, str, str | None, str]] = [
    (
        "Falk jubelt",
        "Die Kette Falk hat 20 Läden. Der Umsatz stieg auf 40 Euro.",
        "40 Euro",
        "falk",
        "of whom the title speaks",
    ),
    (
        "Falk jubelt",
        "Die Kette Falk kauft 20 Läden der Kette Tengo. Der Umsatz stieg auf 40 Euro.",
        "40 Euro",
        None,
        "one of two",
    ),
]


NAMED = [
    ("Hurrikan Milton hat 16 Menschen getötet.", "16", "Milton", "a storm has a name"),
    ("Hurrikan «Helene» hatte 230 Menschen getötet.", "230", "Helene", "in quotation marks"),
    ("Bei dem Sturm in Lohburg starben drei Menschen.", "drei", None, "a storm without one"),
    ("Bei dem Brand Lohburgs starben drei Menschen.", "drei", None, "a fire has none"),
]


@pytest.mark.parametrize(("text", "figure", "name", "why"), NAMED)
def test_name_of_the_occasion(text: str, figure: str, name: str | None, why: str) -> None:
    anchor = slots(text)[figure].anchor
    assert anchor is not None, why
    assert anchor.name == name, why


@pytest.mark.parametrize(("title", "text", "figure", "bearer", "why"), THEMES)
def test_whose_the_money_is(title: str, text: str, figure: str, bearer: str | None, why: str) -> None:
    assert slots(text, title=title)[figure].bearer == bearer, why


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_every_text_gives_signatures_with_provenance(words: list[str]) -> None:
    for slot in slots(" ".join(words)).values():
        assert slot.role is not None
        assert (slot.bearer is None) == (slot.provenance.bearer == "unknown")
        assert (slot.measure is None) == (slot.provenance.measure == "unknown")
        assert slot.restrictors == tuple(sorted(set(slot.restrictors)))
