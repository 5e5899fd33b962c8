"""Small claims for tests of reading and selecting."""

from __future__ import annotations

from kursk_claims.models import Claim, DocumentRef, Evidence, Quantity, Slot


def claim(doc: str, text: str, *, published: str | None = None, text_sha256: str = "0" * 64) -> Claim:
    """A numeric claim of document ``doc`` whose sentence is ``text``; its value is the text's first number."""
    number = text.split()[0]
    value = float(number.replace(".", ""))
    return Claim(
        id=f"{doc}-{text}",
        type="numeric",
        doc=DocumentRef(id=doc, published=published, text_sha256=text_sha256),
        text=text,
        start=0,
        end=len(text),
        quantity=Quantity(text=number, start=0, end=len(number), value=value, min=value, max=value, modifier="exact"),
        attribution=None,
        slot=Slot(),
        evidence=Evidence(exact=text, prefix="", suffix=""),
    )
