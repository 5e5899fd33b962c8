"""What comparing needs of a claim, worked out once: stems, intervals in base units, day numbers.

Pairs are many and claims few, so everything that a pair comparison looks at is prepared here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from kursk_claims.compare.values import significant_digits
from kursk_claims.extract.quantities.units import convert, dimension
from kursk_claims.extract.slots.beside import figure_key
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.frames import broad_stems, district_stems, frames, generic_stems
from kursk_claims.lexicon.measures import is_brief, kind_of_measure
from kursk_claims.models import EARLIER, Claim, Slot, Source, TimeFrame
from kursk_claims.settings import WORDS_REMEMBERED

_NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")
_WORD = re.compile(r"[^\W_]+")
_BASE_UNIT = {
    "share": "fraction",
    "length": "m",
    "area": "m2",
    "volume": "m3",
    "mass": "kg",
    "time": "second",
    "age": "age_year",
    "speed": "m/s",
    "temperature": "degC",
    "pressure": "bar",
    "power": "W",
    "energy": "J",
    "voltage": "V",
    "frequency": "Hz",
    "dose": "Sv",
    "data": "B",
    "data_rate": "kbit/s",
}
"""The unit in which figures of a dimension are compared: 8 TB are no 8 GB. Degrees Celsius, since 293 and
294 kelvins would be nearly equal."""


class Profile(Struct, frozen=True, gc=False, eq=False):
    """One claim, ready to be compared."""

    id: str
    doc: str
    sentence: int
    """Where its sentence starts in the document."""
    kind: str
    dimension: str
    currency: str | None
    per: str | None
    low: float
    """Lower end in the dimension's base unit, ``-inf`` if unbounded."""
    high: float
    point: float | None
    """The number named, in the dimension's base unit."""
    digits: int
    said: float | None
    """The value in the unit of the text: ``fünf Jahre`` are 5."""
    modifier: str
    thing: str | None
    """Stem of the thing."""
    thing_class: str | None
    thing_classes: frozenset[str]
    """The thing's class and all wider ones."""
    whole: str | None
    """For a share, the class of people or things that it is a part of; ``None`` for a rate that is measured."""
    broken: bool
    """True for a count that is not whole, and so is a mean or a rate."""
    group: frozenset[str]
    event: str | None
    event_classes: frozenset[str]
    series: bool
    tally: bool
    """True if its event is one whose count grows for days."""
    narrowed: bool
    """True if the clause names a state that only a part is in (injured, and in hospital)."""
    counted_by_event: bool
    """True if the noun itself names the event (``Festnahmen``)."""
    negated: bool
    scope: str | None
    change: str | None
    base: str | None
    modality: str | None
    aspects: frozenset[str]
    place: frozenset[str]
    place_words: frozenset[str]
    """Stems of the words of its places, to be found in another article's topic."""
    setting: frozenset[str]
    topic: frozenset[str]
    words: dict[str, float]
    """Stems of the clause's telling words, each with its weight."""
    words_weight: float
    frame: tuple[int, int] | None
    """First and last day of the time it speaks of, as day numbers."""
    inferred: bool
    """True if no word of the text names that time, but the day of publication stands in."""
    published: int | None
    text: str
    """The sentence, lower case, numbers masked."""
    vague_source: bool
    """True if its last source is unnamed (``Medienberichte``), so that two mentions may be two sources."""
    sources: frozenset[str]
    """Keys of the last source of the chain; empty where the article itself asserts."""
    counted: str | None
    """Stem of the counted noun as written."""
    bearer: str | None
    bearer_said: bool
    """True if the figure's own clause names its bearer."""
    measure: str | None
    reading: bool
    """True if instruments read it off again and again: a river's level, the temperature."""
    mention: str | None
    """Whether it is the ``only`` figure of its measure by its source in the article, the ``first`` or a ``later``."""
    restrictors: frozenset[str]
    role: str
    period: str | None
    earlier: bool
    """Told of another occasion than the article's, long before: ``damals``."""
    occasion: str | None
    """Kind of the event that the figure is anchored to."""
    occasion_name: str | None
    occasion_day: int | None
    """Day number: the day that the text names, else that of its publication."""
    occasion_place: frozenset[str]
    """Stems of the words of that event's place."""
    names: frozenset[str]
    """Stems of the names in the sentence and headline, countries by their code."""
    story: dict[str, float]
    """Stems of headline and leading words, each with what it tells of the article's story."""
    figure: str | None
    """The figure with its unit, as ``figures`` has it."""
    figures: frozenset[str]
    """The figures of two digits or more that its article tells."""


