"""Figures that perhaps answer one question: held together, shown as unclear, never as a conflict or a change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from typer.testing import CliRunner

from kursk_claims import cli
from kursk_claims.compare import compare
from kursk_claims.models import Claim
from kursk_claims.store import runs
from kursk_claims.store.database import open_store, writing
from kursk_claims.store.queries import check, events, one_claim, one_question, questions
from kursk_claims.store.records import QuestionRecord
from kursk_claims.store.resolve import decide
from tests.store.conftest import Day, fill

FIRST, SECOND = "Fünf Tage", "Eine Woche"
"""How long ago the flood was, told by two articles of two days."""


def held(path: Path) -> list[QuestionRecord]:
    with closing(open_store(path, writable=False)) as connection:
        return [one for one in questions(connection) if one.merged_into is None]


def of_figure(path: Path, text: str) -> QuestionRecord:
    return next(one for one in held(path) if any(f.text == text and not f.withdrawn for f in one.claims))


def figure_id(days: Sequence[Day], text: str) -> str:
    return next(c.id for claims in reversed(days) for c in claims if c.quantity and c.quantity.text == text)


def decided(path: Path, kind: str, one: str, other: str) -> None:
    with closing(open_store(path)) as connection, writing(connection):
        a, b = one_claim(connection, one), one_claim(connection, other)
        decide(connection, runs.begin(connection, kind, model="", options={}), kind, a, b, None)


def test_groups_and_statuses_are_those_of_a_comparison(days: Sequence[Day], filled: Path) -> None:
    """Over the same claims, of each article the last version; unclear groups included."""
    versions: dict[str, list[Claim]] = {}
    for claims in days:
        for doc in {claim.doc.id for claim in claims}:
            versions[doc] = [claim for claim in claims if claim.doc.id == doc]
    compared = compare(claim for claims in versions.values() for claim in claims)
    wanted = {frozenset(one.claim_ids): one.status for one in compared.clusters if one.kind == "numeric"}
    ours = {frozenset(f.id for f in one.claims if not f.withdrawn): one.status for one in held(filled)}
    assert ours == wanted
    assert "unclear" in wanted.values()


def test_an_unclear_question_neither_moves_nor_conflicts(filled: Path) -> None:
    found = of_figure(filled, FIRST)
    assert (found.status, found.contested_on) == ("unclear", ())
    assert {f.text for f in found.claims} == {FIRST, SECOND}
    with closing(open_store(filled, writable=False)) as connection:
        assert [one.kind for one in events(connection, of=found.id)] == ["new", "grew"]


def test_a_job_does_not_fail_on_what_is_unclear(filled: Path) -> None:
    arguments = ["store", "changes", str(filled), "--since", "2025-05-19", "--fail-on", "conflict"]
    done = CliRunner().invoke(cli.app, arguments, prog_name="kursk-claims")
    told = [json.loads(line)["question_id"] for line in done.stdout.splitlines()]
    assert of_figure(filled, FIRST).id in told
    assert done.exit_code == 0


def test_what_was_only_perhaps_one_question_leaves_the_id_to_its_first_figure(
    days: Sequence[Day], tmp_path: Path
) -> None:
    """Even if it is the smaller part: the others never surely belonged."""
    path = tmp_path / "s.sqlite"
    for claims in days:
        fill(path, claims)
    kept = of_figure(path, FIRST).id
    decided(path, "same", figure_id(days, SECOND), figure_id(days, "180 Millionen Euro"))
    assert of_figure(path, FIRST).id == kept
    assert of_figure(path, SECOND).id != kept


def test_what_comes_apart_again_has_its_id_back(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    one, other = figure_id(days, "35"), figure_id(days, "Rund 600")
    before = (of_figure(path, "35").id, of_figure(path, "Rund 600").id)
    decided(path, "same", one, other)
    assert of_figure(path, "35").id == of_figure(path, "Rund 600").id
    decided(path, "different", one, other)
    assert (of_figure(path, "35").id, of_figure(path, "Rund 600").id) == before
    with closing(open_store(path, writable=False)) as connection:
        assert check(connection).sound
        assert [e.kind for e in events(connection) if e.kind in ("merge", "split")] == ["merge", "split"]


def test_a_figure_that_changes_its_question_is_told_of_both(days: Sequence[Day], tmp_path: Path) -> None:
    """Of the one that it leaves it is split off, to the other it comes."""
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    fill(path, days[1])
    before = {figure.id: one.id for one in held(path) for figure in one.claims}
    decided(path, "same", figure_id(days, "35"), figure_id(days, "vier"))
    after = {figure.id: one.id for one in held(path) for figure in one.claims}
    with closing(open_store(path, writable=False)) as connection:
        told = {
            claim: event.question_id
            for event in events(connection)
            if event.kind in ("merge", "split")
            for claim in event.claim_ids
        }
    moved = {claim: question for claim, question in before.items() if after[claim] != question}
    assert moved
    assert moved.items() <= told.items()


def test_a_merged_id_leads_to_where_its_first_figure_is_now(days: Sequence[Day], tmp_path: Path) -> None:
    """The count of the injured goes to that of the dead for a while, but for its second figure."""
    path = tmp_path / "s.sqlite"
    for claims in days[:2]:
        fill(path, claims)
    injured = of_figure(path, "35").id
    for kind in ("same", "different"):
        decided(path, kind, figure_id(days, "35"), figure_id(days, "neun"))
    with closing(open_store(path, writable=False)) as connection:
        assert one_question(connection, injured) == of_figure(path, "35").id != of_figure(path, "neun").id
        assert check(connection).sound
