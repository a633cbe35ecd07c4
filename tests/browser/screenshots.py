"""The README's pictures, taken of the running product: `make screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.samples.every import SAMPLES

from .server import BEEN_HERE, ROOT, SIZES, browsing, serving, settle

SHOTS = {
    "overview": ("?as_of=2025-06-30", "wide"),
    "programme": ("chuong-trinh?programme=ring-road-4&as_of=2025-06-30", "wide"),
    "trend": ("xu-huong?as_of=2025-12-31", "wide"),
    "upload": ("tai-len", "wide"),
    "phone": ("?as_of=2025-06-30", "phone"),
    "dark": ("?as_of=2025-06-30&theme=dark&lang=en", "wide"),
}
FINDINGS, UNDERSTOOD = ".st-key-panel_findings", "section.panel:has(table):has(th:text-is('Dòng'))"
SAMPLE_SHOTS = {
    "reading-heading": ("three-row-merged-heading.xlsx", "", UNDERSTOOD),
    "reading-months": ("months-marked-with-x.xlsx", "", UNDERSTOOD),
    "reading-findings": ("year-only-in-the-place-and-date-line.xlsx", "?severities=doubtful&codes=date-ambiguous", FINDINGS),
}  # fmt: skip
"""Name -> a sample dropped on the upload page, the page's query, and the part that is shown."""


def main(into: Path = ROOT / "docs" / "screenshots") -> None:
    """Write one PNG a shot."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, browsing() as browser:
        for name, (path, size) in SHOTS.items():
            page = _visit(browser, f"{address}/{path}", SIZES[size])
            page.wait_for_timeout(800)
            page.screenshot(path=into / f"{name}.png")
            page.context.close()
        for name, (sample, query, part) in SAMPLE_SHOTS.items():
            page = _visit(browser, f"{address}/tai-len{query}", (1200, 1600))
            content = SAMPLES.makers[sample]().content
            page.set_input_files("input[type=file]", {"name": sample, "mimeType": "", "buffer": content})
            page.locator(part).wait_for()
            settle(page)
            page.wait_for_timeout(800)
            page.locator(part).screenshot(path=into / f"{name}.png")
            page.context.close()


def _visit(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.add_init_script(BEEN_HERE)
    page.goto(address)
    settle(page)
    return page


if __name__ == "__main__":
    main()
