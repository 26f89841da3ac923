"""Where are the example clinics, in a checkout and in an installed package?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
FOLDERS = (_PACKAGE / "sample_data", _PACKAGE.parent / "sample_data")


@dataclass(frozen=True)
class Example:
    """One made-up clinic: its workbook, what to call it and what it shows."""

    file_name: str
    name: str
    shows: str

    def path(self) -> Path | None:
        """The workbook, or None where it was not installed."""
        return next((folder / self.file_name for folder in FOLDERS if (folder / self.file_name).is_file()), None)


EXAMPLES = (
    Example("typisk.xlsx", "Typisk vårdcentral", "8 800 listade. Deltid kostar mer än sin andel."),
    Example("liten_landsbygd.xlsx", "Liten landsbygd", "3 400 listade. Hyrläkares listor räknas inte."),
    Example("stor.xlsx", "Stor vårdcentral", "19 500 listade. Undervisning kostar patienter."),
)
