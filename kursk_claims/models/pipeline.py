"""What ``kursk-claims info`` says of the loaded pipeline."""

from __future__ import annotations

from msgspec import Struct


class ComponentInfo(Struct, frozen=True, kw_only=True):
    """One component of the loaded pipeline."""

    name: str
    factory: str


class ModelInfo(Struct, frozen=True, kw_only=True):
    """What ``kursk-claims info`` prints of the loaded pipeline."""

    name: str
    version: str
    path: str
    licence: str
    sources: tuple[str, ...]
    components: tuple[ComponentInfo, ...]
    scores: dict[str, float]
