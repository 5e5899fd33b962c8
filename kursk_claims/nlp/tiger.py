"""Turn TIGER dependency trees into Universal Dependencies.

spaCy's `de_core_news_*` parse with the labels of the TIGER treebank in the dependency form of Seeker and Kuhn
(LREC 2012): function words are heads. Universal Dependencies make content words heads. The conversion is a
sequence of small rewrites, each named for what it moves:

1. a preposition goes under its noun (`case`);
2. an auxiliary or modal goes under the verb it helps (`aux`, `aux:pass`), chain by chain;
3. `sein` goes under its predicate (`cop`);
4. in a name the first word leads (`flat`), and a title leads its name (`appos`);
5. conjuncts go under the first conjunct (`conj`), the conjunction under the one it introduces (`cc`);
6. labels are translated by what they join.

The result follows the conventions of the shipped pipeline: dative and prepositional objects are `obl:arg`,
modals are `aux`, relative clauses `acl:relcl`.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from kursk_claims.lexicon.grammar import grammar

SUBJECT: Final = "sb"
"""The label by which a TIGER parser is known; no UD label is spelt so."""

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
_AUXILIARIES: Final = grammar().auxiliary_verbs | grammar().modal_verbs

_PLAIN: Final = {
    "oa": "obj",
    "oa2": "obj",
    "da": "obl:arg",
    "og": "obl:arg",
    "op": "obl:arg",
    "cvc": "obl:arg",
    "sbp": "obl:agent",
    "ag": "nmod",
    "pg": "nmod",
    "app": "appos",
    "rc": "acl:relcl",
    "svp": "compound:prt",
    "ng": "advmod",
    "avc": "advmod",
    "ep": "expl",
    "ph": "expl",
    "vo": "vocative",
    "dm": "discourse",
    "par": "parataxis",
    "rs": "ccomp",
    "cp": "mark",
    "ac": "case",
    "nmc": "nummod",
    "uc": "compound",
    "adc": "compound",
    "pnc": "flat",
    "sp": "nsubj",
    "cj": "conj",
    "cd": "cc",
    "punct": "punct",
    "ROOT": "ROOT",
}
"""Labels whose translation needs no look at the words."""


def to_ud(doc: Doc) -> tuple[list[int], list[str]]:
    """Heads (token indices; a root is its own) and UD labels for a Doc of one sentence parsed with TIGER labels."""
    tree = _Tree(doc)
    tree.lower_prepositions()
    tree.lower_auxiliaries()
    tree.lower_copulas()
    tree.lead_names()
    tree.flatten_coordination()
    return tree.heads, [tree.relation(i) for i in range(len(doc))]


class _Tree:
    """The tree while it is rewritten; `labels` stay TIGER until `relation` translates them."""

    def __init__(self, doc: Doc) -> None:
        self.tokens: list[Token] = list(doc)
        self.heads = [token.head.i for token in doc]
        self.labels = ["ROOT" if token.head.i == token.i else token.dep_ for token in doc]

    def children(self, i: int, *labels: str) -> list[int]:
        """Dependants of `i` in text order, those with one of `labels` if any are given."""
        return [k for k, h in enumerate(self.heads) if h == i and k != i and (not labels or self.labels[k] in labels)]

    def depth(self, i: int) -> int:
        count = 0
        while self.heads[i] != i and count <= len(self.heads):
            i = self.heads[i]
            count += 1
        return count

    def deepest_first(self) -> list[int]:
        return sorted(range(len(self.heads)), key=lambda i: (-self.depth(i), i))

    def promote(self, child: int, label: str, keep: tuple[int, ...] = ()) -> None:
        """Let `child` take its head's place and dependants (but for `keep`); the old head becomes its `label`."""
        old = self.heads[child]
        for other in self.children(old):
            if other != child and other not in keep:
                self.heads[other] = child
        self.heads[child] = child if self.heads[old] == old else self.heads[old]
        self.labels[child] = self.labels[old]
        self.heads[old], self.labels[old] = child, label

    # -- rewrites -------------------------------------------------------------------------------------

    def lower_prepositions(self) -> None:
        for i in self.deepest_first():
            token = self.tokens[i]
            if token.pos_ != "ADP" or self.labels[i] in ("ac", "svp", "case"):
                continue
            inner = [k for k in self.children(i, "nk") if self.tokens[k].pos_ not in ("DET", "ADP", "PUNCT")]
            if not inner:  # `bis heute`, `von dort`: the adverb is a modifier of the preposition in TIGER
                inner = [k for k in self.children(i, "mo") if k > i]
            if inner:
                self.promote(inner[-1], "case")

    def lower_auxiliaries(self) -> None:
        for i in self.deepest_first():
            if not self._auxiliary(i):
                continue
            verbs = [k for k in self.children(i, "oc", "pd") if self._nonfinite(k)]
            if not verbs:
                continue
            verb = verbs[-1]
            passive = self.tokens[i].lemma_ == "werden" and self._form(verb) == "Part"
            self.promote(verb, "aux:pass" if passive else "aux")

    def lower_copulas(self) -> None:
        for i in self.deepest_first():
            if self.tokens[i].lemma_ != "sein" or self.labels[i] in ("aux", "aux:pass"):
                continue
            predicates = self.children(i, "pd")
            if predicates:
                self.promote(predicates[-1], "cop")

    def lead_names(self) -> None:
        for i in self.deepest_first():
            parts = [k for k in self.children(i, "pnc") if k < i]
            if parts:
                self.promote(parts[0], "pnc", keep=())
                lead = parts[0]
            else:
                lead = i
            if self.tokens[lead].pos_ != "PROPN":
                continue
            titles = [k for k in self.children(lead, "nk") if k < lead and self.tokens[k].pos_ == "NOUN"]
            if titles:
                self.promote(titles[-1], "app", keep=tuple(self.children(lead, "pnc")))

    def flatten_coordination(self) -> None:
        for i in range(len(self.heads)):
            if self.labels[i] != "cd":
                continue
            conjuncts = self.children(i, "cj")
            if conjuncts:
                for other in self.children(i):
                    if self.labels[other] != "cj":
                        self.heads[other] = conjuncts[0]
                for conjunct in conjuncts:
                    self.heads[conjunct] = self.heads[i]
                self.heads[i] = conjuncts[0]
        for i in range(len(self.heads)):
            if self.labels[i] == "cj":  # A, B and C: each under A
                while self.labels[self.heads[i]] == "cj":
                    self.heads[i] = self.heads[self.heads[i]]

    # -- what the words are ---------------------------------------------------------------------------

    def _form(self, i: int) -> str:
        token = self.tokens[i]
        form = token.morph.get("VerbForm", [])
        if form:
            return form[0]
        return {"PP": "Part", "NF": "Inf", "IN": "Fin", "ZU": "Inf"}.get(token.tag_[-2:], "")

    def _nonfinite(self, i: int) -> bool:
        return self.tokens[i].pos_ in ("VERB", "AUX") and self._form(i) in ("Inf", "Part")

    def _auxiliary(self, i: int) -> bool:
        token = self.tokens[i]
        return token.lemma_ in _AUXILIARIES and token.pos_ in ("AUX", "VERB") and token.tag_[:2] in ("VA", "VM", "")

    def _clause(self, i: int) -> bool:
        """Whether `i` heads a clause: a finite verb, or a word with a copula, auxiliary or complementiser."""
        own = self.tokens[i].pos_ in ("VERB", "AUX") and self._form(i) != "Part"
        return own or bool(self.children(i, "cop", "aux", "aux:pass", "cp"))

    def relation(self, i: int) -> str:
        """The UD label of token `i` in the rewritten tree."""
        label = self.labels[i]
        if label in ("aux", "aux:pass", "cop", "case"):
            return label
        head = self.heads[i]
        pos, head_pos = self.tokens[i].pos_, self.tokens[head].pos_
        if pos == "PUNCT" and label != "ROOT":
            return "punct"
        if label == "sb":
            passive = bool(self.children(head, "aux:pass"))
            return ("csubj" if self._clause(i) else "nsubj") + (":pass" if passive else "")
        if label in ("oc", "re"):
            return self._object_clause(i, head_pos)
        if label == "pd":
            return "xcomp"
        if label in ("mo", "mnr", "cc", "ams"):
            return self._modifier(i, head_pos)
        if label == "nk":
            return self._kernel(i, head)
        if label == "pm":
            return "mark" if self.tokens[i].lower_ == "zu" else "case"
        if label == "cm":
            return "mark" if self._clause(head) else "case"
        if label == "ju":
            return "cc" if pos == "CCONJ" else "advmod"
        return _PLAIN.get(label, "dep")

    def _object_clause(self, i: int, head_pos: str) -> str:
        if head_pos in _NOMINAL and head_pos != "PRON" and not self.children(self.heads[i], "cop"):
            return "acl"
        finite = self._form(i) == "Fin" or any(
            self._form(k) == "Fin" for k in self.children(i, "aux", "aux:pass", "cop")
        )
        return "ccomp" if finite else "xcomp"

    def _modifier(self, i: int, head_pos: str) -> str:
        pos = self.tokens[i].pos_
        nominal_head = head_pos in _NOMINAL and not self.children(self.heads[i], "cop")
        if self._clause(i):
            return "acl" if nominal_head else "advcl"
        if pos in _NOMINAL or self.children(i, "case"):
            return "nmod" if nominal_head else "obl"
        if pos == "VERB":
            return "amod" if nominal_head else "advcl"
        if pos == "ADJ" and nominal_head:
            return "amod"
        return "advmod"

    def _kernel(self, i: int, head: int) -> str:
        token = self.tokens[i]
        if token.tag_ in ("PPOSAT",) or "Yes" in token.morph.get("Poss", []):
            return "det:poss"
        if token.pos_ == "DET":
            return "det"
        if token.pos_ == "NUM":
            return "nummod"
        if token.pos_ in ("ADJ", "VERB"):
            return "amod"
        if token.pos_ in ("ADV", "PART"):
            return "advmod"
        if token.pos_ == "PRON":
            return "det" if i < head else "appos"
        if token.pos_ in ("NOUN", "PROPN", "X", "SYM"):
            return "appos" if i > head else "compound"
        return "dep"
