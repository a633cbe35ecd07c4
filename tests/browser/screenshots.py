"""The README's pictures, taken of the running product: `make screenshots`."""

import tempfile
from pathlib import Path

from .server import ROOT, SIZES, browsing, serving, settle

SHOTS = {
    "overview": ("?as_of=2025-06-30", "wide"),
    "programme": ("chuong-trinh?programme=ring-road-4&as_of=2025-06-30", "wide"),
    "trend": ("xu-huong?as_of=2025-12-31", "wide"),
    "upload": ("tai-len", "wide"),
    "phone": ("?as_of=2025-06-30", "phone"),
    "dark": ("?as_of=2025-06-30&theme=dark&lang=en", "wide"),
}


def main(into: Path = ROOT / "docs" / "screenshots") -> None:
    """Write one PNG a shot."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, browsing() as browser:
        for name, (path, size) in SHOTS.items():
            width, height = SIZES[size]
            page = browser.new_context(viewport={"width": width, "height": height}).new_page()
            page.goto(f"{address}/{path}")
            settle(page)
            page.wait_for_timeout(800)
            page.screenshot(path=into / f"{name}.png")
            page.context.close()
            print(into / f"{name}.png")


if __name__ == "__main__":
    main()
