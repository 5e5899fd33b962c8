"""What a quantity counts or measures, over the tree of its sentence.

For each kind of unit an ordered list of constructions is tried, the most certain first; where
none applies the field stays ``None`` and no guess is made.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from kursk_claims.extract import units
from kursk_claims.extract.phrases import (
    genitive_after,
    is_noun,
    noun_after,
    phrase_text,
    segment,
    sentence,
    subject_of,
    surname,
    verb_of,
)
from kursk_claims.lexicon import load
from kursk_claims.models import Quantity, Span


class CountingLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/counting.toml``."""

    totals: list[str]
    carriers: list[str]
    dimensional: list[str]
    time_distance_after: list[str]
    time_distance_before: list[str]
    duration_before: list[str]
    age: list[str]
    bearing_verbs: list[str]
    events: list[str]
    stand_ins: list[str]


class _Words(Struct, frozen=True):
    totals: frozenset[str]
    carriers: frozenset[str]
    dimensional: frozenset[str]
    time_distance_after: frozenset[str]
    time_distance_before: frozenset[str]
    duration_before: frozenset[str]
    age: frozenset[str]
    bearing_verbs: frozenset[str]
    events: tuple[str, ...]
    stand_ins: frozenset[str]


@cache
def _words() -> _Words:
    words: CountingLexicon = load("de/counting", CountingLexicon)
    return _Words(
        totals=frozenset(words.totals),
        carriers=frozenset(words.carriers),
        dimensional=frozenset(words.dimensional),
        time_distance_after=frozenset(words.time_distance_after),
        time_distance_before=frozenset(words.time_distance_before),
        duration_before=frozenset(words.duration_before),
        age=frozenset(words.age),
        bearing_verbs=frozenset(words.bearing_verbs),
        events=tuple(words.events),
        stand_ins=frozenset(words.stand_ins),
    )


class Place(Struct, frozen=True):
    """A quantity in its Doc: token range of its span, and the range of its sentence."""

    doc: Doc
    quantity: Quantity
    first: int
    last: int
    low: int
    high: int

    @property
    def token(self) -> Token:
        """Last token of the span: the unit, or the number itself."""
        return self.doc[self.last]

    @property
    def before(self) -> Token | None:
        """The token before the span, inside the sentence."""
        return self.doc[self.first - 1] if self.first > self.low else None

    @property
    def after(self) -> Token | None:
        """The token after the span, inside the sentence."""
        return self.doc[self.last + 1] if self.last + 1 < self.high else None


