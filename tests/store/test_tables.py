"""What the store prints on a terminal, wide and narrow, against golden files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kursk_claims import cli, console
from kursk_claims.render import Lang, RenderOptions
from kursk_claims.store import commands
from kursk_claims.store.database import open_store
from kursk_claims.store.queries import check, events, question, search
from kursk_claims.store.show import write
from kursk_claims.store.tables import Record
from tests.render import golden

KINDS = ("changes", "search", "follow", "show", "check")


def records(store: Path, kind: str) -> Sequence[Record]:
    with closing(open_store(store, writable=False)) as connection:
        hits = search(connection, "Grünau")
        if kind == "changes":
            return list(events(connection))
        if kind == "check":
            return [check(connection)]
        if kind == "search":
            return hits
        contested = next(hit for hit in hits if hit.question.startswith("Tote"))
        unclear = next(hit for hit in hits if hit.status == "unclear")
        return [question(connection, hit.id) for hit in (contested, unclear)]


def shown(store: Path, kind: str, width: int, lang: Lang = "de", *, colour: bool = False) -> str:
    out = StringIO()
    options = RenderOptions(lang=lang, width=width, colour=colour)
    write("table", records(store, kind), out, options, sentences=kind == "show")
    return out.getvalue()


@pytest.mark.parametrize("width", [50, 80, 140])
@pytest.mark.parametrize("kind", KINDS)
def test_tables(filled: Path, kind: str, width: int) -> None:
    text = shown(filled, kind, width)
    golden.check(f"store_{kind}_{width}.txt", text)
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("kind", ["changes", "search", "follow"])
def test_tables_in_english(filled: Path, kind: str) -> None:
    golden.check(f"store_{kind}_140_en.txt", shown(filled, kind, 140, "en"))


@pytest.mark.parametrize("kind", KINDS)
def test_colour_changes_no_word(filled: Path, kind: str) -> None:
    coloured = shown(filled, kind, 100, colour=True)
    assert "\x1b[" in coloured
    bare = "".join(part.partition("m")[2] if at else part for at, part in enumerate(coloured.split("\x1b[")))
    assert [line.rstrip() for line in bare.splitlines()] == shown(filled, kind, 100).splitlines()


@pytest.mark.parametrize(("no_color", "coloured"), [("1", False), ("", True)])
def test_no_color_is_obeyed_on_a_terminal(
    filled: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool
) -> None:
    for module in (console, commands):
        monkeypatch.setattr(module, "stdout_is_terminal", lambda: True)
    arguments = ["store", "changes", str(filled), "--format", "table"]
    environment = {"NO_COLOR": no_color, "TERM": "xterm", "COLUMNS": "120"}
    done = CliRunner().invoke(cli.app, arguments, prog_name="kursk-claims", env=environment)
    assert done.exit_code == 0
    assert ("\x1b[" in done.stdout) == coloured
