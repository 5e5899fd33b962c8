"""The clause around a number: its verb, and the subject of that verb."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kursk_claims.extract.counting.phrases import LONGEST, in_prepositional_phrase, is_noun, is_unit, sentence
from kursk_claims.extract.counting.words import words
from kursk_claims.grammar import view_of
from kursk_claims.grammar.marks import parts
from kursk_claims.grammar.tokens import View

_ASIDE = 25
"""Tokens of a remark in brackets that a clause goes on behind."""


def segment(token: Token) -> tuple[int, int]:
    """Return the token range between the nearest marks around ``token``, inside its sentence."""
    view = view_of(token.doc)
    start, end = sentence(token)
    left = token.i
    while left > start and not parts(view, left - 1):
        left -= 1
        if left > start and view.words[left - 1] == ")":
            left = _aside_start(view, left - 1, start)
    right = next((i for i in range(token.i + 1, end) if parts(view, i) or view.words[i] == "."), end)
    return left, right


def _aside_start(view: View, closing: int, start: int) -> int:
    """Index of the bracket that opens the remark which ``closing`` ends, else of the token behind ``closing``."""
    first = max(start, closing - _ASIDE)
    return next((i for i in range(closing - 1, first - 1, -1) if view.words[i] == "("), closing + 1)


def verb_of(token: Token) -> Token | None:
    """Return the content verb (or predicate adjective) that governs ``token``."""
    start, end = segment(token)
    current = token
    for _ in range(LONGEST):
        if current != token and is_predicate(current):
            break
        if current.head == current:
            break
        current = current.head
    found = current != token and is_predicate(current)
    if found and start <= current.i < end:
        return _content(current)
    inside = [t for t in token.doc[start:end] if is_predicate(t) and not _attributive(t)]
    if inside:
        later = [t for t in inside if t.i > token.i]
        return _content(later[0] if later else inside[-1])
    return _content(current) if found else None


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, or a word with an auxiliary or a subject."""
    if token.pos_ in ("VERB", "AUX") and token.lower_ not in words().no_predicates:
        return True
    if token.pos_ in ("ADP", "ADV") or token.lower_ in words().no_predicates:
        return False
    return any(child.dep_ in ("aux", "aux:pass", "cop", "nsubj", "nsubj:pass") for child in token.children)


def _attributive(token: Token) -> bool:
    return token.dep_ == "amod"


