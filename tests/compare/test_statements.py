"""Attributed statements over articles: the same content, and its denial."""

from __future__ import annotations

import pytest

from kursk_claims.compare import compare
from kursk_claims.models import Claim, Cluster
from tests.compare.build import claim, source

CITY, FIRM = source("Stadt"), source("Betreiber")


def said(doc: str, text: str, terms: str, start: int = 0, **kw: object) -> Claim:
    kw.setdefault("sources", (CITY,))
    return claim(None, doc=doc, text=text, start=start, terms=tuple(terms.split()), **kw)  # type: ignore[arg-type]


def statement_clusters(*claims: Claim) -> list[Cluster]:
    return [c for c in compare(claims).clusters if c.kind == "statement"]


BRIDGE = said("a", "Die Brücke bleibe bis Herbst gesperrt", "brücke bleiben herbst gesperrt")
CASES = [
    (said("b", "Bis zum Herbst ist die Brücke gesperrt", "herbst brücke gesperrt"), True, "the same in other words"),
    (said("b", "Die Schleuse wird verbreitert", "schleuse verbreitern"), False, "another matter"),
    (
        said("b", "Bis zum Herbst ist die Brücke nicht gesperrt", "herbst brücke gesperrt", negated=True),
        False,
        "the opposite",
    ),
    (
        said("b", "Bis zum Herbst ist die Brücke gesperrt", "herbst brücke gesperrt", published="2025-06-03"),
        False,
        "another year's closure",
    ),
]


PLAN = said("a", "Die Brücke koste 23.000 Euro und komme im Herbst", "brücke kosten euro herbst kommen")
NUMBERS = [
    ("Die Brücke koste 25.000 Euro und komme im Herbst", False, "another number, however alike the words"),
    ("Im Herbst komme die Brücke, sie koste 23 000 Euro", True, "one number, written in another way"),
    ("Im Herbst komme die Brücke, die viele Euro koste", True, "one names no number"),
]


@pytest.mark.parametrize(("text", "together", "why"), NUMBERS)
def test_statements_with_different_numbers_never_agree(text: str, together: bool, why: str) -> None:
    other = said("b", text, "brücke kosten euro herbst kommen")
    assert bool(statement_clusters(PLAN, other)) is together, why


@pytest.mark.parametrize(("other", "together", "why"), CASES)
def test_near_duplicates(other: Claim, together: bool, why: str) -> None:
    assert bool(statement_clusters(BRIDGE, other)) is together, why


def test_a_denial_weeks_later_denies_something_else() -> None:
    asserted = said("a", "Der Damm sei undicht gewesen", "damm undicht gewesen")
    later = said(
        "b", "Der Damm sei undicht", "damm undicht gewesen", stance="deny", sources=(FIRM,), published="2024-09-03"
    )
    assert not statement_clusters(asserted, later), "a demand of June is not denied in September"


LEAK, VOTE = ("damm", "talsperr", "gutacht", "betrieb"), ("wahl", "landtag", "gutacht", "partei")
DENIALS: list[tuple[dict[str, object], bool, str]] = [
    ({"topic": LEAK}, True, "one story, and what is denied"),
    ({"topic": VOTE}, False, "articles on two matters share a word"),
    ({"topic": LEAK, "published": "2024-06-07"}, False, "days later three words must be more than the topic"),
    ({"topic": LEAK, "text": "2 von 9 Dämmen seien nicht undicht"}, False, "other numbers"),
]


@pytest.mark.parametrize(("other", "disputed", "why"), DENIALS)
def test_a_denial_of_another_article(other: dict[str, object], disputed: bool, why: str) -> None:
    asserted = said("a", "3 von 7 Dämmen seien undicht", "damm undicht sickerwasser", topic=LEAK)
    told: dict[str, object] = {"text": "Kein Damm sei undicht", "stance": "deny", "sources": (FIRM,), **other}
    denied = said("b", terms="damm undicht sickerwasser", **told)  # type: ignore[arg-type]
    assert bool(statement_clusters(asserted, denied)) is disputed, why


