"""Noun phrases read off the surface: where they begin and where they end.

A parser trained on little data gets attachment wrong one time in four; the edges of a German noun
phrase are mostly written on it (articles, capitals, genitive articles, commas round an apposition).
So the surface decides where a phrase ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from kursk_claims.grammar.clauses import Kind, Sentence
from kursk_claims.grammar.nominals import is_modifier, is_noun
from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.grammar.verbs import is_finite
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying, saying

OPEN_MARKS: Final = frozenset({"„", '"', "»", "«", "“", "‚", "›", "‹"})
_OWN_ROLE: Final = frozenset({"obj", "iobj"})
"""Roles by which a noun right after a noun phrase is a phrase of its own (``die Verbände Reformen``)."""
_GROUPED: Final = re.compile(r"\d[.,]\d")
_REACH: Final = 60
"""Tokens after which a phrase is cut off: the longest real ones have about 30."""


def starts_phrase(view: View, i: int) -> bool:
    """Whether a nominal phrase without preposition may begin at ``i``."""
    closed = grammar()
    word = view.lower[i]
    if word in closed.determiners or word in closed.subject_pronouns:
        return True
    if word in closed.prepositions or word in grammar().not_nominal:
        return False
    if view.words[i] in OPEN_MARKS:
        return True
    return is_noun(view, i) or (is_modifier(view, i) and view.words[i][0].isalnum())


def core_end(view: View, i: int, limit: int) -> int:
    """End of the noun phrase at ``i`` without what follows its noun; ``i`` if there is none."""
    closed = grammar()
    limit = min(limit, i + _REACH)
    if i >= limit:
        return i
    word = view.lower[i]
    j = i
    if word in closed.determiners or (
        word in grammar().attributive_pronouns and i + 1 < limit and (is_noun(view, i + 1) or is_modifier(view, i + 1))
    ):
        j += 1
        if j < limit and view.lower[j] in closed.determiners and view.lower[j] not in {"der", "die", "das"}:
            j += 1
    elif word in closed.subject_pronouns:
        return i + 1
    begin = j = _attributes(view, j, limit)
    while j < limit:
        q = view.quote_at[j]
        if q >= 0 and _quoted_name(view, q, j, begin) and view.quotes[q].end <= limit and view.quotes[q].end - j <= 12:
            j = view.quotes[q].end
        elif (
            j > begin
            and view.pos[j] == "NOUN"
            and view.pos[j - 1] != "ADJ"
            and ((view.deps[j] in _OWN_ROLE and not view.entity_types[j]) or _behind_name(view, i, j))
        ) or (j > begin and _of_its_own(view, j)):
            break
        elif (
            is_noun(view, j)
            or (j > begin and view.words[j] in {"&", "/"})
            or (j > begin and view.entity_types[j] == view.entity_types[j - 1] == "ORG" and view.words[j].isalpha())
            or (j > begin and view.words[j][0].isdigit() and _is_name_part(view, j, limit))
        ):
            j += 1
        elif (
            j > begin
            and view.words[j] in {"’", "'"}
            and j + 1 < limit
            and is_noun(view, j + 1)
            and view.starts[j + 1] == view.ends[j]
        ):
            j += 2
        elif (
            (
                j > begin
                and view.lower[j] in grammar().name_parts
                and j + 1 < limit
                and view.pos[j - 1] in ("PROPN", "")
                and view.lower[j] not in grammar().loose_name_parts
                and is_noun(view, j + 1)
            )
            or (
                j > begin
                and view.words[j] in {"von", "zu"}
                and j + 1 < limit
                and view.entity_types[j] == "PER"
                and is_noun(view, j + 1)
            )
            or (view.words[j] in {"-", "–"} and j > begin and j + 1 < limit and view.starts[j] == view.ends[j - 1])
        ):
            j += 1
        else:
            break
    if j == i + 1 and begin == i and _owns(view, i, limit):
        return core_end(view, j, limit)  # "Europas | größter Autobauer"
    if j == begin and begin > i and word in closed.determiners:
        return begin if word in closed.subject_pronouns or begin > i + 1 else i
    return j if j > begin else i


def _of_its_own(view: View, j: int) -> bool:
    """A phrase of its own right behind a name: ``Kern | Erfreuliches``, ``die US-Regierung | Georgien``."""
    if view.entity_types[j - 1] == "PER" and view.pos[j] == "ADJ" and not view.entity_types[j]:
        return True
    state = countries.role_of(view.words[j]) == "name"
    before = view.words[j - 1]
    return state and (countries.role_of(before) == "name" or before.lower().endswith("regierung"))


def _owns(view: View, i: int, limit: int) -> bool:
    """Whether a name in the genitive stands at ``i``, with adjectives and a noun of its own behind it."""
    named = view.pos[i] == "PROPN" or view.entity_types[i] != ""
    k = i + 1
    while k < limit and view.pos[k] == "ADJ" and view.words[k][0].islower():
        k += 1
    return named and view.words[i].endswith("s") and i + 1 < k < limit and is_noun(view, k)


def noun_of(view: View, start: int, end: int) -> int:
    """Where the noun of a phrase may begin: behind article and attributes (``einer um 18 Uhr genannten | Zahl``)."""
    first = start + 1 if view.lower[start] in grammar().determiners else start
    return _attributes(view, first, end)


def _quoted_name(view: View, q: int, j: int, begin: int) -> bool:
    """Whether a quotation that begins at ``j`` goes on with a phrase begun before: ``die Zeitung | „Bild“``.

    ``laut Polizei | „weitgehend friedlich“`` does not: quoted words that are no name are said.
    """
    quote = view.quotes[q]
    return quote.start == j and (j == begin or not view.words[min(quote.start + 1, quote.end - 1)][:1].islower())


def _behind_name(view: View, i: int, j: int) -> bool:
    """``laut Airbus | Bestellungen``: a common noun behind a bare name is a phrase of its own, not part of the name.

    Only behind ``laut`` and its like; a genitive of a person or place goes with its noun (``laut Merkers Büro``).
    """
    if i == 0 or view.lower[i - 1] not in saying().prepositions.before or view.entity_types[j] or not is_noun(view, i):
        return False
    if not view.entity_types[j - 1]:  # "laut Ministerium | Arbeiten", but "laut Minister Doktor Maier"
        named = j + 1 < len(view) and (view.entity_types[j + 1] != "" or view.pos[j + 1] in NOUNS)
        return view.pos[j - 1] == "NOUN" and not named and not names_saying(view.lower[j])
    genitive = view.words[j - 1].endswith(("s", "’", "'")) and view.entity_types[j - 1] != "ORG"
    bare = is_noun(view, i) and all(view.entity_types[k] for k in range(i, j))
    return bare and not genitive and not names_saying(view.lower[j])


def _attributes(view: View, j: int, limit: int) -> int:
    """Skip adjectives and extended attributes (``der am Montag vorgestellte``)."""
    closed = grammar()
    k = j
    while k < limit:
        if is_noun(view, k):
            inside = k + 1 < limit and (_extends(view, j, k, limit) or _measures(view, k, limit))
        elif is_modifier(view, k) or view.lower[k] in closed.focus or (view.pos[k] == "ADV" and k + 1 < limit):
            inside = True
        elif view.lower[k] in closed.prepositions or view.lower[k] in closed.determiners:
            inside = _participle_follows(view, k, limit)
        else:
            joins = view.words[k] in {"und", ",", "/"} and j < k < limit - 1
            inside = joins and is_modifier(view, k - 1) and is_modifier(view, k + 1)
        if not inside:
            break
        k += 1
    return k if k < limit and (is_noun(view, k) or view.words[k] in OPEN_MARKS) else j


def _extends(view: View, begin: int, k: int, limit: int) -> bool:
    """Whether the noun ``k`` stands inside an extended attribute: a preposition before, a participle behind."""
    closed = grammar()
    opened = any(view.lower[m] in closed.prepositions for m in range(begin, k))
    return opened and _participle_follows(view, k, limit)


def _measures(view: View, k: int, limit: int) -> bool:
    """Whether the noun ``k`` is the measure of an adjective: ``ihrer 17 | Jahre | alten Stute``."""
    return (
        k > 0
        and k + 2 < limit
        and view.pos[k - 1] == "NUM"
        and view.pos[k + 1] == "ADJ"
        and view.words[k + 1][0].islower()
        and is_noun(view, k + 2)
    )


def _participle_follows(view: View, k: int, limit: int) -> bool:
    for m in range(k + 1, min(k + 9, limit)):
        word = view.words[m]
        if word in {",", ":", ";", ".", "(", ")"} or is_finite(view, m):
            return False
        if (
            view.pos[m] == "ADJ"
            and word[0].islower()
            and word.endswith(grammar().adjectives)
            and m + 1 < limit
            and is_noun(view, m + 1)
        ):
            return True
        if word[0].islower() and (view.pos[m] in ("ADJ", "VERB", "")) and word.endswith(grammar().participles):
            return m + 1 < limit and (is_noun(view, m + 1) or is_modifier(view, m + 1))
    return False


def _is_name_part(view: View, number: int, limit: int) -> bool:
    """Whether a number belongs to the noun before it: ``Artikel 5``, but ``Polizei | 56 neue Fälle``, ``| 5.556``.

    A number grouped by thousands or with decimals numbers nothing, and few common nouns are numbered.
    """
    if _GROUPED.search(view.words[number]):
        return False
    if view.pos[number - 1] == "NOUN" and view.lower[number - 1] not in grammar().numbered:
        return False
    j = number + 1
    while j < limit and is_modifier(view, j):
        j += 1
    return not (j < limit and is_noun(view, j))


def phrase_end(view: View, i: int, limit: int, *, wide: bool) -> int:
    """End of the noun phrase at ``i`` with genitives, close prepositional phrases and brackets.

    ``wide`` takes every prepositional phrase: before the finite verb all of it belongs to one constituent.
    """
    closed = grammar()
    limit = min(limit, i + _REACH)
    j = core_end(view, i, limit)
    if j == i:
        return i
    common = view.lower[i] in closed.determiners or view.pos[j - 1] == "NOUN"
    if view.lower[i] in closed.subject_pronouns and j == i + 1 and view.lower[i] not in closed.determiners:
        return j + 1 if j < limit and view.lower[j] == "selbst" else j
    while j < limit:
        word = view.lower[j]
        if view.is_space[j]:
            k = j + 1
        elif word in grammar().genitives and j + 1 < limit:
            if word == "der" and view.lower[j - 1].rstrip("rn").endswith("jährige"):
                break  # "sagte der 36-Jährige | der Agentur"
            k = core_end(view, j, limit)
        elif _bare_genitive(view, j, limit):
            k = core_end(view, j, limit)
        elif (
            word in {"und", "sowie", "oder", "&"}
            and j + 1 < limit
            and starts_phrase(view, j + 1)
            and not is_finite(view, j + 1)
        ):
            k = core_end(view, j + 1, limit)
            k = k if k > j + 1 else j
        elif word == "," and _listed(view, j, limit):
            k = core_end(view, j + 1, limit)
        elif word == "(":
            k = next((k + 1 for k in range(j + 1, min(limit, j + 12)) if view.words[k] == ")"), j)
        elif word in closed.prepositions and any(view.lower[m].startswith("eigen") for m in range(i, j)):
            break  # "nach eigenen Angaben | im Süden"
        elif word in closed.prepositions and (
            wide or (common and (word in grammar().attached_prepositions or word in grammar().place_prepositions))
        ):
            k = core_end(view, j + 1, limit) if j + 1 < limit else j
            if k <= j + 1 or (not wide and not _attaches(view, j, k)):
                k = j
        elif wide and word in grammar().focus:
            break
        elif (
            view.quote_at[j] >= 0
            and _quoted_name(view, view.quote_at[j], j, i)
            and view.quotes[view.quote_at[j]].end <= limit
            and view.quotes[view.quote_at[j]].end - j < 10
        ):
            k = view.quotes[view.quote_at[j]].end
        else:
            break
        if k <= j:
            break
        j = k
    while j > i and view.is_space[j - 1]:
        j -= 1
    return j


def _bare_genitive(view: View, j: int, limit: int) -> bool:
    """``nach Ansicht | politischer Beobachter``: behind a noun of saying an adjective shows the genitive."""
    return (
        j + 1 < limit
        and view.pos[j] == "ADJ"
        and view.words[j][0].islower()
        and view.lower[j].endswith("er")
        and is_noun(view, j + 1)
        and names_saying(view.lower[j - 1])
    )


def _listed(view: View, j: int, limit: int) -> bool:
    """``NDR | , WDR und SZ``: a comma between bare names of bodies before ``und`` goes on with the phrase."""
    k = j + 1
    while k < limit and view.entity_types[k] == "ORG" and is_noun(view, k):
        k += 1
    bodies = view.entity_types[j - 1] == "ORG" and k > j + 1
    return (
        bodies
        and k < limit
        and (view.lower[k] in {"und", "sowie"} or (view.words[k] == "," and _listed(view, k, limit)))
    )


def _attaches(view: View, preposition: int, end: int) -> bool:
    """Whether a prepositional phrase after the verb belongs to the noun before it rather than to the verb."""
    named = view.pos[end - 1] == "PROPN"  # "von Radio Bremen"
    timed = not named and any(view.lower[m] in grammar().time_nouns for m in range(preposition, end))
    if (
        timed
        or view.lower[end - 1] in grammar().time_nouns
        or any(view.pos[m] == "NUM" for m in range(preposition, end))
    ):
        return False
    word = view.lower[preposition]
    if word in grammar().place_prepositions or word == "aus":
        kept = view.lower[end - 1] in grammar().states
        return view.entity_types[end - 1] != "" or view.pos[end - 1] == "PROPN" or kept
    return True


def with_apposition(view: View, sentence: Sentence, start: int, end: int) -> int:
    """``end`` moved over an apposition between commas: ``X, Sprecher des Y,``."""
    number = bisect_right([clause.start for clause in sentence.clauses], start) - 1
    if number < 0 or not start < end <= sentence.clauses[number].end:
        return end
    inside = sentence.clauses[number].end
    if end + 1 < inside and view.words[end] == ",":  # the clause was joined over the commas
        stop = phrase_end(view, end + 1, inside, wide=True)
        return stop if end + 1 < stop < inside and view.words[stop] == "," else end
    if number + 1 >= len(sentence.clauses):
        return end
    following = sentence.clauses[number + 1]
    between = range(end, following.start)
    if following.kind is not Kind.FRAGMENT or following.mark != "," or not starts_phrase(view, following.start):
        return end
    if any(not view.is_space[k] and view.words[k] != "," for k in between):
        return end
    stop = phrase_end(view, following.start, following.end, wide=True)
    if stop > following.start and stop >= following.end - 1:
        return view.trim(following.start, stop)[1]
    return end
