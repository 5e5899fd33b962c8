"""How a figure is to be taken: scope, change, base of comparison, modality.

Each is read from the words around the number by the lists of ``lexicon/de/scopes.toml``; what the
clause does not tell stays ``None``.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from spacy.tokens import Token

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots.clause import Clause, is_number
from kursk_claims.extract.slots.dates import find_times
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_verb
from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.classes import stem, word_key
from kursk_claims.lexicon.frames import frames, stems
from kursk_claims.models import Quantity

_BEFORE = 24
"""Characters before a number in which a word of scope belongs to it: two or three words."""
_AFTER = 40
"""Characters after a number in which ``mehr als`` or ``weniger`` compares it: its noun and one word."""

_RISE_TO = re.compile(r"\bauf\s+(?:\w+\s+){0,3}?\d")
_FALLEN_TO = re.compile(r"\bauf\s+\d[\d.,]*\s+(?:\w+\s+){0,2}von\s+(?:\w+\s+){0,2}$")
"""``von 3 auf 5``, ``auf 5 von zuletzt 3``: a level before a change is named together with the level after."""
_AMONG_THEM = re.compile(r"[^,;:.()]{0,60}\b(?:darunter|unter ihnen)\b")
"""Behind a figure, in its own clause: it is a part of the one before it (``10 Kinder seien darunter``)."""


@cache
def _compared() -> re.Pattern[str]:
    """``als noch im …``, ``verglichen mit dem …``: what opens the base of a comparison."""
    words = frames().comparing
    opening, article = (alternatives(listed).replace(r"\ ", r"\s+") for listed in (words.openings, words.articles))
    return re.compile(rf"\b(?:{opening})\s+(?:noch\s+)?(?:(?:{article})\s+)?", re.IGNORECASE)


@cache
def _as_expected() -> re.Pattern[str]:
    """``als erwartet``, ``verglichen mit der Prognose``, ``die Prognose … gesenkt``."""
    words = frames().expecting
    return re.compile(
        rf"\bals\b[^.;]{{0,50}}\b(?:{alternatives(words.participles)})"
        rf"|\b(?:{alternatives(words.openings)})\b[^.;,]{{0,30}}(?:{alternatives(words.nouns)})"
        rf"|\bprognose\b[^.;]{{0,80}}\b(?:{alternatives(words.revised)})"
    )


def before(text: str, quantity: Quantity, start: int) -> str:
    """The few words of the sentence before the number, lower case."""
    return text[max(start, quantity.start - _BEFORE) : quantity.start].lower()


def scope_of(text: str, quantity: Quantity, clause: Clause, head: Token | None) -> str | None:
    """``per_<unit>``, ``window``, ``threshold``, ``additional``, ``new``, ``total``, ``part`` or ``each``.

    ``None`` if not told.
    """
    if _is_window(text, quantity, clause):
        return "window"
    if _is_threshold(text, quantity, clause):
        return "threshold"
    if quantity.per:
        return f"per_{quantity.per}"
    start, said = _said(text, clause)
    words = re.findall(r"\w+", before(text, quantity, start))
    leading = " ".join(text[max(start, quantity.start - _AFTER) : quantity.start].lower().split())
    following = re.findall(r"\w+", text[quantity.end : quantity.end + _AFTER])[:3]
    attributes = {child.lower_ for child in head.children} if head is not None and head.has_dep() else set()
    noun = stem(head.text) if head is not None else ""
    for entry in frames().scope:
        if entry.name == "each" and quantity.unit == "fraction":
            continue  # "jeder fünfte Zug" is a share of all
        single, phrases = _single_and_phrases(entry.near)
        if single & (set(words[-3:]) | attributes) or (noun and noun in stems(entry.nouns)):
            return entry.name
        if entry.name == "new" and single & set(following):
            return entry.name
        if entry.name == "part" and single & set(following[:1]):
            return entry.name  # "1.404 davon"
        if not entry.anywhere.isdisjoint(token.lower_ for token in clause.tokens):
            return entry.name
        if entry.name == "part" and _AMONG_THEM.match(text, quantity.end):
            return entry.name
        if any(phrase in leading for phrase in phrases) or any(phrase in said for phrase in entry.phrases):
            return entry.name
    return None


def _is_window(text: str, quantity: Quantity, clause: Clause) -> bool:
    """Whether the number only says what another figure is counted over.

    A span (``binnen sieben Tagen``) beside another figure of its clause, or the people that a rate is stated for
    (``bezogen auf 100.000 Einwohner``).
    """
    start = clause.sentence[0].idx if clause.sentence else 0
    said = re.findall(r"\w+", before(text, quantity, start))
    if quantity.unit is None and quantity.value in _DENOMINATORS:
        return not set(said[-1:]).isdisjoint(frames().denominator.words)
    if dimension(quantity.unit) != "time":
        return False
    words = set(said[-3:])
    others = (token for token in clause.tokens if not quantity.start <= token.idx < quantity.end)
    return not words.isdisjoint(frames().window.words) and any(is_number(token) for token in others)


def _is_threshold(text: str, quantity: Quantity, clause: Clause) -> bool:
    """Whether the number is a limit from which a rule holds: ``ab 65 Jahren``, ``die Marke von 50``."""
    if dimension(quantity.unit) == "age" and quantity.modifier not in ("exact", "approx"):
        return True
    start = clause.sentence[0].idx if clause.sentence else 0
    words = frames().threshold
    opening_phrase, ending = _limits()
    if ending.match(text, quantity.end) or opening_phrase.search(
        text, max(start, quantity.start - _REACH), quantity.start
    ):
        return True
    # the preposition may be part of the number's own words
    said = re.findall(r"\w+", f"{before(text, quantity, start)} {quantity.text.lower()}")
    first = len(re.findall(r"\w+", before(text, quantity, start)))
    if not words.prepositions.isdisjoint(said[max(0, first - 1) : first + 1]):
        return True
    # "die Marke von rund 50", "der Grenzwert liegt bei 35"
    # "Bei mehr als 35 Fällen müssen …": the condition opens its clause
    opening = said[: max(0, first - 2)] == [] or "," in before(text, quantity, start)[-_OPENS:]
    if opening and not words.conditions.isdisjoint(said[:first]):
        return any(token.lower_ in words.rules for token in clause.tokens)
    linked = [place for place in range(max(0, first - 3), first) if said[place] in words.links]
    if linked and any(stem(word) in stems(words.marks) for word in said[max(0, linked[-1] - 2) : linked[-1]]):
        return True
    near = (token for token in clause.tokens if clause.distance.get(token.i, _LIMIT_STEPS + 1) <= _LIMIT_STEPS)
    return any(stem(token.text) in stems(words.words) for token in near) or _is_of_a_rule(
        quantity, clause, said[:first]
    )


def _is_of_a_rule(quantity: Quantity, clause: Clause, said: list[str]) -> bool:
    """Whether a figure says what is permitted or forbidden, or sets a kind of things apart, so that nobody counted it.

    ``said`` are the words before it. ``Maximal zehn Personen sind erlaubt``, ``Treffen von mehr als zehn Personen sind
    verboten``, ``Betriebe mit mehr als 50 Beschäftigten``.
    """
    words = frames().threshold
    told = {token.lower_ for token in clause.tokens}
    permitted = not told.isdisjoint(words.permitting)
    if permitted and (quantity.modifier in _UPPER or not words.only.isdisjoint(said[-2:])):
        return True
    if quantity.unit is not None or quantity.modifier not in _BOUNDS or words.kinds.isdisjoint(said[-1:]):
        return False  # "mit mehr als vier Milliarden Euro unterstützen": paid once
    if permitted or not told.isdisjoint(words.forbidding):
        return True
    before = [token for token in clause.sentence if token.idx < quantity.start and not token.is_space][-2:]
    return (
        len(before) == 2 and quantity.modifier in _OPEN_BOUNDS and before[1].lower_ == "mit" and _is_a_kind(before[0])
    )


def _is_a_kind(noun: Token) -> bool:
    """Whether a noun names things of a kind: in the plural, without an article or number."""
    if noun.pos_ != "NOUN" or "Plur" not in noun.morph.get("Number", []) or not noun.has_dep():
        return False
    attributes = [child for child in noun.children if child.i < noun.i]
    return not any(child.pos_ in ("DET", "NUM") and child.lower_ not in _ALL for child in attributes)


_ALL = frozenset({"alle", "allen", "aller"})
_UPPER = frozenset({"at_most", "less_than"})
_OPEN_BOUNDS = frozenset({"at_least", "more_than", "less_than"})
_BOUNDS = _OPEN_BOUNDS | _UPPER


@cache
def _limits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before a number ``ab einer Inzidenz von rund``, and behind it ``-Hürde``."""
    words = frames().threshold
    links, openings = alternatives(sorted(words.links)), alternatives(words.openings).replace(r"\ ", r"\s+")
    return (
        re.compile(
            rf"\b(?i:{openings})\s+(?:ein|d)(?:em|er)\s+(?:[^\W\d]+\s+){{1,4}}(?:{links})\s+(?:[^\W\d]+\s+){{0,2}}$"
        ),
        re.compile(rf"[-‑](?:{alternatives(words.parts)})", re.IGNORECASE),
    )