def test_the_theme_of_two_articles_is_not_what_they_say() -> None:
    theme = ("stadtbrunn", "wappenti", "marktplatz", "besuch")
    terms = "stadtbrunnen wappentier marktplatz"
    a = said(
        "a", "Der Stadtbrunnen mit Wappentier ziere den Marktplatz prächtig", f"{terms} zieren prächtig", topic=theme
    )
    same_day = said("b", "Auf den Marktplatz komme der Stadtbrunnen samt Wappentier", terms, topic=theme)
    next_week = said("b", same_day.text, terms, topic=theme, published="2024-06-10")
    assert statement_clusters(a, same_day), "other words on one day"
    assert not statement_clusters(a, next_week), "a week later, the theme is all that they share"


def test_country_words_and_classes_are_one() -> None:
    a = said("a", "Der Kreml ziehe Truppen von der Grenze ab", "kreml truppe grenze abziehen")
    b = said("b", "Russland habe seine Soldaten an der Grenze abgezogen", "russland soldat grenze abziehen")
    (cluster,) = statement_clusters(a, b)
    assert cluster.status == "agree"


def test_what_is_done_without_something_is_alike_in_that() -> None:
    a = said("a", "Die Stadt baue das Bad, ohne Steuern zu erhöhen", "stadt bad bauen steuer erhöhen")
    b = said("b", "Ohne höhere Abgaben entstehe ein Bad", "hoch abgabe entstehen bad")
    c = said("c", "Trotz hoher Abgaben entstehe kein Heim", "hoch abgabe entstehen heim")
    assert statement_clusters(a, b), "the bath, and that nothing is asked for it"
    assert not statement_clusters(a, c), "another building, and no exclusion"


def test_statements_about_different_countries_are_two() -> None:
    a = said("a", "Peru schicke Helfer in den Sturm", "peru schicken helfer sturm")
    b = said("b", "Chile schicke Helfer in den Sturm", "chile schicken helfer sturm")
    c = said("b", "Helfer würden in den Sturm geschickt", "helfer sturm schicken")
    assert not statement_clusters(a, b), "each names a country that the other does not"
    assert statement_clusters(a, c), "a country left out is none denied"


def test_a_denial_of_the_same_content_is_disputed() -> None:
    asserted = said("a", "Der Damm sei undicht gewesen", "damm undicht gewesen")
    denied = said("b", "Der Damm sei undicht gewesen", "damm undicht gewesen", stance="deny", sources=(FIRM,))
    (cluster,) = statement_clusters(asserted, denied)
    assert cluster.status == "disputed"
    assert [group.stance for group in cluster.value_groups] == ["assert", "deny"]


def test_a_denial_that_points_back_denies_what_stands_before_it() -> None:
    asserted = said("a", "Der Damm sei seit Jahren undicht gewesen.", "damm jahr undicht", start=0)
    denied = said("a", "Der Betreiber weist das zurück.", "vorwurf", start=60, stance="deny", sources=(FIRM,))
    far = said("a", "Der Betreiber weist das zurück.", "vorwurf", start=5000, stance="deny", sources=(FIRM,))
    (cluster,) = statement_clusters(asserted, denied)
    assert cluster.status == "disputed"
    assert not statement_clusters(asserted, far), "what is denied stands just before"


def test_a_denial_of_its_own_content_denies_only_that() -> None:
    asserted = said("a", "Der Damm sei seit Jahren undicht.", "damm jahr undicht")
    other = said("a", "Die Schule werde renoviert.", "schule renovieren", start=50)
    denied = said(
        "a",
        "Der Betreiber bestreitet, dass der Damm undicht sei.",
        "damm undicht",
        start=90,
        stance="deny",
        sources=(FIRM,),
    )
    (cluster,) = statement_clusters(asserted, other, denied)
    assert other.id not in cluster.claim_ids


def test_one_source_does_not_dispute_itself() -> None:
    asserted = said("a", "Der Damm sei dicht.", "damm dicht", start=0)
    denied = said("a", "Die Stadt bestreitet dies.", "dies", start=60, stance="deny")
    assert not statement_clusters(asserted, denied)
