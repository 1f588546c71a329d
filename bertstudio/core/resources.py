"""Where the files lie that come with the program."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return a path under `resources/`, in a checkout, an installed wheel or a frozen application."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else [package.parent / "resources", package / "resources"]
    root = next((place for place in places if place.is_dir()), places[-1])
    return root.joinpath(*parts)
