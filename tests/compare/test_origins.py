"""Independent origins: who stands behind the claims, however many print them."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Cited, Claim, Source
from tests.compare.build import claim, quantity, source

PAPER = source("Nordblick", kind="outlet")
POLICE = source("Polizei", kind="institution")
STAFF = source("Beamte der USA", key="US:government")
BOTH = source("Beamte der USA und Ukraine", key="UA+US:government")
EXPERTS = source("Militärexperten", kind="anonymous")
SOME, OTHER = source("einige Medienberichte", kind="anonymous"), source("andere", kind="anonymous")
STAFF_AND_EXPERTS = (STAFF, structs.replace(EXPERTS, coordinated=True))
TWO = (source("Stadtwerke"), structs.replace(source("Feuerwehr"), coordinated=True))
COPY = "Bei dem Brand in der Lagerhalle sind am Morgen nach Angaben der Feuerwehr zwölf Menschen verletzt worden."


def said(doc: str, *chain: object, value: float = 12, start: int = 0, text: str | None = None, **kw: object) -> Claim:
    return claim(quantity(value), doc=doc, start=start, sources=chain, text=text, **kw)  # type: ignore[arg-type]


CASES = [
    ([said("a"), said("b")], 1, "two outlets that name no source may have it from one"),
    ([said("a1", outlet="A"), said("a2", outlet="A")], 1, "one outlet in two articles"),
    ([said("a", PAPER, STAFF), said("b", PAPER, STAFF)], 1, "two outlets quote one report on one source"),
    ([said("a", PAPER, STAFF), said("b", PAPER)], 1, "the second stops at the paper"),
    ([said("a", PAPER, STAFF), said("b", STAFF)], 1, "the second leaves the paper out"),
    ([said("a", PAPER, BOTH), said("b", STAFF)], 1, "some of those who are behind it together"),
    ([said("a", PAPER, STAFF), said("b", EXPERTS)], 2, "other people"),
    ([said("a", *TWO), said("b", source("Stadtwerke"))], 1, "the first of two who say it together"),
    ([said("a", *TWO), said("b", source("Feuerwehr"))], 1, "the second of them"),
    ([said("a", *TWO), said("b", source("Hafenamt"))], 2, "neither of them"),
    ([said("a", PAPER, *STAFF_AND_EXPERTS), said("b", PAPER)], 1, "the second stops at the paper that cites two"),
    ([said("a", POLICE), said("b", source("Polizei in Grünau", key="polizei grünau"))], 1, "the body with its place"),
    ([said("a", POLICE), said("b", source("Polizeisprecher", key="polizeisprech"))], 1, "who speaks for the body"),
    ([said("a", POLICE), said("b", source("Sprecherin der Polizei", key="sprecheri polizei"))], 1, "in two words"),
    ([said("a", source("Helga Morsch", kind="person")), said("b", source("Morsch", kind="person"))], 1, "the surname"),
    (
        [said("a", POLICE), said("b", source("Polizei Grünau")), said("c", source("Polizei Selkental"))],
        3,
        "which of the two the bare name means is not known",
    ),
    ([said("a", POLICE), said("b", source("Landkreis"))], 2, "two bodies"),
    (
        [said("a", source("Gouverneur")), said("b", source("Gouverneur Oleh Kirin", key="oleh kirin", kind="person"))],
        1,
        "the office, and its holder by name",
    ),
    ([said("a", source("Bild", kind="outlet")), said("b", source("Bild am Tag", kind="outlet"))], 2, "two papers"),
    ([said("a", STAFF), said("a", start=300)], 1, "the article repeats without a source what it attributes elsewhere"),
    ([said("a", SOME, value=8), said("a", OTHER, value=15, start=300)], 2, "two unnamed sources for two figures"),
    ([said("a", SOME), said("b", SOME)], 1, "unnamed reports of two articles may be the same"),
    ([said("a", text=COPY), said("b", text=COPY.replace("Morgen", "Abend"))], 1, "two outlets print one copy"),
]

SPIEGEL = source("Spiegel", kind="outlet")
LANDFUNK = source("Landfunk", kind="outlet")
GENERAL = source("General Wolf", key="wolf", kind="person")

CITED = [
    ([said("a", outlet="Spiegel"), said("b", SPIEGEL)], 1, "one cites the article of the other"),
    ([said("a", outlet="DER SPIEGEL, Hamburg"), said("b", SPIEGEL)], 1, "… under the name that its page gives"),
    ([said("a", GENERAL, outlet="Spiegel"), said("b", SPIEGEL)], 1, "the cited article names its own source"),
    ([said("a", GENERAL, outlet="Spiegel"), said("b", SPIEGEL), said("c", GENERAL)], 1, "the chain goes on to it"),
    ([said("a", SPIEGEL, GENERAL, outlet="Spiegel"), said("b", GENERAL)], 1, "an outlet that cites itself"),
    ([said("a", outlet="Spiegel"), said("b", SPIEGEL), said("c", POLICE)], 2, "and another source"),
    ([said("a", outlet="Landfunk Ost"), said("b", LANDFUNK)], 1, "the outlet in short"),
    (
        [
            said("a", outlet="Landfunk Ost"),
            said("c", outlet="Landfunk West"),
            said("b", LANDFUNK),
        ],
        2,
        "two outlets that the short name may mean",
    ),
]

NAMES = [
    ([source("Innenministerin Anna Roth", key="anna roth"), source("Innenministerium")], 1, "a ministry and its head"),
    ([source("Polizeipräsident Kern", key="kern", kind="person"), POLICE], 1, "a body and its head"),
    ([source("Landrätin Voss", key="voss", kind="person"), source("Landkreis")], 1, "a district and its head"),
    ([source("Verband der Imker (VdI)", kind="institution"), source("VdI", kind="institution")], 1, "in short"),
    ([source("Verband der Imker", kind="institution"), source("VdI", kind="institution")], 1, "by its initials"),
    ([source("Umfrage des Instituts Wahlwerk", kind="document"), source("Wahlwerk")], 1, "a survey and who made it"),
    ([source("Institut Wahlwerk", kind="institution"), source("Wahlwerk", kind="institution")], 1, "without its kind"),
    ([source("Konzern", kind="institution"), source("Unternehmen", kind="institution")], 1, "two words for a firm"),
    ([source("Innenministerin Roth", key="roth"), source("Finanzministerium")], 2, "two ministries"),
    ([source("Stadt Grünau", kind="institution"), source("Stadt Selke", kind="institution")], 2, "two towns"),
    ([source("Landrat Voss", key="voss", kind="person"), source("Landrat Kern", key="kern", kind="person")], 2, "two"),
    ([source("Gewerkschaft der Polizei", kind="institution"), POLICE], 2, "a union is not whose members it has"),
    ([source("Bauernverband VdI", kind="institution"), source("Verband der Imker", kind="institution")], 1, "in short"),
    ([source("Autobauer Wolter", kind="institution"), source("Konzern", kind="institution")], 1, "a firm by its trade"),
    ([source("Hersteller Wolter", kind="institution"), source("Autobauer Lind", kind="institution")], 2, "two firms"),
    (
        [source("Werkleiter Jens Kamp", key="jens kamp", kind="person"), source("Firma", kind="institution")],
        1,
        "a plant",
    ),
    ([source("Geschäftsführer Jens Kamp", key="jens kamp", kind="person"), source("Konzern")], 1, "head of the firm"),
    ([source("Industriegewerkschaft Glas", kind="institution"), source("Gewerkschaft")], 1, "a union"),
    (
        [source("Wolter", kind="person"), source("Wolter-Sprecherin", key="wolter-sprecheri")],
        1,
        "a firm taken for a man",
    ),
    ([source("Institut für Marktfragen Lund", kind="institution"), source("Lund", kind="institution")], 1, "its town"),
    ([source("Militärexperte Wolf", key="wolf", kind="person"), source("Militär", kind="institution")], 2, "a trade"),
]


@pytest.mark.parametrize(("names", "count", "why"), NAMES)
def test_names_of_one_source(names: list[Source], count: int, why: str) -> None:
    plain = [structs.replace(name, kind="institution") if name.kind == "official" else name for name in names]
    cluster = numeric_cluster([said(doc, name) for doc, name in zip("ab", plain, strict=True)])
    assert cluster.independent_origins == count, why
    if count == 1:
        assert cluster.origins[0].names == tuple(sorted(name.name for name in names)), "every merge is told"


def test_what_an_article_calls_a_source_elsewhere_counts() -> None:
    named = said("a", source("Mareike Voss", kind="person"))
    cites = (Cited(name="Landrätin Mareike Voss", key="mareike voss", kind="person"),)
    named = structs.replace(named, doc=structs.replace(named.doc, cites=cites))
    assert numeric_cluster([named, said("b", source("Landkreis"))]).independent_origins == 1
    firm = said("a", source("Wolter", kind="institution"))
    cites = (Cited(name="Autobauer Wolter", key="autobau wolter", kind="institution"),)
    firm = structs.replace(firm, doc=structs.replace(firm.doc, cites=cites))
    assert numeric_cluster([firm, said("b", source("Konzern", kind="institution"))]).independent_origins == 1


def citing(doc: str, *names: str, value: float = 12, published: str = "2024-06-03", floor: bool = False) -> Claim:
    """A mention without a source, in an article that names sources elsewhere."""
    bare = said(doc, value=value, published=published)
    if floor and bare.quantity:
        bare = structs.replace(bare, quantity=structs.replace(bare.quantity, max=None, modifier="at_least"))
    cites = tuple(Cited(name=name, key=name.lower(), kind="institution") for name in names)
    return structs.replace(bare, doc=structs.replace(bare.doc, cites=cites))


def reporting(doc: str, *names: str, value: float) -> Claim:
    """What unnamed reports say, in an article that names sources elsewhere."""
    return structs.replace(said(doc, SOME, value=value), doc=citing(doc, *names, value=value).doc)


BOUNDS = [
    ([said("a"), said("b")], (1, 2), "two papers that repeat a figure without a source"),
    ([said("a"), said("b", POLICE)], (2, 2), "nothing tells that the first has it from the police"),
    ([citing("a", "Polizei"), said("b", POLICE)], (1, 2), "the first names the police elsewhere"),
    ([citing("a", published="2024-06-04"), said("b", POLICE)], (1, 2), "the first prints it a day later"),
    ([citing("a", "Polizei", value=15), said("b", POLICE)], (1, 2), "the next figure of the police, perhaps"),
    ([citing("a", value=15, published="2024-06-04"), said("b", POLICE)], (1, 2), "the figure of the next day"),
    ([citing("a", value=15), said("b", POLICE)], (2, 2), "another figure of the same day, and no police"),
    ([citing("a", value=15, floor=True), said("b", POLICE, value=20)], (1, 2), "a floor that the other figure keeps"),
    ([said("a", source("Umfrage", kind="document")), said("b", POLICE)], (1, 2), "a survey of nobody"),
    ([said("a", source("Sprecherin", key="sprecheri")), said("b", POLICE)], (1, 2), "a spokeswoman of nobody"),
    (
        [citing("a", "Polizei", value=80), said("a", POLICE, value=600, start=300), said("b", POLICE, value=600)],
        (2, 2),
        "a figure beside the one of the police",
    ),
    ([said("a", SOME), said("b", POLICE)], (1, 2), "reports of somebody"),
    (
        [reporting("a", "Polizei", value=8), said("b", POLICE, value=15)],
        (2, 2),
        "reports of what the police, whom the article names elsewhere, can't say at that time",
    ),
]


@pytest.mark.parametrize(("claims", "bounds", "why"), BOUNDS)
def test_at_least_and_at_most(claims: list[Claim], bounds: tuple[int, int], why: str) -> None:
    cluster = numeric_cluster(claims)
    assert (cluster.independent_origins, cluster.origins_at_most) == bounds, why


def test_the_old_name_of_coordinated_is_read_and_written() -> None:
    old = '{"name": "Amt", "text": "Amt", "start": 0, "end": 3, "kind": "institution", "beside": true}'
    read = msgspec.json.decode(old, type=Source)
    assert read.coordinated
    assert read.beside


@pytest.mark.parametrize(("claims", "count", "why"), [*CASES, *CITED])
def test_independent_origins(claims: list[Claim], count: int, why: str) -> None:
    assert numeric_cluster(claims).independent_origins == count, why
    assert numeric_cluster(claims[::-1]).origins == numeric_cluster(claims).origins, "in any order"


def test_chain_runs_from_the_reporter_to_the_last_cited() -> None:
    (origin,) = numeric_cluster([said("b", PAPER), said("a", PAPER, STAFF)]).origins
    assert (origin.name, origin.chain) == ("Beamte der USA", ("Nordblick", "Beamte der USA"))
    assert origin.outlets == ("a", "b")


def test_shared_copy_names_its_earliest_printer() -> None:
    claims = [
        said("late", text=COPY, published="2024-06-04"),
        said("early", text=COPY, published="2024-06-02"),
        said("undated", text=COPY, published=None),
    ]
    (origin,) = numeric_cluster(claims).origins
    assert (origin.shared_copy, origin.earliest) == (True, "early")


def test_value_groups_name_the_origins_behind_them() -> None:
    cluster = numeric_cluster([said("a", STAFF, value=8), said("b", EXPERTS, value=15)])
    assert [group.origins for group in cluster.value_groups] == [("Beamte der USA",), ("Militärexperten",)]
