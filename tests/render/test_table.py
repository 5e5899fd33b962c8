"""Tables for the terminal."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.models import Comparison, ComponentInfo, LevelResult, ModelInfo, PairComparison, Quantity, ValueGroup
from kursk_claims.render import Explanation, Lang, Payload, RenderOptions, TextQuantities, render
from kursk_claims.render.columns import shares
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.scale import scale_of
from kursk_claims.render.strip import axis, strip
from tests.render import golden, hostile, scene, stories


def table(payload: Payload, lang: Lang = "de", width: int | None = 80, **rest: Any) -> str:
    shown = StringIO()
    render("table", payload, shown, RenderOptions(lang=lang, width=width, **rest))
    return shown.getvalue()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("width", [80, 100, 200])
def test_comparison(lang: Lang, width: int) -> None:
    golden.check(f"compare_{width}_{lang}.txt", table(scene.comparison(), lang, width))


@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize("name", ["count", "poll"])
def test_running_count_and_polls(name: str, width: int) -> None:
    comparison, _ = getattr(stories, name)()
    golden.check(f"{name}_{width}.txt", table(comparison, width=width))


@pytest.mark.parametrize("option", ["sentences", "full", "matrix"])
def test_what_is_shown_on_demand(option: str) -> None:
    golden.check(f"compare_100_{option}.txt", table(scene.comparison(), width=100, **{option: True}))


def test_five_articles_fit_one_screen() -> None:
    shown = table(scene.comparison(), width=100).splitlines()
    assert len(shown) <= 40
    assert max(map(len, shown)) <= 100


def test_singles_are_counted_with_the_command_that_lists_them() -> None:
    shown = table(scene.comparison(), width=100, command="kursk-claims compare artikel")
    assert "3 Einzelangaben: kursk-claims compare artikel --status single" in shown
    assert "Sandsäcke pro Stunde" not in shown.replace("800 Helfer × 50 Sandsäcke pro Stunde", "")
    alone = tuple(c for c in scene.comparison().clusters if c.status == "single")
    listed = table(msgspec.structs.replace(scene.comparison(), clusters=alone), width=100)
    assert "Sandsäcke pro Stunde" in listed
    assert "--status" not in listed


def test_unclear_questions_are_counted_apart() -> None:
    whole = scene.comparison()
    doubtful = msgspec.structs.replace(whole.clusters[1], status="unclear", certainty=0.4)
    shown = table(msgspec.structs.replace(whole, clusters=(*whole.clusters[2:], doubtful)), width=100)
    assert "? 1 unklare Frage: --status unclear" in shown
    assert "Regen auf den Quadratmeter" not in shown


def nameless(**doc: str | None) -> Comparison:
    """The scene with the Stadtbote's outlet taken away and ``doc`` in its place."""
    whole = msgspec.to_builtins(scene.comparison())
    for ref in (*whole["documents"], *(claim["doc"] for claim in whole["claims"])):
        if ref["id"] == "stadtbote-9":
            ref.update({"outlet": None} | doc)
    return msgspec.convert(whole, Comparison)


@pytest.mark.parametrize(
    ("doc", "shown", "why"),
    [
        ({}, "Helfer an der Selke am Ende ihrer Kräfte", "a title says more than an id"),
        ({"title": None, "path": "texte/2024_06_05.txt"}, "2024_06_05.txt", "the name of the file"),
        ({"title": " ", "path": None}, "stadtbote-9", "nothing else is known"),
        ({"title": "Wort " * 30}, "Wort Wort Wort …", "a long title is cut at a word"),
    ],
)
def test_document_without_outlet(doc: dict[str, str | None], shown: str, why: str) -> None:
    assert shown in table(nameless(**doc), width=200, full=True), why


@pytest.mark.parametrize("width", [80, 100])
def test_ids_are_not_torn(width: int) -> None:
    name = "20240605_stadtbote_helfer"
    for options in ({"full": True}, {"matrix": True}):
        assert name in table(nameless(title=None, id=name), width=width, **options)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("options", [{}, {"full": True}, {"matrix": True}, {"sentences": True}])
def test_no_raw_keys(lang: Lang, options: dict[str, bool]) -> None:
    for comparison in (scene.comparison(), stories.count()[0], stories.poll()[0]):
        shown = table(comparison, lang, 200, **options)
        found = re.findall(r"\b(?:area|count|vaccinated|m2|km2|percent|at_most|None|\d{4}-\d\d-\d\dT\d\d)\b", shown)
        assert not [key for key in found if not (lang == "en" and key == "percent")]


def test_as_of_stands_only_where_all_texts_tell_it() -> None:
    whole = msgspec.to_builtins(scene.comparison())
    assert table(scene.comparison(), width=100, full=True).count("Stand 0") == 2
    for claim in whole["claims"]:
        if claim["id"] == "fled-b":
            claim["slot"]["as_of"] = None
    assert table(msgspec.convert(whole, Comparison), width=100, full=True).count("Stand 0") == 1


