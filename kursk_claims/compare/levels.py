"""For each field of a pair's slots and values, the level that it reaches; ``story`` has the fields of their articles.

Names and weights are in ``lexicon/levels.toml``.

Every function is symmetric in its two arguments and looks at the two profiles alone, so that a pair
means the same in any corpus. Unknown is not different: a missing field has a level of its own.
"""

from __future__ import annotations

import math

from kursk_claims.compare.alignment import Kind
from kursk_claims.compare.profile import Profile
from kursk_claims.compare.story import TOPIC_KNOWN, topic
from kursk_claims.compare.values import POINTS, is_rounded
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.frames import regions
from kursk_claims.settings import APPROX_TOLERANCE, ROUNDING_TOLERANCE

_STEP_DAYS = 4
"""Two figures of one event a few days apart are one count that moved on; an accident's dead are counted
for days, a demonstration's for two."""
_PERIOD_DAYS = 80
"""From a quarter on, an interval is what the figure covers (``im zweiten Quartal``), not when it was read."""
_PERSON = "person"


def dimension(a: Profile, b: Profile) -> str:
    """Both measure the same dimension, and money in one currency."""
    if a.dimension != b.dimension:
        return "different"
    return "same" if a.currency == b.currency else "other currency"


def rate(a: Profile, b: Profile) -> str:
    """Both per the same unit of time or population."""
    if a.per == b.per:
        return "same" if a.per else _hidden_rate(a, b)
    return "different" if a.per and b.per else "unknown"


def _hidden_rate(a: Profile, b: Profile) -> str:
    """A count of people or things is whole: ``192,8`` infections are an average or a rate that is not named."""
    return "none" if a.broken == b.broken else "one a mean"


def thing(a: Profile, b: Profile) -> str:
    """What is counted or measured."""
    if a.dimension == b.dimension == "share" and a.whole and a.whole == b.whole:
        return "same whole"
    if a.thing and a.thing == b.thing:
        return "general word" if _general(a, b) else "same word"
    if a.thing_class and b.thing_class:
        if a.thing_class == b.thing_class:
            return "general word" if _general(a, b) else "same class"
        shares = "share" in (a.dimension, b.dimension)
        if not shares and (a.thing_class in b.thing_classes or b.thing_class in a.thing_classes):
            return "contained"
        if _near(a, b) and not (shares and a.whole and b.whole):
            return "contained"
        if a.dimension == b.dimension == "count":
            people = _PERSON in a.thing_classes and _PERSON in b.thing_classes
            return "other people" if people else "other things"
        if "share" in (a.dimension, b.dimension) and _PERSON in a.thing_classes & b.thing_classes:
            # two thirds of the workers are not two thirds of the infected
            return "different"
        return "mentioned" if a.thing_class in b.aspects or b.thing_class in a.aspects else "different"
    if not a.thing or not b.thing:
        return "unknown"
    short, long = sorted((a.thing, b.thing), key=len)
    if len(short) > 3 and long.endswith(short):
        return "same head"
    if not a.dimension == b.dimension == "count":
        return "unknown"
    return "other word"


def other_people(a: Profile, b: Profile) -> bool:
    """Whether two counts are told of different people or things: of officers and of fans, not of people and of fans."""
    told = thing(a, b)
    if told in ("other people", "other things"):
        return True
    named = a.counted is not None and b.counted is not None and a.counted != b.counted
    return told == "contained" and named and a.dimension == "count" and not {a.counted, b.counted} & _ANYBODY


_ANYBODY = frozenset({"person", "mensch", "leute"})


def _general(a: Profile, b: Profile) -> bool:
    """Whether both count people by words that tell no more: ``Menschen``, not ``Verletzte``."""
    return a.thing_class == b.thing_class == _PERSON and not (a.counted_by_event or b.counted_by_event)


def _near(a: Profile, b: Profile) -> bool:
    return bool(
        classes.near(a.thing_class or "") & b.thing_classes or classes.near(b.thing_class or "") & a.thing_classes
    )


def group(a: Profile, b: Profile) -> str:
    """Whose the counted are, or of which kind; a bare figure goes on with what was counted before it."""
    if not a.group or not b.group:
        bare = a if not a.group else b
        return "unknown" if (a.group or b.group) and bare.counted is not None else "none"
    return "same" if a.group & b.group else "different"


_EVENTLESS = frozenset({"time", "age", "length"})
"""What has such a measure is not what the event happens to: two weeks are not infected."""


