"""A small comparison made by hand: five invented articles on a flood, with every status in it.

``python tests/render/scene.py`` writes it to ``fixtures/``; a test fails when the two differ.
"""

# ruff: noqa: E501
from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from kursk_claims.models import (
    Article,
    Attribution,
    Claim,
    Cluster,
    Comparison,
    DocumentRef,
    Evidence,
    Exclusion,
    Implication,
    Modifier,
    Origin,
    Quantity,
    Slot,
    Source,
    Span,
    TimeFrame,
    ValueGroup,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"

ARTICLES = (
    Article(
        id="elbkurier-1",
        outlet="Elbkurier",
        title="Dammbruch bei Grünau: Tausende verlassen ihre Häuser",
        published="2024-06-03",
        url="https://elbkurier.example/gruenau",
        text=(
            "Grünau. Nach dem Dammbruch an der Selke haben in der Nacht mehr als 4.000 Menschen ihre Häuser "
            "verlassen. Das teilte der Krisenstab des Landkreises mit. Nach Angaben der Feuerwehr, die sich auf "
            "Messungen des Wetterdienstes beruft, fielen in zwölf Stunden rund 180 Liter Regen auf den Quadratmeter.\n\n"
            "„Niemand hat uns gewarnt“, sagte Bürgermeisterin Petra Lohmann dem Elbkurier. Den Schaden schätzt sie auf "
            "mindestens 30 Millionen Euro. Die Brücke ist 120 Meter lang."
        ),
    ),
    Article(
        id="nordblick-7",
        outlet="Nordblick",
        title="Selke-Hochwasser: Landrat weist Vorwürfe zurück",
        published="2024-06-03",
        text=(
            "In Grünau mussten nach Angaben des Krisenstabs mehr als 4.000 Menschen ihre Häuser verlassen. "
            "Landrat Jens Torborg wies den Vorwurf zurück, niemand sei gewarnt worden. "
            "Der Schaden liege bei höchstens 20 Millionen Euro, sagte er unter Berufung auf ein erstes Gutachten."
        ),
    ),
    Article(
        id="tageswelt-12",
        outlet="Tageswelt",
        title="Flut in Grünau",
        published="2024-06-04",
        text=(
            "Die Zahl der Menschen, die in Grünau ihre Häuser verlassen mussten, ist laut Krisenstab auf 6.500 gestiegen. "
            "Die Deutsche Nachrichtenagentur DNA berichtet unter Berufung auf Versicherer von Schäden in Höhe von "
            "45 bis 60 Millionen Euro. Rund 180 Liter Regen fielen nach Angaben der Feuerwehr auf den Quadratmeter."
        ),
    ),
    Article(
        id="rheinpost-3",
        outlet="Rheinpost am Morgen",
        title="Was wir über die Flut wissen – und was nicht",
        published="2024-06-05",
        text=(
            "Nach dem Hochwasser sind 800 Helfer im Einsatz, wie das Technische Hilfswerk mitteilte. "
            "Fast 180 Liter Regen je Quadratmeter hatte die Feuerwehr unter Berufung auf den Wetterdienst gemeldet. "
            "Die Schäden dürften laut der Agentur DNA, die sich auf Versicherer beruft, bis zu 60 Millionen Euro betragen."
        ),
    ),
    Article(
        id="stadtbote-9",
        outlet="Stadtbote",
        title="Helfer an der Selke am Ende ihrer Kräfte",
        published="2024-06-05",
        text=(
            "Insgesamt 800 Helfer kämpfen nach Angaben des Technischen Hilfswerks gegen das Wasser. "
            "Hunderte freiwillige Helfer kommen hinzu. Jeder von ihnen füllt etwa 50 Sandsäcke pro Stunde."
        ),
    ),
)

THW = ("Technisches Hilfswerk", "Technische Hilfswerk", "institution", "teilte mit")
STAFF = ("Krisenstab des Landkreises", "Krisenstab", "official", "laut")
FIRE = ("Feuerwehr", "Feuerwehr", "institution", "nach Angaben")
WEATHER = ("Wetterdienst", "Wetterdienst", "institution", "beruft")
AGENCY = ("DNA", "DNA", "agency", "berichtet")
INSURERS = ("Versicherer", "Versicherer", "anonymous", "unter Berufung auf")
MAYOR = ("Petra Lohmann", "Bürgermeisterin Petra Lohmann", "person", "sagte")
COUNTY = ("Jens Torborg", "Landrat Jens Torborg", "person", "sagte")
REPORT = ("Gutachten", "ein erstes Gutachten", "document", "unter Berufung auf")

# name: (document, start of its sentence, number as written, low, high, modifier, unit, counted, chain)
NUMBERS: dict[str, tuple[str, str, str, float | None, float | None, Modifier, str | None, str | None, tuple]] = {
    "fled-a": ("elbkurier-1", "Grünau. Nach", "mehr als 4.000", 4000, None, "more_than", None, "Menschen", ()),
    "fled-b": ("nordblick-7", "In Grünau", "mehr als 4.000", 4000, None, "more_than", None, "Menschen", (STAFF,)),
    "fled-c": ("tageswelt-12", "Die Zahl", "6.500", 6500, 6500, "exact", None, "Menschen", (STAFF,)),
    "rain-a": ("elbkurier-1", "Nach Angaben", "rund 180 Liter", 180, 180, "approx", "l", "Regen", (FIRE, WEATHER)),
    "rain-b": ("tageswelt-12", "Rund 180", "Rund 180 Liter", 180, 180, "approx", "l", "Regen", (FIRE,)),
    "rain-c": ("rheinpost-3", "Fast 180", "Fast 180 Liter", 180, 180, "approx", "l", "Regen", (FIRE, WEATHER)),
    "cost-a": (
        "elbkurier-1",
        "Den Schaden",
        "mindestens 30 Millionen Euro",
        30e6,
        None,
        "at_least",
        "EUR",
        "Schaden",
        (MAYOR,),
    ),
    "cost-b": (
        "nordblick-7",
        "Der Schaden",
        "höchstens 20 Millionen Euro",
        None,
        20e6,
        "at_most",
        "EUR",
        "Schaden",
        (COUNTY, REPORT),
    ),
    "cost-c": (
        "tageswelt-12",
        "Die Deutsche",
        "45 bis 60 Millionen Euro",
        45e6,
        60e6,
        "range",
        "EUR",
        "Schäden",
        (AGENCY, INSURERS),
    ),
    "cost-d": (
        "rheinpost-3",
        "Die Schäden",
        "bis zu 60 Millionen Euro",
        None,
        60e6,
        "at_most",
        "EUR",
        "Schäden",
        (AGENCY, INSURERS),
    ),
    "help-a": ("rheinpost-3", "Nach dem", "800", 800, 800, "exact", None, "Helfer", (THW,)),
    "help-b": ("stadtbote-9", "Insgesamt", "800", 800, 800, "exact", None, "Helfer", (THW,)),
    "help-c": ("stadtbote-9", "Hunderte", "Hunderte", 200, None, "magnitude", None, "freiwillige Helfer", ()),
    "bags": ("stadtbote-9", "Jeder", "etwa 50", 50, 50, "approx", None, "Sandsäcke", ()),
    "bridge": ("elbkurier-1", "Die Brücke", "120 Meter", 120, 120, "exact", "m", "Brücke", ()),
}

FLED_ON = {"fled-a": "2024-06-03", "fled-b": "2024-06-03", "fled-c": "2024-06-04"}
"""The day that a figure speaks of, where its text tells."""

STATEMENTS = {
    "warn-a": ("elbkurier-1", "„Niemand", "Niemand hat uns gewarnt", "sagte", MAYOR, "assert"),
    "warn-b": ("nordblick-7", "Landrat", "niemand sei gewarnt worden", "wies den Vorwurf zurück", COUNTY, "deny"),
}


def _doc(article: Article) -> DocumentRef:
    return DocumentRef(
        id=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        url=article.url,
        text_sha256=hashlib.sha256(article.text.encode()).hexdigest(),
    )


def _sentence(article: Article, opening: str) -> Span:
    start = article.text.index(opening)
    ends = [end for stop in (". ", ".\n") if (end := article.text.find(stop, start + len(opening))) != -1]
    return Span(start, min(ends) + 1 if ends else len(article.text))


def _source(article: Article, inside: Span, name: str, text: str, kind: str, cue: str) -> Source:
    start = article.text.find(text, inside.start)
    if start == -1 or start >= inside.end + 80:
        text = (
            text.split(" ")[-1]
            if text.split(" ")[-1] in article.text
            else article.text[inside.start : inside.start + 4]
        )
        start = article.text.index(text)
    return Source(name=name, text=text, start=start, end=start + len(text), kind=kind, cue=cue, key=name.casefold())  # type: ignore[arg-type]


def _claim(name: str, kind: str, article: Article, inside: Span, **rest: object) -> Claim:
    text = article.text
    return Claim(
        id=name,
        type=kind,  # type: ignore[arg-type]
        doc=_doc(article),
        text=text[inside.start : inside.end],
        start=inside.start,
        end=inside.end,
        evidence=Evidence(
            exact=text[inside.start : inside.end],
            prefix=text[max(0, inside.start - 32) : inside.start],
            suffix=text[inside.end : inside.end + 32],
        ),
        **rest,  # type: ignore[arg-type]
    )


def claims() -> tuple[Claim, ...]:
    """All claims of the scene, in the order of the articles."""
    by_id = {article.id: article for article in ARTICLES}
    found = []
    for name, (doc, opening, surface, low, high, modifier, unit, counted, chain) in NUMBERS.items():
        article = by_id[doc]
        inside = _sentence(article, opening)
        start = article.text.index(surface, inside.start)
        sources = tuple(_source(article, inside, *link) for link in chain)
        quantity = Quantity(
            text=surface,
            start=start,
            end=start + len(surface),
            value=low if low is not None else high,
            min=low,
            max=high,
            modifier=modifier,
            unit=unit,
            per="hour" if name == "bags" else None,
            counted=counted,
            counted_head=counted.split()[-1] if counted else None,
        )
        attribution = Attribution(statement_id=None, mode="indirect", sources=sources) if sources else None
        day = FLED_ON.get(name)
        as_of = TimeFrame(start=day, end=day) if day else None
        slot = Slot(as_of=as_of, thing=(counted or "").split()[-1].lower() or None, place=("Grünau",))
        hedged = name in {"cost-d", "cost-b"}
        found.append(
            _claim(
                name, "numeric", article, inside, quantity=quantity, attribution=attribution, slot=slot, hedged=hedged
            )
        )
    for name, (doc, opening, content, cue, speaker, stance) in STATEMENTS.items():
        article = by_id[doc]
        inside = _sentence(article, opening)
        start = article.text.index(content)
        at = article.text.find(cue, inside.start)
        attribution = Attribution(
            statement_id=name,
            mode="direct" if stance == "assert" else "indirect",
            content=(Span(start, start + len(content)),),
            cue=(Span(at, at + len(cue)),) if at != -1 else (),
            sources=(_source(article, inside, *speaker),),
            stance=stance,  # type: ignore[arg-type]
        )
        found.append(_claim(name, "attributed", article, inside, quantity=None, attribution=attribution, slot=Slot()))
    order = {article.id: place for place, article in enumerate(ARTICLES)}
    return tuple(sorted(found, key=lambda claim: (order[claim.doc.id], claim.start)))


def _group(
    label: str, *ids: str, origins: tuple[str, ...], as_of: str | TimeFrame | None = None, **rest: object
) -> ValueGroup:
    known = {claim.id: claim for claim in claims()}
    quantity = known[ids[0]].quantity
    return ValueGroup(
        label=label,
        min=quantity.min if quantity else None,
        max=quantity.max if quantity else None,
        modifier=quantity.modifier if quantity else None,
        unit=quantity.unit if quantity else None,
        per=quantity.per if quantity else None,
        as_of=as_of,
        claim_ids=ids,
        outlets=tuple(sorted({known[id_].doc.outlet or "" for id_ in ids})),
        origins=origins,
        **rest,  # type: ignore[arg-type]
    )


def _origin(name: str, chain: tuple[str, ...], *ids: str, **rest: object) -> Origin:
    known = {claim.id: claim for claim in claims()}
    outlets = tuple(sorted({known[id_].doc.outlet or "" for id_ in ids}))
    return Origin(name=name, chain=chain, claim_ids=ids, outlets=outlets, **rest)  # type: ignore[arg-type]


def _cluster(
    name: str, kind: str, question: str, status: str, groups: tuple, origins: tuple, **rest: object
) -> Cluster:
    ids = tuple(id_ for group in groups for id_ in group.claim_ids)
    return Cluster(
        id=name,
        kind=kind,  # type: ignore[arg-type]
        question=question,
        slot=Slot(),
        status=status,  # type: ignore[arg-type]
        value_groups=groups,
        origins=origins,
        independent_origins=len(origins),
        origins_at_most=rest.pop("origins_at_most", 0),  # type: ignore[arg-type]
        certainty=rest.pop("certainty", None),  # type: ignore[arg-type]
        claim_ids=ids,
        spread_ratio=rest.pop("spread_ratio", None),  # type: ignore[arg-type]
        **rest,  # type: ignore[arg-type]
    )


def comparison() -> Comparison:
    """The whole scene, compared by hand."""
    staff, fire = "Krisenstab des Landkreises", "Feuerwehr"
    single = [
        _cluster("single-bags", "numeric", "Sandsäcke pro Stunde", "single",
                 (_group("rund 50", "bags", origins=("Stadtbote",)),), (_origin("Stadtbote", (), "bags"),)),
        _cluster("single-bridge", "numeric", "Länge der Brücke", "single",
                 (_group("120 m", "bridge", origins=("Elbkurier",)),), (_origin("Elbkurier", (), "bridge"),)),
        _cluster("single-volunteers", "numeric", "freiwillige Helfer", "single",
                 (_group("Hunderte", "help-c", origins=("Stadtbote",)),), (_origin("Stadtbote", (), "help-c"),)),
    ]  # fmt: skip
    return Comparison(
        documents=tuple(_doc(article) for article in ARTICLES),
        claims=claims(),
        clusters=(
            _cluster(
                "fled", "numeric", "Menschen, die in Grünau ihre Häuser verlassen mussten", "update",
                (
                    _group("mehr als 4.000", "fled-a", "fled-b", origins=(staff,), as_of="2024-06-03"),
                    _group("6.500", "fled-c", origins=(staff,), as_of="2024-06-04"),
                ),
                (_origin(staff, (staff,), "fled-a", "fled-b", "fled-c", shared_copy=True, earliest="elbkurier-1"),),
                spread_ratio=1.625,
            ),
            _cluster(
                "rain", "numeric", "Regen auf den Quadratmeter in Grünau", "agree",
                (_group("rund 180 l", "rain-a", "rain-b", "rain-c", origins=("Wetterdienst", fire)),),
                (
                    _origin("Wetterdienst", (fire, "Wetterdienst"), "rain-a", "rain-c"),
                    _origin(fire, (fire,), "rain-b"),
                ),
                spread_ratio=1.0,
            ),
            _cluster(
                "cost", "numeric", "Schaden durch das Hochwasser in Grünau", "conflict",
                (
                    _group("höchstens 20 Millionen EUR", "cost-b", origins=("Gutachten",)),
                    _group("mindestens 30 Millionen EUR", "cost-a", origins=("Petra Lohmann",)),
                    _group("45 bis 60 Millionen EUR", "cost-c", origins=("Versicherer",)),
                    _group("höchstens 60 Millionen EUR", "cost-d", origins=("Versicherer",)),
                ),
                (
                    _origin("Gutachten", ("Jens Torborg", "Gutachten"), "cost-b"),
                    _origin("Petra Lohmann", ("Petra Lohmann",), "cost-a"),
                    _origin("Versicherer", ("DNA", "Versicherer"), "cost-c", "cost-d"),
                ),
                spread_ratio=3.0,
                origins_at_most=4,
                certainty=0.91,
                exclusions=(
                    Exclusion(
                        a="höchstens 20 Millionen EUR",
                        b="mindestens 30 Millionen EUR",
                        why="20 Millionen ist weniger als 30 Millionen",
                    ),
                    Exclusion(
                        a="höchstens 20 Millionen EUR",
                        b="45 bis 60 Millionen EUR",
                        why="20 Millionen ist weniger als 45 Millionen",
                    ),
                ),
            ),
            _cluster(
                "help", "numeric", "Helfer im Einsatz gegen das Hochwasser", "agree",
                (_group("800", "help-a", "help-b", origins=("Technisches Hilfswerk",)),),
                (_origin("Technisches Hilfswerk", ("Technisches Hilfswerk",), "help-a", "help-b"),),
                spread_ratio=1.0,
            ),
            _cluster(
                "warn", "statement", "Niemand ist vor dem Dammbruch gewarnt worden", "disputed",
                (
                    _group("Niemand hat uns gewarnt", "warn-a", origins=("Petra Lohmann",), stance="assert"),
                    _group("niemand sei gewarnt worden", "warn-b", origins=("Jens Torborg",), stance="deny"),
                ),
                (
                    _origin("Petra Lohmann", ("Petra Lohmann",), "warn-a"),
                    _origin("Jens Torborg", ("Jens Torborg",), "warn-b"),
                ),
            ),
            *single,
        ),
        implications=(
            Implication(
                claim_ids=("help-a", "bags"),
                formula="800 Helfer × 50 Sandsäcke pro Stunde",
                computed=40000,
                stated=None,
                unit=None,
                consistent=None,
                factor=None,
            ),
        ),
    )  # fmt: skip


def folding() -> Comparison:
    """The scene with nobody denying its statement, as if that only repeated how many helpers there are."""
    whole = comparison()
    clusters = tuple(
        msgspec.structs.replace(cluster, status="agree", folded_into="help") if cluster.id == "warn" else cluster
        for cluster in whole.clusters
    )
    return msgspec.structs.replace(whole, clusters=clusters)


if __name__ == "__main__":
    (FIXTURES / "comparison.json").write_bytes(msgspec.json.format(msgspec.json.encode(comparison()), indent=1) + b"\n")
    (FIXTURES / "flood.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in ARTICLES))
