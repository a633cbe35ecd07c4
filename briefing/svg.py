"""The painter for pictures that stay sharp: a slide as one SVG with its letters inside."""

from briefing.fonts import faces
from briefing.pack import Pack
from charts import palette, svg

FAMILY = "BeVietnamPro"
"""The name under which the typeface stands first in the palette's family."""


def svgs(pack: Pack) -> list[bytes]:
    """A file a slide: no outside request, the typeface's letters inside."""
    look = palette(pack.theme)
    scenes = [slide.scene for slide in pack.slides]
    letters = faces((mark for scene in scenes for mark in scene.marks), FAMILY)
    return [_with(svg(scene, look), letters) for scene in scenes]


def _with(drawn: str, letters: str) -> bytes:
    head, body = drawn.split(">", 1)
    return f"{head}><style>{letters}</style>{body}".encode()
