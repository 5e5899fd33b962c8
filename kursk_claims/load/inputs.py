"""The front of loading: paths in, articles (and claims) out, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kursk_claims.errors import InputError
from kursk_claims.load import metadata, records
from kursk_claims.load.boilerplate import find_boilerplate, merged
from kursk_claims.load.dates import dateline
from kursk_claims.load.decode import clean
from kursk_claims.load.formats import Found, Input, Report, reader_of, sniff
from kursk_claims.load.paths import expand, spelled
from kursk_claims.load.repeated import mark_repeated
from kursk_claims.load.stream import open_stream
from kursk_claims.models import Article, Claim
from kursk_claims.output import Identity
from kursk_claims.settings import MAX_ARTICLE_CHARS


def read_articles(
    paths: Sequence[str],
    *,
    meta: Path | None = None,
    exclude: Sequence[str] = (),
    report: Report,
    stdin: BinaryIO | None = None,
    output: Identity | None = None,
) -> Iterator[Article]:
    """Yield the articles behind ``paths`` in order; nothing is held in memory but the block at hand.

    Arguments as for ``read_inputs``. Claims among the input go to ``report``.
    """
    told: set[str] = set()
    for found, where in mark_repeated(_Reader(meta, report).read(expand(paths, report, exclude, output), stdin)):
        if isinstance(found, Article):
            yield found
        elif where not in told:
            told.add(where)
            report(InputError(where, "claims, not articles", "give them to compare"))


def read_inputs(
    paths: Sequence[str],
    *,
    meta: Path | None = None,
    exclude: Sequence[str] = (),
    report: Report,
    stdin: BinaryIO | None = None,
    output: Identity | None = None,
) -> Iterator[Article | Claim]:
    """Yield the articles, and the claims that ``extract`` wrote, behind ``paths`` in order.

    A path is a file, a directory (recursive, sorted), a glob or ``-`` for ``stdin``, whose format
    is told by its first bytes; files whose path or name matches a pattern of ``exclude`` are passed over.
    ``meta`` is a CSV side file that fills what a document doesn't say of itself. Every input that can't be read is
    given to ``report`` as an ``InputError`` and left out. Sentences that an outlet repeats in many articles are marked
    as furniture. Raises ``UsageError`` if ``meta`` can't be read, or for an input that is the file ``output``.
    """
    for found, _ in mark_repeated(_Reader(meta, report).read(expand(paths, report, exclude, output), stdin)):
        yield found


def read_record(data: bytes, where: str, default_id: str) -> Iterator[Article | Claim]:
    """Yield what one JSON record holds, seen for itself: that ids are unique is not checked.

    ``default_id`` is for a document that has none. Raises ``InputError`` if the record can't be read.
    """

    def refuse(error: InputError) -> None:
        raise error

    reader = _Reader(None, refuse)
    for one in records.read_record(data, where, default_id):
        yield reader.claim(where, one) if isinstance(one, Claim) else reader.article(one, None)


class _Reader:
    """One run over the inputs: the side file, and the ids seen so far."""

    def __init__(self, meta: Path | None, report: Report) -> None:
        self.side = metadata.read_side_file(meta) if meta else metadata.NO_SIDE_FILE
        self.report = report
        self.articles: dict[str, tuple[str, str]] = {}
        """Document id to where it was read, and the folder of that."""
        self.texts_of_claims: dict[str, str] = {}
        """Document id to the hash of its text."""
        self.claims: set[str] = set()

    def read(self, sources: Iterable[Input], stdin: BinaryIO | None) -> Iterator[tuple[Article | Claim, str]]:
        for source in sources:
            try:
                with open_stream(source, stdin) as stream:
                    read = reader_of(source.format or sniff(stream))
                    for found in read(source, stream, self.report):
                        try:
                            if isinstance(found, Claim):
                                yield self.claim(source.where, found), source.where
                            else:
                                yield self.article(found, source.path), source.where
                        except InputError as error:
                            self.report(error)
            except InputError as error:
                self.report(error)

    def article(self, found: Found, path: Path | None) -> Article:
        """What the document states of itself goes before the side file, that before what was detected."""
        where = found.where
        text = clean(found.text)
        if not text.strip():
            raise InputError(where, "empty", "put an article into it or leave it out")
        if len(text) > MAX_ARTICLE_CHARS:
            raise InputError(where, f"an article of more than {MAX_ARTICLE_CHARS:,} characters", "split it")
        own = metadata.fields(found.stated, where)
        seen = metadata.fields(found.detected, where)
        if "published" not in seen and (line := dateline(text)):
            seen["published"] = line[0]
        side = self.side.of(path=path, doc_id=own.get("id", found.id))
        known = {"id": found.id, **seen, **side, **own}
        if known.get("published_time", "")[:10] != known.get("published"):
            known.pop("published_time", None)  # of another statement than the day
        if "outlet" not in known and (printed := metadata.outlet_at(known.get("url", ""))):
            known["outlet"] = printed
        if path is not None and "id" not in own and "id" not in side:
            known["id"] = self._of_its_folder(known["id"], path)
        first = self.articles.setdefault(known["id"], (where, _folder(path)))
        if first[0] != where or known["id"] in self.texts_of_claims:
            raise _second(where, known["id"])
        return Article(
            text=text,
            path=None if path is None else spelled(path),
            headings=found.headings,
            summary=found.summary,
            boilerplate=merged((*found.furniture, *find_boilerplate(text))),
            **known,
        )

    def _of_its_folder(self, id: str, path: Path) -> str:
        """``id``, or where a file of another folder has it, with as many folders before it as tell the two apart."""
        folders = [spelled(part) for part in path.absolute().parent.parts[1:]]
        while id in self.articles and self.articles[id][1] != _folder(path) and folders:
            id = f"{folders.pop()}/{id}"
        return id

    def claim(self, where: str, claim: Claim) -> Claim:
        """``claim``, if neither it nor another text of its document was read before."""
        text = self.texts_of_claims.setdefault(claim.doc.id, claim.doc.text_sha256)
        if claim.doc.id in self.articles or text != claim.doc.text_sha256:
            raise _second(where, claim.doc.id)
        if claim.id in self.claims:
            raise InputError(where, f"claim {claim.id!r} was read before", "left out; give each file once")
        self.claims.add(claim.id)
        return claim


def _folder(path: Path | None) -> str:
    return "" if path is None else spelled(path.parent)


def _second(where: str, id: str) -> InputError:
    return InputError(where, f"a second document with id {id!r}", "left out; give it an id of its own")
