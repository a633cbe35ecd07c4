"""Critical and near-critical work: how much of it stands openly, which rows behind a fold."""

from html import escape

import streamlit as st

from services.bands import BandLine, BandsView
from ui import parts
from ui.view import View

_COLUMNS = ("band", "milestone", "float", "early_finish", "late_finish", "owner", "cell")


def bands_panel(found: BandsView, view: View) -> None:
    """The count of each band, what it rests on, and the rows with the least room first."""
    words = view.words
    columns = [words(f"column.{name}") for name in _COLUMNS]
    rows = parts.rows_under(columns, [_cells(row) for row in found.rows])
    told = parts.details(words("network.bands.show", count=len(found.rows)), rows) if found.rows else ""
    st.html(
        f"<section class='panel bands'><h2>{escape(words('network.bands'))}</h2><p class='pad'>{escape(found.counts)}</p>"
        f"<p class='quiet pad'>{escape(found.rests_on)}</p>{told}</section>"
    )


def _cells(row: BandLine) -> list[str]:
    band = f"<b>{escape(row.band)}</b>" if row.is_critical else escape(row.band)
    return [
        band,
        *(parts.text(said) for said in (row.name, row.room, row.finish, row.latest, row.owner)),
        parts.text(row.cell, "quiet"),
    ]
