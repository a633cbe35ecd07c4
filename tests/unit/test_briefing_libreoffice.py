"""The presentation as somebody else's program shows it: LibreOffice opens it, and the slides look as they were drawn."""

import io
import os
import shutil
import subprocess

import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.fonts import FOLDER
from briefing.pack import texts
from services.briefing import written
from tests.likeness import likeness

from .briefings import DAYS, made, squeezed

LEAST = 0.9
"""Measured: 0.96 to 0.99."""
SIZE = (800, 448)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The pack as PDF, by LibreOffice, in the shipped typeface; where it is absent a clear skip, which fails in CI."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        absent = "LibreOffice and Poppler are not installed: run tests/unit/libreoffice.sh as root"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(absent)
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


def test_every_slide_looks_as_it_was_drawn(shown, tmp_path):
    """Side by side with the picture that Typst draws from the same marks."""
    subprocess.run(["pdftoppm", "-r", "120", "-png", shown, tmp_path / "p"], check=True)
    seen = [Image.open(path).resize(SIZE) for path in sorted(tmp_path.glob("p-*.png"))]
    drawn = [Image.open(io.BytesIO(content)).resize(SIZE) for content in written(made(DAYS[1], "vi"), "png")]
    alike = [likeness(a, b) for a, b in zip(seen, drawn, strict=True)]

    assert likeness(drawn[0], drawn[1]) < LEAST - 0.1, "the measure tells slides apart"
    assert min(alike) >= LEAST, [round(value, 2) for value in alike]