_REACH = 80
"""Characters before a number in which a phrase that makes it a limit begins."""
_OPENS = 16
"""Characters before a number in which a comma shows that its phrase opens the clause."""
_DENOMINATORS = frozenset({1_000.0, 10_000.0, 100_000.0, 1_000_000.0})
"""Round numbers that rates are stated for."""
_LIMIT_STEPS = 2
"""Steps in the tree from the number's noun within which a word for a limit speaks of that number."""


@cache
def _single_and_phrases(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(word for word in words if " " not in word), tuple(word for word in words if " " in word)


def _said(text: str, clause: Clause) -> tuple[int, str]:
    """Start of the sentence, and the clause's own words, lower case, joined by spaces."""
    start = clause.sentence[0].idx if clause.sentence else 0
    return start, " ".join(token.lower_ for token in clause.tokens)


@cache
def _change_keys() -> tuple[frozenset[str], frozenset[str]]:
    change = frames().change
    return frozenset(map(word_key, change.rise)), frozenset(map(word_key, change.fall))


def _direction(tokens: list[Token]) -> str | None:
    rise, fall = _change_keys()
    for token in tokens:
        keys = {word_key(token.text), word_key(full_verb(token))} if token.pos_ == "VERB" else {word_key(token.text)}
        if keys & rise:
            return "rise"
        if keys & fall:
            return "fall"
    return None


def names_a_change(word: str) -> bool:
    """Whether a noun is a change of something (``Rückgang``, ``Plus``) and no thing itself."""
    return word[:1].isupper() and any(word_key(word) in keys for keys in _change_keys())


def change_of(text: str, quantity: Quantity, clause: Clause, head: Token | None) -> str | None:
    """``rise``, ``fall``, ``by`` for a change itself; ``to``, ``from`` for the level after and before one."""
    start = clause.sentence[0].idx if clause.sentence else 0
    preceding = re.findall(r"\w+", before(text, quantity, start))
    prep = next((word for word in reversed(preceding) if word not in frames().change.earlier), "")
    change = frames().change
    following = re.findall(r"\w+", text[quantity.end : quantity.end + _AFTER].split(".")[0].lower())[:3]
    lead = following[:1] if quantity.unit else following[:2]
    if set(lead) & set(change.more):
        return "rise"
    if set(lead) & set(change.less):
        return "fall"
    ordered = clause.by_distance()
    near = [token for token in ordered if clause.distance.get(token.i, 99) <= 3]
    if prep == "um":
        about = any(t.pos_ == "VERB" and t.lemma_ in change.about for t in near)
        return _direction(ordered) or (None if about else "by")
    if prep == "auf" and _direction(ordered):
        return "to"
    beside = text[max(start, quantity.start - _AFTER) : quantity.start], text[quantity.end : quantity.end + 2 * _AFTER]
    if prep == "von" and _direction(ordered) and (_RISE_TO.search(beside[1]) or _FALLEN_TO.search(beside[0])):
        return "from"
    if prep in ("von", "minus", "plus", "") or head is not None:
        nouns = [token for token in near if token.pos_ in NOUNS and token.text[:1].isupper()]
        if head is not None:
            nouns = [token for token in nouns if token.i == head.i] or (nouns if quantity.unit else [])
        return _direction(nouns[:1])
    return None


def base_of(text: str, clause: Clause, published: str | None) -> str | None:
    """What the figure is compared with: ``day``, ``week``, ``month``, ``quarter``, ``year`` or ``forecast``."""
    if not clause.sentence:
        return None
    first, last = clause.sentence[0], clause.sentence[-1]
    said = text[first.idx : last.idx + len(last)].lower()
    flat = " ".join(said.split())
    keys = {stem(token.text) for token in clause.tokens}
    for entry in frames().base:
        if keys & stems(entry.words) or any(phrase in flat for phrase in entry.phrases):
            return entry.name
    if _as_expected().search(flat):
        return "forecast"
    for match in _compared().finditer(flat):
        for mention in find_times(flat[match.end() :], published):
            if mention.start <= 12 and mention.kind == "point":
                return _base_of_frame(mention.frame.start, mention.frame.end, published)
    return None


def is_compared(text: str) -> bool:
    """Whether what follows ``text`` is what something is compared with (``… mehr als am``)."""
    tail = " ".join(text[-_AFTER:].lower().split()) + " "
    return any(match.end() >= len(tail) - 1 for match in _compared().finditer(tail))


def _base_of_frame(start: str, end: str, published: str | None) -> str:
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    year_before = bool(published) and int(start[:4]) < int(str(published)[:4])
    if days < 7:
        return "day" if days == 0 else "week"
    if days <= 31 and not year_before:
        return "month"
    return "quarter" if days <= 92 and not year_before else "year"


def modality_of(clause: Clause, leading: str = "") -> str | None:
    """``forecast``, ``demanded``, ``assumed``, ``possible``, ``planned``; ``None`` for plain fact or report.

    ``leading`` is the text right before the number, in which a phrase (``bei einem Einsatz von``) may set it.
    """
    if _presupposed(clause):
        return None
    governing = [token for token in clause.above if token.pos_ in ("VERB", "AUX", "NOUN")]
    beside = _beside(clause)
    words = [*(token for token in clause.tokens if token.i not in beside), *governing[:2]]
    particles = [child for token in words for child in token.children if child.dep_ == "compound:prt"]
    if _calculated(clause, leading):
        return "assumed"
    compared = _after_als(clause)
    keys = {stem(token.text) for token in (*words, *particles) if token.i not in compared}
    said_by = keys | {stem(token.lemma_) for token in words if token.lemma_ and token.i not in compared}
    forms = {token.lower_ for token in words if token.i not in compared}
    said = " ".join((leading.lower(), *(token.lower_ for token in clause.tokens)))
    for entry in frames().modality:
        if (
            not said_by.isdisjoint(stems(entry.words))
            or not forms.isdisjoint(entry.forms)
            or any(phrase in said for phrase in entry.phrases)
        ):
            return entry.name
    return None


def _calculated(clause: Clause, leading: str) -> bool:
    """Whether the number is the basis of a calculation: ``bei 10.000 Karten wären das 2 Millionen Euro``."""
    words = frames().calculating
    before = leading.lower().split()
    while before and before[-1] in frames().approximating.words:
        before.pop()
    if not before or before[-1] not in words.prepositions:
        return False
    said = {token.lower_ for token in clause.sentence}
    return not said.isdisjoint(words.verbs) and not said.isdisjoint(words.result)


def _presupposed(clause: Clause) -> bool:
    """Whether the number stands in a phrase that is taken for granted (``angesichts von 3000 Anträgen``)."""
    token = next((token for token in clause.tokens if clause.distance.get(token.i) == 0), None)
    while token is not None and token.has_dep():
        if any(child.dep_ == "case" and child.lower_ in frames().presupposing.words for child in token.children):
            return True
        token = token.head if token.head.i != token.i else None
    return False


def _beside(clause: Clause) -> set[int]:
    """Words under a verb coordinated with the number's own (``sprach von 3 und sagte Hilfe zu``)."""
    found: dict[int, bool] = {}
    for word in clause.tokens:
        token, path = word, list[int]()
        lies = False
        while token.i not in found and token.has_dep() and (head := token.head).i != token.i:
            path.append(token.i)
            if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
                lies = clause.distance.get(token.i, 0) > clause.distance.get(head.i, 0)
                if lies:
                    break
            token = head
        lies = lies or found.get(token.i, False)
        found.update(dict.fromkeys(path, lies))
    return {i for i, lies in found.items() if lies}


def _after_als(clause: Clause) -> set[int]:
    """Words after ``als`` or ``wie``: ``weniger als erwartet`` is no forecast but a fact."""
    out: set[int] = set()
    for position, token in enumerate(clause.tokens):
        if token.lower_ in ("als", "wie"):
            out.update(other.i for other in clause.tokens[position + 1 : position + 9])
    return out


def now_word(text: str, quantity: Quantity, clause: Clause) -> str | None:
    """The word by which the clause speaks of the day of publication (``derzeit``, ``inzwischen``), if any.

    Behind the number and a comma it begins the next thought (``verlor 3 Millionen, inzwischen …``).
    """
    for token in clause.tokens:
        if token.lower_ in frames().now.words and "," not in text[quantity.end : token.idx]:
            return token.text
    return None
