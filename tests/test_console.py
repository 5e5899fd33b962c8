"""Messages and results: files whole or not at all, one line each, progress only where somebody looks."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from kursk_claims import console
from kursk_claims.console import Console, complain
from kursk_claims.errors import Exit, InputError, MachineError, OutputError
from kursk_claims.output import open_output, remove_unfinished
from kursk_claims.process import Ended


def write_half(path: Path, error: BaseException) -> None:
    with open_output(path) as stream:
        stream.write("half")
        raise error


class TestOutput:
    def test_appears_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "out.txt"
        with open_output(path) as stream:
            stream.write("zwölf\n")
            assert not path.exists()
        assert path.read_bytes() == "zwölf\n".encode()

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
    def test_or_not_at_all(self, tmp_path: Path, error: type[BaseException]) -> None:
        path = tmp_path / "out.txt"
        path.write_text("old", encoding="utf-8")
        with pytest.raises(error):
            write_half(path, error())
        assert [one.name for one in tmp_path.iterdir()] == ["out.txt"]
        assert path.read_text(encoding="utf-8") == "old"

    def test_binary(self, tmp_path: Path) -> None:
        with open_output(tmp_path / "out", binary=True) as stream:
            stream.write(b"\x00\xff")
        assert (tmp_path / "out").read_bytes() == b"\x00\xff"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
    def test_a_full_disk_is_the_machines_matter(self) -> None:
        with pytest.raises(MachineError, match="/dev/full: can't be written"), open_output(Path("/dev/full")) as stream:
            stream.write("half")

    def test_what_fails_in_the_block_is_not_blamed_on_the_output(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="somewhere else"):
            write_half(tmp_path / "out", OSError("somewhere else"))
        assert list(tmp_path.iterdir()) == []

    def test_mode_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "out").touch(0o640)
        (tmp_path / "out").chmod(0o640)
        with open_output(tmp_path / "out") as stream:
            stream.write("x")
        assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640

    def test_a_stale_file_goes_and_one_in_use_stays(self, tmp_path: Path) -> None:
        stale = tmp_path / ".out.killed.part"
        stale.write_text("half")
        others = tmp_path / ".other.killed.part"
        others.write_text("half")
        with open_output(tmp_path / "out") as stream:
            assert not stale.exists()
            (held,) = tmp_path.glob(".out.*.part")
            with open_output(tmp_path / "out") as second:
                second.write("second")
                assert held.exists()
            stream.write("first")
        assert sorted(path.name for path in tmp_path.iterdir()) == [".other.killed.part", "out"]
        assert (tmp_path / "out").read_text() == "first"

    def test_a_signal_at_the_moment_of_its_beginning_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = os.open

        def interrupted(*given: Any) -> int:
            create(*given)
            raise Ended(signal.SIGTERM)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", interrupted)
            with pytest.raises(Ended), open_output(tmp_path / "out"):
                pytest.fail("opened")
        assert len(list(tmp_path.iterdir())) == 1
        remove_unfinished()
        assert list(tmp_path.iterdir()) == []

    def test_device_is_written_directly(self) -> None:
        with open_output(Path(os.devnull)) as stream:
            stream.write("x")

    @pytest.mark.parametrize("place", ["", "none/out.txt"])
    def test_impossible_place_is_told_before_the_work(self, tmp_path: Path, place: str) -> None:
        with pytest.raises(OutputError), open_output(tmp_path / place):
            pytest.fail("opened")

    def test_very_long_name(self, tmp_path: Path) -> None:
        with open_output(tmp_path / ("x" * 250)) as stream:
            stream.write("x")
        assert len(list(tmp_path.iterdir())) == 1


class TestMessages:
    def test_one_line_whatever_is_in_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        complain("a\nb\x1b[31m\u202e\ud800")
        captured = capsys.readouterr()
        assert captured.err == "kursk-claims: a\\nb\\u001b[31m\\u202e\\ud800\n"
        assert captured.out == ""

    def test_unread_inputs_count(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = Console(quiet=True)
        assert told.status == Exit.DONE
        told.report(InputError("a.txt", "empty", "fill it"))
        assert told.status == Exit.UNREAD_INPUT
        assert capsys.readouterr().err == "kursk-claims: a.txt: leer; fill it\n"

    def test_notes_keep_quiet_with_quiet(self, capsys: pytest.CaptureFixture[str]) -> None:
        Console(quiet=True).note("done")
        assert capsys.readouterr().err == ""
        Console().note("done")
        assert capsys.readouterr().err == "done\n"

    def test_a_closed_standard_error_is_no_reason_to_fail(self, monkeypatch: pytest.MonkeyPatch) -> None:
        closed = io.StringIO()
        closed.close()
        monkeypatch.setattr(sys, "stderr", closed)
        complain("nobody hears")


class Screen(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


PROGRESS = [
    (Screen, 0.0, False, True, "a terminal, after the delay"),
    (Screen, 1e9, False, False, "a terminal, but it goes quickly"),
    (Screen, 0.0, True, False, "a terminal, but --quiet"),
    (io.StringIO, 0.0, False, False, "no terminal"),
]


@pytest.mark.parametrize(("stream", "after", "quiet", "shown", "why"), PROGRESS)
def test_progress(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], after: float, quiet: bool, shown: bool, why: str
) -> None:
    monkeypatch.setattr(console, "PROGRESS_AFTER_SECONDS", after)
    errors = stream()
    monkeypatch.setattr(sys, "stderr", errors)
    assert list(Console(quiet=quiet).track(range(5), "articles")) == list(range(5))
    assert ("articles" in errors.getvalue()) == shown, why


@pytest.mark.parametrize(("total", "shown", "why"), [(5, "/5", "of how many"), (None, "5", "not known how many")])
def test_progress_has_a_total_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, total: int | None, shown: str, why: str
) -> None:
    monkeypatch.setattr(console, "PROGRESS_AFTER_SECONDS", -1.0)
    errors = Screen()
    monkeypatch.setattr(sys, "stderr", errors)
    assert list(Console().track(range(5), "Artikel", lambda: total)) == list(range(5))
    assert "Artikel" in errors.getvalue()
    assert shown in errors.getvalue(), why
