"""The installed command as a process: start-up, pipes, signals, full disks, terminals, no standard input."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "kursk_claims"]
LINE = json.dumps({"text": "In Kursk stehen 50.000 Soldaten, sagte ein Sprecher der Regierung."}) + "\n"
HEAVY = {"spacy", "thinc", "numpy", "trafilatura", "lxml", "babel", "rich", "jinja2", "charset_normalizer", "msgspec"}


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    settings: dict[str, object] = {"capture_output": True, "text": True, "encoding": "utf-8", "cwd": ROOT}
    return subprocess.run([*COMMAND, *arguments], **(settings | options))  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True)
class Seeds:
    """The claims of ``seeds/`` in a file, and what ``compare`` makes of them behind a pipe."""

    claims: Path
    compared: str


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    claims = tmp_path_factory.mktemp("seeds") / "claims.jsonl"
    line = f'"{sys.executable}" -m kursk_claims'
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{line} extract seeds | tee '{claims}' | {line} compare -"],
        capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return Seeds(claims, piped.stdout.decode())


def as_from_a_terminal() -> None:
    """Signals are answered as usual, also where the tests run under ``nohup`` or in the background of a script."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class TestStart:
    @pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["extract", "--help"], ["compare", "--help"]])
    def test_imports_nothing_heavy(self, arguments: list[str]) -> None:
        code = (
            "import sys\nfrom kursk_claims.cli import app\n"
            f"try: app({arguments!r})\nexcept SystemExit: pass\n"
            "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert not HEAVY & set(result.stderr.split())

    def test_is_quick(self) -> None:
        """0.2 s on an idle machine, where 170 modules are imported; counted, since a test machine is not idle."""
        code = (
            "import sys\nfrom kursk_claims.cli import app\n"
            "try: app(['--help'])\nexcept SystemExit: pass\nprint(len(sys.modules), file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert int(result.stderr) < 250

    def test_compare_of_claims_loads_no_spacy(self, seeds: Seeds, tmp_path: Path) -> None:
        code = (
            "import sys\nfrom kursk_claims.cli import app\n"
            f"try: app(['compare', {str(seeds.claims)!r}, '-o', {str(tmp_path / 'out.json')!r}])\n"
            "except SystemExit as done: assert not done.code\n"
            "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert not {"spacy", "trafilatura"} & set(result.stderr.split())


class TestPipes:
    def test_extract_into_compare(self, seeds: Seeds) -> None:
        assert seeds.compared == run("compare", "seeds", check=True).stdout

    def test_closed_pipe_is_quiet(self, tmp_path: Path) -> None:
        many = tmp_path / "many.jsonl"
        many.write_text(LINE * 2000, encoding="utf-8")
        with subprocess.Popen(
            [*COMMAND, "extract", str(many)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0

    def test_full_disk_is_one_line(self, seeds: Seeds) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("no /dev/full here")
        with Path("/dev/full").open("w") as full:
            result = run("extract", "seeds", stdout=full, stderr=subprocess.PIPE, capture_output=False)
        assert (result.returncode, result.stderr) == (
            1,
            "kursk-claims: standard output: lässt sich nicht schreiben (No space left on device); "
            "Platz schaffen oder einen anderen Ort wählen\n",
        )
        result = run("compare", str(seeds.claims), "--output", "/dev/full")
        assert result.returncode == 1
        assert result.stderr.count("\n") == 1

    @pytest.mark.parametrize("closed", [False, True])
    def test_without_standard_input(self, closed: bool) -> None:
        """As under cron: empty or closed, it is told in one line and nobody waits for it."""
        result = run("extract", "-", stdin=subprocess.DEVNULL, preexec_fn=(lambda: os.close(0)) if closed else None)
        assert result.returncode == 1
        assert result.stderr.startswith("kursk-claims: standard input: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted_run_leaves_nothing_behind(tmp_path: Path, number: int, status: int, workers: str) -> None:
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "extract", "-", "--workers", workers, "--output", str(out)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=as_from_a_terminal,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(LINE.encode() * 3)  # and no end: it waits for more
    process.stdin.flush()
    wait_for(lambda: any(tmp_path.iterdir()))
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == status
    assert errors == b""
    assert list(tmp_path.iterdir()) == []


def wait_for(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the command shows on a terminal of 80 columns, standard error included."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.update({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"} | environment)
        os.execv(COMMAND[0], [*COMMAND, *arguments])
    shown = b""
    while True:
        readable, _, _ = select.select([terminal], [], [], 60)
        try:
            data = os.read(terminal, 1 << 16) if readable else b""
        except OSError:  # the terminal closes with the process
            data = b""
        if not data:
            break
        shown += data
    os.waitpid(child, 0)
    return shown.decode()


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
class TestTerminal:
    def test_table_with_colours(self) -> None:
        shown = on_terminal("quantities", "Mehr als 10.000 Soldaten")
        assert "10.000" in shown
        assert "{" not in shown

    def test_no_color(self, seeds: Seeds) -> None:
        assert "\x1b[3" in on_terminal("compare", str(seeds.claims))
        assert "\x1b[3" not in on_terminal("compare", str(seeds.claims), NO_COLOR="1")

    def test_asking_for_nothing_is_a_mistake_and_not_a_wait(self) -> None:
        assert "keine Eingabe; Dateien oder Verzeichnisse nennen" in on_terminal("extract")