def event(a: Profile, b: Profile) -> str:
    """What happens to what is counted."""
    if not a.event and not b.event:
        # a measure needs no event, a count of people mostly has one that was not recognised
        return "unknown" if "count" in (a.dimension, b.dimension) else "none"
    if not a.event or not b.event:
        named = (a.event or b.event) in (a.aspects | b.aspects)
        return "mentioned" if named and (a.event or b.event) else "unknown"
    if a.event == b.event and not _EVENTLESS.isdisjoint((a.dimension, b.dimension)):
        return "mentioned"
    if a.event == b.event:
        return "same" if a.narrowed == b.narrowed else "of a part"
    if a.event in b.event_classes or b.event in a.event_classes:
        return "narrower"
    if a.counted_by_event and b.counted_by_event:
        return "other counts"
    if b.event in classes.near(a.event) or a.event in classes.near(b.event):
        return "near"
    return "beside" if a.event in b.aspects or b.event in a.aspects else "different"


def polarity(a: Profile, b: Profile) -> str:
    """Whether the claims say that something is so, or that it is not."""
    return "same" if a.negated == b.negated else "different"


_CHANGES = frozenset({"rise", "fall", "by"})


def change(a: Profile, b: Profile) -> str:
    """A change itself, or the level before or after one."""
    if a.change in _CHANGES and b.change in _CHANGES:
        if a.change == b.change:
            return "same"
        return "direction unknown" if "by" in (a.change, b.change) else "opposite"
    if a.change in _CHANGES or b.change in _CHANGES:
        level = b if a.change in _CHANGES else a
        if level.scope in ("new", "additional"):
            return "direction unknown"
        return "different" if level.change else "unknown"
    before = [p for p in (a, b) if p.change == "from"]
    if len(before) == 1 and before[0].frame is None:
        return "undated level"
    return "before and after" if {a.change, b.change} == {"from", "to"} else "level"


def base(a: Profile, b: Profile) -> str:
    """What a change or comparison is measured against."""
    if a.base == b.base:
        return "same" if a.base else "none"
    return "different" if a.base and b.base else "unknown"


def modality(a: Profile, b: Profile) -> str:
    """Fact, forecast, plan, possibility or demand."""
    if a.modality == b.modality:
        return "same" if a.modality else "fact"
    pair = {a.modality, b.modality}
    if pair & {"assumed", "counterfactual"}:
        return "unreal"
    if "demanded" in pair:
        return "different"
    if pair <= {"planned", "possible", "forecast"} or pair == {"planned", None}:
        return "near"
    return "forecast or fact" if "forecast" in pair else "unknown"


def scope(a: Profile, b: Profile) -> str:
    """Total, new, a part or an addition; a limit, or the span that another figure is counted over."""
    if "window" in (a.scope, b.scope):
        return "window"
    if a.scope == b.scope:
        if a.scope == "threshold" and (a.low, a.high) != (b.low, b.high):
            return "other threshold"
        return "same" if a.scope else "none"
    pair = {a.scope, b.scope} - {None}
    if any(name and name.startswith("per_") for name in pair):
        return "unknown"
    if pair == {"new", "additional"}:
        return "none"
    if pair == {"threshold"} and (a.low, a.high) == (b.low, b.high):
        return "part unknown"
    if len(pair) == 2 or "threshold" in pair:
        return "different"
    if pair == {"part"} and a.group & b.group:
        # "among them 300 Italians" is a part of all, but all of the Italians
        return "unknown"
    return "part unknown" if pair & {"part", "additional", "each"} else "unknown"


def _countries(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if len(name) == 2 and name.isupper())


def place(a: Profile, b: Profile) -> str:
    """Places of the clauses, else of headline and opening."""
    if a.place & b.place:
        return "same"
    of_a, of_b = _countries(a.place), _countries(b.place)
    if of_a and of_b:
        return "different" if of_a | of_b == a.place | b.place else "across a border"
    if a.place and b.place:
        if of_a or of_b:
            return "wider place"
        if a.place_words & b.place_words:
            return "unknown"
        if (a.place <= regions()) != (b.place <= regions()):
            return "wider place"
        # an article on a district names its towns, and the other way round
        return "told by both" if a.place_words & b.topic and b.place_words & a.topic else "other places"
    if of_a or of_b:
        named, setting = (of_a, b.setting) if of_a else (of_b, a.setting)
        if not setting:
            return "unknown"
        return "setting" if named & setting else "other setting"
    if a.place or b.place:
        placed, other = (a, b) if a.place else (b, a)
        if len(other.topic) < TOPIC_KNOWN or placed.place_words & (other.topic | other.words.keys()):
            return "unknown"
        return "named by one"
    if not a.setting or not b.setting:
        return "unknown"
    return "unknown" if a.setting & b.setting or topic(a, b) == "same story" else "other settings"


