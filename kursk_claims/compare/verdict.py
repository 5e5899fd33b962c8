"""What a cluster's figures say together: value groups, status, exclusions, spread."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

import msgspec

from kursk_claims.compare.groups import sample
from kursk_claims.compare.profile import day_number, is_vague
from kursk_claims.compare.times import beside, last_source, printed
from kursk_claims.compare.value_groups import by_value, extent
from kursk_claims.compare.values import POINTS
from kursk_claims.extract.quantities.units import convert, dimension
from kursk_claims.lexicon.frames import frames
from kursk_claims.models import Claim, Exclusion, Quantity, Status, TimeFrame, ValueGroup


def quantity_of(claim: Claim) -> Quantity:
    """The claim's quantity; raises ``ValueError`` for a claim without one."""
    if claim.quantity is None:
        raise ValueError(f"claim {claim.id} has no quantity")
    return claim.quantity


def common_unit(claims: Sequence[Claim]) -> str | None:
    """The unit that most claims of a cluster use; the first by name among equals."""
    counts = Counter(quantity_of(claim).unit for claim in claims)
    return min(counts, key=lambda unit: (-counts[unit], unit or ""))


def in_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """The quantity in another unit of its dimension; itself if it can't be converted."""
    if quantity.unit == unit or dimension(quantity.unit) != dimension(unit):
        return quantity

    def to(value: float | None) -> float | None:
        return None if value is None else convert(value, quantity.unit, unit)

    return msgspec.structs.replace(
        quantity, value=to(quantity.value), min=to(quantity.min), max=to(quantity.max), unit=unit
    )


def value_groups(claims: Sequence[Claim]) -> list[list[tuple[Claim, Quantity]]]:
    """Claims of one cluster by value, quantities in the cluster's unit, lowest group first.

    A figure joins the nearest group all of whose figures give the same value; an approximate figure
    therefore never bridges two exact ones. Equal values are one group, whenever they were read.
    """
    unit = common_unit(claims)
    return by_value((claim, in_unit(quantity_of(claim), unit)) for claim in claims)


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def build_group(
    group: list[tuple[Claim, Quantity]], origins: Sequence[str], as_of: str | TimeFrame | None = None
) -> ValueGroup:
    """The record of one value group of a cluster."""
    claims = [claim for claim, _ in group]
    low, high = extent(group)
    first = group[0][1]
    outlets = sorted({claim.doc.outlet or claim.doc.id for claim in claims})
    return ValueGroup(
        label=first.text,
        min=_number(low),
        max=_number(high),
        modifier=first.modifier,
        unit=first.unit,
        per=first.per,
        as_of=as_of,
        claim_ids=tuple(claim.id for claim in claims),
        outlets=tuple(outlets),
        origins=tuple(origins),
    )


def relation(a: ValueGroup, b: ValueGroup) -> Status:
    """How two value groups of one cluster stand to each other: update, compatible or conflict."""
    if a.as_of is not None and b.as_of is not None and a.as_of != b.as_of:
        return "update"
    return "conflict" if _excluding(a, b) else "compatible"


def _excluding(a: ValueGroup, b: ValueGroup) -> bool:
    if "magnitude" in (a.modifier, b.modifier):
        return False
    low, high = max(_bounds(a)[0], _bounds(b)[0]), min(_bounds(a)[1], _bounds(b)[1])
    return low > high and not math.isclose(low, high, rel_tol=1e-9)


def verdict(values: Sequence[Sequence[tuple[Claim, Quantity]]], groups: Sequence[ValueGroup]) -> Status:
    """Status of the claims of ``values``, whose records are ``groups``, in the same order.

    A conflict needs two who say so, two articles or two named sources of one, and say it of one time: of one that
    they name, else in articles of the same days, in a row whose articles lie no month apart: what nobody dates for
    months is not of one time. One article alone has no states either. A figure that its text calls
    the present one is no rival of an undated one, but may have replaced it; that is ``unclear``. What a text says to
    have held before only is an update, and an update is of one measure.
    """
    documents = {claim.doc.id for group in values for claim, _ in group}
    found = status(groups, len(documents))
    if found == "conflict" and len(documents) > 1 and _replaced(values, groups):
        return "update"
    supported = {"conflict": _contradicted, "update": _asked_again}.get(found)
    if supported is not None and not supported(values, groups):
        return "unclear" if len(documents) > 1 else "single"
    return "single" if len(documents) == 1 and found != "conflict" else found


