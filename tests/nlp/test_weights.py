"""The weights that are loaded are the released ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_claims.errors import ModelError
from kursk_claims.nlp.weights import MODEL_PATH, manifest, verified


@pytest.fixture
def model(tmp_path: Path) -> Path:
    root = tmp_path / "model"
    (root / "ner").mkdir(parents=True)
    (root / "config.cfg").write_text("a")
    (root / "ner" / "model").write_bytes(b"\0\1")
    (tmp_path / "model.sha256").write_text(manifest(root))
    return root


def test_untouched_weights_pass(model: Path) -> None:
    assert verified(model, model.with_suffix(".sha256")) == model


@pytest.mark.parametrize("change", ["changed", "missing", "not part of it"])
def test_any_difference_is_named(model: Path, change: str) -> None:
    target = model / "ner" / "model"
    if change == "changed":
        target.write_bytes(b"\0\2")
    elif change == "missing":
        target.unlink()
    else:
        (model / "ner" / "extra").write_bytes(b"")
    with pytest.raises(ModelError, match=change) as caught:
        verified(model, model.with_suffix(".sha256"))
    assert "ner/" in str(caught.value)


def test_no_weights_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not installed"):
        verified(tmp_path / "nothing", tmp_path / "nothing.sha256")


def test_shipped_weights_are_whole_and_small() -> None:
    """30 MB is what the package may carry."""
    assert verified() == MODEL_PATH
    assert sum(p.stat().st_size for p in MODEL_PATH.rglob("*") if p.is_file()) <= 30e6
