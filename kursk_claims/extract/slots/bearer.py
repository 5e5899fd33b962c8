"""Who or what has a figure: said beside it, inherited from what was spoken of before, or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kursk_claims.extract.slots.pieces import Piece, has_predicate
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.bearers import bearers
from kursk_claims.lexicon.classes import stem, thing_class
from kursk_claims.lexicon.measures import occasion_of, rows_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.view import ArticleView, Figure, Name
    from kursk_claims.lexicon.measures import Bearing
    from kursk_claims.models import Provenance

_NAMED: Final = frozenset({"body", "person", "country", "instrument"})
_ATTACHING: Final = frozenset({"bei", "beim", "von", "vom"})
_INSIDE: Final = frozenset({"DET", "ADJ", "NUM", "NOUN"})
_LIGHT: Final = frozenset({"ADV", "PART", "ADJ"})


class Found(Struct, frozen=True):
    """A bearer and where it was found."""

    key: str
    text: str
    provenance: Provenance


def bearer_of(
    view: ArticleView, figure: Figure, bearing: Bearing | None, head: int | None, *, listed: bool
) -> Found | None:
    """The bearer of a figure whose counted noun is the token ``head``; ``None`` if the text does not tell.

    ``listed``: the article lists parties or candidates with a share each.
    """
    if not view.analysed(figure):
        return None
    names = view.names(figure.low, figure.high)
    piece = view.piece(figure)
    beside = _beside(view, figure, names, piece)
    if beside is not None and beside.kind in _NAMED:
        return _said(view, beside)
    relative = _antecedent(view, figure, names, piece)
    if relative is not None and bearing != "none":
        return _said(view, relative)
    if listed and bearing == "owner" and figure.quantity.unit is not None:
        noun = _listed_noun(view, figure, piece)
        if noun is not None:
            return Found(stem(view.read.words[noun]), view.read.words[noun], "said")
    owner = _owner(view, figure, names, head, piece)
    if owner is not None:
        return owner
    if bearing == "none":
        return None
    if bearing is None and figure.quantity.unit is None:
        subject = next(
            (
                name
                for name in names
                if piece.holds(name.start) and _nominative(view, name) and _is_subject(view, name, figure, False)
            ),
            None,
        )
        return _said(view, subject) if subject is not None else None
    subject = _subject(view, figure, names, piece, wide=bearing == "agent")
    if subject is not None and (bearing is not None or subject.kind in _NAMED):
        return _said(view, subject)
    attached = next(
        (
            n
            for n in names
            if piece.holds(n.start) and n.kind == "body" and _preposition(view, n, figure.low) in _ATTACHING
        ),
        None,
    )
    if attached is not None and not view.speaks(attached.start):
        return _said(view, attached)
    if bearing == "site":
        site = next((name for name in names if name.kind == "site" and piece.holds(name.start)), None)
        return _said(view, site) if site is not None else None
    return _inherited(view, figure) if bearing in ("owner", "agent") else None


def _said(view: ArticleView, name: Name) -> Found:
    """A name as it is said; a noun that stands for a body named before is that body."""
    if name.common and name.kind == "body":
        meant = _meant(view, name)
        if meant is not None:
            return Found(meant.key, meant.text, "inherited")
    return Found(_full_key(view, name), name.text, "said")


def _full_key(view: ArticleView, name: Name) -> str:
    """A site with what tells it apart: ``Hochhaus`` with the street that its phrase names."""
    if name.kind != "site":
        return name.key
    names = [
        other
        for other in _names_around(view, name)
        if other.start > name.end
        and other.kind != "site"
        and all(view.read.pos[i] in ("ADP", "DET", "ADJ") for i in range(name.end, other.start))
    ]
    return " ".join([name.key, *(other.key for other in names[:1])])


def _names_around(view: ArticleView, name: Name) -> tuple[Name, ...]:
    low, high = next(((a, b) for a, b in view.sentences if a <= name.start < b), (name.start, name.end))
    return view.names(low, high)


def _beside(view: ArticleView, figure: Figure, names: tuple[Name, ...], piece: Piece) -> Name | None:
    """``FDP (4,7)``, ``AfD mit 29,8``, ``CDU: 24``, ``auf die Grünen entfallen 14``: the name it is tied to."""
    read, words = view.read, bearers()
    i = figure.first - 1
    if i >= figure.low and read.words[i] in ("(", ":", ","):
        closed = read.words[i] != "," or (
            figure.last + 1 < figure.high and read.words[figure.last + 1] in (",", ".", ")")
        )
        return _ending(names, i) if closed else None
    while i > figure.low and read.pos[i] in _LIGHT and read.words[i].islower() and read.lower[i] not in words.linking:
        i -= 1
    if read.lower[i] in words.linking and i > figure.low:
        end = i
        if read.words[end - 1] == ")":
            end = next((k for k in range(end - 1, figure.low, -1) if read.words[k] == "("), end)
        while end - 1 > figure.low and read.pos[end - 1] in ("ADV", "PART"):
            end -= 1
        name = _ending(names, end)
        if name is not None and not _located(view, name, figure.low):
            before = _ending(names, name.start - 1) if read.lower[name.start - 1] in ("vom", "von") else None
            return before if before is not None and before.kind == "person" else name
    if any(read.lower[k] in words.falling_to for k in range(piece.start, piece.end)):
        for name in names:
            if piece.holds(name.start) and _preposition(view, name, figure.low) == "auf":
                return name
    if i >= figure.low and not has_predicate(read, piece):
        return _ending(names, figure.first)
    return None


def _antecedent(view: ArticleView, figure: Figure, names: tuple[Name, ...], piece: Piece) -> Name | None:
    """``Jan Brandes, der 35,2 Prozent erreichte``: the name before a relative clause."""
    if piece.opened_by != "," or "PronType=Rel" not in view.read.morphs[piece.start]:
        return None
    name = next((name for name in reversed(names) if name.end <= piece.start), None)
    if name is None or name.kind not in _NAMED:
        return None
    between = range(name.end, piece.start)
    return None if any(view.read.pos[i] in ("NOUN", "PROPN") for i in between) else name


def _listed_noun(view: ArticleView, figure: Figure, piece: Piece) -> int | None:
    """``bleibt das Bürgerforum mit 28,4 Prozent stärkste Kraft``: in a list of shares the noun that one is tied to."""
    read = view.read
    subject = next(
        (i for i in range(piece.start, piece.end) if read.deps[i].startswith("nsubj") and read.pos[i] == "NOUN"), None
    )
    i = figure.first - 1
    if read.lower[i] in bearers().linking and i - 1 >= piece.start and read.pos[i - 1] in ("NOUN", "PROPN"):
        subject = i - 1
    if (
        subject is None
        or rows_of_noun(read.words[subject])
        or thing_class(read.words[subject])
        or occasion_of(read.words[subject])
    ):
        return None
    return subject if not view.speaks(subject) else None


def _ending(names: tuple[Name, ...], end: int) -> Name | None:
    return next((name for name in names if name.end == end), None)


def _preposition(view: ArticleView, name: Name, low: int) -> str | None:
    """The preposition of the phrase that a name closes or heads."""
    i = name.start - 1
    while i >= low and view.read.pos[i] in _INSIDE and view.read.lower[i] not in ("des",):
        i -= 1
    return view.read.lower[i] if i >= low and view.read.pos[i] == "ADP" else None


def _located(view: ArticleView, name: Name, low: int) -> bool:
    return name.kind == "place" or _preposition(view, name, low) in bearers().locating


def _owner(view: ArticleView, figure: Figure, names: tuple[Name, ...], head: int | None, piece: Piece) -> Found | None:
    """Whose the counted noun is: ``Umsatz von Falk``, ``Falks Umsatz``, ``Falk-Aktie``, ``seine 40 Werke``."""
    if head is None or not figure.low <= head < figure.high:
        return None
    read = view.read
    own = next(
        (name for name in names if name.start <= head < name.end or (name.start == head + 1 and name.kind == "person")),
        None,
    )
    if own is not None and own.kind in _NAMED and figure.quantity.unit is not None:
        return _said(view, own)
    word = read.words[head]
    first = word.split("-")[0] if "-" in word else ""
    if len(first) > 1:
        code = countries.code_of(first)
        if code:
            return Found(code.lower(), countries.name_of(code) or first, "said")
        known = next((name for name in names if name.kind in _NAMED and first in name.text.split()), None)
        if known is not None or (first[:1].isupper() and stem(first) in view.known):
            return Found(
                known.key if known else view.known[stem(first)].key,
                known.text if known else view.known[stem(first)].text,
                "said",
            )
    behind = head + 1
    for name in names:
        if name.kind in ("place",) or name.start <= head:
            continue
        gap = range(behind, name.start)
        if len(gap) > 4 or any(read.pos[k] not in ("DET", "ADJ", "ADP", "PRON", "NOUN") for k in gap):
            break
        opener = read.lower[behind] if len(gap) else ""
        if opener in ("der", "des", "von", "vom", "bei", "beim", "eines", "einer") and (
            name.kind in _NAMED or name.kind in ("side", "site")
        ):
            return _said(view, name)
        break
    start = head
    while start > figure.low and (
        read.pos[start - 1] in ("ADJ", "NUM", "ADV") or figure.first <= start - 1 <= figure.last
    ):
        start -= 1
    left = _ending(names, start)
    if (
        left is not None
        and left.kind in _NAMED
        and read.words[left.end - 1].endswith("s")
        and "Gen" in read.morphs[left.end - 1]
    ):
        return _said(view, left)
    possessive = any(
        read.pos[k] in ("DET", "PRON") and read.lower[k].startswith(("sein", "ihr")) and "Poss=Yes" in read.morphs[k]
        for k in range(max(figure.low, start - 1), head)
    )
    if possessive:
        subject = _subject(view, figure, names, piece, wide=True)
        if subject is not None:
            return _said(view, subject)
        return _inherited(view, figure)
    return None


def _subject(
    view: ArticleView, figure: Figure, names: tuple[Name, ...], piece: Piece, *, wide: bool = False
) -> Name | None:
    """The subject of the figure's piece, or of the pieces before it that it continues."""
    pieces = view.pieces(figure)
    own = next((k for k, p in enumerate(pieces) if p == piece), None)
    if own is None:
        return None
    for k in range(own, -1, -1):
        if k < own and pieces[k].opened_by == "(":
            continue
        found = [name for name in names if pieces[k].holds(name.start) and _is_subject(view, name, figure, wide)]
        if found:
            direct = [name for name in found if _nominative(view, name)]
            return (direct or found)[-1 if k < own else 0]
        if has_predicate(view.read, pieces[k]) and _pronoun(view, pieces[k]):
            return None
        if k < own and has_predicate(view.read, pieces[k]) and not wide:
            return None
        if pieces[k].opened_by in (";",):
            return None
    return None