def test_no_spread_where_there_is_none() -> None:
    whole = scene.comparison()
    near = [msgspec.structs.replace(c, spread_ratio=1.04) for c in whole.clusters if c.id == "cost"]
    assert "mal so groß" not in table(msgspec.structs.replace(whole, clusters=tuple(near)), width=100)


@pytest.mark.parametrize("width", [80, 200])
def test_claims(width: int) -> None:
    golden.check(f"extract_{width}.txt", table(scene.claims(), "de", width))


def test_quantities() -> None:
    found = Quantity(text="rund 50", start=9, end=16, value=50, min=50, max=50, modifier="approx", counted="Sandsäcke")
    lines = [
        TextQuantities(text="Sie füllt rund 50 Sandsäcke.", quantities=(found,)),
        TextQuantities(text="Niemand zählte.", quantities=()),
    ]
    golden.check("quantities_80.txt", table(lines))


def pair() -> PairComparison:
    def level(field: str, name: str, weight: float, a: str, b: str, why: str = "") -> LevelResult:
        return LevelResult(field=field, level=name, weight=weight, a=a, b=b, why=why)

    return PairComparison(
        a="cost-a",
        b="cost-b",
        levels=(
            level("thing", "same class", 3.0, "Schaden", "Schäden", "two words for one class of things"),
            level("place", "unknown", -0.5, "Grünau", ""),
            level("words", "some", 1.25, "schätzen", "liegen"),
            level("published", "same days", 0.0, "2024-06-03", "2024-06-03"),
        ),
        score=3.75,
        threshold=3.0,
        veto=None,
        linked=True,
    )


def test_explanation() -> None:
    claims = {claim.id: claim for claim in scene.claims()}
    golden.check("explain_100.txt", table(Explanation(pair=pair(), a=claims["cost-a"], b=claims["cost-b"]), width=100))


def test_an_explanation_says_what_a_folded_statement_repeats() -> None:
    claims = {claim.id: claim for claim in scene.claims()}
    explained = Explanation(
        pair=pair(), a=claims["warn-a"], b=claims["help-a"], repeats={"warn-a": "Helfer im Einsatz"}
    )
    shown = table(explained, "en", 100)
    assert shown.count("only repeats the figure of this question, and stands there: Helfer im Einsatz") == 1


def test_veto_is_named() -> None:
    kept_apart = msgspec.structs.replace(pair(), linked=False, veto="other currency")
    shown = table(kept_apart, "en", 100)
    assert "not the same question; decided alone by other currency" in shown


def test_explanation_has_no_raw_keys() -> None:
    def level(field: str, a: str, b: str, weight: float = 1.0) -> LevelResult:
        return LevelResult(field=field, level="same", weight=weight, a=a, b=b, why="a reason")

    levels = (
        level("dimension", "count", "count"),
        level("thing", "soldat / soldier", "kämpfer / soldier"),
        level("group", "KP", "KP, RU"),
        level("published", "2024-11-17", "2024-11-18T08"),
        level("words", "kursk, russland, soldat", "kursk, soldat, truppe"),
        level("polarity", "yes", "yes", 0.0),
    )
    shown = table(msgspec.structs.replace(pair(), levels=levels), "de", 200)
    for words in ("Anzahl | Anzahl", "soldat, Soldat", "Nordkorea | Nordkorea, Russland", "17.11.2024 | 18.11.2024"):
        assert words in shown
    assert "gemeinsam: kursk, soldat" in shown
    assert "a reason" not in shown, "German output has German reasons"
    assert "beide messen dieselbe Größe" in shown
    assert "Ohne Einfluss: Verneinung" in shown
    assert "a reason" in table(msgspec.structs.replace(pair(), levels=levels), "en", 200)


def test_info() -> None:
    model = ModelInfo(
        name="de_klein",
        version="1.0",
        path="/usr/lib/de_klein",
        licence="CC BY-SA 4.0",
        sources=("UD German GSD", "GermEval 2014"),
        components=(ComponentInfo(name="parser", factory="parser"),),
        scores={"las": 0.8125, "ents_f": 0.75},
    )
    golden.check("info_80.txt", table(model))


def test_explained_clusters_name_their_links() -> None:
    shown = table(scene.comparison(), width=200, explain=True)
    assert shown.count("Warum zusammen") == sum(len(c.claim_ids) > 1 for c in scene.comparison().clusters)
    links = sum(len(cluster.claim_ids) - 1 for cluster in scene.comparison().clusters)
    assert shown.count(" ↔ ") == links


def test_reasons_name_the_threshold_that_was_set() -> None:
    assert "Schwelle +1.234,5" in table(scene.comparison(), width=200, explain=True, threshold=1234.5)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_fits(width: int) -> None:
    for payload in (scene.comparison(), scene.claims()):
        assert max(map(len, table(payload, width=width).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 200, None])
