"""Who goes back to whom for one question: its outlets at the left, the origins behind them at the right."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from kursk_claims.render.html.hues import Hues
from kursk_claims.render.labels import labels
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView, outlet_of


class Root(Struct, frozen=True, kw_only=True):
    """An origin, whom it is cited through, and who prints it."""

    name: str
    hue: str
    through: str
    outlets: tuple[str, ...]


class Flow(Struct, frozen=True, kw_only=True):
    """Two columns of names, each name once, and the lines between them."""

    outlets: tuple[str, ...]
    roots: tuple[Root, ...]
    links: Markup


def flow(item: ClusterView, colours: Hues, lang: Lang) -> Flow | None:
    """The picture of ``item``; ``None`` where nobody cites anybody or only one outlet prints it."""
    claims = {claim.id: claim for claim in item.claims}
    if len(item.outlets) < 2 or not any(origin.chain for origin in item.cluster.origins):
        return None

    def printed(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({outlet_of(claims[id_].doc) for id_ in ids if id_ in claims}))

    roots = []
    for origin in item.cluster.origins:
        if origin.chain:
            name = sanitise(origin.name)
            through = [sanitise(link) for link in origin.chain if sanitise(link) != name]
            hue = colours.names[name]
            roots.append(Root(name=name, hue=hue, through=" → ".join(through), outlets=printed(origin.claim_ids)))
    # An outlet that names nobody is no second node of its own name.
    own = printed(id_ for origin in item.cluster.origins if not origin.chain for id_ in origin.claim_ids)
    if own:
        roots.append(Root(name=labels(lang).word("own_words"), hue="o0", through="", outlets=own))
    roots.sort(key=lambda root: (-len(root.outlets), root.name))
    place = {root.name: n for n, root in enumerate(roots)}
    names = sorted(
        item.outlets,
        key=lambda outlet: (_mean([place[root.name] for root in roots if outlet in root.outlets]), outlet),
    )
    curves = [
        Markup('<path class="{}" d="M0,{:g} C45,{:g} 55,{:g} 100,{:g}" vector-effect="non-scaling-stroke"/>').format(
            root.hue, *_curve(names.index(outlet), len(names), n, len(roots))
        )
        for n, root in enumerate(roots)
        for outlet in root.outlets
    ]
    links = Markup(
        '<svg class="links" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        "{}</svg>"
    ).format(Markup("").join(curves))
    return Flow(outlets=tuple(names), roots=tuple(roots), links=links)


def _curve(left: int, lefts: int, right: int, rights: int) -> tuple[float, float, float, float]:
    a, b = round((left + 0.5) * 100 / lefts, 2), round((right + 0.5) * 100 / rights, 2)
    return a, a, b, b


def _mean(places: list[int]) -> float:
    return sum(places) / len(places) if places else 0.0