def day_number(iso: str | None) -> int | None:
    """Day number of an ISO date; of a month or year its last known day; ``None`` if there is none."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso or "")
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 12), int(match[3] or 28)).toordinal()
    except ValueError:
        return None


def frame_days(frame: TimeFrame | None) -> tuple[int, int] | None:
    """A frame as first and last day number."""
    if frame is None:
        return None
    start, end = day_number(frame.start), day_number(frame.end)
    return (start, end) if start is not None and end is not None else None


def mask(text: str) -> str:
    """The sentence with every number replaced by ``#``, lower case, white space and signs flattened."""
    return " ".join(re.findall(r"[^\W_]+|#", _NUMBER.sub(" # ", text.lower())))


@lru_cache(maxsize=WORDS_REMEMBERED)
def word_weight(key: str) -> float:
    """How much a shared stem tells: none if it is general, else more the longer it is.

    Frequent words are short (Zipf's law of abbreviation), and German compounds carry what they mean
    in one long word, so length stands in for rarity without any statistics of the corpus at hand.
    """
    return 0.0 if key in generic_stems() or len(key) < 3 else min(len(key), 12) / 6.0


def _base_value(value: float | None, unit: str | None, measured: str) -> float | None:
    if value is None or unit is None:
        return value
    target = _BASE_UNIT.get(measured)
    converted = convert(value, unit, target) if target else None
    return value if converted is None else converted


@cache
def _is_measured(name: str) -> bool:
    entry = classes.things().get(name)
    return entry is not None and entry.measured


_BY_INSTRUMENTS = frozenset({"length", "temperature"})


def _is_series(measure: str | None) -> bool:
    entry = classes.things().get(measure or "")
    return entry is not None and entry.series


def _own_rate(name: str | None) -> str | None:
    """The rate that a thing is without saying so: an incidence is per 100,000 people."""
    entry = classes.things().get(name or "")
    return entry.per if entry else None


def is_vague(source: Source) -> bool:
    """Whether a source names nobody, neither a person nor a body."""
    head = (source.key or source.name.casefold()).split()[-1:]
    return source.kind in ("anonymous", "unknown") or bool(set(head) & set(frames().unnamed.words))


def _is_source(bearer: str, sources: Sequence[Source]) -> bool:
    """Whether who is read as the bearer is one of those who tell the figure: the source, not whose figure it is."""
    return any(set(bearer.split()) & _word_stems(f"{source.name} {source.key}") for source in sources)


