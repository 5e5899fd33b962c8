"""What is read wrongly, or lost, without a word."""

from __future__ import annotations

import json
import os
import threading
import time

from tests.attack.target import SENTENCE, Target, attack, lines

BREAKS = ["\r\n", "\n", "\t", "\n    ", " \n", "\u2028", "\u2029", "\x85", "\u2007", "\u00a0", "\u202f", "\v", "\f"]


@attack
def wrapped_text(copy: Target) -> None:
    """Every white space inside a construction reads as a blank does."""
    phrases = {
        "euro": ("Das kostet rund 4,5{}Millionen Euro.", [4.5e6], "EUR", "approx"),
        "soldiers": ("Es sind mehr als{}10.000 Soldaten.", [10_000], None, "more_than"),
        "percent": ("Das sind 3,5{}Prozent.", [3.5], "percent", "exact"),
        "between": ("Es waren zwischen{}5 und{}10 Leute.", [5], None, "range"),
    }
    wanted = {f"{name}{n}": row for name, row in phrases.items() for n, _ in enumerate(BREAKS)}
    texts = {f"{name}{n}": row[0].replace("{}", sign) for name, row in phrases.items() for n, sign in enumerate(BREAKS)}
    copy.articles("in.jsonl", texts)
    done = copy("extract", "in.jsonl")
    done.ended(0)
    found: dict[str, list[tuple[float, str, str]]] = {}
    for claim in done.records:
        q = claim["quantity"]
        if q:
            found.setdefault(claim["doc"]["id"], []).append((q["value"], q["unit"], q["modifier"]))
    for name, (_, values, unit, modifier) in wanted.items():
        assert found.get(name) == [(value, unit, modifier) for value in values], f"{texts[name]!r}: {found.get(name)}"


GERMAN = [
    "Die Müllabfuhr kommt künftig früher, sagte der Bürgermeister von Königsbrück.",
    "Für „übermäßig“ teure Gemüsesuppe zahlten die Gäste 12 €.",
    "Größe, Maß und Güte: Österreichs Bäcker ärgern sich.",
    "Der Präsident äußerte sich – anders als üblich – nicht.",
    "Außerdem fielen 30 Züge aus.",
    "In Köln fährt die Straßenbahn öfter.",
    "Übrigens: Ölpreise fallen.",
    "Die Schüler heißen Jörg, Käthe und Zoë.",
    "Ein Café in Münster schließt.",
    "Er zahlte 5 £ für Brötchen.",
    "Ärger über Lärm",
    "Fünf Jahre später müssen die Länder überlegen, ob sie das Geld zurückzahlen können.",
    "Die Brücke wird für 3,5 Mio. € gesperrt… und später geöffnet.",
    "Nach § 5 gilt: Höchstens 30 °C, sonst müsste die Behörde einschreiten.",
]


@attack
def windows_1252(copy: Target) -> None:
    """German text in Windows-1252 keeps its umlauts, and what was guessed is said."""
    for n, text in enumerate(GERMAN):
        copy.write(f"in/{n:02}.txt", text.encode("cp1252"))
    done = copy("read", "in")
    assert [record["text"] for record in done.records] == GERMAN
    done.ended(0, "1252", lines=1)


@attack
def other_encodings(copy: Target) -> None:
    """A text in another encoding with enough letters to tell is read in it."""
    text = " ".join(GERMAN[i] for i in (0, 2, 4, 5, 6, 11))
    for encoding in ("cp850", "mac_roman", "utf-16-le", "iso8859_15"):
        copy.write(f"in/{encoding}.txt", text.encode(encoding))
    done = copy("read", "in")
    assert {record["id"]: record["text"] for record in done.records} == dict.fromkeys(
        ("cp850", "mac_roman", "utf-16-le", "iso8859_15"), text
    )


@attack
def output_onto_input(copy: Target) -> None:
    """An output that is an input, by whatever name, is refused before anything is written."""
    source = copy.write("a.txt", SENTENCE)
    (copy.folder / "link.txt").symlink_to("a.txt")
    (copy.folder / "hard.txt").hardlink_to(source)
    copy.write("in/b.txt", SENTENCE)
    copy.write("meta.csv", "file,outlet\na.txt,Blatt\n")
    for arguments in (
        ("a.txt", "-o", "a.txt"),
        ("link.txt", "-o", "a.txt"),
        ("a.txt", "-o", "link.txt"),
        ("a.txt", "-o", "hard.txt"),
        ("in", "-o", "in/b.txt"),
        ("in/*.txt", "-o", "in/../in/b.txt"),
        ("a.txt", "--meta", "meta.csv", "-o", "meta.csv"),
    ):
        for command in ("extract", "read"):
            done = copy(command, *arguments, "-f", "jsonl")
            done.ended(2, arguments[-1], lines=1)
    for name, content in (("a.txt", SENTENCE), ("in/b.txt", SENTENCE), ("meta.csv", "file,outlet\na.txt,Blatt\n")):
        assert (copy.folder / name).read_text() == content, name