def time(a: Profile, b: Profile) -> str:
    """The day or interval that the figures speak of."""
    if a.frame is None or b.frame is None:
        return "one long past" if _long_past(a) != _long_past(b) else "unknown"
    if a.frame == b.frame:
        return "same"
    long_a, long_b = a.frame[1] - a.frame[0] >= _PERIOD_DAYS, b.frame[1] - b.frame[0] >= _PERIOD_DAYS
    gap = max(a.frame[0], b.frame[0]) - min(a.frame[1], b.frame[1])
    if a.inferred or b.inferred:
        if _long_past(a) or _long_past(b):
            return "one long past"
        if gap > _EVENT_DAYS and not (a.series or b.series):
            return "other event"
        return "contained" if gap <= 0 else "step" if gap <= _STEP_DAYS else "series"
    if long_a and long_b:
        return "other period" if gap > 0 or _period(a) != _period(b) else "contained"
    if gap <= 0:
        return "contained"
    if long_a or long_b:
        return "other period" if gap > _PERIOD_DAYS else "other day"
    if gap <= _STEP_DAYS:
        return "step"
    if a.series or b.series:
        return "series"
    return "other day" if gap <= _EVENT_DAYS else "other event"


_LONG_PAST = 100
"""Days before its publication from which a figure is told as something of old: more than a quarter, because the
figures of a quarter are told in the month after it."""


def _long_past(p: Profile) -> bool:
    """Whether a text itself says that the figure is of long ago, so that it is not the day's news."""
    if p.earlier:
        return True
    return p.frame is not None and not p.inferred and p.published is not None and p.published - p.frame[1] > _LONG_PAST


_EVENT_DAYS = 14
"""Within two weeks an event's figures are still told and corrected; later ones are another event's."""


def _period(p: Profile) -> int:
    """Length of a long interval in quarters."""
    return round((p.frame[1] - p.frame[0]) / 91) if p.frame else 0


def value(a: Profile, b: Profile) -> str:
    """How much the figures agree, as evidence: a rare equal figure speaks for one question, none against."""
    point_a, point_b = a.point, b.point
    if point_a is None or point_b is None:
        return "other"
    if "magnitude" in (a.modifier, b.modifier):
        return _magnitude(a, b)
    if math.isclose(point_a, point_b, rel_tol=1e-9):
        return _equal(a, b)
    if a.dimension == b.dimension == "age" and {a.modifier, b.modifier} <= POINTS:
        return "other age"
    low, high = sorted((abs(point_a), abs(point_b)))
    ratio = high / low if low else math.inf
    if a.modifier in POINTS and b.modifier in POINTS and (ratio <= 1 + ROUNDING_TOLERANCE or _rounded(a, b)):
        return "nearly equal"
    bounded = max(a.low, b.low) <= min(a.high, b.high) and not (a.modifier in _BOUNDS and b.modifier in _BOUNDS)
    if (bounded or (ratio <= 1 + APPROX_TOLERANCE and "approx" in (a.modifier, b.modifier))) and ratio <= 1.5:
        # a bound far off would have been named closer: who knows of 50.000 does not say "more than 10.000"
        return "overlapping"
    return "other age" if a.dimension == b.dimension == "age" else "other"


def _equal(a: Profile, b: Profile) -> str:
    """How much it tells that two figures are equal: by their digits, and whether such figures are found everywhere."""
    small = min(abs(a.said or 0.0), abs(b.said or 0.0)) <= _SMALL
    measured = a.dimension if a.dimension == b.dimension else None
    if small and measured == "count":
        return "equal, small" if a.measure is not None and a.measure == b.measure else "equal, small and elsewhere"
    digits = min(a.digits, b.digits)
    if (small and measured in _SPANS) or (digits < _TELLING and measured == "share"):
        return "equal, commonplace"
    return "equal, telling" if digits >= _TELLING else "equal, round"


def _rounded(a: Profile, b: Profile) -> bool:
    return a.point is not None and b.point is not None and is_rounded(a.point, b.point)


