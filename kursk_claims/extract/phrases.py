"""Noun phrases and clauses around a number, read so that a wrong parse does little harm.

Parts of speech and morphology are far more reliable than attachment in a fast parser, so the
noun phrase beside a number is read from the surface, and the tree is asked only for relations
over a distance: the verb of the clause and its subject.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kursk_claims.extract import currencies, exclusions, units
from kursk_claims.extract.number_words import fold, lexicon

_NOUNS = frozenset(("NOUN", "PROPN"))
_INSIDE = frozenset(("ADJ", "DET", "NUM", "PRON"))
_POSSESSIVE = ("sein", "ihr", "unser", "mein", "dein", "euer", "eur")
_LONGEST = 12
_STOPS = frozenset(
    (
        ".",
        "!",
        "?",
        ";",
        ":",
        "(",
        ")",
        "–",
        "—",
    )
)
_PARTICIPLE_ENDINGS = (
    "ende",
    "enden",
    "ender",
    "endes",
    "endem",
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "ene",
    "enen",
    "ener",
    "enes",
    "enem",
)


def sentence(token: Token) -> tuple[int, int]:
    """Return the token range of the sentence around ``token``."""
    doc = token.doc
    start = token.i
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    end = token.i + 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end


def is_noun(token: Token) -> bool:
    """Tell whether a token is a noun or name, or a nominalised adjective (``Verletzte``)."""
    if len(token.text) == 1 or not any(map(str.islower, token.text)) and any(not c.isalpha() for c in token.text):
        return False
    if not token.text[:1].isupper():
        return token.pos_ in _NOUNS and "-" in token.text and token.text[:1].isalpha()
    if token.pos_ in _NOUNS:
        return True
    if token.is_sent_start or token.pos_ in ("DET", "PRON"):
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.pos_ != "ADJ" or following is None or following.pos_ not in _NOUNS


_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_CONNECTING = frozenset(("„", "“", '"', "»", "«", "'", "‚", "so", "bis", "zu", "mehr", "weniger"))
_NO_ATTRIBUTE = frozenset(("ADP", "AUX", "SCONJ", "CCONJ", "NUM", "PUNCT", "ADV", "PART"))


def _is_attribute(token: Token) -> bool:
    """A word that may stand between a number and its noun, whatever the tagger made of it."""
    if token.pos_ in ("ADJ", "DET") or (token.pos_ == "PRON" and token.lower_.startswith(_POSSESSIVE)):
        return True
    if token.lower_ in _CONNECTING:
        return True
    if token.text.endswith("-"):
        return token.text[:1].isupper()
    if token.pos_ in _NO_ATTRIBUTE or not token.text[:1].islower() or token.i + 1 >= len(token.doc):
        return False
    if token.pos_ == "VERB" and token.lower_.endswith(_PARTICIPLE_ENDINGS):
        return True
    return token.lower_.endswith(_ADJECTIVE_ENDINGS) and token.nbor().text[:1].isupper() and token.pos_ != "VERB"


def noun_after(doc: Doc, at: int, end: int, *, genitive: bool = False) -> Token | None:
    """Return the head of the noun phrase that begins at token ``at``, before token ``end``.

    Attributes are skipped, also coordinated ones (``feste und freie Mitarbeiter``) and participles
    with their own phrase (``in Europa registrierten Beben``). ``genitive``: a determiner begins it.
    """
    i = at
    while i < min(end, at + _LONGEST):
        token = doc[i]
        if token.is_space:
            i += 1
            continue
        if is_noun(token):
            return _last_of_compound(doc, i, end, after_determiner=genitive)
        if _is_attribute(token):
            i += 1
            continue
        if (
            token.lower_ in ("und", "oder", "sowie", "bis", ",")
            and i > at
            and i + 1 < end
            and (doc[i - 1].pos_ == "ADJ" or doc[i - 1].text.endswith("-"))
            and (doc[i + 1].pos_ in ("ADJ", "NUM") or doc[i - 1].text.endswith("-"))
        ):
            i += 1
            continue
        if token.pos_ in ("ADV", "PART") and _leads_to_attribute(doc, i, end):
            i += 1
            continue
        if token.pos_ == "NUM" and i > at:
            i += 1
            continue
        if (
            token.text == ","
            and i > at
            and doc[i - 1].pos_ == "ADJ"
            and i + 1 < end
            and doc[i + 1].pos_ in ("ADP", "ADV")
        ):
            inner = _participle_after(doc, i + 1, end)
            if inner is not None:
                i = inner
                continue
        if token.pos_ == "ADP" and (i > at or genitive):
            inner = _participle_after(doc, i, end)
            if inner is not None:
                i = inner
                continue
        return None
    return None


def _leads_to_attribute(doc: Doc, i: int, end: int) -> bool:
    """``schwer verletzte``: an adverb directly before an attribute that has a noun."""
    if i + 1 >= end:
        return False
    following = doc[i + 1]
    return (_is_attribute(following) and following.pos_ != "DET") or following.pos_ == "NUM"


def _participle_after(doc: Doc, i: int, end: int) -> int | None:
    """Index of the participle that closes a phrase before a noun: ``in Europa registrierten``."""
    for j in range(i + 1, min(end - 1, i + 8)):
        token = doc[j]
        if token.pos_ == "PUNCT" and token.text in ",.;:":
            return None
        if (
            token.pos_ in ("ADJ", "VERB")
            and token.text.islower()
            and token.lower_.endswith(_PARTICIPLE_ENDINGS)
            and is_noun(doc[j + 1])
            and is_noun(doc[j - 1])
        ):
            return j
    return None


def _last_of_compound(doc: Doc, i: int, end: int, *, after_determiner: bool) -> Token:
    """Step over names before a noun (``Avenger Torpedobomber``) and over nested phrases."""
    token = doc[i]
    while (
        i + 1 < end
        and is_noun(doc[i + 1])
        and doc[i + 1].pos_ == "NOUN"
        and (token.dep_ == "compound" and token.head.i == i + 1 or token.pos_ == "PROPN")
    ):
        i += 1
        token = doc[i]
    if after_determiner and i + 2 < end and doc[i + 1].pos_ in ("ADJ", "VERB") and doc[i + 1].text.islower():
        if doc[i + 1].lower_.endswith(_PARTICIPLE_ENDINGS) and is_noun(doc[i + 2]):
            return doc[i + 2]
    return token


def genitive_after(doc: Doc, at: int, end: int) -> Token | None:
    """Return the head of a genitive or ``von`` phrase that begins at ``at``: ``der Wähler``, ``aller Beben``."""
    if at >= end:
        return None
    first = doc[at]
    if first.lower_ in ("von", "vom", "aus", "unter"):
        return noun_after(doc, at + 1, end, genitive=True)
    if (
        first.pos_ in ("DET", "PRON", "ADJ")
        and first.lower_ in _GENITIVE
        or first.lower_.startswith(_POSSESSIVE)
        and first.lower_.endswith("er")
    ):
        return noun_after(doc, at + 1, end, genitive=True)
    if first.pos_ == "ADJ" and first.lower_.endswith("er"):
        return noun_after(doc, at, end)
    return None


_GENITIVE = frozenset(
    (
        "der",
        "des",
        "aller",
        "dieser",
        "dieses",
        "jener",
        "seines",
        "ihres",
        "unseres",
        "eines",
        "einer",
        "jedes",
        "solcher",
        "sämtlicher",
        "beider",
    )
)


def in_prepositional_phrase(token: Token) -> bool:
    """Tell whether a preposition opens the noun phrase that ``token`` heads."""
    doc, i = token.doc, token.i - 1
    start = sentence(token)[0]
    while i >= start and (doc[i].pos_ in _INSIDE or doc[i].pos_ == "ADV" or doc[i].text in '„"»“'):
        i -= 1
    return i >= start and doc[i].pos_ == "ADP"


def segment(token: Token) -> tuple[int, int]:
    """Return the token range between the nearest commas and stops around ``token``, inside its sentence."""
    start, end = sentence(token)
    left = token.i
    while left > start and not _cuts(token.doc, left - 1):
        left -= 1
    right = token.i + 1
    while right < end and not _cuts(token.doc, right):
        right += 1
    return left, right


def _cuts(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text in _STOPS or token.text == "-":
        return True
    if token.text != ",":
        return False
    return not (0 < i < len(doc) - 1 and doc[i - 1].pos_ == "ADJ" and doc[i + 1].pos_ == "ADJ")


def verb_of(token: Token) -> Token | None:
    """Return the content verb (or predicate adjective) that governs ``token``."""
    start, end = segment(token)
    current = token
    for _ in range(_LONGEST):
        if current is not token and is_predicate(current):
            break
        if current.head is current:
            break
        current = current.head
    found = current is not token and is_predicate(current)
    if found and start <= current.i < end:
        return _content(current)
    inside = [t for t in token.doc[start:end] if is_predicate(t) and not _attributive(t)]
    if inside:
        later = [t for t in inside if t.i > token.i]
        return _content(later[0] if later else inside[-1])
    return _content(current) if found else None


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, or a word with an auxiliary or a subject."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    if token.pos_ in ("ADP", "ADV") or token.lower_ == "lang":
        return False
    return any(child.dep_ in ("aux", "aux:pass", "cop", "nsubj", "nsubj:pass") for child in token.children)


def _attributive(token: Token) -> bool:
    return token.dep_ == "amod"


def _content(verb: Token) -> Token:
    """From an auxiliary to the verb that it helps."""
    if verb.pos_ == "AUX" and verb.dep_ in ("aux", "aux:pass", "cop"):
        return verb.head
    return verb


def subject_of(token: Token, verb: Token | None) -> Token | None:
    """Return the subject of the clause around ``token``: from its segment if it has one, else from the tree."""
    start, end = segment(token)
    doc = token.doc
    near = [
        t
        for t in doc[start:end]
        if is_noun(t)
        and t.morph.get("Case", []) == ["Nom"]
        and not is_unit(t)
        and not in_prepositional_phrase(t)
        and t.dep_ not in ("flat", "appos", "nmod", "compound")
    ]
    if near and not any(is_predicate(t) for t in doc[start:end]):
        return near[0]
    labelled = [t for t in near if t.dep_.startswith("nsubj")]
    if labelled:
        return next((t for t in labelled if t.head == verb), labelled[0])
    if verb is not None:
        of_verb = _tree_subject(verb)
        if of_verb is not None:
            return of_verb
    return near[0] if near else None


def _tree_subject(verb: Token) -> Token | None:
    current = verb
    for _ in range(3):
        found = [child for child in current.children if child.dep_.startswith("nsubj")]
        if found:
            return antecedent(found[0], current)
        if current.dep_ in ("conj", "xcomp", "aux", "cop", "aux:pass") and current.head is not current:
            current = current.head
            continue
        return None
    return None


def antecedent(subject: Token, verb: Token) -> Token:
    """From a relative pronoun to the noun before its clause; any other subject stays itself."""
    if subject.pos_ not in ("PRON", "DET") or "Rel" not in subject.morph.get("PronType", []):
        return subject
    if verb.dep_.startswith("acl") and is_noun(verb.head) and verb.head.i < subject.i:
        return verb.head
    before = subject.i - 1
    if before > 0 and subject.doc[before].text == "," and is_noun(subject.doc[before - 1]):
        return subject.doc[before - 1]
    return subject


def has_pronoun_subject(verb: Token | None) -> bool:
    """Tell whether the subject of ``verb`` is a pronoun."""
    subject = _tree_subject(verb) if verb is not None else None
    return subject is not None and subject.pos_ == "PRON"


def surname(token: Token, end: int) -> Token:
    """From the first part of a name to its last: ``Ferenc`` to ``Bago``; a common noun stays itself."""
    doc, i = token.doc, token.i
    if token.ent_type_ == "PER":
        while i + 1 < end and doc[i + 1].ent_type_ == "PER" and doc[i + 1].ent_iob_ == "I":
            i += 1
        return doc[i]
    while (
        i + 1 < end and doc[i + 1].pos_ == "PROPN" and (doc[i].pos_ == "PROPN" or doc[i].dep_ in ("compound", "flat"))
    ):
        i += 1
    return doc[i]


def full_lemma(verb: Token) -> str:
    """Return the verb's lemma in lower case with its separated particle: ``zurückgehen`` for ``ging … zurück``."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "compound:prt"]
    lemma = verb.lemma_.lower()
    return particles[0] + lemma if particles and not lemma.startswith(particles[0]) else lemma


