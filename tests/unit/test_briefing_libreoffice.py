"""The presentation as somebody else's program shows it: LibreOffice opens it, and the slides look as they were drawn."""

import io
import os
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.fonts import FOLDER
from briefing.pack import texts
from services.briefing import written

from .briefings import DAYS, made, squeezed

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
LEAST = 0.80
"""Structural similarity, as 1 is the same picture; Wang, Bovik, Sheikh and Simoncelli 2004, on blocks of 8 x 8."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The pack as PDF, by LibreOffice, in the shipped typeface."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "pack.pptx").write_bytes(written(made(DAYS[1], "vi"), "pptx")[0])
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">'
        f"/etc/fonts/fonts.conf</include><dir>{FOLDER}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder,
         folder / "pack.pptx"],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, check=True, capture_output=True, timeout=280,
    )  # fmt: skip
    return folder / "pack.pdf"


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Mean structural similarity of two pictures in grey, at 800 x 450."""
    a, b = (np.asarray(i.convert("L").resize((800, 448), Image.Resampling.BOX), float) for i in (one, other))
    blocks = [x.reshape(56, 8, 100, 8).swapaxes(1, 2).reshape(-1, 64) for x in (a, b)]
    (ma, mb), (va, vb) = ([x.mean(1) for x in blocks], [x.var(1) for x in blocks])
    both = ((blocks[0] - ma[:, None]) * (blocks[1] - mb[:, None])).mean(1)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(np.mean((2 * ma * mb + c1) * (2 * both + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))))


def test_every_slide_is_there_with_every_word(shown):
    """Nothing is lost on the way, and no text falls off a page."""
    slides, pages = made(DAYS[1], "vi").slides, PdfReader(shown).pages
    told = [squeezed(page.extract_text()) for page in pages]

    assert len(pages) == len(slides)
    lost = [
        text
        for slide, page in zip(slides, told, strict=True)
        for text in texts(slide.scene.marks)
        if squeezed(text) not in page
    ]
    # what LibreOffice breaks into lines elsewhere, or spells with a ligature, may not be found as one text
    assert len(lost) <= 0.05 * sum(len(texts(slide.scene.marks)) for slide in slides)


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not here")
def test_every_slide_looks_as_it_was_drawn(shown, tmp_path):
    """Side by side with the picture that Typst draws from the same marks."""
    subprocess.run(["pdftoppm", "-r", "120", "-png", shown, tmp_path / "p"], check=True)
    seen = [Image.open(path) for path in sorted(tmp_path.glob("p-*.png"))]
    drawn = [Image.open(io.BytesIO(content)) for content in written(made(DAYS[1], "vi"), "png")]
    alike = [likeness(a, b) for a, b in zip(seen, drawn, strict=True)]

    assert likeness(drawn[0], drawn[1]) < LEAST - 0.1, "the measure tells slides apart"
    assert min(alike) >= LEAST, [round(value, 2) for value in alike]
