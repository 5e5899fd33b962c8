"""What extract gives: claims, and the records that a claim is made of."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct, structs

from kursk_claims.models.articles import SCHEMA_VERSION, DocumentRef, SourceKind, Span

ClaimType = Literal["numeric", "attributed"]


Modifier = Literal["exact", "approx", "at_least", "more_than", "at_most", "less_than", "range", "magnitude"]


Mode = Literal["direct", "indirect", "reported", "free_indirect", "indirect_free_indirect"]


Medium = Literal["Speech", "Writing", "Thought", "SW", "ST", "WT"]


Provenance = Literal["said", "inherited", "unknown"]
"""Where a field of a signature comes from: the figure's own clause, its context, or nowhere."""


Role = Literal["total", "part", "whole", "from", "to", "change", "mean", "limit", "base"]
"""What a figure is to its question: a level or total, ``k`` of ``k von n`` (part), its ``n`` (whole), the ends of a
change, the change itself, an average, a threshold, the value that something is compared with."""


Mention = Literal["only", "first", "later"]
"""Where a figure stands among those that its source gives for its measure in its article, parts and changes aside:
it is the only one, the first that is told, or a later one."""


Stance = Literal["assert", "deny"]


class Quantity(Struct, frozen=True, kw_only=True):
    """A number expression, read. ``min``/``max`` of ``None`` mean unbounded on that side."""

    text: str
    start: int
    end: int
    value: float | None
    """The number named: for a bound the bound itself, for a range the first number as written, before it
    shares the scale of the second (100 in ``100 bis 300 Milliarden``, whose ``min`` is 1e11)."""
    min: float | None
    max: float | None
    modifier: Modifier
    unit: str | None = None
    """``None`` for plain counts, else an ISO 4217 code or a unit symbol of the guidelines."""
    per: str | None = None
    counted: str | None = None
    counted_head: str | None = None
    counted_lemma: str | None = None
    counted_span: Span | None = None
    """Where ``counted_head`` stands, if it stands in the text."""
    counted_by: str | None = None
    """Name of the rule that found what is counted."""


class Source(Struct, frozen=True, kw_only=True):
    """One link of the chain of who says so."""

    name: str
    """The resolved full name, without article, preposition or quotes."""
    nominative: str | None = None
    """``name`` as it is shown, where the text has it in another case: ``ukrainische Beamte``."""
    text: str
    """The surface string at ``start:end``."""
    start: int
    end: int
    kind: SourceKind
    cue: str | None = None
    """The words that attribute to this source: ``berichtet``, ``unter Berufung auf``."""
    key: str = ""
    """Name normalised over articles: two mentions with one key are one source."""
    coordinated: bool = False
    """True if the source stands beside the one before it (``die Polizei und die Stadt``), not cited by it."""
    beside: bool = False
    """Old name of ``coordinated``, written and read for one version."""
    resolved: bool = False
    """True if ``name`` was found elsewhere than at ``start:end`` (pronoun, other anaphor, short name)."""

    @property
    def shown(self) -> str:
        """The name in the nominative."""
        return self.nominative or self.name

    def __post_init__(self) -> None:
        both = self.coordinated or self.beside
        structs.force_setattr(self, "coordinated", both)
        structs.force_setattr(self, "beside", both)


class Attribution(Struct, frozen=True, kw_only=True):
    """Who is said to have said it: spans of the statement and its roles, and the chain of sources."""

    statement_id: str | None
    mode: Mode
    medium: Medium | None = None
    content: tuple[Span, ...] = ()
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    nested: bool = False
    sources: tuple[Source, ...] = ()
    """Outermost reporter first, last one cited last."""
    stance: Stance = "assert"
    """``deny`` if the last source denies the content."""
    construction: str = ""
    """The family of rules that found it, for ``explain`` and ablation."""

    @property
    def links(self) -> tuple[tuple[Source, ...], ...]:
        """The chain as links, outermost first; sources side by side are one link."""
        found: list[list[Source]] = []
        for source in self.sources:
            if source.coordinated and found:
                found[-1].append(source)
            else:
                found.append([source])
        return tuple(tuple(link) for link in found)


class TimeFrame(Struct, frozen=True, kw_only=True):
    """A day or an interval of days, both inclusive: ISO dates, to the minute where the text gives a clock time
    (``2024-09-22T19:09``)."""

    start: str
    end: str


EARLIER: Final = "earlier"
"""Day of an occasion before the article's, of which no more is told."""


