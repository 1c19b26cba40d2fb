"""Where the sample documents of the demo lie: in a checkout beside the tests, else with the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

LIST = "demo.toml"
OF_A_CHECKOUT = Path(__file__).parents[1] / "tests" / "documents"


def samples() -> Path:
    """The folder with `demo.toml` and the documents that it names.

    Raises:
        FileNotFoundError: Neither a checkout nor an installed package has them.
    """
    if (OF_A_CHECKOUT / LIST).exists():
        return OF_A_CHECKOUT
    try:
        installed = [Path(str(file.locate())) for file in files("domeinwacht") or () if file.name == LIST]
    except PackageNotFoundError:
        installed = []
    found = [path.resolve().parent for path in installed if path.exists()]
    if not found:
        raise FileNotFoundError(
            "de voorbeelddocumenten ontbreken: installeer domeinwacht opnieuw, of gebruik een checkout"
        )
    return found[0]