def _contradicted(values: Sequence[Sequence[tuple[Claim, Quantity]]], groups: Sequence[ValueGroup]) -> bool:
    """Whether two tell figures that exclude each other, of one time."""
    published = (day_number(claim.doc.published) for group in values for claim, _ in group)
    printed_on = [day for day in published if day is not None]
    brief = not printed_on or max(printed_on) - min(printed_on) <= _MONTH
    for i, j in combinations(sample(range(len(groups))), 2):
        dated = groups[i].as_of is not None and groups[i].as_of == groups[j].as_of
        excluded = (dated or brief) and relation(groups[i], groups[j]) == "conflict"
        if excluded and _rivals(values[i], values[j], dated=dated):
            return True
    return False


def _asked_again(values: Sequence[Sequence[tuple[Claim, Quantity]]], groups: Sequence[ValueGroup]) -> bool:
    """Whether two figures of two times that exclude each other are of one measure."""
    measures = [{claim.slot.measure for claim, _ in group} for group in values]
    return any(
        relation(groups[i], groups[j]) == "update"
        and _excluding(groups[i], groups[j])
        and not measures[i].isdisjoint(measures[j])
        for i, j in combinations(sample(range(len(groups))), 2)
    )


def _replaced(values: Sequence[Sequence[tuple[Claim, Quantity]]], groups: Sequence[ValueGroup]) -> bool:
    """Whether of any two figures that exclude each other for one time a text says that the one held before only."""
    before = [any(claim.slot.role == "from" for claim, _ in group) for group in values]
    pairs = combinations(sample(range(len(groups))), 2)
    apart = [(i, j) for i, j in pairs if relation(groups[i], groups[j]) == "conflict"]
    return bool(apart) and all(before[i] != before[j] for i, j in apart)


_MONTH = 31
"""Days between the articles of a row up to which what nobody dates may be of one time."""


def _rivals(one: Sequence[tuple[Claim, Quantity]], other: Sequence[tuple[Claim, Quantity]], *, dated: bool) -> bool:
    """Whether a figure of one group and one of the other are told by two at one time; ``dated``: they name it.

    Limits of two rules do not contradict each other.
    """
    return any(
        not (_is_limit(a) or _is_limit(b))
        and _independent(a, b)
        and _is_present(a) == _is_present(b)
        and (dated or beside(printed([a]), printed([b])))
        for a, _ in one
        for b, _ in other
    )


def _is_limit(claim: Claim) -> bool:
    return claim.slot.role == "limit" or claim.slot.scope == "threshold"


def _independent(a: Claim, b: Claim) -> bool:
    """Whether two tell the figures: two named sources, or two articles of which one at least names none.

    Who is named by a kind alone (``laut Hochrechnung``) may be another one in another article.
    """
    mine, theirs = last_source(a), last_source(b)
    if mine is not None and theirs is not None and mine != theirs:
        return True
    return a.doc.id != b.doc.id and (mine is None or theirs is None or _is_unnamed(a))


def _is_unnamed(claim: Claim) -> bool:
    return claim.attribution is not None and is_vague(claim.attribution.sources[-1])


def _is_present(claim: Claim) -> bool:
    return (claim.slot.as_of_text or "").casefold() in frames().now.words


def status(groups: Sequence[ValueGroup], documents: int) -> Status:
    """Status of a numeric cluster by its groups alone. Vague magnitudes never change it.

    ``update`` if the figures are states of one count, though sources differ on a day (``contested_on``); ``conflict``
    if any two groups exclude each other for one time, else ``compatible`` if the figures differ but overlap, else
    ``agree``; ``single`` where one article gives one figure.
    """
    definite = [group for group in groups if group.modifier != "magnitude"] or list(groups[:1])
    found = _relations(definite)
    dated = all(group.as_of is not None for group in definite)
    order: tuple[Status, ...] = ("update", "conflict", "compatible") if dated else ("conflict", "update", "compatible")
    for name in order:
        if name in found:
            return name
    return "agree" if documents > 1 else "single"


def _relations(groups: Sequence[ValueGroup]) -> set[Status]:
    """How any two of the groups stand to each other; those of one time are told by their bounds, not pair by pair."""
    by_time: dict[str | None, list[ValueGroup]] = defaultdict(list)
    for group in groups:
        by_time[None if group.as_of is None else str(group.as_of)].append(group)
    undated = by_time.get(None, [])
    found: set[Status] = _moved(groups)
    for told in by_time.values():
        if _conflicting(told):
            found.add("conflict")
        if _overlapping(told):
            found.add("compatible")
    for a, b in product(undated, (group for group in groups if group.as_of is not None)):
        if {"conflict", "compatible"} <= found:
            break
        found.add(relation(a, b))
    return found