class EventAnchor(Struct, frozen=True, kw_only=True):
    """The occasion that a figure belongs to: ``Explosion``, ``Beirut``, 4 August."""

    kind: str | None = None
    """Class of the event in the lexicon, else the lemma of its noun."""
    text: str | None = None
    """The noun as written, for labels."""
    name: str | None = None
    """A storm has one of its own: ``Milton``."""
    place: str | None = None
    day: str | None = None
    """An ISO date, or ``earlier``."""


class FieldProvenance(Struct, frozen=True, kw_only=True):
    """For each field of the question signature, whether the clause says it, the context, or nothing."""

    bearer: Provenance = "unknown"
    measure: Provenance = "unknown"
    place: Provenance = "unknown"
    event: Provenance = "unknown"
    as_of: Provenance = "unknown"


class Slot(Struct, frozen=True, kw_only=True):
    """The question that a number answers, as far as its text tells. ``None``/empty is unknown.

    ``bearer``, ``measure``, ``restrictors``, ``role``, ``modality``, ``period``, ``anchor``, ``place`` and ``as_of``
    are the question signature; ``provenance`` tells for each where it was found.
    """

    bearer: str | None = None
    """Normalised name or noun of who or what has the figure: ``afd``, ``dax``, ``hochhaus ringstraße``."""
    bearer_text: str | None = None
    """The bearer as it is shown in labels, in the nominative."""
    measure: str | None = None
    """Role noun and predicate together, normalised: ``dead``, ``survivor``, ``on_board``, ``registered``."""
    measure_text: str | None = None
    """The measure as it is shown in labels: ``Tote``, ``Verletzte``, ``Soldaten``."""
    mention: Mention | None = None
    restrictors: tuple[str, ...] = ()
    """What narrows the measure, normalised and sorted: ``über 65``, ``ohne hamburg``, ``nordkoreanisch``."""
    role: Role | None = None
    period: str | None = None
    """What time the figure sums up or recurs in: ``day``, ``quarter``, ``2024``, ``season`` …"""
    anchor: EventAnchor | None = None
    provenance: FieldProvenance = FieldProvenance()

    thing: str | None = None
    """Lemma of what is counted or measured, lower case."""
    thing_class: str | None = None
    """Class of the thing in the lexicon (``soldier``), else ``None``."""
    group: tuple[str, ...] = ()
    """Whose or of which kind: country codes, normalised names, adjectives that identify."""
    place: tuple[str, ...] = ()
    event: str | None = None
    """Event or state class (``killed``, ``massed``), else lemma of the governing verb."""
    scope: str | None = None
    """``new``, ``total``, ``part``, ``per_<unit>`` …"""
    dimension: str | None = None
    """``count``, ``money``, ``length``, ``share`` … of the unit."""
    change: str | None = None
    """``rise`` or ``fall`` (the figure is the change itself), ``to`` or ``from`` (a level before or after one)."""
    base: str | None = None
    """What a change is measured against: ``day``, ``quarter``, ``year`` before …, ``forecast``."""
    modality: str | None = None
    """``forecast``, ``planned``, ``demanded``, ``possible``, ``assumed``; ``None`` for plain fact."""
    aspects: tuple[str, ...] = ()
    """Other classes of things and events that the clause names, sorted."""
    setting: tuple[str, ...] = ()
    """Countries and places of headline and opening, for clauses that name none."""
    topic: tuple[str, ...] = ()
    """Stems of the words that the article uses most, so that claims tell their story without their article."""
    figures: tuple[str, ...] = ()
    """The first figures above twelve that the article tells, with their units, for the same reason."""
    as_of: TimeFrame | None = None
    as_of_text: str | None = None
    terms: tuple[str, ...] = ()
    """Content lemmas of the clause, number masked, in order."""
    entities: tuple[str, ...] = ()
    """Normalised names in the sentence and the headline, in order."""


class Evidence(Struct, frozen=True, kw_only=True):
    """W3C TextQuoteSelector of the sentence."""

    exact: str
    prefix: str
    suffix: str


class Claim(Struct, frozen=True, kw_only=True):
    """One numeric or attributed claim, with its exact place."""

    schema_version: str = SCHEMA_VERSION
    id: str
    type: ClaimType
    doc: DocumentRef
    text: str
    start: int
    end: int
    quantity: Quantity | None
    attribution: Attribution | None
    hedged: bool = False
    negated: bool = False
    slot: Slot
    evidence: Evidence


class Statement(Struct, frozen=True, kw_only=True):
    """An attributed statement as its roles stand in one article, before names are resolved.

    Lives between ``extract/statements`` and ``extract/sources``; never printed.
    """

    mode: Mode
    medium: Medium | None = None
    content: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    nested: bool = False
    parent: int | None = None
    """Index, in the article's list of statements, of the statement this one continues or lies in."""
    stance: Stance = "assert"
    construction: str
