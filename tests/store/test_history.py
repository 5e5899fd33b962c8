"""A question over eight days: states, events, ids that stay, a corrected article, decisions of a user."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_claims.models import Claim
from kursk_claims.store import runs
from kursk_claims.store.database import StoreError, open_store, writing
from kursk_claims.store.queries import check, events, one_claim, one_question, question, questions, search
from kursk_claims.store.records import QuestionRecord
from kursk_claims.store.resolve import decide
from tests.store.conftest import Day, example, fill


def opened(path: Path) -> sqlite3.Connection:
    return open_store(path, writable=False)


def of_figure(path: Path, text: str) -> QuestionRecord:
    """The question of the figure whose number is written like this in the sentence."""
    with closing(opened(path)) as connection:
        row = connection.execute(
            "SELECT m.question FROM claim c JOIN membership m ON m.claim = c.id AND m.until_run IS NULL"
            " WHERE c.text = ? ORDER BY c.id LIMIT 1",
            (text,),
        ).fetchone()
        return question(connection, row[0])


def test_the_last_value_of_a_running_count(filled: Path) -> None:
    found = of_figure(filled, "neun")
    assert (found.states[-1].label, found.states[-1].as_of) == ("18", "2025-05-19")


def test_every_day_of_change(filled: Path) -> None:
    found = of_figure(filled, "neun")
    changed = {state.as_of: state.label for state in found.states}
    assert {"2025-05-13": "9", "2025-05-19": "18"}.items() <= changed.items()
    assert [state.as_of for state in found.states] == sorted(state.as_of or "" for state in found.states)


def test_a_question_keeps_its_id_as_it_grows(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    ids = []
    for claims in days:
        fill(path, claims)
        ids.append(of_figure(path, "vier").id)
    assert len(set(ids)) == 1


def test_a_corrected_article(filled: Path) -> None:
    found = of_figure(filled, "180 Millionen Euro")
    with closing(opened(filled)) as connection:
        told = [event for event in events(connection, of=found.id) if event.kind == "correction"]
    assert [(event.run[:10], event.old, event.new) for event in told] == [
        ("2025-05-17", "80 Millionen Euro", "180 Millionen Euro")
    ]
    earlier = [figure for figure in found.claims if figure.withdrawn]
    assert [figure.text for figure in earlier] == ["80 Millionen Euro"], "the old figure stays readable"


def test_a_figure_that_vanishes(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    lost = next(claim for claim in days[0] if claim.quantity and claim.quantity.text == "Rund 600")
    kept = [
        msgspec.structs.replace(claim, doc=msgspec.structs.replace(claim.doc, text_sha256="other"))
        for claim in days[0]
        if claim.doc.id == lost.doc.id and claim.id != lost.id
    ]
    fill(path, kept)
    with closing(opened(path)) as connection:
        told = [(event.kind, event.old) for event in events(connection) if event.kind in ("withdrawn", "correction")]
        assert ("correction", "Rund 600") in told
        assert ("withdrawn", "rund 600") in told
        assert check(connection).sound


def membership(path: Path) -> set[frozenset[str]]:
    with closing(opened(path)) as connection:
        return {
            frozenset(figure.id for figure in record.claims if not figure.withdrawn)
            for record in questions(connection)
            if record.merged_into is None
        }


def ids(path: Path) -> set[str]:
    with closing(opened(path)) as connection:
        return {record.id for record in questions(connection)}


def latest_versions(days: Sequence[Day]) -> list[Claim]:
    """Of an article with several versions, the last."""
    of_article: dict[str, list[Claim]] = {}
    for claims in days:
        for doc in {claim.doc.id for claim in claims}:
            of_article[doc] = [claim for claim in claims if claim.doc.id == doc]
    return [claim for claims in of_article.values() for claim in claims]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), pieces=st.integers(1, 4))
def test_day_by_day_is_as_all_at_once(tmp_path_factory: pytest.TempPathFactory, seed: int, pieces: int) -> None:
    """In any order of articles within a run, and however many days a run takes."""
    claims = sorted(latest_versions(example()), key=lambda claim: claim.doc.published or "")
    shuffled = random.Random(seed).sample(claims, len(claims))
    once = tmp_path_factory.mktemp("once") / "s.sqlite"
    fill(once, shuffled)
    by_day = tmp_path_factory.mktemp("days") / "s.sqlite"
    published = sorted({claim.doc.published or "" for claim in claims})
    for start in range(0, len(published), pieces):
        span = published[start : start + pieces]
        fill(by_day, [claim for claim in shuffled if (claim.doc.published or "") in span])
    assert membership(by_day) == membership(once)
    assert ids(by_day) == ids(once)


def test_adding_twice_changes_nothing(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    with closing(opened(path)) as connection:
        before = list(questions(connection)), list(events(connection))
    done = fill(path, days[0])
    assert (done.articles, done.figures) == (0, 0)
    with closing(opened(path)) as connection:
        assert (list(questions(connection)), list(events(connection))) == before


def decided(path: Path, kind: str, one: str, other: str, because: str) -> None:
    with closing(open_store(path)) as connection, writing(connection):
        a, b = one_claim(connection, one), one_claim(connection, other)
        decide(connection, runs.begin(connection, kind, model="", options={}), kind, a, b, because)


def figure_id(days: Sequence[Day], text: str) -> str:
    return next(c.id for claims in days for c in claims if c.quantity and c.quantity.text == text)


def test_a_decision_holds_and_is_shown(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    fill(path, days[1])
    one, other = figure_id(days, "35"), figure_id(days, "neun")
    assert of_figure(path, "35").id != of_figure(path, "neun").id
    decided(path, "same", one, other, "asked the office")
    joined = of_figure(path, "35")
    assert joined.id == of_figure(path, "neun").id
    assert [(d.kind, d.because) for d in joined.decisions] == [("same", "asked the office")]
    fill(path, days[2])
    assert of_figure(path, "35").id == of_figure(path, "neun").id, "it holds for what comes later"
    decided(path, "different", one, other, "a slip")
    assert of_figure(path, "35").id != of_figure(path, "neun").id, "the later decision holds"
    with closing(opened(path)) as connection:
        assert check(connection).sound
        assert {"merge", "split", "decision"} <= {event.kind for event in events(connection)}


def test_no_id_is_lost_without_an_event(filled: Path) -> None:
    with closing(opened(filled)) as connection:
        told = list(events(connection))
        for record in questions(connection):
            if record.merged_into:
                assert any(e.question_id == record.id and e.kind == "merge" for e in told)
            elif all(figure.withdrawn for figure in record.claims):
                assert any(e.question_id == record.id and e.kind == "withdrawn" for e in told)


def test_search_finds_beginnings_of_words(filled: Path) -> None:
    with closing(opened(filled)) as connection:
        assert any("Schaden" in hit.question for hit in search(connection, "Schad"))
        assert search(connection, "Vulkan") == []


@pytest.mark.parametrize(
    ("wanted", "said", "why"),
    [
        ("q000000", "there is no question 'q000000'; near ones: q", "an unknown id names near ones"),
        ("Grünau", "fits more than 5 questions: q", "an ambiguous text lists what to choose from"),
        ("Tote Grünau nach", "fits several questions: q", "so does one that fewer fit"),
        ("Vulkan", "try `store search` with fewer words", "a text that nothing has"),
        ("…", "has no word", "no word at all"),
    ],
)
def test_what_is_not_found(filled: Path, wanted: str, said: str, why: str) -> None:
    with closing(opened(filled)) as connection, pytest.raises(StoreError) as caught:
        one_question(connection, wanted)
    assert said in str(caught.value), why
    assert "\n" not in str(caught.value)


def test_an_id_by_its_beginning(filled: Path) -> None:
    found = of_figure(filled, "neun").id
    with closing(opened(filled)) as connection:
        assert one_question(connection, found[:10]) == found


def test_a_question_is_as_certain_as_its_weakest_link(filled: Path) -> None:
    """Kept with the verdict; a figure alone is held together by nothing."""
    with closing(opened(filled)) as connection:
        found = [record for record in questions(connection) if record.merged_into is None]
    several = [one.certainty for one in found if sum(not figure.withdrawn for figure in one.claims) > 1]
    alone = [one.certainty for one in found if sum(not figure.withdrawn for figure in one.claims) == 1]
    assert several
    assert all(certainty is not None and 0.4 < certainty <= 1 for certainty in several)
    assert alone
    assert set(alone) == {None}