def _moved(groups: Sequence[ValueGroup]) -> set[Status]:
    """Whether figures of two times show that the count moved: only what can't be true of one time does."""
    dated = [group for group in groups if group.as_of is not None]
    apart = [(a, b) for a, b in combinations(sample(dated), 2) if str(a.as_of) != str(b.as_of)]
    if not apart:
        return set()
    return {"update"} if any(_excluding(a, b) for a, b in apart) else {"compatible"}


def _conflicting(groups: Sequence[ValueGroup]) -> bool:
    """Whether two groups of one time exclude each other: then the lowest and the highest do."""
    definite = [group for group in groups if group.modifier != "magnitude"]
    if len(definite) < 2:
        return False
    return _excluding(
        min(definite, key=lambda group: _bounds(group)[1]), max(definite, key=lambda group: _bounds(group)[0])
    )


def _overlapping(groups: Sequence[ValueGroup]) -> bool:
    """Whether two groups of one time can both be true."""
    ordered = sorted(groups, key=_bounds)
    reaching: ValueGroup | None = None
    for group in ordered:
        if reaching is not None and not _excluding(reaching, group):
            return True
        if reaching is None or _bounds(group)[1] > _bounds(reaching)[1]:
            reaching = group
    return False


def _bounds(group: ValueGroup) -> tuple[float, float]:
    return -math.inf if group.min is None else group.min, math.inf if group.max is None else group.max


def contested_on(groups: Sequence[ValueGroup]) -> tuple[str, ...]:
    """Days for which two groups exclude each other, of a cluster whose groups are of several days; sorted."""
    by_time: dict[str, list[ValueGroup]] = defaultdict(list)
    for group in groups:
        if group.as_of is not None:
            by_time[group.as_of.end if isinstance(group.as_of, TimeFrame) else group.as_of].append(group)
    times = {str(group.as_of) for group in groups if group.as_of is not None}
    if len(times) < 2:
        return ()
    return tuple(sorted(day for day, told in by_time.items() if any(map(_conflicting, _of_one_time(told)))))


def _of_one_time(groups: Sequence[ValueGroup]) -> Iterator[list[ValueGroup]]:
    for time in {str(group.as_of) for group in groups}:
        yield [group for group in groups if str(group.as_of) == time]


_LISTED = 12
"""Groups up to which each pair that can't be true is named: 66 at most. Nobody reads more, and of a thousand values
there are half a million."""


def exclusions(groups: Sequence[ValueGroup]) -> tuple[Exclusion, ...]:
    """Pairs of groups that can't both be true, with the reason in words.

    Of more than ``_LISTED`` groups, which come lowest first, each is named with the next higher one that it excludes.
    """
    return tuple(
        Exclusion(a=a.label, b=b.label, why=_why(a, b))
        for place, a in enumerate(groups)
        for b in islice(_excluded(a, groups, place + 1), None if len(groups) <= _LISTED else 1)
    )


def _excluded(a: ValueGroup, groups: Sequence[ValueGroup], start: int) -> Iterator[ValueGroup]:
    return (groups[place] for place in range(start, len(groups)) if relation(a, groups[place]) == "conflict")


def _plain(value: float) -> str:
    text = f"{value:,.12g}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\u00a0").replace(".", ",").replace("\u00a0", ".")


def _why(a: ValueGroup, b: ValueGroup) -> str:
    low, high = (a, b) if (a.max if a.max is not None else math.inf) < (b.min or -math.inf) else (b, a)
    top = _plain(low.max) if low.max is not None else "?"
    floor = _plain(high.min) if high.min is not None else "?"
    return f"„{low.label}“ is at most {top}, „{high.label}“ at least {floor}"


def spread(groups: Sequence[ValueGroup]) -> float | None:
    """Largest definite figure over the smallest, 1.0 if all agree; ``None`` without a positive figure."""
    ends = []
    for group in groups:
        if group.modifier == "magnitude":
            continue
        known = [value for value in (group.min, group.max) if value is not None and value > 0]
        if group.modifier in POINTS and len(known) == 2:
            known = [sum(known) / 2]
        ends.extend(known)
    return round(max(ends) / min(ends), 4) if ends else None
