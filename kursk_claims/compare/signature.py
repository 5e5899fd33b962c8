"""Levels of the fields of a question signature: whose figure, of what, narrowed how, in which role, at which occasion.

Names and weights are in ``lexicon/levels.toml``. Like those of ``levels``, every function is symmetric in its two
arguments and looks at the two profiles alone; none looks at the values.
"""

from __future__ import annotations

from kursk_claims.compare import levels, story
from kursk_claims.compare.profile import Profile
from kursk_claims.lexicon.measures import days_of_one, held_apart, is_brief, known, may_be_one, outcomes

_GENERAL = frozenset({"person", "mensch", "leute"})
"""Measures that say no more than that people are counted."""


def measure(a: Profile, b: Profile) -> str:
    """What is counted or measured, with what happens to it."""
    if a.measure is None or b.measure is None:
        return "unknown"
    if a.measure == b.measure:
        if a.measure in _GENERAL:
            return "general"
        return "same word" if a.counted is not None and a.counted == b.counted else "same"
    if _parts(a.measure) & _parts(b.measure):
        return "shared part"
    if a.measure in outcomes() and b.measure in outcomes():
        return "two outcomes"
    return "other word" if a.counted is None or a.counted != b.counted else "same noun"


def _parts(name: str) -> frozenset[str]:
    return frozenset(name.split(":")) - _GENERAL


def mention(a: Profile, b: Profile) -> str:
    """Where each stands among its article's figures of the measure: the main count is told first."""
    if a.doc == b.doc or a.measure is None or a.measure != b.measure:
        return "none"
    if a.mention is None or b.mention is None:
        return "one a part" if a.mention or b.mention else "parts"
    if a.mention == b.mention == "only":
        return "only figures"
    if "later" not in (a.mention, b.mention):
        return "first figures"
    return "later figures" if a.mention == b.mention else "first and later"


def bearer(a: Profile, b: Profile) -> str:
    """Who or what has the figure."""
    if a.bearer is None or b.bearer is None:
        if a.bearer == b.bearer:
            return "none"
        named, other = (a, b) if a.bearer else (b, a)
        words = set((named.bearer or "").split())
        return "named beside" if words & (other.names | other.words.keys() | other.story.keys()) else "unknown"
    said = a.bearer_said and b.bearer_said
    if a.bearer == b.bearer:
        return "same, said" if said else "same"
    if said and a.measure == b.measure and a.measure in held_apart():
        return "two holders"
    if set(a.bearer.split()) & set(b.bearer.split()):
        return "shared word"
    return "different" if said else "different, one inherited"


def restrictors(a: Profile, b: Profile) -> str:
    """What narrows the measure."""
    if a.restrictors == b.restrictors:
        return "same" if a.restrictors else "none"
    return "one more" if a.restrictors < b.restrictors or b.restrictors < a.restrictors else "different"


_CHANGE = frozenset({"from", "to"})
_ENDS = frozenset({"from", "to", "total"})
_MOVING = frozenset({"to", "change"})
"""Roles of which a question has one figure at a time; of parts, wholes and limits there may be many."""


def role(a: Profile, b: Profile) -> str:
    """What each figure is to its question: a total, a part, the whole, a change, a limit."""
    if a.role == b.role:
        return "totals" if a.role == "total" else "same" if a.role in _MOVING else "parts"
    if "limit" in (a.role, b.role):
        return "limit and level"
    return (
        "levels"
        if {a.role, b.role} <= _ENDS
        else "part and total"
        if {a.role, b.role} == {"part", "total"}
        else "different"
    )


def period(a: Profile, b: Profile) -> str:
    """What time the figure sums up or recurs in."""
    if a.period == b.period:
        return "same" if a.period else "none"
    if a.period and b.period:
        return "different"
    summed, other = (a, b) if a.period else (b, a)
    return "other span" if _span(other) not in (None, summed.period) and summed.period in _SPANS else "unknown"


_SPANS = {"month": (28, 31), "quarter": (90, 92), "year": (365, 366)}
"""Days of what is told of whole months, quarters and years."""


