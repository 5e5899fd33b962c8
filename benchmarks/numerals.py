"""Speed of the numeral scanner against a plain search for digits, in one run.

usage: python -m benchmarks.numerals [FILE.jsonl[.gz] | FILE.txt] [--sentences N]

Without a file the sentences are made up from the project's own lexicon, always the same ones.
With one (articles as JSON Lines with ``text``, or plain text) its sentences are split at stops.
The scanner reads number words, fractions and magnitudes; ``re.findall`` finds runs of digits
only and bounds from below what any reader of the text can cost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from kursk_claims.extract.quantities.number_words import lexicon
from kursk_claims.extract.quantities.numerals import scan

WORDS = (
    "der die das und in mit von Soldaten Regierung Angaben wurde sagte gestern Region Menschen nach eine ein Stadt "
    "Polizei bei einem auch nicht Präsident hat sich noch als für über Jahr Euro Prozent Unternehmen werden"
)
ROUNDS = 3


def made_up(count: int) -> list[str]:
    """Sentences of 16 words, one in two with a number in words or digits."""
    chance = random.Random(7)
    numbers = [*lexicon().teens, *lexicon().tens, "50.000", "2,5 Millionen", "Tausende", "drei Viertel", "2024"]
    words_of_news = WORDS.split()
    sentences = []
    for _ in range(count):
        words = [chance.choice(words_of_news) for _ in range(16)]
        if chance.random() < 0.5:
            words[chance.randrange(16)] = chance.choice(numbers)
        sentences.append(" ".join(words) + ".")
    return sentences


def from_file(path: Path) -> list[str]:
    """Sentences of a file of articles."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8")
    texts = [json.loads(line)["text"] for line in text.split("\n") if line] if ".jsonl" in path.name else [text]
    return [sentence for article in texts for sentence in re.split(r"(?<=[.!?])\s+", article) if sentence]


def rate(read: Callable[[str], object], sentences: list[str]) -> float:
    """Sentences a second of processor time, the best of ``ROUNDS``: what else runs on the machine does not count."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.process_time()
        for sentence in sentences:
            read(sentence)
        best = max(best, len(sentences) / (time.process_time() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sentences", type=int, default=20_000)
    args = parser.parse_args()
    sentences = from_file(args.file) if args.file else made_up(args.sentences)
    length = sum(map(len, sentences)) / len(sentences)
    digits = re.compile(r"\d+")
    print(f"{len(sentences)} sentences of {length:.0f} characters, one core")
    print(f"scan                {rate(scan, sentences):10.0f} sentences/s")
    print(f"re.findall(r'\\d+')  {rate(digits.findall, sentences):10.0f} sentences/s")


if __name__ == "__main__":
    main()
