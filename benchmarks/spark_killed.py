"""``python -m benchmarks.spark_killed [ARTICLES]``: a Python worker of Spark is killed in the middle of the work.

Three runs of ``extract --engine spark`` over 500 invented articles: undisturbed; killed on a cluster that tries a task
again, whose claims must be the same; killed where nothing is tried again (``local[2]``), which must end in one line
with status 1 and leave no output.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXT = (
    "In Neudorf zählte die Polizei {n} Teilnehmer, sagte Sprecherin Ada Muster{n} dem Sender Funk. "
    "Das sind {n} Prozent mehr als im Vorjahr, hieß es im Rathaus."
)


def workers(parent: int) -> list[int]:
    """Python workers, which the daemon of Spark's Java process starts."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [
        (int(pid), int(ppid), args) for pid, ppid, args in (line.split(None, 2) for line in listed.stdout.splitlines())
    ]

    def below(pid: int) -> list[tuple[int, str]]:
        own = [(child, args) for child, ppid, args in rows if ppid == pid]
        return own + [one for child, _ in own for one in below(child)]

    found = [pid for pid, args in below(parent) if "pyspark.daemon" in args]
    return found[1:]  # the first is the daemon


def extract(folder: Path, output: str, master: str, kill: bool) -> tuple[int, list[str]]:
    """Run the command; return its status and its own lines on standard error."""
    options = f"--master {master} --conf spark.ui.enabled=false --conf spark.sql.files.maxPartitionBytes=20000"
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"{options} pyspark-shell"}
    command = [sys.executable, "-m", "kursk_claims", "extract", "--engine", "spark", "in.jsonl", "-o", output]
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    if kill:
        while process.poll() is None and not workers(process.pid):
            time.sleep(0.2)
        time.sleep(8)  # in the middle of an article
        for pid in workers(process.pid)[:1]:
            os.kill(pid, signal.SIGKILL)
            print(f"killed worker {pid}")
    _, told = process.communicate()
    return process.returncode, [line for line in told.splitlines() if line.startswith("kursk-claims: ")]


def claims(directory: Path) -> list[str]:
    """What was written, sorted: Spark promises no order."""
    return sorted(line for part in directory.glob("part-*") for line in part.read_text("utf-8").splitlines())


def main() -> int:
    """Show the three runs; the status is 1 if one ended otherwise than it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=500)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        records = ({"id": f"d{n}", "text": TEXT.format(n=n + 20)} for n in range(count))
        (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        whole = extract(folder, "whole", "local[2]", kill=False)
        again = extract(folder, "again", "local[2,3]", kill=True)
        once = extract(folder, "once", "local[2]", kill=True)
        expected = claims(folder / "whole")
        same = claims(folder / "again") == expected
        left = (folder / "once").exists()
    print(f"undisturbed: status {whole[0]}, {len(expected)} claims")
    print(f"killed, tried again: status {again[0]}, {'the same claims' if same else 'OTHER CLAIMS'}")
    print(f"killed, not tried again: status {once[0]}, {once[1]}, output {'LEFT' if left else 'not there'}")
    good = whole[0] == 0 and expected and again[0] == 0 and same and once[0] == 1 and len(once[1]) == 1 and not left
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