def attach_counted(doc: Doc, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities with ``counted`` … filled in, without those inside names."""
    done: list[Quantity] = []
    heads: list[tuple[Place, Token | None]] = []
    for quantity in quantities:
        place = _place(doc, quantity)
        if place is None:
            done.append(quantity)
            continue
        if not place.token.has_dep() and not any(t.has_dep() for t in doc[place.low : place.high]):
            done.append(quantity)
            continue
        head = _head(place, heads)
        heads.append((place, head))
        done.append(_with_head(quantity, head))
    return done


def _with_head(quantity: Quantity, head: Token | None) -> Quantity:
    if head is None:
        return quantity
    text = phrase_text(head) if is_noun(head) else head.text
    return replace(
        quantity,
        counted=text,
        counted_head=head.text,
        counted_lemma=head.lemma_ or head.text,
        counted_span=Span(head.idx, head.idx + len(head.text)),
    )


def _place(doc: Doc, quantity: Quantity) -> Place | None:
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    low, high = sentence(doc[span.start])
    return Place(doc, quantity, span.start, span.end - 1, low, high)


Heads = list[tuple[Place, Token | None]]


def _head(place: Place, heads: Heads) -> Token | None:
    unit = place.quantity.unit
    if unit is None:
        return _of_count(place, heads)
    if unit.startswith("age_"):
        return _of_age(place)
    dimension = units.dimension(unit)
    if dimension == "share" or dimension == "share_points":
        return _of_share(place, heads)
    if dimension == "multiple":
        return _of_multiple(place)
    if dimension == "time":
        return _of_time(place)
    return _of_measure(place, heads)


# --- counts -----------------------------------------------------------------------------------


def _of_count(place: Place, heads: Heads) -> Token | None:
    """``50.000 Soldaten``, ``zwei unserer Männer``, ``Hunderte von Panzern``, ``23 wurden verletzt``."""
    doc, at = place.doc, place.last + 1
    joined = _joined_noun(place)
    if joined is not None:
        return joined
    after = place.after
    if after is not None and after.lower_ == "davon":
        return _earlier(place, heads)
    if after is not None and after.lower_ in ("von", "der", "dieser", "unserer", "seiner", "ihrer", "aller"):
        part = genitive_after(doc, at, place.high)
        if part is not None:
            return part
    noun = noun_after(doc, at, place.high)
    if noun is not None and not _is_time_or_name(noun):
        return noun
    shared = _shared_noun(place)
    if shared is not None:
        return shared
    measured = _noun_before(place)
    if measured is not None:
        return _inside_total(measured)
    return _total_subject(place) or _earlier(place, heads)


def _joined_noun(place: Place) -> Token | None:
    """``5-köpfige Familie``: the number is the first part of an adjective."""
    token = place.token
    if token.idx + len(token.text) > place.quantity.end and is_noun(token):
        return token
    return None


def _is_time_or_name(noun: Token) -> bool:
    """A name after a bare number is mostly the next phrase (``2020 Merkel``)."""
    return noun.pos_ == "PROPN" and noun.ent_type_ in ("PER", "LOC")


def _shared_noun(place: Place) -> Token | None:
    """``200 feste und 300 freie Mitarbeiter``: the noun stands after the next number."""
    doc, i = place.doc, place.last + 1
    while i < place.high and doc[i].pos_ in ("ADJ", "DET"):
        i += 1
    if i >= place.high or doc[i].lower_ not in ("und", "oder", "sowie", "bis", "beziehungsweise", "bzw.", ","):
        return None
    j = i + 1
    while j < place.high and doc[j].pos_ in ("ADV", "ADJ", "ADP") and not doc[j].like_num:
        j += 1
    if j < place.high and (doc[j].pos_ == "NUM" or doc[j].like_num):
        return noun_after(doc, j + 1, place.high)
    return None


def _noun_before(place: Place) -> Token | None:
    """The noun that a preposition joins to the figure: ``Reichweite von``, ``Kosten in Höhe von``, ``Anstieg um``."""
    doc, i = place.doc, place.first - 1
    while (
        i >= place.low and doc[i].pos_ in ("ADV", "ADJ", "PART") and not is_noun(doc[i]) and doc[i].text[:1].islower()
    ):
        i -= 1
    if i < place.low or doc[i].lower_ not in (
        "von",
        "um",
        "über",
        "zu",
        "bei",
        "auf",
        "zwischen",
        "bis",
        "ab",
        "mit",
        "für",
        "(",
        "in",
    ):
        own = place.token.doc[place.first].lower_
        if own not in ("von", "zwischen", "über", "bis", "um", "ab", "unter", "mehr", "rund"):
            return None
        i = place.first
        if own not in ("zwischen", "um", "bis", "ab", "über", "unter"):
            return None
    if doc[i].lower_ in ("zu", "bis") and i - 1 >= place.low and doc[i - 1].lower_ in ("bis", "von"):
        i -= 1
    if doc[i].lower_ == "bis" and i - 1 >= place.low and doc[i - 1].lower_ == "von":
        i -= 1
    preposition = doc[i].lower_
    i -= 1
    while i >= place.low and doc[i].text in ("“", '"', "«", "»", ")", "“"):
        i -= 1
    if i < place.low or not is_noun(doc[i]):
        return None
    noun = doc[i]
    if preposition in ("auf", "bei", "für", "mit", "in", "zu") and not _governs(noun, place):
        return None
    if noun.lower_ in _words().carriers and i - 1 >= place.low:
        j = i - 1
        while j >= place.low and doc[j].pos_ in ("DET", "ADJ"):
            j -= 1
        if j >= place.low and doc[j].pos_ == "ADP":
            j -= 1
            if j >= place.low and is_noun(doc[j]):
                return _phrase_head(doc[j], place.low)
            return None if noun.lower_ == "höhe" else noun
    return _phrase_head(noun, place.low)


def _governs(noun: Token, place: Place) -> bool:
    """Tell whether the tree hangs the figure on this noun."""
    current = place.token
    for _ in range(4):
        if current.head is noun:
            return True
        if current.head is current:
            return False
        current = current.head
    return False


def _phrase_head(noun: Token, low: int) -> Token:
    """From the last noun of ``Absatz der Automarke Borgward`` back to ``Absatz``."""
    current = noun
    for _ in range(4):
        head = current.head
        if (
            current.dep_ in ("nmod", "appos", "flat", "compound", "conj")
            and low <= head.i < current.i
            and is_noun(head)
        ):
            between = noun.doc[head.i + 1 : current.i]
            if any(t.pos_ in ("VERB", "AUX") or t.text in ",;:" for t in between):
                break
            if current.dep_ == "nmod" and any(
                t.pos_ == "ADP" and t.lower_ not in ("von", "vor", "an") for t in between
            ):
                break
            current = head
            continue
        break
    return current


def _inside_total(noun: Token) -> Token:
    """From ``Zahl`` to what it is the number of: ``Zahl der Toten``."""
    if noun.lower_ not in _words().totals:
        return noun
    return genitive_after(noun.doc, noun.i + 1, sentence(noun)[1]) or noun


def _total_subject(place: Place) -> Token | None:
    """``Die Zahl der Toten stieg auf 35``, ``Die Inzidenz liegt bei 35``."""
    verb = verb_of(place.token)
    subject = subject_of(place.doc[place.last], verb)
    if subject is None or subject.i == place.last:
        return None
    if subject.lower_ in _words().totals:
        return _inside_total(subject)
    preposition = place.before.lower_ if place.before is not None else ""
    own = place.doc[place.first].lower_
    if preposition in ("auf", "bei", "um", "von") or own in ("auf", "bei", "um"):
        if verb is not None and verb.lemma_.lower() in _words().bearing_verbs:
            return subject
    if verb is not None and verb.lemma_.lower() in ("betragen", "erreichen", "zählen", "messen"):
        return subject
    return None


def _earlier(place: Place, heads: Heads) -> Token | None:
    """The noun that an elliptic number stands for: counted before, in this sentence or the one before."""
    totals = [t for t in place.doc[place.low : place.first] if t.lower_ in _words().totals]
    for total in reversed(totals):
        inside = _inside_total(total)
        if inside is not total:
            return inside
    for other, head in reversed(heads):
        if other.quantity.unit is not None or head is None or not is_noun(head):
            continue
        if other.low == place.low:
            return head
        if other.high == place.low or other.high >= place.low - 2:
            return head
        break
    article = [
        t
        for t in place.doc[place.low : place.first]
        if is_noun(t)
        and t.i > 0
        and t.doc[t.i - 1].lower_ in ("ein", "eine", "einen")
        and t.dep_.startswith(("nsubj", "obj"))
    ]
    return article[-1] if article else None


# --- shares -----------------------------------------------------------------------------------


def _of_share(place: Place, heads: Heads) -> Token | None:
    """``Prozent der X``, ``jeder dritte X``, ``um 3 Prozent gesunken``, ``Anteil von``."""
    doc, at = place.doc, place.last + 1
    if place.quantity.text.rstrip("n").endswith(("ige", "iger", "iges", "igem", "ig")) or doc[
        place.first
    ].lower_.startswith("jede"):
        return noun_after(doc, at, place.high)
    if any(t.lower_.startswith("jede") for t in doc[place.first : place.last + 1]):
        return noun_after(doc, at, place.high)
    if place.after is not None and place.after.lower_ == "davon":
        return None
    whole = genitive_after(doc, at, place.high)
    if whole is not None:
        return whole
    noun = noun_after(doc, at, place.high)
    if noun is not None and noun.pos_ == "NOUN" and doc[at].pos_ != "DET":
        return noun
    if place.quantity.unit == "fraction":
        return None
    measured = _noun_before(place)
    if measured is not None:
        return measured
    if _inherits_share(place):
        for other, head in reversed(heads):
            if other.quantity.unit == place.quantity.unit and other.high >= place.low - 1:
                return head
    verb = verb_of(place.token)
    return subject_of(place.token, verb)


def _inherits_share(place: Place) -> bool:
    """``auf Europa 40 Prozent``, ``die restlichen fünf Prozent``: a later share of the same whole."""
    before = [t.lower_ for t in place.doc[max(place.low, place.first - 3) : place.first]]
    if any(word in ("restlichen", "übrigen", "verbleibenden", "anderen", "weitere", "weiteren") for word in before):
        return True
    start, end = segment(place.token)
    return not any(t.pos_ in ("VERB", "AUX") for t in place.doc[start:end]) and not any(
        is_noun(t) and t.morph.get("Case") == ["Nom"] and t.i < place.first and t.dep_.startswith("nsubj")
        for t in place.doc[start:end]
    )


# --- multiples --------------------------------------------------------------------------------


def _of_multiple(place: Place) -> Token | None:
    """``verdreifacht``, ``dreimal höheres Risiko``, ``doppelt so viele Fälle``."""
    noun = noun_after(place.doc, place.last + 1, place.high)
    if noun is not None and not place.quantity.text.lower().startswith("ver"):
        return noun
    verb = place.token if place.token.pos_ == "VERB" else verb_of(place.token)
    subject = subject_of(place.token, verb)
    objects = [c for c in (verb.children if verb is not None else ()) if c.dep_ == "obj" and is_noun(c)]
    if place.token.pos_ == "VERB" and objects:
        return objects[0]
    return subject


# --- ages -------------------------------------------------------------------------------------


def _of_age(place: Place) -> Token | None:
    """``27-jährige Frau``, ``Bago (45)``, ``im Alter von 62``, ``Kinder unter 5 Jahren``; ``der 45-Jährige`` is ``None``."""
    doc, token = place.doc, place.token
    text = place.quantity.text
    tail = text.rpartition("-")[2].rpartition(" ")[2]
    lowered = text.lower()
    if "jährig" in lowered:
        if tail[:1] == "J" or "Jährig" in text:
            return None
        noun = noun_after(doc, place.last + 1, place.high)
        return surname(noun, place.high) if noun is not None and noun.pos_ == "PROPN" else noun
    if text.endswith("-"):
        noun = _shared_noun(place) or noun_after(doc, place.last + 2, place.high)
        return noun
    before = place.before
    if before is not None and before.text in ("(", ",") and not lowered.endswith(("jahre", "jahren")):
        i = before.i - 1
        return doc[i] if i >= place.low and is_noun(doc[i]) else None
    if place.after is not None and place.after.lower_ in (
        "alte",
        "alten",
        "alter",
        "altes",
        "junge",
        "jungen",
        "junger",
    ):
        noun = noun_after(doc, place.last + 2, place.high)
        return surname(noun, place.high) if noun is not None and noun.pos_ == "PROPN" else noun
    holder = _before_age(place)
    if holder is not None:
        return holder
    return subject_of(token, verb_of(token))


def _before_age(place: Place) -> Token | None:
    """The noun before ``im Alter von`` or ``unter 18 Jahren``."""
    doc, i = place.doc, place.first - 1
    while i >= place.low and (
        doc[i].pos_ in ("ADP", "ADV", "NUM", "CCONJ", "DET", "ADJ")
        or doc[i].lower_ in _words().age
        or doc[i].text == ","
    ):
        i -= 1
    if i >= place.low and is_noun(doc[i]) and place.first - i <= 8:
        between = [t.lower_ for t in doc[i + 1 : place.last + 1]]
        if any(word in ("alter", "unter", "über", "ab", "bis", "zwischen") for word in between):
            return _phrase_head(doc[i], place.low)
    return None


# --- time -------------------------------------------------------------------------------------


def _of_time(place: Place) -> Token | None:
    """What lasted: ``100 Stunden Arbeit``, ``drei Jahre gesperrt``; a distance in time measures nothing."""
    doc = place.doc
    after, before = place.after, place.before
    if _is_adjective_unit(place):
        return noun_after(doc, place.last + 1, place.high)
    if after is not None and after.lower_ in _words().time_distance_after:
        return None
    own = doc[place.first].lower_
    preposition = before.lower_ if before is not None else ""
    if preposition in ("vor", "nach", "in", "alle", "aller", "innerhalb") or own in ("vor", "nach", "alle"):
        return None
    if (
        preposition == "von"
        and before is not None
        and before.i - 1 >= place.low
        and doc[before.i - 1].lower_ == "innerhalb"
    ):
        return None
    measured = _noun_before(place)
    if measured is not None:
        return measured
    noun = noun_after(doc, place.last + 1, place.high)
    if (
        noun is not None
        and noun.pos_ == "NOUN"
        and noun.i == place.last + 1 + sum(1 for t in doc[place.last + 1 : noun.i] if t.pos_ == "ADJ")
    ):
        return noun
    genitive = (
        genitive_after(doc, place.last + 1, place.high)
        if after is not None and after.lower_ in ("des", "der")
        else None
    )
    if genitive is not None:
        return genitive
    verb = verb_of(place.token)
    subject = subject_of(place.token, verb)
    if subject is not None and is_noun(subject) and subject.lemma_.lower().endswith(_words().events):
        return subject
    if verb is None:
        return None
    if verb.lemma_.lower() in ("dauern", "sein", "haben", "betragen"):
        return subject if subject is not None and is_noun(subject) else None
    if verb.lemma_.lower() in ("stattfinden", "statt", "finden"):
        return subject if subject is not None and is_noun(subject) else None
    return verb


def _is_adjective_unit(place: Place) -> bool:
    return place.quantity.text.rstrip("rsnm").endswith(("ige", "ig")) and place.token.lower_.rstrip("rsnme").endswith(
        "ig"
    )


# --- measures and money -----------------------------------------------------------------------


def _of_measure(place: Place, heads: Heads) -> Token | None:
    """The dimension named, else its bearer, else the verb: ``Reichweite von``, ``8.000 qm großes Grundstück``."""
    doc, at = place.doc, place.last + 1
    joined = _compound_head(place)
    if joined is not None:
        return joined
    money = units.dimension(place.quantity.unit) == "money"
    measured = _noun_before(place)
    if measured is not None and not (money and _is_price(place)):
        return measured
    after = place.after
    if after is not None and (after.lower_ in _words().dimensional or _stem(after) in _words().dimensional):
        noun = noun_after(doc, at, place.high) if after.lower_ not in _words().dimensional else None
        if noun is not None:
            return noun
        return _bearer(place)
    noun = noun_after(doc, at, place.high)
    if noun is not None and noun.pos_ == "NOUN" and doc[at].pos_ != "DET":
        return noun
    if any(t.lower_ == "davon" for t in doc[segment(place.token)[0] : place.first]):
        for other, head in reversed(heads):
            if other.quantity.unit == place.quantity.unit and other.high >= place.low - 1:
                return head
    if money and _is_price(place):
        return measured or _sold(place)
    verb = verb_of(place.token)
    if verb is not None and verb.lemma_.lower() in _words().bearing_verbs:
        subject = subject_of(place.token, verb)
        if subject is not None and is_noun(subject):
            return subject
    return verb


def _stem(token: Token) -> str:
    for ending in ("en", "er", "es", "em", "e"):
        if token.lower_.endswith(ending):
            return token.lower_.removesuffix(ending)
    return token.lower_


def _compound_head(place: Place) -> Token | None:
    """``12-Tonnen-Kran``: the token goes on after the span with its head."""
    token = place.token
    if token.idx + len(token.text) > place.quantity.end + 1 and "-" in token.text and not token.text.endswith("ig"):
        return token
    following = place.after
    if following is not None and following.text == "-" and following.i + 1 < place.high:
        return place.doc[following.i + 1]
    return None


def _bearer(place: Place) -> Token | None:
    subject = subject_of(place.token, verb_of(place.token))
    return subject if subject is not None and is_noun(subject) else None


def _is_price(place: Place) -> bool:
    before = place.before.lower_ if place.before is not None else ""
    return before in ("für", "zum", "mit") or place.doc[place.first].lower_ == "ab" or before == "ab"


def _sold(place: Place) -> Token | None:
    """``bot die Version für 50 Euro an``: the object, else the subject of a passive."""
    verb = verb_of(place.token)
    if verb is not None:
        objects = [c for c in verb.children if c.dep_ == "obj" and is_noun(c)]
        passive = [c for c in verb.children if c.dep_ == "nsubj:pass" and is_noun(c)]
        if passive:
            return passive[0]
        if objects:
            return objects[-1]
    return _bearer(place) or verb
