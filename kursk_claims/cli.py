"""The command line: parse, one library call, render. Imports of any cost are inside the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kursk_claims import __version__
from kursk_claims.arguments import (
    ArticleCache,
    build,
    directory,
    inputs,
    needed_standard_input,
    only_here,
    period,
    place,
    score,
    standard_input,
)
from kursk_claims.console import Console
from kursk_claims.errors import Exit, NothingReadError, UsageError
from kursk_claims.exit_handling import guarded
from kursk_claims.options import (
    ClusterStatus,
    CsvDialect,
    CsvDialectOption,
    Engine,
    ExcludeOption,
    FormatOption,
    LangOption,
    Language,
    MetaOption,
    ModelOption,
    OutputOption,
    Paths,
    QuietOption,
    Reading,
    Record,
    SinceOption,
    ThresholdOption,
    UntilOption,
    VerboseOption,
    with_options,
)
from kursk_claims.output import identity, open_output
from kursk_claims.results import format_asked, results
from kursk_claims.settings import LINK_THRESHOLD
from kursk_claims.store.commands import app as store_app

if TYPE_CHECKING:
    from kursk_claims.models import Article, Claim, ClaimType, Comparison

app = typer.Typer(
    name="kursk-claims",
    help="Who says how many? Extract and compare numeric and attributed claims in German news.",
    epilog="Exit status: 0 done, 1 some input not read, or disk or memory full, 2 wrong usage, "
    "3 conflicts found (--fail-on-conflict).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Rich's help needs a tenth of a second of imports and is as wide as the terminal of the day.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


app.add_typer(store_app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kursk-claims {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    pass


@app.command()
@guarded
@with_options(Reading)
def extract(
    reading: Reading,
    format: FormatOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Write here, atomically; into a directory part by part, resumed by the same command.",
        ),
    ] = None,
    csv_dialect: CsvDialectOption = CsvDialect.STANDARD,
) -> Exit:
    """Articles in, claims out: every number and every attributed statement, with its exact place."""
    from kursk_claims.engines import local, parts
    from kursk_claims.load import read_articles
    from kursk_claims.render.payload import peek

    console = Console(quiet=reading.quiet, verbose=reading.verbose)
    kind: ClaimType | None = reading.type.value if reading.type else None
    if reading.engine is Engine.SPARK:
        from kursk_claims.engines import spark

        only_here(
            format=format,
            meta=reading.meta,
            exclude=reading.exclude,
            workers=None if reading.workers == 1 else reading.workers,
        )
        spark.extract(inputs(reading.paths), directory(output), report=console.report, model=reading.model, kind=kind)
        return console.status
    found = read_articles(
        inputs(reading.paths),
        meta=reading.meta,
        exclude=reading.exclude or (),
        report=console.report,
        stdin=standard_input(),
        output=identity(place(output)),
    )
    if output is not None and (output.endswith("/") or Path(output).is_dir()):
        if format not in (None, "jsonl"):
            raise UsageError(f"a directory is written as JSON Lines, not {format.value}; name a file")
        articles = ArticleCache(_tracked(console, found, reading.paths, reading.exclude, reading.lang))
        header = parts.Header(model=reading.model, type=kind)
        before, added = parts.extract_parts(
            articles,
            build(reading.model),
            reading.workers,
            directory=Path(output),
            header=header,
            report=console.report,
        )
        console.note(f"{output}: {added} articles extracted, {before} were done before")
        return console.status
    written = format_asked(format, output, "jsonl")
    articles = ArticleCache(
        _tracked(console, found, reading.paths, reading.exclude, reading.lang), keep=written.name == "html"
    )
    with results(written, output, reading.lang, reading.meta) as show:
        first, claims = peek(local.extract(articles, build(reading.model), reading.workers, report=console.report))
        if first is None and not articles.count:
            raise NothingReadError
        wanted = (claim for claim in claims if kind in (None, claim.type))
        # The report shows claims by the question they answer, also where only claims were asked for.
        payload = _compared(wanted) if written.name == "html" else wanted
        show(payload, articles=articles.by_id, csv_dialect=csv_dialect.value)
    return console.status


@app.command()
@guarded
@with_options(Reading)
def compare(
    reading: Reading,
    format: FormatOption = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears only when it is complete."),
    ] = None,
    status: Annotated[
        list[ClusterStatus] | None,
        typer.Option("--status", help="Only clusters with this status; may be repeated.", show_default=False),
    ] = None,
    only_conflicts: Annotated[
        bool, typer.Option("--only-conflicts", help="Only clusters whose accounts exclude each other.")
    ] = False,
    min_sources: Annotated[
        int, typer.Option("--min-sources", metavar="N", min=1, help="Only clusters with as many independent origins.")
    ] = 1,
    threshold: ThresholdOption = LINK_THRESHOLD,
    explain: Annotated[bool, typer.Option("--explain", help="Show why claims were put together.")] = False,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Table: show the sentence behind each value shown in full.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Table: show every question in full, single figures too.")
    ] = False,
    matrix: Annotated[bool, typer.Option("--matrix", help="Table: questions by outlets.")] = False,
    fail_on_conflict: Annotated[
        bool, typer.Option("--fail-on-conflict", help="Exit with 3 if a cluster shown is a conflict or disputed.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    csv_dialect: CsvDialectOption = CsvDialect.STANDARD,
) -> Exit:
    """Articles, or claims that extract wrote, in; who agrees and who conflicts out."""
    from kursk_claims.compare import compare as compare_claims
    from kursk_claims.compare import select
    from kursk_claims.engines import local
    from kursk_claims.load import read_inputs
    from kursk_claims.models import Article

    console = Console(quiet=reading.quiet, verbose=reading.verbose)
    kind: ClaimType | None = reading.type.value if reading.type else None
    if reading.engine is Engine.SPARK:
        from kursk_claims.engines import spark

        only_here(
            format=format,
            meta=reading.meta,
            exclude=reading.exclude,
            since=since,
            until=until,
            workers=None if reading.workers == 1 else reading.workers,
            status=status,
            only_conflicts=only_conflicts or None,
            min_sources=None if min_sources == 1 else min_sources,
            explain=explain or None,
            fail_on_conflict=fail_on_conflict or None,
        )
        spark.compare(
            inputs(reading.paths),
            directory(output),
            report=console.report,
            model=reading.model,
            kind=kind,
            threshold=threshold,
        )
        return console.status
    chosen_days, threshold = period(since, until), score(threshold)
    read_before: list[Claim] = []

    def unread_articles() -> Iterator[Article]:
        for found in read_inputs(
            inputs(reading.paths),
            meta=reading.meta,
            exclude=reading.exclude or (),
            report=console.report,
            stdin=standard_input(),
            output=identity(place(output)),
        ):
            if isinstance(found, Article):
                yield found
            else:
                read_before.append(found)

    written = format_asked(format, output, "json")
    found = _tracked(console, unread_articles(), reading.paths, reading.exclude, reading.lang)
    articles = ArticleCache(found, keep=written.name == "html")
    with results(written, output, reading.lang, reading.meta) as show:
        extracted = list(local.extract(articles, build(reading.model), reading.workers, report=console.report))
        if not read_before and not articles.count:
            raise NothingReadError
        claims = [claim for claim in (*read_before, *extracted) if kind in (None, claim.type)]
        comparison = select(
            compare_claims(claims, threshold=threshold),
            status=[one.value for one in status or ()],
            only_conflicts=only_conflicts,
            min_sources=min_sources,
            **chosen_days,
        )
        shown = {"explain": explain, "sentences": sentences, "full": full, "matrix": matrix}
        show(comparison, articles=articles.by_id, threshold=threshold, csv_dialect=csv_dialect.value, **shown)
    conflicting = any(cluster.status in ("conflict", "disputed") for cluster in comparison.clusters)
    return Exit.CONFLICT if fail_on_conflict and conflicting else console.status


@app.command()
@guarded
def read(
    paths: Paths = None,
    format: FormatOption = None,
    output: OutputOption = None,
    meta: MetaOption = None,
    exclude: ExcludeOption = None,
    lang: LangOption = Language.DE,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> Exit:
    """What is taken as article: title, outlet, day, text, and what is left out and why."""
    from kursk_claims.load import read_articles
    from kursk_claims.render.payload import TakenArticle

    written = format_asked(format, output, "jsonl")
    if written.name not in ("table", "json", "jsonl"):
        raise UsageError(f"read does not write {written.name}; choose table, json or jsonl")
    console = Console(quiet=quiet, verbose=verbose)
    found = read_articles(
        inputs(paths),
        meta=meta,
        exclude=exclude or (),
        report=console.report,
        stdin=standard_input(),
        output=identity(place(output)),
    )
    with results(written, output, lang, meta) as show:
        show(TakenArticle.of(article) for article in _tracked(console, found, paths, exclude, lang))
    return console.status


@app.command()
@guarded
def quantities(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT|-]", help="A text; - reads one text a line.", show_default=False)
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = Language.DE,
) -> Exit:
    """Read the numbers in a text."""
    console = Console()
    from kursk_claims.extract.quantities.find import find_quantities
    from kursk_claims.load.decode import clean
    from kursk_claims.load.lines import read_texts
    from kursk_claims.render import TextQuantities

    texts = read_texts(needed_standard_input(), console.report) if text is None or text == "-" else [clean(text)]
    read = (TextQuantities(text=line, quantities=tuple(find_quantities(line))) for line in texts)
    with results(format_asked(format, output, "jsonl"), output, lang) as show:
        show(read)
    return console.status


@app.command()
@guarded
def explain(
    a: Annotated[str, typer.Argument(metavar="A", help="Id of a claim, or its beginning.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Id of another claim, or its beginning.")],
    comparison: Annotated[Path, typer.Option("--in", metavar="COMPARISON.json", help="What compare wrote as JSON.")],
    format: FormatOption = None,
    output: OutputOption = None,
    threshold: ThresholdOption = LINK_THRESHOLD,
    lang: LangOption = Language.DE,
) -> Exit:
    """Say why two claims were, or were not, put together."""
    from kursk_claims.compare import explain as explain_pair
    from kursk_claims.compare.folding import questions_repeated
    from kursk_claims.load.comparisons import claim_of, read_comparison
    from kursk_claims.render import Explanation

    compared = read_comparison(comparison)
    one, other = claim_of(a, compared.claims), claim_of(b, compared.claims)
    pair = explain_pair(one, other, threshold=score(threshold))
    with results(format_asked(format, output, "json"), output, lang, comparison) as show:
        show(Explanation(pair=pair, a=one, b=other, repeats=questions_repeated(compared)))
    return Exit.DONE


@app.command()
@guarded
def schema(record: Annotated[Record, typer.Argument(help="The record to describe.")]) -> Exit:
    """Print the JSON Schema of a record."""
    import json

    from kursk_claims.schemas import schema as schema_of

    with open_output(None) as stream:
        stream.write(json.dumps(schema_of(record), ensure_ascii=False, indent=2) + "\n")
    return Exit.DONE


@app.command()
@guarded
def info(
    format: FormatOption = None,
    output: OutputOption = None,
    model: ModelOption = None,
    lang: LangOption = Language.DE,
) -> Exit:
    """Show the language pipeline: version, licence, components, scores."""
    from kursk_claims.nlp import build_nlp

    with results(format_asked(format, output, "json"), output, lang) as show:
        show(build_nlp(model).info)
    return Exit.DONE


def _compared(claims: Iterable[Claim]) -> Comparison:
    from kursk_claims.compare import compare as compare_claims  # of no use to the other formats

    return compare_claims(claims)


def _tracked(
    console: Console, articles: Iterable[Article], paths: list[str] | None, exclude: list[str] | None, lang: Language
) -> Iterator[Article]:
    """``articles`` passed on, counted on a terminal: of how many, where the files tell without being opened."""
    from kursk_claims.load.paths import documents
    from kursk_claims.render.labels import labels

    what = labels(lang.value).word("articles_title")
    return console.track(articles, what, lambda: documents(paths, exclude or ()) if paths else None)
