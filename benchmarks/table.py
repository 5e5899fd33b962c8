"""The figures as a table: what, measured, goal, and whether the goal is met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Figures = dict[str, Any]
Row = tuple[str, str, str, bool | None]

_AT_MOST = {
    ("start", "help_s"): ("`kursk-claims --help`", 0.3, "s"),
    ("start", "version_s"): ("`kursk-claims --version`", 0.3, "s"),
    ("start", "five_articles_cold_s"): ("`extract` of five articles, cold", 2.0, "s"),
    ("extract", "ratio"): ("time of `extract` over that of its pipeline alone, same texts", 0.6, ""),
    ("memory", "500_mb"): ("peak memory, 500 articles", 700, "MB"),
    ("memory", "1000_mb"): ("peak memory, 1,000 articles", 700, "MB"),
    ("memory", "2000_mb"): ("peak memory, 2,000 articles", 350, "MB"),
}


def rows(figures: Figures) -> Iterator[Row]:
    """The rows of what was measured, in a fixed order."""
    for (part, name), (what, goal, unit) in _AT_MOST.items():
        value = figures.get(part, {}).get(name)
        if value is not None:
            yield what, _shown(value, unit), f"≤ {_shown(goal, unit)}", value <= goal
    extract = figures.get("extract", {})
    if extract:
        faster = extract["over_stock"]
        yield "tokens a second of `extract` over those of stock spaCy", f"{faster:.2f}", "≥ 2.00", faster >= 2
        yield "`extract`, one process", f"{extract['tokens_per_s']:,.0f} tokens/s", "", None
        yield (
            "stock spaCy's `nlp.pipe` with the same pipeline",
            f"{extract['bare_tokens_per_s']:,.0f} tokens/s",
            "",
            None,
        )
    workers = figures.get("workers", {})
    if workers:
        yield "two workers / one", f"{workers['times']:.2f} times as fast", "≥ 1.85", workers["times"] >= 1.85
        yield "two workers, output", "same bytes" if workers["same"] else "other bytes", "same", workers["same"]
    resume = figures.get("resume", {})
    if resume:
        yield (
            "`extract --output DIR/`, killed at 70 % and called again: parts",
            "same bytes" if resume["same"] else "other bytes",
            "same",
            resume["same"],
        )
        twice = resume["until_killed_s"] + resume["again_s"] - resume["whole_s"]
        yield "… time lost by it", f"{twice:.1f} s of {resume['whole_s']:.1f} s", "", None
    growth = figures.get("growth", {})
    for found in growth.get("runs", ()):
        large = found["claims"] >= 100_000
        what = f"`compare` of {found['claims']:,} claims"
        yield (
            what,
            f"{found['s']:.1f} s, {found['peak_mb']:,.0f} MB",
            "≤ 40 s, 700 MB" if large else "",
            found["s"] <= 40 and found["peak_mb"] <= 700 if large else None,
        )
    for exponent in growth.get("exponents", ()):
        yield "growth of `compare`, exponent", f"{exponent:.2f}", "≤ 1.10", exponent <= 1.1
    for name, value in figures.get("peers", {}).items():
        if name not in ("tokens", "machine", "corpus"):
            yield name.replace(" (tokens/s)", ""), _rate(value), "", None
    shares = figures.get("stages", {}).get("shares", {})
    for name, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        yield f"share of time: {name}", f"{share:.0%}", "", None


def _shown(value: float, unit: str) -> str:
    form: Callable[[float], str] = (lambda v: f"{v:,.0f}") if unit == "MB" else (lambda v: f"{v:.2f}")
    return f"{form(value)} {unit}".strip()


def _rate(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.0f} tokens/s"


def markdown(figures: Figures) -> str:
    """The table with the machine and the command."""
    machines = {
        f"{m['processor']}, {m['cores']} cores, {m['memory_gb']} GB, Python {m['python']}, spaCy {m['spacy']}"
        for m in (part["machine"] for part in figures.values())
    }
    corpora = {part["corpus"] for part in figures.values() if "corpus" in part}
    lines = [
        f"Machine: {'; '.join(sorted(machines))}. Corpus: {'; '.join(sorted(corpora)) or 'none'}.",
        "Command: `make bench`.",
        "",
        "| what | measured | goal | met |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {what} | {value} | {goal} | {'' if met is None else 'yes' if met else 'no'} |"
        for what, value, goal, met in rows(figures)
    ]
    return "\n".join(lines) + "\n"


_BLOCK = re.compile(r"(?<=<!-- benchmarks -->\n).*?(?=<!-- /benchmarks -->)", re.DOTALL)


def filled(page: str, written: str) -> str:
    """``page`` with the table in its marked block; unchanged if it has none."""
    return _BLOCK.sub(lambda _: written, page)
