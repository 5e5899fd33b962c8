"""Run one fuzz target with atheris (libFuzzer) for a stated time.

usage: python -m tests.fuzz.run TARGET SECONDS [CORPUS_FOLDER]

Inputs that fail are written to ``tests/fuzz/findings/TARGET/``; once the defect is fixed they
stay there and every test run replays them. Prints the inputs tried at the end (libFuzzer's own line).
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent


def main() -> None:
    name, seconds = sys.argv[1], int(sys.argv[2])
    corpus = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    with atheris.instrument_imports(include=["kursk_claims"]):
        from tests.fuzz.targets import TARGETS
    findings = HERE / "findings" / name
    findings.mkdir(parents=True, exist_ok=True)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-artifact_prefix={findings}/",
        "-max_len=600",
        "-len_control=0",  # long inputs from the start: the rules look at whole sentences
        "-timeout=20",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
        "-seed=1",
    ]
    if corpus is not None:
        corpus.mkdir(parents=True, exist_ok=True)
        arguments.append(str(corpus))
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
