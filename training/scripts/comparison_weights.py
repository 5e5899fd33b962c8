"""Learn what each level of a pair of figures is worth from judged pairs, and write it to ``lexicon/levels.toml``.

    python training/scripts/comparison_weights.py GOLD_DIR CLAIMS_DIR [--write] [--leave NAME …]

``GOLD_DIR`` holds gold files of stories or pairs, ``CLAIMS_DIR`` for each ``NAME.json`` the claims of its articles,
``NAME.jsonl``, as ``kursk-claims extract`` writes them. The fit is a logistic regression with a ridge penalty, by
Newton's method, so the same pairs give the same weights. Printed is how well it does on stories left out.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from judged_pairs import Judged, judged
from numpy.typing import NDArray

from kursk_claims.compare.pairs import FIELDS
from kursk_claims.compare.weights import levels

Array = NDArray[np.float64]
Column = tuple[str, str]
"""Field and level."""

SETS = ("stories_dev", "stories_invented", "pairs_train")
RIDGE = 3.0
"""Penalty on squared weights: a level seen in a handful of pairs moves the score by less than a factor of two."""
FOLDS = 6
NEUTRAL = {
    "rate": "none",
    "topic": "unknown",
    "measure": "unknown",
    "mention": "none",
    "bearer": "none",
    "restrictors": "none",
    "role": "totals",
    "period": "none",
    "occasion": "none",
    "identity": "no measure",
    "thing": "unknown",
    "group": "none",
    "event": "unknown",
    "polarity": "same",
    "change": "level",
    "base": "none",
    "modality": "fact",
    "scope": "none",
    "place": "unknown",
    "time": "unknown",
    "value": "other",
    "document": "other",
    "words": "few",
    "text": "unlike",
    "ground": "enough",
    "published": "same days",
    "figures": "unknown",
}
"""For each field the level that weighs nothing, from which the others are counted."""


def level_rows(pairs: Sequence[Judged]) -> tuple[list[dict[str, str]], list[int]]:
    """The levels of each pair, and which pairs no level vetoes."""
    table = levels()
    rows, kept = [], []
    for index, pair in enumerate(pairs):
        row = {name: function(pair.a, pair.b) for name, function in FIELDS}
        if not any(table[field][level].veto for field, level in row.items()):
            rows.append(row)
            kept.append(index)
    return rows, kept


def design(rows: Sequence[dict[str, str]]) -> tuple[Array, list[Column]]:
    """One column for each level that weighs, after a column of ones."""
    columns = sorted({(field, level) for row in rows for field, level in row.items() if NEUTRAL.get(field) != level})
    columns = [column for column in columns if column[0] != "dimension"]
    place = {column: number + 1 for number, column in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns) + 1))
    matrix[:, 0] = 1
    for number, row in enumerate(rows):
        for item in row.items():
            if item in place:
                matrix[number, place[item]] = 1
    return matrix, columns


def fit(matrix: Array, right: Array) -> Array:
    """Weights in log2 odds, the common one first."""
    penalty = np.full(matrix.shape[1], RIDGE)
    penalty[0] = 1e-3
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (chance - right) + penalty * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights / math.log(2)


def held_out(matrix: Array, right: Array, groups: Sequence[str]) -> Array:
    """Scores of every pair by weights learned without its fold of stories."""
    fold_of = {group: number % FOLDS for number, group in enumerate(sorted(set(groups)))}
    folds = np.array([fold_of[group] for group in groups])
    scores = np.zeros(len(right))
    for fold in range(FOLDS):
        weights = fit(matrix[folds != fold], right[folds != fold])
        scores[folds == fold] = matrix[folds == fold] @ weights
    return scores


def written(text: str, weights: dict[Column, float], right: Counter[Column], pairs: Counter[Column]) -> str:
    """The table of levels with new weights and counts; names, reasons and vetoes stay."""
    lines, field = [], ""
    for line in text.splitlines():
        opened = re.match(r"(\w+) = \[", line)
        field = opened[1] if opened else field
        found = re.match(r'  \{ name = "([^"]+)", weight = [-\d.]+,(?: right = \d+, pairs = \d+,)?(.*)', line)
        if found:
            column, rest = (field, found[1]), found[2]
            weight = -12.0 if "veto = true" in rest else round(weights.get(column, 0.0), 2) + 0.0
            line = (
                f'  {{ name = "{found[1]}", weight = {weight}, right = {right[column]}, pairs = {pairs[column]},{rest}'
            )
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--write", type=Path, help="the levels.toml to write to")
    parser.add_argument("--leave", nargs="*", default=(), help="stories to leave out of the fit")
    args = parser.parse_args()
    pairs: list[Judged] = []
    for name in SETS:
        if (args.claims / f"{name}.jsonl").exists():
            pairs.extend(judged(args.gold / f"{name}.json", args.claims / f"{name}.jsonl"))
    pairs = [pair for pair in pairs if pair.story not in args.leave]
    rows, kept = level_rows(pairs)
    right = np.array([float(pairs[index].one) for index in kept])
    matrix, columns = design(rows)
    weights = fit(matrix, right)
    print(f"{len(pairs)} pairs, {sum(pair.one for pair in pairs)} one question")
    print(f"{len(rows)} pairs without a veto, {int(right.sum())} one question")
    if not args.leave:
        scores = held_out(matrix, right, [pairs[index].story for index in kept])
        for least in (-2.0, -1.0, 0.0, 1.0, 2.0):
            taken = scores >= least
            precision, recall = right[taken].mean(), right[taken].sum() / right.sum()
            print(f"score {least:+.0f}: precision {precision:.3f}, recall {recall:.3f}")
    if args.write:
        counts: Counter[Column] = Counter(item for row in rows for item in row.items())
        ones: Counter[Column] = Counter(
            item for row, one in zip(rows, right, strict=True) if one for item in row.items()
        )
        learned = dict(zip(columns, map(float, weights[1:]), strict=True)) | {("dimension", "same"): float(weights[0])}
        args.write.write_text(written(args.write.read_text(encoding="utf-8"), learned, ones, counts), encoding="utf-8")


if __name__ == "__main__":
    main()