def is_unit(token: Token) -> bool:
    """Tell whether a noun is a unit, a scale or a month, which measures and is not measured."""
    if units.unit_of_word(token.text) is not None or currencies.is_noun(token.text):
        return True
    return exclusions.is_time_name(token.text) or fold(token.text) in lexicon().scales


def head_before(noun: Token, low: int) -> Token | None:
    """Return the noun whose genitive, ``von`` phrase or name ``noun`` is, if it stands right before it."""
    doc, i = noun.doc, noun.i - 1
    while i >= low and (doc[i].pos_ == "ADJ" or doc[i].text in '„"»“'):
        i -= 1
    if i < low:
        return None
    opener = doc[i]
    if is_noun(opener):
        named = noun.pos_ == "PROPN" or noun.dep_ in ("appos", "flat")
        return opener if i == noun.i - 1 and named and noun.ent_type_ != "PER" else None
    if opener.lower_ in ("des", "der") or (opener.lower_ == "von" and doc[i].pos_ == "ADP"):
        if i - 1 >= low and is_noun(doc[i - 1]) and not is_unit(doc[i - 1]):
            return doc[i - 1] if noun.head is doc[i - 1] or noun.dep_ == "nmod" else None
    return None


def phrase_text(head: Token, low: int) -> str:
    """Return the head with its own adjectives and a following genitive or ``aus``/``von`` phrase, not before ``low``."""
    doc = head.doc
    high = sentence(head)[1]
    start = head.i
    while (
        start > low
        and (
            (doc[start - 1].pos_ == "ADJ" and doc[start - 1].text[:1].islower())
            or (doc[start - 1].lower_.startswith(_POSSESSIVE) and doc[start - 1].pos_ in ("DET", "PRON"))
            or (doc[start - 1].pos_ == "PROPN" and head.pos_ == "PROPN")
        )
        and doc[start - 1].lower_ not in ("rund", "knapp", "gut", "weit", "genau")
    ):
        start -= 1
    end = head.i + 1
    if end < high and doc[end].lower_ in ("und", "sowie") and end + 1 < high and is_noun(doc[end + 1]):
        end += 2
    tail = genitive_after(doc, end, high) if end < high and doc[end].lower_ in (*_GENITIVE, "aus", "von") else None
    if tail is not None and not any(t.like_num or t.text == "," for t in doc[end : tail.i]):
        end = tail.i + 1
        while end < high and doc[end].pos_ == "PROPN":
            end += 1
    return doc[start:end].text