def _span(p: Profile) -> str | None:
    """Which of these the text says the figure is of: ``im August``, ``2027``."""
    if p.frame is None or p.inferred:
        return None
    days = p.frame[1] - p.frame[0] + 1
    return next((name for name, (least, most) in _SPANS.items() if least <= days <= most), None)


def occasion(a: Profile, b: Profile) -> str:
    """The event that the figure belongs to."""
    if a.occasion is None or b.occasion is None:
        return "none" if a.occasion == b.occasion else "unknown"
    if a.occasion_name and b.occasion_name and a.occasion_name != b.occasion_name:
        return "other name"
    if a.occasion_place and b.occasion_place and not a.occasion_place & b.occasion_place:
        return "other place"
    if a.occasion == b.occasion and _days_apart(a, b) > days_of_one(a.occasion):
        return "other match" if is_brief(a.occasion) else "other day"
    if a.occasion != b.occasion:
        return "wider kind" if may_be_one(a.occasion, b.occasion) else "other kind"
    return "same, placed" if a.occasion_place & b.occasion_place else "same kind"


def _days_apart(a: Profile, b: Profile) -> int:
    """Days between the occasions, 0 if one is not known."""
    return abs(a.occasion_day - b.occasion_day) if a.occasion_day is not None and b.occasion_day is not None else 0


_OPEN_TIME = frozenset({"unknown", "same", "contained", "step", "series"})


def _says_who(p: Profile) -> bool:
    """Whether the measure alone says who is counted, by whatever noun: residents, participants; not the dead."""
    return p.measure in known() and p.measure not in outcomes()


_OTHER_OCCASION = frozenset({"other kind", "other place", "other name", "other day"})
_OPEN_PLACE = frozenset({"same", "setting", "unknown", "told by both", "across a border"})


def identity(a: Profile, b: Profile) -> str:
    """All fields together: whether both texts tell one question, leave some of it open, or contradict each other."""
    if measure(a, b) not in ("same", "same word", "same noun", "shared part", "general"):
        return "other measure" if a.measure and b.measure else "no measure"
    whose = bearer(a, b)
    against = (
        whose.startswith(("different", "two"))
        or restrictors(a, b) in ("different", "one more")
        or role(a, b) in ("different", "limit and level")
        or period(a, b) == "different"
    )
    apart = (
        levels.place(a, b) not in _OPEN_PLACE
        or levels.time(a, b) not in _OPEN_TIME
        or levels.group(a, b) == "different"
        or levels.scope(a, b) in ("different", "part unknown", "other threshold")
        or levels.modality(a, b) == "different"
        or occasion(a, b) in _OTHER_OCCASION
        or (levels.thing(a, b) in _OTHER_PEOPLE and not _says_who(a))
    )
    if against or apart:
        return "contradicted twice" if against and apart else "contradicted"
    if measure(a, b) not in ("same", "same word"):
        return "open"
    if a.tally and b.tally and not whose.startswith("unknown"):
        return "told, running count"
    if whose.startswith("same") or (whose == "none" and a.place & b.place):
        return "told"
    return "told but for the bearer" if whose in ("none", "named beside", "shared word") else "bearer unknown"


def ground(a: Profile, b: Profile) -> str:
    """Whether enough is told for figures of two articles, since some figures are found everywhere.

    Articles of two stories need a measure or a wording in common. An age is that of a person; a span of time is that
    of something in one story, told within days or in like words; two of anything, or a round number of what only one
    text names, prove nothing without a story, and two of anything nothing without a measure or like words.
    """
    if a.doc == b.doc or a.dimension != b.dimension or (text := story.text(a, b)) == "copy":
        return "enough"
    told, common = story.topic(a, b), measure(a, b)
    measured = common not in ("unknown", "other word")
    if told in ("one word", "other story") and not measured and text == "unlike":
        return "too little"
    enough, close = True, story.published(a, b) in ("same days", "unknown")
    alike = text != "unlike" or story.words(a, b) in ("most", "many", "some")
    if a.dimension == "age" and "limit" not in (a.role, b.role):
        whose = bearer(a, b)
        enough = whose in _OF_ONE or (whose == "none" and told in ("same story", "unknown"))
    elif a.dimension == "time" and common == "unknown":
        enough = told in _NEAR and (close or alike)
    elif levels.value(a, b) in _COMMON:
        enough = told in ("same story", "unknown") or (told in ("near story", "loose story") and close)
        enough = enough and levels.thing(a, b) not in _OTHER_THINGS and (alike or measured)
    elif levels.value(a, b) == "equal, round" and not measured:
        enough = told in _NEAR
    return "enough" if enough else "too little"


