"""What is installed: the wheel has the data, the metadata tell the truth, nothing needs the source tree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import distribution, version
from itertools import chain
from pathlib import Path

import pytest

import kursk_claims

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_version_is_one() -> None:
    assert kursk_claims.__version__ == PROJECT["version"] == version("kursk-claims")


def test_entry_point() -> None:
    (script,) = distribution("kursk-claims").entry_points.select(group="console_scripts")
    assert (script.name, script.value) == ("kursk-claims", "kursk_claims.__main__:main")


def test_every_dependency_has_a_lower_bound() -> None:
    for requirement in chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert re.search(r">=\d", requirement) or requirement.startswith("kursk-claims["), requirement


def test_licences_agree() -> None:
    """What the metadata name has its text in the package, and ``LICENSE`` says what stands under it."""
    said = (ROOT / "LICENSE").read_text(encoding="utf-8")
    named = PROJECT["license"].split(" AND ")
    assert named[0] == "MIT"
    assert said.startswith("MIT License")
    texts = {path.stem for path in (ROOT / "LICENSES").glob("*.txt")}
    assert texts == set(named[1:])
    for name in texts:
        assert f"LICENSES/{name}.txt" in said
    installed = {Path(str(path)).name for path in distribution("kursk-claims").files or () if "licenses" in str(path)}
    assert installed >= {"LICENSE", "LICENCE.txt", *(f"{name}.txt" for name in texts)}
    assert {one["name"] for one in PROJECT["maintainers"]} == {"The kursk-claims authors"}
    assert "The maintainers are the kursk-claims authors" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_verbs_are_lazy() -> None:
    code = (
        "import sys, kursk_claims\n"
        "assert not {'spacy', 'msgspec', 'rich', 'typer'} & set(sys.modules)\n"
        "assert all(callable(getattr(kursk_claims, name)) for name in kursk_claims.__all__ if name[0] != '_')\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_verb() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kursk_claims.nonsense  # noqa: B018


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        check=True, cwd=ROOT, capture_output=True,
    )  # fmt: skip
    (found,) = built.glob("*.whl")
    return found


def test_wheel_has_code_data_and_weights_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    packaged = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kursk_claims").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = {name for name in names if ".dist-info/" not in name}
    assert packaged == inside
    assert "kursk_claims/py.typed" in inside
    assert any(name.endswith("lexicon/de/boilerplate.toml") for name in inside)
    assert any(name.endswith("/config.cfg") for name in inside), "the language pipeline"


@pytest.mark.slow
def test_wheel_works_away_from_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """Dependencies come from this environment, the package itself from the wheel."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    code = (
        f"import sys; sys.path[:0] = [{str(unpacked)!r}]; sys.path += {libraries!r}\n"
        "import kursk_claims; assert kursk_claims.__file__.startswith(sys.path[0])\n"
        "from kursk_claims.cli import app; app(['extract', '-'])"
    )
    done = subprocess.run(
        [str(python), "-I", "-c", code],
        input="50.000 Soldaten stehen in Kursk.",
        text=True,
        capture_output=True,
        check=True,
    )
    assert '"text":"50.000"' in done.stdout