def _nominative(view: ArticleView, name: Name) -> bool:
    return any(view.read.deps[i].startswith("nsubj") for i in range(name.start, name.end))


def _is_subject(view: ArticleView, name: Name, figure: Figure, wide: bool) -> bool:
    """A name without a preposition that says nothing and is no genitive or object of place."""
    if name.kind in ("place", "side") or (view.speaks(name.start) and not wide):
        return False
    if name.start <= figure.last < name.end or _preposition(view, name, figure.low) is not None:
        return False
    before = view.read.lower[name.start - 1] if name.start > figure.low else ""
    if before in ("des", "dem", "den") and name.kind in ("body", "site", "country"):
        return False
    return name.kind in _NAMED or (name.kind == "site" and _nominative(view, name))


def _pronoun(view: ArticleView, piece: Piece) -> bool:
    """Whether a personal pronoun is the subject: the bearer was named before."""
    return any(
        view.read.lower[i] in ("er", "sie", "es") and view.read.deps[i].startswith("nsubj")
        for i in range(piece.start, piece.end)
    )


def _before(view: ArticleView, position: int) -> Iterator[Name]:
    """Names that were spoken of before a token, the nearest sentence first, in it subjects first."""
    seen = [figures[0] for low, figures in view.by_sentence if low < position]
    for figure in reversed(seen[-_SENTENCES_BACK:]):
        names = view.names(figure.low, figure.high)
        able = [
            n
            for n in names
            if n.kind in _NAMED
            and n.start < position
            and not _located(view, n, figure.low)
            and view.read.words[max(n.start - 1, 0)] != "("
        ]
        yield from sorted(able, key=lambda n: (not _nominative(view, n), n.start))


_SENTENCES_BACK: Final = 3


def _meant(view: ArticleView, noun: Name) -> Name | None:
    """Whom a noun like ``Konzern`` stands for: the last body named before, else the article's own."""
    for name in _before(view, noun.start):
        if name.kind == "body" and not name.common:
            return name
    return view.protagonist("body")


def _inherited(view: ArticleView, figure: Figure) -> Found | None:
    """The bearer of what was said before in the paragraph, else the one that title and opening are about."""
    for name in _before(view, figure.low):
        if _nominative(view, name) and not view.speaks(name.start):
            if name.common and name.kind == "body":
                meant = _meant(view, name)
                if meant is None:
                    continue
                name = meant
            return Found(name.key, name.text, "inherited")
    main = view.protagonist("body") or view.protagonist("country")
    return Found(main.key, main.text, "inherited") if main is not None else None
