"""Sources are shown in the nominative, whatever case the text has them in."""

from __future__ import annotations

import pytest

from kursk_claims.extract.sources.nominative import of_one, of_several, shown


@pytest.mark.parametrize(
    ("name", "before", "expected", "why"),
    [
        ("westlichen und ukrainischen Militärexperten", "laut ", "westliche und ukrainische Militärexperten", "dative"),
        (
            "Ukrainischen Beamten",
            "",
            "Ukrainische Beamte",
            "a noun inflected like an adjective",
        ),
        ("hochrangigen Regierungsvertretern", "von ", "hochrangige Regierungsvertreter", "the noun's own end goes"),
        ("westlicher Militärexperten", "nach Angaben ", "westliche Militärexperten", "genitive"),
        ("örtlichen Behörden", "nach ", "örtliche Behörden", "a noun that is the same in all cases"),
        ("früherer Minister", "sagte ", None, "may be one alone"),
        ("ranghoher Beamter", "sagte ", None, "the same"),
        ("ukrainischen Beamten", "laut dem ", None, "one alone, behind an article"),
        ("ukrainischen Beamten", "Aussage des ", None, "the same in the genitive"),
        ("zuständigen Ministerium", "vom ", None, "the article is in the preposition"),
        ("Berliner Polizei", "laut ", None, "a place's adjective has no case"),
        ("Beamte", "", None, "stands in the nominative"),
        ("namenlosen Wichteln", "laut ", None, "a noun that the lexicon does not know"),
        ("", "", None, "nothing"),
    ],
)
def test_several(name: str, before: str, expected: str | None, why: str) -> None:
    assert of_several(name, before) == expected, why


@pytest.mark.parametrize(
    ("name", "before", "expected", "why"),
    [
        ("örtlichen Zivilschutzes", "Angaben des ", "örtliche Zivilschutz", "an adjective and -es"),
        ("Kieler Stadtarchivs", "Bericht des ", "Kieler Stadtarchiv", "a town's adjective has no case"),
        ("Generals Kern", "Aussage des russischen ", "General Kern", "the article in front of another adjective"),
        ("Präsidenten Kern", "von ", "Präsident Kern", "an office before a name is of one"),
        ("Abgeordneten Anna Berg", "laut ", "Abgeordnete Anna Berg", "a noun inflected like an adjective"),
        ("zuständigen Behörde", "nach Angaben der ", "zuständige Behörde", "the feminine article with a singular"),
        ("zuständigen Behörden", "nach Angaben der ", None, "… but not with a plural"),
        ("Minister Kern", "von ", None, "stands in the nominative"),
        ("Präsidenten", "von ", None, "may be several"),
        ("", "", None, "nothing"),
    ],
)
def test_one(name: str, before: str, expected: str | None, why: str) -> None:
    assert of_one(name, before) == expected, why


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("Deutschen Presse-Agentur", "sagte er der ", "Deutsche Presse-Agentur"),
        ("Medienberichten", "laut ", "Medienberichte"),
        ("Behörden", "laut ", None),
        ("Ministerin Anna Berg", "sagte ", None),
    ],
)
def test_shown(name: str, before: str, expected: str | None) -> None:
    assert shown(name, before) == expected