@attack
def output_without_a_name(copy: Target) -> None:
    """An empty name of an output is refused, and nothing printed in its stead."""
    copy.write("a.txt", SENTENCE)
    for arguments in (("extract", "a.txt"), ("read", "a.txt"), ("quantities", "5 Leute")):
        done = copy(*arguments, "-o", "")
        done.ended(2, "--output", lines=1)
        assert done.out == b""


@attack
def files_beside_the_parts(copy: Target) -> None:
    """Of a directory of parts only files that its manifest names, or a killed run left, are touched."""
    copy.articles("in.jsonl", {"a": SENTENCE})
    copy("extract", "-q", "-o", "out/", "in.jsonl").ended(0)
    own = ["part-all.jsonl", ".part-mine.jsonl", "part-000099.jsonl", "part-1.jsonl", "notes.txt"]
    for name in own:
        copy.write(f"out/{name}", "mine\n")
    copy.articles("more.jsonl", {"a": SENTENCE, "b": SENTENCE})
    copy("extract", "-q", "-o", "out/", "more.jsonl").ended(0)
    for name in own:
        assert (copy.folder / "out" / name).read_text() == "mine\n", name


@attack
def dangling_link(copy: Target) -> None:
    """A link in a folder that leads nowhere is named, and the rest read."""
    copy.write("in/a.txt", SENTENCE)
    (copy.folder / "in" / "b.txt").symlink_to("gone.txt")
    done = copy("read", "in")
    done.ended(1, "b.txt", lines=1)
    assert [record["id"] for record in done.records] == ["a"]


@attack
def line_behind_a_bad_one(copy: Target) -> None:
    """``quantities`` names a line that is no text and answers those behind it."""
    bad = bytes(range(32)) * 4
    done = copy("quantities", "-", stdin=b"5 Leute\n" + bad.replace(b"\n", b"") + b"\n7 Leute\n")
    done.ended(1, ":2", lines=1)
    values = [[q["value"] for q in record["quantities"]] for record in done.records]
    assert values == [[5], [], [7]], values


@attack
def standard_input_that_does_not_block(copy: Target) -> None:
    """Standard input that is not ready yet is waited for, to its end."""
    data = lines([{"id": f"a{n}", "text": SENTENCE + " " * 200} for n in range(400)])
    for command in ("read", "quantities"):
        reading, writing = os.pipe()
        os.set_blocking(reading, False)

        def feed(writing: int = writing) -> None:
            with os.fdopen(writing, "wb", buffering=0) as stream:
                for start in range(0, len(data), len(data) // 4):
                    time.sleep(0.4)
                    stream.write(data[start : start + len(data) // 4])

        feeder = threading.Thread(target=feed)
        feeder.start()
        done = copy(command, "-", stdin=reading)
        feeder.join()
        os.close(reading)
        done.ended(0)
        assert len(done.records) == 400, f"{command}: {len(done.records)} of 400"


@attack
def quote_never_closed(copy: Target) -> None:
    """An unclosed quotation mark in a side file is named; it swallows no rows."""
    copy.write("a.txt", SENTENCE)
    copy.write("b.txt", SENTENCE)
    for rows in ('a.txt,"Blatt\nb.txt,Anzeiger\n', 'a.txt,"Blatt\nb.txt,"Anzeiger"\n'):
        copy.write("meta.csv", "file,outlet\n" + rows)
        done = copy("read", "--meta", "meta.csv", "a.txt", "b.txt")
        done.ended(2, "meta.csv", lines=1)


@attack
def claims_called_text(copy: Target) -> None:
    """Claims in a file that is called ``.txt`` are named and not read as prose."""
    copy.write("part-0.txt", lines(copy.claims))
    done = copy("extract", "part-0.txt")
    done.ended(1, "part-0.txt", ".jsonl", lines=1)
    assert done.out == b""


@attack
def resumed_under_another_spelling(copy: Target) -> None:
    """The same files under another spelling of their path are done already."""
    copy.write("in/a.txt", SENTENCE)
    copy.write("in/b.txt", SENTENCE)
    copy("extract", "-q", "-o", "out/", "in").ended(0)
    for spelling in ("./in", str(copy.folder / "in"), "in/../in"):
        done = copy("extract", "-o", "out/", spelling)
        done.ended(0, "out/: 0 ", "2", lines=1)


@attack
def one_stem_in_two_folders(copy: Target) -> None:
    """Two files of one name in two folders are two documents."""
    for name in ("one/a.txt", "two/a.txt", "two/deep/a.txt", "a.txt"):
        copy.write(name, SENTENCE)
    done = copy("read", "one", "two", "a.txt")
    done.ended(0, lines=0)
    ids = [record["id"] for record in done.records]
    assert len(set(ids)) == 4, ids
    assert ids[0] == "a", ids


@attack
def comparison_of_written_claims(copy: Target) -> None:
    """Claims written, read again and compared give the bytes of one run."""
    copy.articles("in.jsonl", {"a": SENTENCE, "b": SENTENCE.replace("500", "700")})
    whole = copy("compare", "in.jsonl")
    whole.ended(0)
    copy("extract", "-o", "claims.jsonl", "in.jsonl").ended(0)
    again = copy("compare", "claims.jsonl")
    assert json.loads(again.out) == json.loads(whole.out)