def test_nothing_is_cut(width: int | None) -> None:
    shown = "".join(table(scene.claims(), width=width).split())
    for claim in scene.claims():
        # The table folds sentences over several lines; a word that fits its column is not torn.
        assert all(word in shown for word in re.findall(r"\w+", claim.text) if len(word) < 12), claim.id
    assert "…" not in table(scene.comparison(), width=width)


def test_order_is_worst_first() -> None:
    shown = table(scene.comparison(), width=100).split("Nachgerechnet")[0]
    assert re.findall(r"^([≠±»=?·])  ", shown, re.M) == ["≠", "±", "»", "=", "="], "the overview"
    assert re.findall(r"^([≠±»=?·]) \w+: ", shown, re.M) == ["≠", "±"], "what needs a decision, in full"


def test_colour_only_when_asked() -> None:
    assert "\x1b[" not in table(scene.comparison())
    assert "\x1b[" in table(scene.comparison(), colour=True)


def test_no_clusters_and_one_article() -> None:
    nothing = Comparison(documents=(), claims=(), clusters=())
    assert "Keine Angaben gefunden" in table(nothing)
    whole = scene.comparison()
    alone = Comparison(
        documents=whole.documents[4:],
        claims=tuple(claim for claim in whole.claims if claim.id in {"bags", "help-c"}),
        clusters=tuple(c for c in whole.clusters if c.id in {"single-bags", "single-volunteers"}),
    )
    assert "Nur ein Artikel" in table(alone)
    assert table([]).strip() == "Keine Angaben gefunden."


def test_hostile_text_commands_no_terminal() -> None:
    spoilt, _ = hostile.attack()
    for payload in (spoilt, spoilt.claims):
        shown = table(payload, width=200)
        assert all(char == "\n" or char.isprintable() for char in shown), "a control or direction mark came through"
        assert "␛" in shown
        assert "⟨U+202E⟩" in shown


@given(st.text(st.characters(exclude_categories=())))
def test_neutral_text_is_printable(text: str) -> None:
    kept = "\u00ad\u200c\u200d"
    for char in sanitise(text):
        assert char in kept or char == " " or not char.isspace()
        assert char in kept or not "\ud800" <= char <= "\udfff"
    assert sanitise(sanitise(text)) == sanitise(text)


def value(low: float | None, high: float | None, modifier: str = "exact") -> ValueGroup:
    return ValueGroup(
        label="",
        min=low,
        max=high,
        modifier=modifier,
        as_of=None,
        claim_ids=(),
        outlets=(),
        origins=(),  # type: ignore[arg-type]
    )


def test_strip_draws_what_the_value_says() -> None:
    groups = [
        value(8000, 8000),
        value(10_000, None, "more_than"),
        value(None, 15_000, "at_most"),
        value(9000, 12_000, "range"),
        value(9500, 10_500, "approx"),
    ]
    scale = scale_of(groups)
    assert scale is not None
    assert not scale.log
    shown = [strip(group, scale, 29) for group in groups]
    assert shown == [
        "···●·························",
        "·········○──────────────────▶",
        "◀────────────────────────●···",
        "······├─────────┤············",
        "········├●─┤·················",
    ]
    assert axis(scale, 29, "de") == "   8.000            15.000"


def test_scale_is_logarithmic_over_decades() -> None:
    scale = scale_of([value(50, 50), value(700_000, 700_000)])
    assert scale is not None
    assert scale.log
    assert 0.4 < scale.place((50 * 700_000) ** 0.5) < 0.6, "the geometric mean lies in the middle"


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        ([], "nothing to draw"),
        ([value(None, None)], "no bound"),
        ([value(1, 1), msgspec.structs.replace(value(1, 1), unit="km")], "two units have no axis in common"),
    ],
)
def test_no_scale(groups: list[ValueGroup], why: str) -> None:
    assert scale_of(groups) is None, why


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=6))
def test_every_value_has_a_place(values: list[float]) -> None:
    groups = [value(v, v) for v in values]
    scale = scale_of(groups)
    assert scale is not None
    for group in groups:
        assert len(strip(group, scale, 20)) == 20
        assert strip(group, scale, 20).count("●") == 1


@pytest.mark.parametrize(
    ("width", "asked", "shared", "why"),
    [
        (44, [(1, 0), (1, 0)], [20, 20], "by ratio, two blanks after each"),
        (44, [(1, 30), (1, 0)], [30, 10], "a long word takes what it needs"),
        (44, [(3, 0), (1, 15)], [25, 15], "from the others"),
        (24, [(1, 30), (1, 30)], [10, 10], "what can't fit is shared alike"),
    ],
)
def test_columns_share_the_width(width: int, asked: list[tuple[int, int]], shared: list[int], why: str) -> None:
    assert shares(width, asked) == shared, why


def test_no_word_of_a_chain_is_torn_at_80_columns() -> None:
    shown = table(scene.claims(), width=80)
    for word in ("Krisenstab", "Technisches", "Wetterdienst", "unbestätigt"):
        assert word in shown