def profile(claim: Claim) -> Profile:
    """Prepare one claim. Reads nothing but the claim itself."""
    slot, quantity = claim.slot, claim.quantity
    place: tuple[str, ...] = () if slot.provenance.place == "inherited" else slot.place
    measured = dimension(quantity.unit) if quantity else "statement"
    unit = quantity.unit if quantity else None
    low = _base_value(quantity.min, unit, measured) if quantity else None
    high = _base_value(quantity.max, unit, measured) if quantity else None
    point = _base_value(quantity.value, unit, measured) if quantity else None
    if low is not None and high is not None:
        point = (low + high) / 2
    stems = [stem(part) for term in slot.terms for part in _WORD.findall(term)]
    words = {key: weight for key in stems if (weight := word_weight(key)) > 0}
    event = classes.events().get(slot.event or "")
    counted = quantity is not None and bool(classes.counted_event(quantity.counted_head or ""))
    # "among them 300 Italians", "twelve of them badly": a part of all, but all of the Italians and of the badly hurt
    own = {name.casefold() for name in slot.group} | ({_PART} if {*slot.group, *slot.restrictors} - {_PART} else set())
    sources = claim.attribution.sources if claim.attribution else ()
    named = _word_stems(" ".join(source.name for source in sources))
    place = tuple(name for name in place if not (_word_stems(name) and _word_stems(name) <= named))
    return Profile(
        id=claim.id,
        doc=claim.doc.id,
        sentence=claim.start,
        kind=claim.type,
        dimension=measured,
        currency=unit if measured == "money" else None,
        per=(quantity.per or _own_rate(slot.thing_class)) if quantity else None,
        low=-math.inf if low is None else low,
        high=math.inf if high is None else high,
        point=point,
        said=quantity.value if quantity else None,
        digits=1 if unit in ("fraction", "times") else significant_digits(quantity.value if quantity else None),
        modifier=quantity.modifier if quantity else "exact",
        thing=stem(slot.thing) if slot.thing else None,
        thing_class=slot.thing_class,
        thing_classes=classes.ancestors(slot.thing_class) if slot.thing_class else frozenset(),
        whole=slot.thing_class if slot.thing_class and not _is_measured(slot.thing_class) else None,
        broken=measured == "count" and point is not None and point != round(point),
        group=frozenset(slot.group),
        event=slot.event,
        event_classes=classes.ancestors(slot.event) if slot.event else frozenset(),
        series=bool(event and event.series),
        tally=bool(event and event.tally),
        narrowed=any(entry.narrows for name in slot.aspects if (entry := classes.events().get(name))),
        counted_by_event=counted,
        negated=claim.negated,
        scope=None if slot.scope == _PART and _PART in own and not slot.group else slot.scope,
        change=slot.change,
        base=slot.base,
        modality=slot.modality,
        aspects=frozenset(slot.aspects),
        place=frozenset(place),
        place_words=frozenset(
            form
            for name in place
            for word in _WORD.findall(name)
            if len(word) > 3 and stem(word) not in district_stems()
            for form in (stem(word), stem(word.removesuffix("s")))  # "Ankaras" is Ankara's
        ),
        setting=frozenset(slot.setting),
        topic=frozenset(slot.topic),
        words=words,
        words_weight=sum(words.values()),
        frame=frame_days(slot.as_of),
        inferred=not slot.as_of_text,
        published=day_number(claim.doc.published),
        text=mask(claim.text),
        vague_source=bool(sources) and is_vague(sources[-1]),
        sources=frozenset({sources[-1].key or sources[-1].name.casefold()} if sources else ()),
        counted=stem(quantity.counted_lemma or quantity.counted_head or "") or None if quantity else None,
        bearer=None if slot.bearer and _is_source(slot.bearer, sources) else slot.bearer,
        bearer_said=slot.provenance.bearer == "said",
        measure=slot.measure,
        reading=measured in _BY_INSTRUMENTS and _is_series(slot.measure),
        mention=slot.mention,
        restrictors=frozenset(slot.restrictors) - own,
        role="total" if slot.role in own else slot.role or "total",
        period=slot.period,
        occasion=slot.anchor.kind if slot.anchor else kind_of_measure(slot.measure),
        earlier=slot.anchor is not None and slot.anchor.day == EARLIER,
        occasion_name=slot.anchor.name if slot.anchor else None,
        occasion_day=_occasion_day(slot, claim.doc.published),
        occasion_place=_word_stems(slot.anchor.place or "") if slot.anchor else frozenset(),
        names=frozenset(key for name in slot.entities for key in _word_stems(name))
        | {name.casefold() for name in (*slot.entities, *slot.group) if len(name) == _COUNTRY_CODE},
        story=leading_words(claim.doc.title, slot.topic),
        figure=figure_key(quantity) if quantity else None,
        figures=_telling(slot.figures),
    )


_PART = "part"
_COUNTRY_CODE = 2


def _occasion_day(slot: Slot, published: str | None) -> int | None:
    """Day number of the occasion: what the text tells; of publication where the measure alone tells of one.

    A match without a day is that of the day, too: papers tell of no other without saying so.
    """
    if slot.anchor is None:
        return day_number(published) if kind_of_measure(slot.measure) else None
    if slot.anchor.day is None and slot.anchor.kind is not None and is_brief(slot.anchor.kind):
        return day_number(published)
    return None if slot.anchor.day == EARLIER else day_number(slot.anchor.day)


def _word_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text) if len(word) > 2)


@lru_cache(maxsize=1024)
def _telling(figures: tuple[str, ...]) -> frozenset[str]:
    """Those of two digits or more: round ones are found everywhere."""
    return frozenset(key for key in figures if significant_digits(float(key.partition(" ")[0])) >= _TELLING_DIGITS)


_TELLING_DIGITS = 2


@lru_cache(maxsize=1024)
def leading_words(title: str | None, topic: tuple[str, ...]) -> dict[str, float]:
    """What an article leads with: the stems of its topic, the first of them most, and again those of its headline.

    A broad word (``Corona``, ``Regierung``) tells half of what another of its length does.
    """
    found: dict[str, float] = {}
    for rank, key in enumerate(topic):
        found[key] = word_weight(key) / (1 + rank) ** 0.25
    for word in _WORD.findall(title or ""):
        key = stem(word)
        if word[:1].isupper() and len(word) > 3 and key not in generic_stems():
            found[key] = found.get(key, 0.0) + word_weight(key) / 2
    return {key: weight / 2 if key in broad_stems() else weight for key, weight in found.items() if weight > 0}