def _content(verb: Token) -> Token:
    """From an auxiliary to the verb that it helps."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    participle = before.pos_ == "ADJ" and before.text.islower() and before.text.endswith(("en", "t"))
    if participle and verb.lemma_ == "haben":
        return before
    if verb.pos_ == "AUX" and verb.dep_ in ("aux", "aux:pass", "cop") and verb.head.lower_ != "lang":
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
        and t.i != token.i
        and t.morph.get("Case", []) == ["Nom"]
        and not is_unit(t)
        and not in_prepositional_phrase(t)
        and t.dep_ not in ("flat", "appos", "compound")
        and not is_part_of_time(t)
        and not is_source(t)
    ]
    if near and not any(is_predicate(t) for t in doc[start:end]):
        return next((t for t in reversed(near) if t.i < token.i and t.dep_ != "nmod"), near[0])
    labelled = [t for t in near if t.dep_.startswith("nsubj")]
    joined = _second_clause(doc, start, token, verb)
    if joined is not None:
        return joined
    own = next((t for t in labelled if t.head == verb), None)
    if own is None and verb is not None and (pronoun := _pronoun_of(verb)) is not None:
        return pronoun
    if labelled:
        return own or labelled[0]
    if verb is not None:
        of_verb = _tree_subject(verb, token)
        if (
            of_verb is not None
            and of_verb.i != token.i
            and not (is_part_of_time(of_verb) or _announces(of_verb, token) or is_source(of_verb))
        ):
            return _filling(of_verb)
    return near[0] if near else _bare_noun(token, start, end)


def _second_clause(doc: Doc, start: int, token: Token, verb: Token | None) -> Token | None:
    """``… und die Zahl der Boote liegt bei 30``: the noun that opens the clause of ``verb`` behind ``und``."""
    if verb is None or verb.dep_ != "conj" or not start < verb.i < token.i:
        return None
    conjunction = next((t.i for t in reversed(doc[start : verb.i]) if t.pos_ == "CCONJ"), None)
    if conjunction is None or any(is_predicate(t) for t in doc[conjunction + 1 : verb.i]):
        return None
    opening = next((t for t in doc[conjunction + 1 : verb.i] if t.pos_ not in ("DET", "ADJ")), None)
    return opening if opening is not None and is_noun(opening) and not is_unit(opening) else None


def _announces(subject: Token, token: Token) -> bool:
    """``die Meldung: Der Wert liegt bei 50``: a noun before a colon is no subject behind it."""
    return subject.i < token.i and any(t.text in (":", ";") for t in subject.doc[subject.i : token.i])


def is_source(token: Token) -> bool:
    """``Angaben des Instituts zufolge``: who says it, and not the subject."""
    view = view_of(token.doc)
    for later in token.doc[token.i + 1 : token.i + LONGEST]:
        if later.lower_ == "zufolge":
            return True
        if parts(view, later.i) or later.pos_ in ("VERB", "AUX"):
            return False
    return False


def _pronoun_of(verb: Token) -> Token | None:
    """The personal pronoun that is the subject of ``verb`` or of the verb that it is joined to."""
    for governor in (verb, verb.head if verb.dep_ == "conj" else verb):
        for child in governor.children:
            if child.dep_.startswith("nsubj"):
                return child if child.pos_ == "PRON" and "Prs" in child.morph.get("PronType", []) else None
    return None


def taken_up(pronoun: Token) -> Token | None:
    """``Die Quote sinkt: Am Freitag lag sie bei 221``: the last subject that the pronoun can stand for.

    It stands in the pronoun's own sentence or in the one before.
    """
    kind = pronoun.morph.get("Gender", []), pronoun.morph.get("Number", [])
    if pronoun.lower_ not in ("er", "sie") or not kind[1]:
        return None
    start = pronoun.sent.start
    start = max(pronoun.doc[start - 1].sent.start, start - LONGEST * 3) if start else start
    for token in reversed(pronoun.doc[start : pronoun.i]):
        if token.dep_.startswith("nsubj") and is_noun(token) and token.ent_type_ != "PER":
            if is_part_of_time(token):
                continue
            same = token.morph.get("Number", []) == kind[1] and (
                not kind[0] or token.morph.get("Gender", []) == kind[0]
            )
            return token if same and not is_unit(token) else None
    return None


def is_part_of_time(token: Token) -> bool:
    """``Anfang der Woche``: an adverb of time, though the tagger sees a nominative."""
    bare = token.i == token.sent.start or token.nbor(-1).pos_ not in ("DET", "ADJ")
    return bare and token.lower_ in words().parts_of_time


def _filling(subject: Token) -> Token:
    """``Ein Liter Diesel kostet``: what the unit is full of."""
    following = subject.i + 1
    if not is_unit(subject) or following >= len(subject.doc):
        return subject
    noun = subject.doc[following]
    return noun if is_noun(noun) and not is_unit(noun) else subject


def _bare_noun(number: Token, start: int, end: int) -> Token | None:
    """The first noun phrase of a clause without preposition and not in the genitive or dative."""
    for token in number.doc[start:end]:
        if (
            is_noun(token)
            and token.i != number.i
            and not is_unit(token)
            and token.dep_ not in ("nmod", "flat", "appos", "compound")
            and not is_part_of_time(token)
        ):
            oblique = {"Gen", "Dat"} & set(token.morph.get("Case", []))
            if not oblique and not in_prepositional_phrase(token):
                return token
    return None


def _tree_subject(verb: Token, number: Token) -> Token | None:
    """The subject of ``verb`` or of the verb that it is joined to; a figure in ``ist 18 Meter breit`` is none."""
    current = verb
    for _ in range(3):
        found = [child for child in current.children if child.dep_.startswith("nsubj") and child != number]
        if current != verb:
            found = [child for child in found if not is_unit(child)]
        if found:
            return antecedent(found[0], current)
        if any(child.dep_.startswith("expl") for child in current.children):
            return None
        if current.dep_ in ("conj", "xcomp", "aux", "cop", "aux:pass") and current.head != current:
            current = current.head
            continue
        return None
    return None


def antecedent(subject: Token, verb: Token) -> Token:
    """From a relative pronoun to the noun before its clause; any other subject stays itself."""
    if subject.pos_ not in ("PRON", "DET") or "Rel" not in subject.morph.get("PronType", []):
        return subject
    if verb.dep_.startswith("acl") and is_noun(verb.head) and verb.head.i < subject.i:
        return verb.head if _agrees(subject, verb, verb.head) else _nearest(subject, verb) or verb.head
    before = subject.i - 1
    if before <= 0 or subject.doc[before].text != "," or not is_noun(subject.doc[before - 1]):
        return subject
    gender = subject.morph.get("Gender", [])
    for token in reversed(subject.doc[max(subject.sent.start, before - LONGEST) : before]):
        if token.pos_ in ("VERB", "AUX") or token.text == ",":
            break
        if is_noun(token) and gender and token.morph.get("Gender", []) == gender:
            return token
    return subject.doc[before - 1]


_SINGULAR = {"der": "Masc", "das": "Neut", "die": "Fem"}


def _agrees(pronoun: Token, verb: Token, noun: Token) -> bool:
    """Tell whether a relative pronoun in the nominative can stand for a noun: ``die … liegt`` for a feminine one."""
    gender, number = noun.morph.get("Gender", []), noun.morph.get("Number", [])
    if pronoun.lower_ not in _SINGULAR or not gender or not number:
        return True
    plural = "Plur" in _finite_of(verb).morph.get("Number", [])
    if plural or number == ["Plur"]:
        return plural and number == ["Plur"]
    return gender == [_SINGULAR[pronoun.lower_]]


def _finite_of(verb: Token) -> Token:
    return next((child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")), verb)


def _nearest(pronoun: Token, verb: Token) -> Token | None:
    """The nearest noun before the comma of a relative clause that its pronoun agrees with."""
    before = pronoun.doc[max(pronoun.sent.start, pronoun.i - LONGEST) : pronoun.i]
    return next((t for t in reversed(before) if is_noun(t) and not is_unit(t) and _agrees(pronoun, verb, t)), None)