_NEAR = frozenset({"same story", "near story", "unknown"})
_OTHER_PEOPLE = frozenset({"other people", "other things"})
_OTHER_THINGS = _OTHER_PEOPLE | {"different"}
_COMMON = frozenset({"equal, small", "equal, small and elsewhere", "equal, commonplace"})
_OF_ONE = frozenset({"same, said", "same", "shared word", "named beside"})
_TOLD = frozenset({"told", "told, running count", "told but for the bearer"})
_VAGUE = "magnitude"
_SHARED = frozenset({"in common", "one article"})
_LATER = frozenset({"later", "months later"})
_ONE_STORY = {
    "same story": _SHARED | {"unknown", "none"},
    "near story": frozenset({"in common"}),
    "loose story": frozenset({"in common"}),
}


def one_story(a: Profile, b: Profile) -> bool:
    """Whether the two articles tell one story: by their leading words, or by fewer of these and another figure.

    Weeks apart the words alone do not tell: the weather, a club and a series of talks lead with the same ones.
    """
    told = _ONE_STORY.get(story.topic(a, b), frozenset())
    return story.figures(a, b) in (told & _SHARED if story.published(a, b) in _LATER else told)


def two_stories(a: Profile, b: Profile) -> bool:
    """Whether two articles that share no other figure have hardly a leading word in common, or weeks between them."""
    if story.figures(a, b) in _SHARED:
        return False
    return story.topic(a, b) in ("one word", "other story") or story.published(a, b) in _LATER


def _supported(a: Profile, b: Profile) -> bool:
    """Whether wording, place, occasion, bearer or another figure of both articles speak for one question."""
    alike = story.text(a, b) in ("alike", "copy") or story.words(a, b) in ("most", "many")
    told = story.topic(a, b) == "same story" and story.figures(a, b) == "in common"
    placed = levels.place(a, b) == "same" or occasion(a, b) == "same, placed"
    return told or alike or placed or a.reading or bearer(a, b) == "same, said"


def comparable(a: Profile, b: Profile) -> bool:
    """Whether both texts tell one question, so that their figures may be held against each other.

    Measure and role are known and equal, nothing narrows one more than the other, and they belong to one story, of
    which the articles' leading words or another figure that both give tell, or to one bearer that both name, or both
    say the same of one place with another number. A vague magnitude (``Hunderte``) is nothing that a figure could
    contradict, nor a limit, nor a level that changes from hour to hour (a river's) and is printed on one day without
    its hour.
    """
    if identity(a, b) not in _TOLD or role(a, b) not in ("same", "totals", "levels"):
        return False
    if _VAGUE in (a.modifier, b.modifier) or "threshold" in (a.scope, b.scope):
        return False
    if a.doc == b.doc and {a.role, b.role} == _CHANGE:
        return False
    if a.reading and (a.inferred or b.inferred) and a.published == b.published:
        return False
    if a.doc != b.doc and not _supported(a, b):
        return False
    told, one_place = story.topic(a, b), bool(a.place & b.place)
    near = told in _ONE_STORY and one_place and story.figures(a, b) != "none"
    one_event = occasion(a, b) == "same, placed" and (told == "unknown" or near)
    if one_story(a, b) or bearer(a, b) == "same, said" or one_event:
        return True
    unplaced = told == "unknown" and not a.place and not b.place
    return story.text(a, b) == "copy" and (one_place or unplaced)
