"""Whose age a figure is: the person named beside it, else the one spoken of just before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.bearers import bearers, kind_of_noun
from kursk_claims.lexicon.classes import stem, thing_class

if TYPE_CHECKING:
    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.extract.slots.names import Name

_OFFICE: Final = 3
"""Words of attributes and offices between an age and its person (``der 48-jährige frühere Trainer Jan Ohlsen``)."""
_SENTENCES_BACK: Final = 2


def person_beside(view: ArticleView, figure: Figure) -> Name | str | None:
    """``Jan Ohlsen (48)``, ``der 48-jährige Ohlsen``, ``Ohlsen ist 48``; a text if the name is no known one."""
    read, names = view.read, view.names(figure.low, figure.high)
    people = [name for name in names if name.kind == "person"]
    before = figure.first - 1
    if before > figure.low and read.words[before] in ("(", ","):
        return next((name for name in people if name.end == _over_origin(view, figure.low, before)), None)
    behind = [name for name in people if figure.last < name.start <= figure.last + 1 + _OFFICE]
    if behind and all(read.pos[i] in (*NOUNS, "ADJ") for i in range(figure.last + 1, behind[0].start)):
        return behind[0]
    if is_attribute(view, figure):
        return _unknown_name(view, figure)
    segment = view.segment(figure)
    subjects = [name for name in people if segment.holds(name.start) and _is_subject(view, name)]
    return subjects[0] if len(subjects) == 1 and not is_anaphor(view, figure) else None


def is_attribute(view: ArticleView, figure: Figure) -> bool:
    """``die 48-jährige Frau``: an adjective, whose noun stands behind it."""
    return view.read.words[figure.last][-12:].lower().lstrip("0123456789-").startswith("jährig") and not is_anaphor(
        view, figure
    )


def is_anaphor(view: ArticleView, figure: Figure) -> bool:
    """``der 48-Jährige``: somebody who was named before."""
    read = view.read
    i = read.left_of(figure.first, figure.low + 1, ("ADJ",))
    return "Jährig" in read.words[figure.last] and i >= figure.low and read.lower[i] in bearers().definite


def person_before(view: ArticleView, figure: Figure) -> Name | None:
    """Whom ``der 48-Jährige`` stands for: the only person named in the nearest sentence before that names one."""
    own = [name for name in view.names(figure.low, figure.high) if name.kind == "person" and name.end <= figure.first]
    if own:  # "auf die Frage von Udo Kern sagte die 30-Jährige": somebody else, unless he acts
        acts = all(_is_subject(view, name) and not view.speaks(name.start) for name in own)
        return _only(own) if acts else None
    for low, high in view.sentences_before(figure.low, _SENTENCES_BACK):
        people = [name for name in view.names(low, high) if name.kind == "person"]
        if people:
            return _only(people)
    return None


def _only(people: list[Name]) -> Name | None:
    return people[-1] if len({name.key for name in people}) == 1 else None


def _is_subject(view: ArticleView, name: Name) -> bool:
    return any(view.read.deps[i].startswith("nsubj") for i in range(name.start, name.end))


def _over_origin(view: ArticleView, low: int, end: int) -> int:
    """Step left over where somebody is from (``Kronprinz Haakon von Norwegen (51)``)."""
    read = view.read
    origin = end - 2 > low and countries.role_of(read.words[end - 1]) == "name"
    return end - 2 if origin and read.lower[end - 2] in bearers().origin else end


def _unknown_name(view: ArticleView, figure: Figure) -> str | None:
    """``der 24-jährige Vinicius``: a noun right behind an age that is no known one is a name."""
    i = figure.last + 1
    if i >= figure.high or view.read.pos[i] != "PROPN":
        return None
    word = view.read.words[i]
    return None if thing_class(word) or kind_of_noun(word) or not stem(word) else word
