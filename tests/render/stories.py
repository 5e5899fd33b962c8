"""Two more comparisons made by hand: a death toll that grows over days, and polls before an election.

Places, parties, institutes and outlets are invented. ``python -m tests.render.stories`` writes both to
``fixtures/``; a test fails when the two differ.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import msgspec

from kursk_claims.models import (
    Article,
    Attribution,
    Claim,
    Cluster,
    Comparison,
    DocumentRef,
    EventAnchor,
    Evidence,
    FieldProvenance,
    Origin,
    Quantity,
    Slot,
    Source,
    TimeFrame,
    ValueGroup,
)
from tests.render.scene import FIXTURES


@dataclass(frozen=True)
class Figure:
    """One number in an article: how it is written, what it means, who says so, and as of when."""

    doc: str
    surface: str
    value: float
    sources: tuple[tuple[str, str], ...] = ()
    """Name and surface of each link, outermost first."""
    as_of: str | None = None
    modifier: str = "exact"
    high: float | None = None


@dataclass(frozen=True)
class Question:
    """What the figures answer, and what is to be said of them."""

    id: str
    question: str
    status: str
    figures: tuple[Figure, ...]
    bearer: str | None = None
    measure: str | None = None
    unit: str | None = None
    counted: str | None = None
    at_most: int = 0
    certainty: float | None = 0.95
    contested_on: tuple[str, ...] = ()
    anchor: EventAnchor | None = None
    restrictors: tuple[str, ...] = field(default=())


def article(id_: str, outlet: str | None, title: str, published: str, text: str) -> Article:
    return Article(id=id_, outlet=outlet, title=title, published=published, text=text, path=f"artikel/{id_}.txt")


RESCUE = ("Zivilschutz", "Zivilschutz")
CLINICS = ("Krankenhausverband", "Krankenhausverband")
MAYOR = ("Bürgermeisterin Edda Rossi", "Edda Rossi")
RADIO = ("Radio Valmora", "Radio Valmora")

SLIDE = (
    article("alpenkurier-1", "Alpenkurier", "Erdrutsch begräbt Ortsteil von Valmora", "2026-05-03T11:30",
            "Valmora. Bei einem Erdrutsch sind am Sonntagmorgen mindestens 12 Menschen getötet worden, wie der "
            "Zivilschutz mitteilte. Rund 60 Menschen galten nach seinen Angaben am Vormittag als vermisst. "
            "Verschüttet wurden 14 Häuser."),
    article("bergfunk-4", "Bergfunk", "Valmora: Zahl der Toten steigt weiter", "2026-05-03T21:10",
            "Die Zahl der Toten ist bis zum Abend auf 19 gestiegen, sagte ein Sprecher des Zivilschutzes. Vermisst "
            "wurden dem Zivilschutz zufolge am Abend noch 45 Menschen. Der Hang begrub 14 Häuser unter sich."),
    article("stadtpost-2", "Stadtpost", "Kliniken: Mehr als 30 Tote nach Erdrutsch", "2026-05-04T18:00",
            "Nach dem Erdrutsch von Valmora spricht der Krankenhausverband am Montag von mehr als 30 Toten. Der "
            "Zivilschutz nannte am selben Tag 24 Tote. „Wir zählen nur, wen wir gefunden haben“, hieß es dort."),
    article("notizen-aus-dem-tal", None, "Notizen aus dem Tal", "2026-05-05T08:00",
            "Radio Valmora meldete unter Berufung auf den Krankenhausverband am Montag mehr als 30 Tote. "
            "Bürgermeisterin Edda Rossi sagte am Dienstag, vermisst würden noch 20 bis 25 Menschen."),
    article("tagesblick-8", "Tagesblick am Morgen", "Suche in Valmora eingestellt", "2026-05-06T17:00",
            "Drei Tage nach dem Erdrutsch ist die Suche beendet. Zivilschutz und Krankenhausverband gaben am Mittwoch "
            "übereinstimmend 31 Tote an. Vermisst wird niemand mehr."),
)  # fmt: skip

_TOLL = EventAnchor(kind="landslide", text="Erdrutsch", place="Valmora", day="2026-05-03")

COUNT = (
    Question(
        "dead", "Tote – Erdrutsch in Valmora", "update",
        (
            Figure("alpenkurier-1", "mindestens 12", 12, (RESCUE,), "2026-05-03T10", "at_least"),
            Figure("bergfunk-4", "19", 19, (RESCUE,), "2026-05-03T20:00"),
            Figure("stadtpost-2", "24", 24, (RESCUE,), "2026-05-04"),
            Figure("stadtpost-2", "mehr als 30", 30, (CLINICS,), "2026-05-04", "more_than"),
            Figure("notizen-aus-dem-tal", "mehr als 30", 30, (RADIO, CLINICS), "2026-05-04", "more_than"),
            Figure("tagesblick-8", "31", 31, (RESCUE,), "2026-05-06"),
        ),
        measure="Tote", counted="Tote", at_most=3, certainty=0.96, contested_on=("2026-05-04",), anchor=_TOLL,
    ),
    Question(
        "missing", "Vermisste – Erdrutsch in Valmora", "update",
        (
            Figure("alpenkurier-1", "Rund 60", 60, (RESCUE,), "2026-05-03T10", "approx"),
            Figure("bergfunk-4", "45", 45, (RESCUE,), "2026-05-03T20:00"),
            Figure("notizen-aus-dem-tal", "20 bis 25", 20, (MAYOR,), "2026-05-05", "range", 25),
        ),
        measure="Vermisste", counted="Vermisste", at_most=2, anchor=_TOLL,
    ),
    Question(
        "houses", "Verschüttete Häuser – Erdrutsch in Valmora", "agree",
        (Figure("alpenkurier-1", "14", 14), Figure("bergfunk-4", "14", 14)),
        measure="Häuser", counted="Häuser", at_most=2, anchor=_TOLL,
    ),
)  # fmt: skip

NORTH = ("Umfragehaus Nord", "Umfragehauses Nord")
DEMOS = ("Demoskopia", "Demoskopia")
RADAR = ("Wahlradar", "Wahlradar")

POLLS = (
    article("kuestenblatt-1", "Küstenblatt", "Bürgerforum liegt vor der Sozialen Mitte", "2026-09-03",
            "Zwei Wochen vor der Landtagswahl in Norderland käme das Bürgerforum nach einer Umfrage des "
            "Umfragehauses Nord auf 31 Prozent. Die Soziale Mitte erreichte 27 Prozent, die Grüne Liste 14,5 Prozent, "
            "die Landpartei 9 Prozent und die Freie Liste 5 Prozent."),
    article("nordschau-3", "Nordschau", "Kopf an Kopf in Norderland", "2026-09-10",
            "Eine Woche vor der Landtagswahl liegen die großen Parteien laut Demoskopia fast gleichauf. Auf das "
            "Bürgerforum entfielen 29 Prozent und auf die Soziale Mitte 28,5 Prozent. Die Grüne Liste bekäme "
            "13 Prozent, die Landpartei 10 Prozent, die Freie Liste knapp 5 Prozent."),
    article("hafenbote-2", "Hafenbote", "Soziale Mitte holt auf", "2026-09-11",
            "Auch Wahlradar sieht die Soziale Mitte im Aufwind. Das Institut misst sie mit 29 Prozent vor dem "
            "Bürgerforum mit 28 Prozent. Es folgen die Grüne Liste mit 14 Prozent und die Landpartei mit 11 Prozent."),
)  # fmt: skip

_VOTE = EventAnchor(kind="election", text="Landtagswahl", place="Norderland", day="2026-09-17")


def _party(id_: str, name: str, *values: tuple[str, str, float, str], status: str = "update") -> Question:
    by_doc = {
        "kuestenblatt-1": (NORTH, "2026-09-02"),
        "nordschau-3": (DEMOS, "2026-09-09"),
        "hafenbote-2": (RADAR, "2026-09-10"),
    }
    figures = tuple(
        Figure(doc, surface, value, (by_doc[doc][0],), by_doc[doc][1], modifier)
        for doc, surface, value, modifier in values
    )
    return Question(
        f"party-{id_}", f"{name} – Landtagswahl Norderland", status, figures, bearer=name, measure="Stimmenanteil",
        unit="percent", counted=name, at_most=len(figures), certainty=0.98, anchor=_VOTE,
    )  # fmt: skip


VOTE = (
    _party("forum", "Bürgerforum", ("kuestenblatt-1", "31 Prozent", 31, "exact"),
           ("nordschau-3", "29 Prozent", 29, "exact"), ("hafenbote-2", "28 Prozent", 28, "exact")),
    _party("mitte", "Soziale Mitte", ("kuestenblatt-1", "27 Prozent", 27, "exact"),
           ("nordschau-3", "28,5 Prozent", 28.5, "exact"), ("hafenbote-2", "29 Prozent", 29, "exact")),
    _party("gruen", "Grüne Liste", ("kuestenblatt-1", "14,5 Prozent", 14.5, "exact"),
           ("nordschau-3", "13 Prozent", 13, "exact"), ("hafenbote-2", "14 Prozent", 14, "exact")),
    _party("land", "Landpartei", ("kuestenblatt-1", "9 Prozent", 9, "exact"),
           ("nordschau-3", "10 Prozent", 10, "exact"), ("hafenbote-2", "11 Prozent", 11, "exact")),
    _party("frei", "Freie Liste", ("kuestenblatt-1", "5 Prozent", 5, "exact"),
           ("nordschau-3", "knapp 5 Prozent", 5, "approx")),
)  # fmt: skip


def count() -> tuple[Comparison, dict[str, Article]]:
    """The death toll of Valmora."""
    return _compared(SLIDE, COUNT)


def poll() -> tuple[Comparison, dict[str, Article]]:
    """Polls before the election in Norderland."""
    return _compared(POLLS, VOTE)


def _compared(articles: tuple[Article, ...], questions: tuple[Question, ...]) -> tuple[Comparison, dict[str, Article]]:
    by_id = {one.id: one for one in articles}
    claims: list[Claim] = []
    clusters: list[Cluster] = []
    taken: set[tuple[str, int]] = set()
    for asked in questions:
        made = [_claim(asked, place, figure, by_id[figure.doc], taken) for place, figure in enumerate(asked.figures)]
        claims += made
        clusters.append(_cluster(asked, made))
    order = {one.id: place for place, one in enumerate(articles)}
    claims.sort(key=lambda claim: (order[claim.doc.id], claim.quantity.start if claim.quantity else 0))
    comparison = Comparison(
        documents=tuple(_doc(one) for one in articles), claims=tuple(claims), clusters=tuple(clusters)
    )
    return comparison, by_id


def _doc(one: Article) -> DocumentRef:
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    return DocumentRef(
        id=one.id, outlet=one.outlet, title=one.title, published=one.published, path=one.path, text_sha256=digest
    )


def _claim(asked: Question, place: int, figure: Figure, one: Article, taken: set[tuple[str, int]]) -> Claim:
    text = one.text
    places = (found.start() for found in re.finditer(rf"(?<![\d,.]){re.escape(figure.surface)}", text))
    at = next(place for place in places if (one.id, place) not in taken)
    taken.add((one.id, at))
    start = max(text.rfind(". ", 0, at), text.rfind("“ ", 0, at)) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at) + 1 or len(text)
    sources = tuple(_source(one, start, *link) for link in figure.sources)
    approximate = figure.modifier == "approx"
    high = figure.high if figure.high is not None else figure.value
    quantity = Quantity(
        text=figure.surface, start=at, end=at + len(figure.surface), value=figure.value,
        min=figure.value * 0.95 if approximate else figure.value,
        max=None if figure.modifier in ("more_than", "at_least") else figure.value * 1.05 if approximate else high,
        modifier=figure.modifier, unit=asked.unit, counted=asked.counted, counted_head=asked.counted,  # type: ignore[arg-type]
    )  # fmt: skip
    slot = Slot(
        bearer=asked.bearer.casefold() if asked.bearer else None, bearer_text=asked.bearer,
        measure=asked.measure.casefold() if asked.measure else None, measure_text=asked.measure, anchor=asked.anchor,
        as_of=TimeFrame(start=figure.as_of, end=figure.as_of) if figure.as_of else None,
        provenance=FieldProvenance(measure="said", event="inherited", as_of="said" if figure.as_of else "unknown"),
    )  # fmt: skip
    return Claim(
        id=f"{asked.id}-{place}", type="numeric", doc=_doc(one), text=text[start:end], start=start, end=end,
        quantity=quantity, slot=slot,
        attribution=Attribution(statement_id=None, mode="indirect", sources=sources) if sources else None,
        evidence=Evidence(exact=text[start:end], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]),
    )  # fmt: skip


def _source(one: Article, start: int, name: str, surface: str) -> Source:
    at = one.text.find(surface, start)
    at = at if at != -1 else one.text.index(surface)
    return Source(
        name=name, text=surface, start=at, end=at + len(surface), kind="institution", cue=None, key=name.casefold()
    )


def _outlets(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.doc.outlet or claim.doc.id for claim in claims}))


def _origin_of(claim: Claim) -> str:
    return claim.attribution.sources[-1].name if claim.attribution else claim.doc.outlet or claim.doc.id


def _cluster(asked: Question, claims: list[Claim]) -> Cluster:
    def key(claim: Claim) -> tuple[Any, ...]:
        found = claim.quantity
        assert found is not None
        day = claim.slot.as_of.start if claim.slot.as_of else ""
        return (day, found.min or 0.0, found.max or float("inf"), found.modifier)

    groups = []
    for _, same in groupby(sorted(claims, key=key), key=key):
        members = list(same)
        first = members[0].quantity
        assert first is not None
        as_of = members[0].slot.as_of
        groups.append(
            ValueGroup(
                label=first.text, min=first.min, max=first.max, modifier=first.modifier, unit=first.unit,
                as_of=as_of.start if as_of else None, claim_ids=tuple(claim.id for claim in members),
                outlets=_outlets(members), origins=tuple(sorted({_origin_of(claim) for claim in members})),
            )
        )  # fmt: skip
    origins = []
    for name in sorted({_origin_of(claim) for claim in claims}):
        members = [claim for claim in claims if _origin_of(claim) == name]
        chain = tuple(source.name for source in members[0].attribution.sources) if members[0].attribution else ()
        ids = tuple(claim.id for claim in members)
        origins.append(Origin(name=name, chain=chain, claim_ids=ids, outlets=_outlets(members)))
    named = sum(bool(origin.chain) for origin in origins) or 1
    values = [claim.quantity.value for claim in claims if claim.quantity and claim.quantity.value]
    return Cluster(
        id=asked.id, kind="numeric", question=asked.question, slot=claims[0].slot, status=asked.status,  # type: ignore[arg-type]
        certainty=asked.certainty, value_groups=tuple(groups), origins=tuple(origins), independent_origins=named,
        origins_at_most=max(named, asked.at_most), contested_on=asked.contested_on,
        spread_ratio=max(values) / min(values), claim_ids=tuple(claim.id for claim in claims),
    )  # fmt: skip


if __name__ == "__main__":
    for name, (comparison, _) in (("count", count()), ("poll", poll())):
        data = msgspec.json.format(msgspec.json.encode(comparison), indent=1)
        (FIXTURES / f"{name}.json").write_bytes(data + b"\n")
