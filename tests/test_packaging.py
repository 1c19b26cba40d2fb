"""The wheel: whole, and working from any folder without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "tasks", "sql", "infra")
DATA = {".sql", ".csv", ".toml", ".j2", ".css", ".js", ".svg", ".py"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a clean copy: a folder `build` of an earlier time would put what is gone into it."""
    pytest.importorskip("setuptools", minversion="77")
    source = tmp_path_factory.mktemp("source")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in (*PACKAGES, "tests/documents"):
        shutil.copytree(ROOT / folder, source / folder, ignore=ignored)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source / file)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "-w", str(out), str(source)], check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that has the wheel before the checkout, and no checkout in its folder."""
    target = tmp_path_factory.mktemp("installed")
    # Ignoring what is installed: pip would take the checkout away from the environment that the tests run in.
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--ignore-installed"]
    subprocess.run([*command, "--prefix", str(target), str(wheel)], check=True, capture_output=True)
    (packages,) = target.glob("lib/python*/site-packages")
    return {**os.environ, "PYTHONPATH": str(packages), "PYTHONSAFEPATH": "1"}


def test_it_carries_every_file_of_its_packages_and_the_samples(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    of_packages = {
        path.relative_to(ROOT).as_posix()
        for folder in PACKAGES
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in DATA and "__pycache__" not in path.parts
    }
    assert of_packages - names == set()
    samples = tomllib.loads((ROOT / "tests" / "documents" / "demo.toml").read_text())
    for file in (*samples.values(), "demo.toml"):
        assert any(name.endswith(f"share/domeinwacht/samples/{file}") for name in names), file
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name and ".data" not in name} == set(PACKAGES)


def test_it_reads_its_samples_from_any_folder(installed: dict[str, str], tmp_path: Path) -> None:
    code = "from flows.samples import samples; import flows, sys; print(flows.__file__); print(samples())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=installed, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    module, folder = done.stdout.split("\n")[:2]
    assert Path(module).is_relative_to(installed["PYTHONPATH"])
    assert Path(folder).is_relative_to(Path(installed["PYTHONPATH"]).parents[2])
    document = Path(folder) / "text_tabs" / "borne_monitor_2025" / "document.txt"
    ingest = [sys.executable, "-c", "from flows.cli import main; main()", "ingest", str(document)]
    done = subprocess.run(ingest, env=installed, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Borne, monitor 2025" in done.stdout
