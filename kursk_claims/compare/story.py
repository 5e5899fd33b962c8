"""Whether two claims tell of one story: levels of what their articles, sentences and words have in common.

Names and weights are in ``lexicon/levels.toml``. Like those of ``levels``, every function is symmetric in its two
arguments and looks at the two profiles alone; unknown is not different.
"""

from __future__ import annotations

import math

from rapidfuzz import fuzz

from kursk_claims.compare.profile import Profile


def topic(a: Profile, b: Profile) -> str:
    """Leading words that the two articles share, those of headlines most."""
    if a.doc == b.doc:
        return "same story"
    if min(len(a.topic), len(b.topic)) < TOPIC_KNOWN:
        return "unknown"
    shared = affinity(a, b)
    return next((name for least, name in _STORY if shared >= least), "other story")


def affinity(a: Profile, b: Profile) -> float:
    """How much two articles' leading words have in common: the sum over shared words of their mean weights."""
    few, many = (a.story, b.story) if len(a.story) <= len(b.story) else (b.story, a.story)
    return sum(math.sqrt(weight * many[key]) for key, weight in few.items() if key in many)


_STORY = ((4.0, "same story"), (2.5, "near story"), (1.5, "loose story"), (0.8, "one word"))
"""Affinity from which two articles tell one story, from one side or another. Of pairs of articles of one story 9 of 10
reach 1.5, of pairs of two stories within a month 1 in 100."""
TOPIC_KNOWN = 4
"""Leading words that an article needs for its topic to count."""
_TELLING = 5.0
"""Weight of a clause's words from which their absence elsewhere tells: three long words or more."""


def words(a: Profile, b: Profile) -> str:
    """Telling words that the two clauses share, weighted by how much each tells."""
    least = min(a.words_weight, b.words_weight)
    if least == 0 or _one_list(a, b):
        return "few"
    shared = sum(weight for key, weight in a.words.items() if key in b.words)
    if shared == 0:
        return "none" if least >= _TELLING else "few"
    ratio = shared / least
    if ratio >= 0.6 and shared >= 3:
        return "most"
    if ratio >= 0.4 and shared >= 2:
        return "many"
    return "some" if shared >= 1.5 or ratio >= 0.3 else "few"


def _one_list(a: Profile, b: Profile) -> bool:
    """Whether the two stand in one sentence at different places: a list, whose wording then says nothing."""
    return a.doc == b.doc and a.sentence == b.sentence and bool(a.place and b.place) and not a.place & b.place


_TEXT_LENGTH = 40
"""Masked sentences shorter than this are alike by their form words alone."""


def text(a: Profile, b: Profile) -> str:
    """Likeness of the number-masked sentences (rapidfuzz token set ratio, 0 to 100)."""
    if min(len(a.text), len(b.text)) < _TEXT_LENGTH or _one_list(a, b):
        return "unlike"
    if fuzz.ratio(a.text, b.text, score_cutoff=85):
        return "copy"
    ratio = fuzz.token_set_ratio(a.text, b.text)
    if ratio >= 75:
        return "alike"
    return "partly" if ratio >= 58 else "unlike"


def figures(a: Profile, b: Profile) -> str:
    """Telling figures that the two articles have in common, the pair's own left aside."""
    if a.doc == b.doc:
        return "one article"
    own = {a.figure, b.figure}
    if a.figures & b.figures - own:
        return "in common"
    return "none" if min(len(a.figures - own), len(b.figures - own)) >= _FIGURES_KNOWN else "unknown"


_FIGURES_KNOWN = 2
"""Other figures that an article needs for its having none in common to tell."""


def published(a: Profile, b: Profile) -> str:
    """Days between the two publications."""
    if a.published is None or b.published is None:
        return "unknown"
    gap = abs(a.published - b.published)
    if gap <= 2:
        return "same days"
    return "same weeks" if gap <= _SAME_WEEKS else "later" if gap <= _QUARTER else "months later"


_SAME_WEEKS = 21


_QUARTER = 80
"""Days: longer ago is another season's news."""
