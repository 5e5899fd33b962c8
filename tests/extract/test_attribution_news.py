"""Who a figure is attributed to in the prose of agencies: clauses, frames and anaphors with words that mislead."""

from __future__ import annotations

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article
from tests.pipeline import pipeline

# (text, figure and its sources in text order, why)
CASES: list[tuple[str, list[tuple[str, list[str]]], str]] = [
    (
        "Selkentals Bürgermeisterin Anna Roth sagte, 70 fehlten. Neustadts Trainer Uwe Horn sagte, es seien 40.",
        [("70", ["Bürgermeisterin Anna Roth"]), ("40", ["Trainer Uwe Horn"])],
        "a town in the genitive does not speak for who holds an office in it",
    ),
    (
        "Europas größter Autobauer hat 40 Schließungen angekündigt.",
        [("40", ["Europas größter Autobauer"])],
        "… nor for what is described between it and its noun",
    ),
    (
        "Wie Radio Bremen berichtet, rechnet Minister Klaus Lind mit 40 Millionen Euro Verlust.",
        [("40 Millionen Euro", ["Radio Bremen", "Minister Klaus Lind"])],
        "whose act a reporter tells",
    ),
    (
        "Laut Polizei sprach ein Zeuge von 40 Schüssen.",
        [("40", ["Polizei", "Zeuge"])],
        "… by a preposition; what was spoken of tells no witness apart",
    ),
    (
        "Die „Tagespresse“ schrieb 200. Die Fanhilfe bleibt bei 300. Die Prüfer glauben an 400.",
        [("200", ["Tagespresse"]), ("300", ["Fanhilfe"]), ("400", ["Prüfer"])],
        "figures alone behind a verb of saying, staying or believing",
    ),
    (
        "Nach Angaben der Bergrettung wurden zehn Menschen verletzt, nach Zahlen des Kuratoriums Alpin elf.",
        [("zehn", ["Bergrettung"]), ("elf", ["Kuratorium Alpin"])],
        "a rescue service is no event, and a board no abstraction",
    ),
    (
        "Es sind 40, sagte am Montag Bürgermeister Ralf Kern. 30 stehen leer, sagte in Kiel Ministerin Anna Roth.",
        [("40", ["Bürgermeister Ralf Kern"]), ("30", ["Ministerin Anna Roth"])],
        "the speaker stands right behind a time or a place without a mark",
    ),
    (
        "Der Bund bestätigte den Fund, teilte jedoch mit, es seien nur 40 Fässer.",
        [("40", ["Bund"])],
        "a second verb behind a comma has the first one's subject",
    ),
    (
        "Nun befürchtet die USA, dass 40 Schiffe fehlen.",
        [("40", ["USA"])],
        "a name behind its article, whatever the analysis takes it for",
    ),
    (
        "Nach Angaben von Radio Bremen fehlen 40 Akten. Ergänzend fügte Jan Gall hinzu, dass 30 gefunden seien.",
        [("40", ["Radio Bremen"]), ("30", ["Jan Gall"])],
        "a station called radio; a participle that nobody is",
    ),
    (
        "Der Minister kritisierte den Plan. Er koste 40 Millionen Euro.",
        [("40 Millionen Euro", ["Minister"])],
        "an act that tells nothing, and the report that goes on from it",
    ),
    (
        "Das Problem besteht darin, dass 40 Züge fehlen.",
        [("40", [])],
        "a thing that consists in something insists on nothing",
    ),
    (
        "Am Markt standen am Abend nach Angaben der IG Bau 2500 Menschen, die Polizei zählte 1600.",
        [("2500", ["IG Bau"]), ("1600", ["Polizei"])],
        "a time of day in front of a bare noun of saying measures nothing",
    ),
    (
        "Auf Raps entfallen nach der Bilanz des Verbands 4 Millionen Tonnen.",
        [("4 Millionen Tonnen", ["Verband"])],
        "a balance by whose it is",
    ),
    (
        "Die Brühe, nach Rechnung des Amtes zwölf Tonnen, floss in den Bach.",
        [("zwölf Tonnen", ["Amt"])],
        "a source and its figure between commas",
    ),
    (
        "Betriebsrätin Ina Kuhn sprach am Tor. Nach ihrer Rechnung fallen 4100 Stellen weg.",
        [("4100", ["Betriebsrätin Ina Kuhn"])],
        "a possessive tells whose calculation it is",
    ),
    (
        "Nach einer um 18 Uhr gezeigten Prognose des Instituts Forsa kommt Scholz auf 43 Prozent.",
        [("43 Prozent", ["Institut Forsa"])],
        "the noun of saying stands behind a long attribute",
    ),
    (
        "Die Partei liegt nach der Insa-Umfrage bei sechs, nach der von Infratest dimap bei sieben Prozent.",
        [("sechs", ["Insa-Umfrage"]), ("sieben Prozent", ["Infratest dimap"])],
        "an article stands for the survey that was named first",
    ),
    (
        "Das Komitee hält an 18.000 Vermissten fest.",
        [("18.000", ["Komitee"])],
        "a body that keeps to its figure",
    ),
    (
        "Die Behörde sicherte 30 Familien eine Wohnung zu.",
        [("30", ["Behörde"])],
        "an assurance with an object",
    ),
    (
        "Die Gewerkschaft besteht auf 8 Prozent mehr Lohn. Auf der Brücke besteht 30 Tage lang Staugefahr.",
        [("8 Prozent", ["Gewerkschaft"]), ("30 Tage", [])],
        "who insists, and what exists somewhere",
    ),
    (
        "Mediziner gaben den Rat, täglich 30 Minuten zu gehen.",
        [("30 Minuten", ["Mediziner"])],
        "an advice with an infinitive",
    ),
    (
        "Die Gruppe prahlt im Netz mit 40 Einbrüchen. Damit forderte der Sturm sechs Menschenleben.",
        [("40", ["Gruppe"]), ("sechs", [])],
        "a group boasts; a storm demands nothing",
    ),
    (
        "Die Zentrale hatte 44 Millionen Tonnen vorhergesagt, der Verband gut 41.",
        [("44 Millionen Tonnen", ["Zentrale"]), ("gut 41", ["Verband"])],
        "the verb left out before a figure without preposition",
    ),
    (
        "Der Konzern legte Zahlen vor. Nach seinen Angaben sind 40.000 Kunden betroffen.",
        [("40.000", ["Konzern"])],
        "a body of masculine gender owns its figures",
    ),
    (
        "Der Verband ist vorsichtig. Er rechnet mit 40 Prozent weniger Äpfeln.",
        [("40 Prozent", ["Verband"])],
        "er for a body where no man is named",
    ),
    (
        "Der Konzern verlor Geld. Vorstand Uwe Berg blieb ruhig. Er rechnet mit 40 Millionen Euro.",
        [("40 Millionen Euro", ["Vorstand Uwe Berg"])],
        "… and for the man where one is named",
    ),
    (
        "Der Star ist auch als der Kleine, wie er von 40 Freunden genannt wird, bekannt.",
        [("40", [])],
        "how somebody is called is no report",
    ),
    (
        "„Es fehlen 40 Millionen Euro“, heißt es in einem Schreiben des Rechnungshofs.",
        [("40 Millionen Euro", ["Schreiben des Rechnungshofs"])],
        "heißt es behind quoted words: who wrote them stands in the phrase with in",
    ),
    (
        "In der Mitteilung des Senats heißt es: „Wir kaufen 300 Betten.“",
        [("300", ["Senat"])],
        "the same in front of them",
    ),
    (
        "Rund 200 Gäste kamen, wie es aus dem Rathaus hieß.",
        [("Rund 200", ["Rathaus"])],
        "wie es … hieß has its es far from its verb",
    ),
    (
        "Der Mann wurde verhaftet, nachdem der Zoll bestätigt hatte, dass 3 Container fehlten.",
        [("3", ["Zoll"])],
        "the clause belongs to the cue right before it, not to the main verb, which could take one too",
    ),
    (
        "Noch ist nichts entschieden, da die Fraktion angekündigt hatte, 40 Anträge zu stellen.",
        [("40", ["Fraktion"])],
        "the same with an infinitive",
    ),
    (
        "Nachdem die Behörde zunächst von 14 Toten gesprochen hatte, nannte der Minister am Abend 19 Tote.",
        [("14", ["Behörde"]), ("19", ["Minister"])],
        "a clause of time gives its figure to its own subject",
    ),
    (
        "Während der Zoll mit 40 Fällen rechnet, meldet die Polizei 60 Fälle.",
        [("40", ["Zoll"]), ("60", ["Polizei"])],
        "a clause of contrast too, and takes it from the main clause",
    ),
    (
        "Die Polizei schätzt den Schaden, der bei dem Unfall entstanden ist, auf 3000 Euro.",
        [("3000 Euro", ["Polizei"])],
        "the object of the verb stands behind a relative clause",
    ),
    (
        "Der Anwalt sagte, sein Mandant habe erklärt, er habe 5000 Euro erhalten.",
        [("5000 Euro", ["Anwalt", "Mandant"])],
        "sein behind a comma is a possessive and no verb",
    ),
    (
        "Nach dpa-Informationen wurden 6 Männer befragt.",
        [("6", ["dpa"])],
        "a compound that begins with a name in lower case",
    ),
    (
        "Bisher liegen laut Airbus Bestellungen für 184 Flugzeuge vor.",
        [("184", ["Airbus"])],
        "a common noun behind a bare name is a phrase of its own",
    ),
    (
        "Die britische Zeitung The Herald berichtete, 15 Ärzte hätten gekündigt.",
        [("15", ["The Herald"])],
        "the article of a foreign name is part of it",
    ),
    (
        "Die Friedensbewegung forderte die Zusage von 300 Plätzen.",
        [("300", ["Friedensbewegung"])],
        "a movement speaks, though -ung mostly names an event",
    ),
    (
        "Die Richterin nannte Gründe. Von 12 Vorwürfen sprach sie den Arzt frei.",
        [("12", [])],
        "a verb particle makes another verb of sprechen",
    ),
    (
        "Die Armee will 50 Kämpfer getötet haben.",
        [("50", ["Armee"])],
        "wollen with a perfect infinitive reports what its subject claims",
    ),
    (
        "Das Werk will 50 Leute eingestellt sehen und 40 Lehrlinge haben.",
        [("50", []), ("40", [])],
        "without the perfect infinitive it is a wish",
    ),
    (
        "Die Chefin sagte: „Wir treten an.“ Theoretisch wäre Platz für 30 Leute.",
        [("30", [])],
        "a second Konjunktiv of what is not so reports nothing",
    ),
    (
        "Die Chefin sagte: „Wir treten an.“ Wo wären 30 Leute besser?",
        [("30", [])],
        "nor does a question",
    ),
    (
        "Eine Umfrage der Universität Kassel ergab, dass 30 Prozent das Rad nutzen.",
        [("30 Prozent", ["Umfrage der Universität Kassel"])],
        "a survey says what it results in",
    ),
    (
        "Verurteilt wurden wegen des Abhörens von Sendern 400 Leute.",
        [("400", [])],
        "von behind a nominalised verb names its object and no agent",
    ),
    (
        "Einem Bericht der OECD zufolge fehlen 60 Ärzte. Dem Bericht zufolge kostet das 3 Millionen Euro.",
        [("60", ["OECD"]), ("3 Millionen Euro", ["OECD"])],
        "the report that was named before is its author's",
    ),
    (
        "Amnesty International veröffentlichte einen Bericht. Dem Bericht zufolge starben 66 Häftlinge.",
        [("66", ["Amnesty International"])],
        "who brings a report out is its author",
    ),
    (
        "Ein Bericht der OECD liegt vor. Der „Spiegel“ meldete 40 Fälle. Dem Bericht zufolge starben 66 Häftlinge.",
        [("40", ["Spiegel"]), ("66", ["Spiegel"])],
        "a medium that reported since is nearer than an earlier report",
    ),
    (
        "Das Statistische Bundesamt legte neue Zahlen vor. Demnach sank die Zahl der Geburten um vier Prozent.",
        [("vier Prozent", ["Statistische Bundesamt"])],
        "demnach goes by the document that the sentence before speaks of",
    ),
    (
        "Die Stadt hat den Platz gesperrt. Demnach fehlen 40 Stände.",
        [("40", [])],
        "without a document it goes by nobody",
    ),
    (
        "40 Küken seien geschlüpft, freut sich Zoodirektor Ralf Menzel.",
        [("40", ["Zoodirektor Ralf Menzel"])],
        "any verb can close a clause in Konjunktiv I with who says so",
    ),
    (
        "Es seien 40 Küken da, die man füttern müsse.",
        [("40", [])],
        "a relative clause behind it names nobody",
    ),
    (
        "Kämmerin Silke Vogt stellte den Haushalt vor. Die Stadt gebe 12 Millionen Euro aus.",
        [("12 Millionen Euro", ["Kämmerin Silke Vogt"])],
        "Konjunktiv I behind a sentence about somebody, who has a trade that no list knows, is what they say",
    ),
    (
        "Das Wetter bleibt schlecht. Es gebe 12 Unfälle.",
        [("12", [])],
        "the weather says nothing",
    ),
    (
        "Es gab eine Razzia, wie die dpa aus Sicherheitskreisen erfuhr. Demnach wurden 6 Männer gefasst.",
        [("6", ["dpa", "Sicherheitskreisen"])],
        "erfahren names whom the reporter has it from",
    ),
    (
        "Fraktionschef Tom Beier tritt zurück. „Es gibt 15 Bewerber“, sagte der 52-Jährige der dpa.",
        [("15", ["dpa", "Fraktionschef Tom Beier"]), ("52-Jährige", [])],
        "a person called by age, and the agency told in the dative",
    ),
    (
        "Wirtin Lena Sommer (44) half. Koch Tom Beier floh. 3 Autos seien kaputt, sagte die 44-Jährige.",
        [("44", []), ("3", ["Wirtin Lena Sommer"]), ("44-Jährige", [])],
        "the age tells which of two is meant",
    ),
    (
        "Nach eigenen Angaben hat die Partei 4500 Mitglieder.",
        [("4500", ["Partei"])],
        "whose own figures they are stands behind the verb",
    ),
    (
        "Der Verband der Ringer tagte. Einige Teams fehlten. Es gebe 40 Absagen, teilte der Verband mit.",
        [("40", ["Verband der Ringer"])],
        "some of many are no body that a bare noun means",
    ),
    (
        "Der Verband erklärte, der Umsatz sei um 8 Prozent gesunken.\n\nDer Angeklagte soll 14 Frauen betrogen haben.",
        [("8 Prozent", ["Verband"]), ("14", [])],
        "soll in a new paragraph about something else is nobody's",
    ),
    (
        "Der Minister erklärte, die Fähre sei verkauft.\n\nDie Fähre soll 14 Millionen Euro einbringen.",
        [("14 Millionen Euro", ["Minister"])],
        "about the same thing it goes on",
    ),
    (
        "Inhalt des Films sind Berichte über Versuche, 40 Wracks zu heben.",
        [("40", [])],
        "the clause belongs to the noun that the reports are about",
    ),
    (
        "Das Ergebnis kam dadurch zustande, dass 40 Spieler fehlten.",
        [("40", [])],
        "the clause belongs to dadurch",
    ),
    (
        "Zwei Monate nach dem Urteil des Bundesgerichts kamen 40 Leute frei.",
        [("Zwei Monate", []), ("40", [])],
        "a measure of time before nach makes a time of the phrase",
    ),
    (
        "Fünf Männer gestanden und kamen frei, die anderen wurden zu 17 Monaten verurteilt.",
        [("Fünf", []), ("17 Monaten", [])],
        "a second verb behind the cue: the next clause is not what was said",
    ),
    (
        "Das Bündnis verfügt über 304 Stimmen, die Mehrheit beträgt 301 Stimmen.",
        [("304", []), ("301", [])],
        "verfügen über is to have",
    ),
    (
        "Die Sommer Modemärkte AG betreibt nach eigenen Angaben 171 Märkte in Deutschland.",
        [("171", ["Sommer Modemärkte AG"])],
        "a company that no list has owns its figures, not the country named last",
    ),
    (
        "40 Kranke starben, die Behörde spricht von 60 Infizierten.",
        [("40", []), ("60", ["Behörde"])],
        "a main clause that reports says nothing of the one before it",
    ),
    (
        "Eva Moll und ihr Team ordneten 40 von 60 bestätigten Fällen zu.",
        [("40", []), ("60", [])],
        "an attributive participle is no cue",
    ),
    (
        "3 Milliarden Euro hält der Bund für den Bau bereit.",
        [("3 Milliarden Euro", [])],
        "bereithalten is not halten für",
    ),
    (
        "Der Lungenarzt und Forscher Jan Moll sprach von 40 Betten.",
        [("40", ["Forscher Jan Moll"])],
        "two trades of one person behind one article",
    ),
    (
        "Eva Moll freut sich, sagt sie. Angst habe sie nicht: „In drei Monaten bin ich alt.“",
        [("drei Monaten", ["Eva Moll"])],
        "the words before a quotation are a continued report",
    ),
    (
        "Die Ablöse liegt laut Medienberichten bei 20 Millionen Euro.",
        [("20 Millionen Euro", ["Medienberichten"])],
        "the figure behind a source phrase is no part of it, though a currency looks like a name",
    ),
    (
        "Dem Amt zufolge sank die Zahl: Am Montag waren es 352 Fälle.",
        [("352", ["Amt"])],
        "what follows a colon is the source's too",
    ),
    (
        "Der Rat lobte den Bau. Alle sahen ihn. Man hätte 17 Bäume pflanzen können.",
        [("17", [])],
        "hätte … können, apart from any statement, is the writer's own thought",
    ),
    (
        "Der Hafen entlässt 40 Leute, wie US-Medien unter Berufung auf Firmenkreise melden.",
        [("40", ["US-Medien", "Firmenkreise"])],
        "a plural at the end of its clause looks like an infinitive",
    ),
    (
        "Einer am Dienstag veröffentlichten Studie der Stiftung Klima zufolge sinkt der Verbrauch um 3 Prozent.",
        [("3 Prozent", ["Studie der Stiftung Klima"])],
        "zufolge ends in -e and is no verb; the head of a phrase with an extended attribute is its first noun",
    ),
    (
        "Das Gericht verurteilte ihn zu 4 Jahren Haft. Der Minister verurteilte den Mord an 40 Leuten.",
        [("4 Jahren", []), ("40", [])],
        "neither a sentence nor a condemnation tells how many there were",
    ),
    (
        "Die Werkstatt bietet 40 Modelle an.",
        [("40", [])],
        "things are offered, not said",
    ),
    (
        "Rund 300 Stellen fallen weg. Darüber berichtet die „Ostsee-Zeitung“.",
        [("Rund 300", ["Ostsee-Zeitung"])],
        "darüber takes up the sentence before",
    ),
    (
        "Die Preise stiegen nach vorläufigen Zahlen des Statistischen Bundesamtes um 2,3 Prozent.",
        [("2,3 Prozent", ["Statistischen Bundesamtes"])],
        "figures of somebody are a source",
    ),
    (
        "Die Firma kam nach roten Zahlen auf 40 Aufträge.",
        [("40", [])],
        "figures of nobody are none",
    ),
    (
        "Minister Ole Trapp kündigte Hilfe an. Das reiche für 40 Höfe, sagte der Bürgermeister.",
        [("40", ["Bürgermeister"])],
        "the minister who spoke last is no mayor",
    ),
    (
        "Nach Altersangaben waren 40 Gäste volljährig.",
        [("40", ["Altersangaben"])],
        "the first part of the compound says what is told, and nobody",
    ),
    (
        "Ada Muster leitet das Amt. Es war kalt. Es regnete. Es stürmte. Es schneite. 40 Bäume fielen, sagte sie.",
        [("40", [])],
        "a pronoun does not mean who was named five sentences before, and names nobody",
    ),
    (
        "Die EZB senkt den Leitzins, wie sie mitteilte. Demnach sinkt er um 0,25 Prozentpunkte.",
        [("0,25 Prozentpunkte", ["EZB"])],
        "a pronoun for the body that is the subject of its sentence",
    ),
    (
        "Das Auswärtige Amt prüft den Fall. Nach Angaben des Ministeriums waren 14 Deutsche an Bord.",
        [("14", ["Auswärtige Amt"])],
        "an Amt that is a ministry",
    ),
    (
        "Der Richter erklärte, 4 Jahre seien genug. Der Verteidiger hatte von 2 Jahren gesprochen.",
        [("4 Jahre", ["Richter"]), ("2 Jahren", ["Verteidiger"])],
        "one office is not another",
    ),
    (
        "In einem Brief beklagen 40 Bürgermeister die Lage.",
        [("40", [])],
        "how many say so is nobody's statement",
    ),
    (
        "Nach Informationen dieser Zeitung fehlen 40 Beamte.",
        [("40", [])],
        "the article's own paper is no source beside it",
    ),
    (
        "Nach Merkers Worten werden 40 Flugzeuge gebaut.",
        [("40", ["Merker"])],
        "a genitive in front of the noun of saying",
    ),
    (
        "Rita Moll sagte, Europa brauche Zeit und fügte hinzu: „Es geht um 30 Kilometer.“",
        [("30 Kilometer", ["Rita Moll"])],
        "a verb behind und in the writer's own mood goes back to the speaker",
    ),
    (
        "Die Länder haben dem Bund rund 30 Orte genannt.",
        [("rund 30", ["Länder"])],
        "the federation is no newspaper of that name",
    ),
    (
        "Die Kanzlerin und Frankreichs Staatschef forderten 500 Milliarden Euro.",
        [("500 Milliarden Euro", ["Kanzlerin", "Frankreichs Staatschef"])],
        "a genitive in front of the office is no source",
    ),
    (
        "Es gab nach RKI-Angaben vom Mittwochmorgen 40 Fälle.",
        [("40", ["RKI"])],
        "a day behind the noun of saying is when it was said",
    ),
    (
        "Im Hotel, so schätzt Lena Schwaiger, hat sie noch 80 Prozent weniger Umsatz.",
        [("80 Prozent", ["Lena Schwaiger"])],
        "so schätzt X behind the first phrase of the sentence",
    ),
    (
        "In einem Bericht, der am Freitag erschien, rechtfertigte das Ministerium den Angriff: „Es gab 40 Tote.“",
        [("40", ["Ministerium"])],
        "the subject of the clause right before the quotation, whatever its verb",
    ),
    (
        "Die Vögel singen, die Sonne scheint seit zwei Monaten.",
        [("zwei Monaten", [])],
        "a sound has no clause as its content",
    ),
    (
        "Die Chefin sagte, man spare. Das dürfte 40 Stellen kosten.",
        [("40", [])],
        "dürfte is the writer's own guess",
    ),
    (
        "Das Gesundheitsministerium prüfte die Fälle. Es gehe um 3 Männer, teilte das Ministerium mit.",
        [("3", ["Gesundheitsministerium"])],
        "the more exact noun is meant by the bare one",
    ),
    (
        "Es war Zufall, teilte das Polizeipräsidium Unterfranken mit. Gesucht werden demnach 36 Leute.",
        [("36", ["Polizeipräsidium Unterfranken"])],
        "a place behind a body is part of its name",
    ),
    (
        "Im Bus befanden sich Kinder, mindestens 40 wurden verletzt.",
        [("mindestens 40", [])],
        "to be somewhere is not to find that",
    ),
    (
        "3.538 Wagen wurden verkauft, so viele wie noch nie.",
        [("3.538", [])],
        "so viele names no speaker",
    ),
    (
        "Seit Juli waren die Bauern unterwegs und hatten den Rücktritt von 3 Ministern gefordert.",
        [("3", ["Bauern"])],
        "den opens no subject: that of the first verb is the second's too",
    ),
    (
        "Die Zahl der im Landkreis München bestätigten Fälle liegt bei 38.",
        [("38", [])],
        "an attribute with a place in it is no verb",
    ),
    (
        "Präsident Jules Meron will umbauen. Es werde 40 Posten geben, sagte der Staatschef.",
        [("40", ["Präsident Jules Meron"])],
        "an office called by what its holder heads",
    ),
    (
        "Die Muster Uhren AG spart. Der Umsatz werde 278 Millionen Euro betragen, teilte das Unternehmen mit.",
        [("278 Millionen Euro", ["Muster Uhren AG"])],
        "a firm is known by its legal form",
    ),
    (
        "Im Mai, so die Ergebnisse eines Richters, seien 29 Leute verschwunden.",
        [("29", ["Richter"])],
        "results have an author",
    ),
    (
        "Nach Angaben von Polizei und Feuerwehr brannten 40 Autos.",
        [("40", ["Polizei", "Feuerwehr"])],
        "one noun of saying carries two sources",
    ),
    (
        "Helfer konnten nach eigenen Angaben im Süden 6.000 Menschen retten.",
        [("6.000", ["Helfer"])],
        "a place behind the speaker's own figures is no part of them",
    ),
    (
        "Das Kinderhilfswerk schätzt die Zahl der Kinder, die geschlagen werden, auf 150 Millionen.",
        [("150 Millionen", ["Kinderhilfswerk"])],
        "an auxiliary in the plural closes the relative clause",
    ),
    (
        "Das gelingt in 40 Fällen, so eine Auskunft des Amtes nach der Bekanntgabe des Falles.",
        [("40", ["Amt"])],
        "an announcement is an event that a preposition of time stands before",
    ),
    (
        "Der Rat kritisiert, das Muster erscheine vertraut und koste 40 Euro.",
        [("40 Euro", ["Rat"])],
        "a council is a body; no particle ends in -e",
    ),
    (
        "Der Trainer lobte sein Team. Es sollte vor einer Woche gegen 11 Gäste spielen.",
        [("einer Woche", []), ("11", [])],
        "sollte tells of a plan, not of hearsay",
    ),
    (
        "Wie das Amt weiter berichtet, fehlen 40 Betten.",
        [("40", ["Amt"])],
        "a form of the third person that is a participle too",
    ),
    (
        "Die Stadt erließ Regeln, wonach 40 Gäste erlaubt sind.",
        [("40", ["Stadt"])],
        "who issued what the figure is in goes by the subject of the clause before",
    ),
    (
        "Laut „Spiegel“ fehlen 3 Akten. Eine Umfrage der Stadt liegt vor. Demnach klagen 40 Leute.",
        [("3", ["Spiegel"]), ("40", ["Umfrage der Stadt"])],
        "a document that was named since is no part of an earlier report",
    ),
    (
        "Die John Hopkins University zählt mit. Die Harvard University empfiehlt, 40 Tests zu machen.",
        [("40", ["Harvard University"])],
        "one word of a name is no full name behind a trade",
    ),
    (
        "Die Chefin lobte den Plan. Oder es wirkt, als seien 40 Leute zu viel.",
        [("40", [])],
        "als seien compares",
    ),
    (
        "Es blieb laut Polizei „weitgehend ruhig“, 40 Leute gingen.",
        [("40", ["Polizei"])],
        "quoted words that are no name end the phrase of the source",
    ),
    (
        "Laut einer Umfrage des Instituts Infratest dimap wünschen 40 Prozent Neuwahlen.",
        [("40 Prozent", ["Umfrage des Instituts Infratest dimap"])],
        "a small word of a name",
    ),
    (
        "Experten zweifeln daran: Die Zahl dürfte bei 40 liegen, schreibt ein Forscherteam.",
        [("40", ["Forscherteam"])],
        "who closes the clause says it, not who stands before the colon",
    ),
    (
        "Lena Lammer würdigte die Bundeswehr als Schutz von 40 Orten.",
        [("40", ["Lena Lammer"])],
        "a person in front of the verb is its subject",
    ),
    (
        "In Nepal lebende Mönche protestierten gegen die Macht der chinesischen Führung. 30 sollen verletzt sein.",
        [("30", [])],
        "der with an adjective in -en is a genitive and opens no subject",
    ),
    (
        "Ein Bericht des Zolls liegt vor. Darin heißt es, 40 Kisten fehlten.",
        [("40", ["Zoll"])],
        "darin goes by the document named before",
    ),
    (
        "Trotz der Truppe kam es wiederholt zu Streit, der letzte dauerte 3 Tage.",
        [("3 Tage", [])],
        "an adverb that looks like a participle",
    ),
    (
        "Bremen bestreitet sein Gruppenspiel vor 400 Gästen. Bremen bestritt Schulden von 40 Euro.",
        [("400", []), ("40 Euro", ["Bremen"])],
        "a match is played, a debt denied",
    ),
    (
        "Das Problem, anders formuliert: Es fehlen 40 Betten.",
        [("40", [])],
        "a participle without anyone who speaks",
    ),
    (
        "Grund waren laut Ministerium Arbeiten an 40 Leitungen.",
        [("40", ["Ministerium"])],
        "two common nouns side by side are two phrases",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[why for _, _, why in CASES])
def test_each_figure_has_its_source(text: str, expected: list[tuple[str, list[str]]], why: str) -> None:
    claims = extract_claims(Article(id="a", text=text), pipeline())
    found = [
        (c.quantity.text, [s.name for s in c.attribution.sources] if c.attribution else [])
        for c in claims
        if c.quantity is not None
    ]
    assert found == expected, why