def _magnitude(a: Profile, b: Profile) -> str:
    """A vague magnitude against another figure: ``Zehntausende`` are two to ten times ten thousand."""
    vague, other = (a, b) if a.modifier == "magnitude" else (b, a)
    if vague.point is None or other.point is None:
        return "other"
    if a.modifier == b.modifier:
        return "equal magnitude" if vague.point == other.point else "other"
    if not vague.point <= other.point <= _MAGNITUDE_SPAN * vague.point:
        return "other"
    return "overlapping" if vague.point >= _TELLING_MAGNITUDE else "of the magnitude"


_SMALL = 20
"""Up to here equal counts are no sign of one question: two of anything are found everywhere."""
_SPANS = frozenset({"time", "age"})
_TELLING = 2
"""Digits from which an equal figure is no accident of rounding."""
_BOUNDS = frozenset({"at_least", "more_than", "at_most", "less_than"})
_TELLING_MAGNITUDE = 1000
"""From ``Tausende`` on a magnitude is told of few things; dozens and hundreds are found everywhere."""
_MAGNITUDE_SPAN = 5
"""``Tausende`` begin at 2.000 and end where ``Zehntausende`` could be said, at 10.000."""


_BESIDE = 250
"""Characters between the sentences of two figures within which a second source is told because it gives another
figure: of 41 judged pairs of one measure within it 24 answer one question, of 42 farther apart 4."""


def document(a: Profile, b: Profile) -> str:
    """One article gives two figures for one question only if it says so: other source, other day."""
    if a.doc != b.doc:
        return "other"
    if a.point is not None and b.point is not None and math.isclose(a.point, b.point, rel_tol=1e-9):
        return "two questions" if a.sentence == b.sentence and a.counted != b.counted else "repeated"
    other_source = bool(a.sources and b.sources and a.sources != b.sources)
    other_time = a.frame is not None and b.frame is not None and a.frame != b.frame
    beside = abs(a.sentence - b.sentence) <= _BESIDE and not _moves_on(a, b)
    if other_source and beside and a.role == b.role and _one_noun(a, b):
        return "rival accounts"
    if other_source or other_time or {a.change, b.change} == {"from", "to"}:
        return "several accounts"
    if a.point and b.point and abs(a.point - b.point) <= APPROX_TOLERANCE * max(abs(a.point), abs(b.point)):
        return "rounded"
    if (a.frame is None and b.frame and not b.inferred) or (b.frame is None and a.frame and not a.inferred):
        return "one dated"
    overlapping = max(a.low, b.low) <= min(a.high, b.high)
    apart = a.sentence != b.sentence or (a.vague_source and b.vague_source and a.scope == b.scope)
    return "compatible" if overlapping and apart else "two questions"


def _moves_on(a: Profile, b: Profile) -> bool:
    """Whether the later sentence names a place of its own: the text has gone on to another event."""
    first, later = (a, b) if a.sentence <= b.sentence else (b, a)
    return first.sentence < later.sentence and bool(later.place) and not first.place & later.place


_MAIN = frozenset({"only", "first"})
_COUNTED = frozenset({"count", "share"})


def _one_noun(a: Profile, b: Profile) -> bool:
    """Whether two figures of a measure are counted by one noun, or one by a noun that tells no more (``Menschen``).

    What is measured in a unit need not be named: of the tonnes that leaked out each source tells its figure first.
    """
    told = {p.counted for p in (a, b) if p.counted is not None and p.thing_class != _PERSON}
    first = a.measure is not None and {a.mention, b.mention} <= _MAIN
    return a.measure == b.measure and (len(told) <= 1 or (first and a.dimension not in _COUNTED))


_EQUAL = frozenset(
    (
        "equal, telling",
        "equal, round",
        "equal, small",
        "equal, small and elsewhere",
        "equal, commonplace",
        "equal magnitude",
        "nearly equal",
    )
)
_AGREEING = _EQUAL | {"of the magnitude", "overlapping"}


def loose(a: Profile, b: Profile) -> bool:
    """Whether two figures that are not equal can both be true."""
    return value(a, b) not in _EQUAL and max(a.low, b.low) <= min(a.high, b.high)


def kind(a: Profile, b: Profile) -> Kind:
    """Whether both figures can be true, differ in time, or exclude each other."""
    if value(a, b) in _AGREEING:
        return "agree"
    dated = a.frame is not None and b.frame is not None and not (a.inferred or b.inferred)
    return "dated" if dated and a.frame != b.frame else "differ"
