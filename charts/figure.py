"""The screen's painter: a scene as a Plotly figure whose width stretches while letters and signs keep their size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts.scene import DASHES, Circle, Code, Diamond, Line, Mark, Polygon, Rect, Scene, Text
from charts.signs import TICK
from charts.theme import Palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
"""How the browser shows the figure: no tool bar, no zoom; it fills its panel."""

_HOVER_STEP = 24
_DIAMOND = 1.3
"""Plotly draws a diamond so many times as high as its marker size says."""
_POSITIONS = {"start": "middle right", "middle": "middle center", "end": "middle left"}


def figure(scene: Scene, *, palette: Palette) -> go.Figure:
    """The scene as a static Plotly figure; marks with a title tell it when pointed at and answer with their key.

    Traces have a name, signs and texts an id, that the same thing has in a picture of another day: what is drawn twice
    can so be moved from one place to the other.
    """
    import plotly.graph_objects as go  # here, so that a terminal command starts without it

    traces = [
        *_areas(scene, palette),
        *_lines(scene, palette),
        *_signs(scene, palette),
        *_texts(scene, palette),
        *_hovers(scene),
    ]
    axis = {"visible": False, "fixedrange": True}
    layout = {
        "xaxis": axis | {"range": [0, scene.width]},
        "yaxis": axis | {"range": [scene.height, 0]},
        "height": scene.height,
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "font": {"family": palette.family, "color": palette.colours["ink"]},
        "hoverlabel": {
            "bgcolor": palette.colours["surface"],
            "bordercolor": palette.colours["line"],
            "align": "left",
            "font": {"family": palette.family, "size": 13, "color": palette.colours["ink"]},
        },
    }
    return go.Figure({"data": traces, "layout": layout}, skip_invalid=False)


def _grouped(marks: Iterable[Any], sort: Any) -> dict[Hashable, list[Any]]:
    """Marks by what one trace can paint alike, in the order of first appearance."""
    groups: dict[Hashable, list[Any]] = {}
    for mark in marks:
        groups.setdefault(sort(mark), []).append(mark)
    return groups


def _outlines(mark: Rect | Polygon | Code) -> Iterator[list[tuple[float, float]]]:
    """The closed lines around what is filled."""
    if isinstance(mark, Polygon):
        yield [*mark.points, mark.points[0]]
        return
    boxes = mark.dark() if isinstance(mark, Code) else [(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)]
    for left, top, right, bottom in boxes:
        yield [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _path(runs: Iterable[Iterable[tuple[float, float]]]) -> dict[str, list[float | None]]:
    """Runs of points one after another, with a gap between them."""
    points = [point for run in runs for point in (*run, (None, None))][:-1]
    return {"x": [p[0] for p in points], "y": [p[1] for p in points]}


def _quiet(**parts: Any) -> dict[str, Any]:
    return {"type": "scatter", "hoverinfo": "skip", "cliponaxis": False, "showlegend": False, **parts}


def _areas(scene: Scene, palette: Palette) -> list[dict[str, Any]]:
    filled = (mark for mark in scene.marks if isinstance(mark, Rect | Polygon | Code))
    groups = _grouped(filled, lambda mark: mark.role)
    return [
        _quiet(
            **_path(outline for mark in marks for outline in _outlines(mark)),
            name=f"area {role}",
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=palette.colours[str(role)],
        )
        for role, marks in groups.items()
    ]


def _lines(scene: Scene, palette: Palette) -> list[dict[str, Any]]:
    groups = _grouped(scene.of(Line), lambda mark: (mark.role, mark.width, mark.dash))
    names = _numbered([_line_name(marks) for marks in groups.values()])
    return [
        _quiet(
            **_path(mark.points for mark in marks),
            name=name,
            mode="lines",
            line={
                "color": palette.colours[marks[0].role],
                "width": marks[0].width,
                "dash": ",".join(f"{n:g}px" for n in DASHES[marks[0].dash]) or "solid",
                "shape": "linear",
            },
        )
        for name, marks in zip(names, groups.values(), strict=True)
    ]


def _line_name(marks: Sequence[Line]) -> str:
    """A line alone goes by its key, for its colour may change; others by their colour."""
    one = marks[0]
    return f"line {one.key if len(marks) == 1 and one.key else one.role} {one.width:g} {one.dash}"


def _signs(scene: Scene, palette: Palette) -> list[dict[str, Any]]:
    """Diamonds and circles in the order of the scene: all hollow ones first, ticks upon their diamonds."""
    signs = sorted(scene.of(Diamond, Circle), key=lambda m: isinstance(m, Diamond) and m.style != "hollow")
    colour = palette.colours
    hollow = [s.hollow if isinstance(s, Circle) else s.style == "hollow" for s in signs]
    marker = {
        "symbol": ["circle" if isinstance(s, Circle) else "diamond" for s in signs],
        "size": [2 * s.r / (_DIAMOND if isinstance(s, Diamond) else 1) for s in signs],
        "color": [colour["surface"] if open_ else colour[s.role] for s, open_ in zip(signs, hollow, strict=True)],
        "opacity": 1,
        "line": {"color": [colour[s.role] for s in signs], "width": [1.5 if open_ else 0 for open_ in hollow]},
    }
    traces = []
    if signs:
        places = {"x": [s.x for s in signs], "y": [s.y for s in signs]}
        ids = _numbered([m.key and f"{m.style if isinstance(m, Diamond) else 'circle'} {m.key}" for m in signs])
        quiet = {"unselected": {"marker": {"opacity": 1}}}
        traces.append(_quiet(**places, name="signs", ids=ids, mode="markers", marker=marker, **quiet))
    ticked = [s for s in signs if isinstance(s, Diamond) and s.style == "ticked"]
    if ticked:
        runs = [[(s.x + dx * 0.72 * s.r, s.y + dy * 0.72 * s.r) for dx, dy in TICK] for s in ticked]
        traces.append(_quiet(**_path(runs), name="ticks", mode="lines", line={"color": colour["tick"], "width": 1.6}))
    return traces


def _texts(scene: Scene, palette: Palette) -> list[dict[str, Any]]:
    """One trace a colour, so that picking a mark dims no text."""
    drawn = list(scene.of(Text))
    groups = _grouped(zip(drawn, _text_ids(drawn), strict=True), lambda named: named[0].role)
    return [
        _quiet(
            name=f"text {role}",
            ids=[name for _, name in named],
            mode="text",
            x=[t.x for t in texts],
            # Plotly's middle stands a quarter of the size above the baseline
            y=[t.y - 0.25 * t.size for t in texts],
            text=[_worded(t, palette) for t in texts],
            textposition=[_POSITIONS[t.anchor] for t in texts],
            textfont={
                "color": palette.colours[str(role)],
                "size": [t.size for t in texts],
                "weight": [t.weight for t in texts],
                "shadow": "none" if role == "surface" else _halo(palette),
            },
            unselected={"textfont": {"color": palette.colours[str(role)]}},
        )
        for role, named in groups.items()
        for texts in [[t for t, _ in named]]
    ]


def _text_ids(texts: Sequence[Text]) -> list[str]:
    """A text with a key goes by it and its size, for its colour and words may change; another by its words, if it alone has them."""
    times = Counter(t.wording for t in texts if not t.key)
    return _numbered([f"{t.key} {t.size:g}" if t.key else t.wording if times[t.wording] == 1 else "" for t in texts])


def _numbered(names: Sequence[str]) -> list[str]:
    """Names told apart by their order where they stand several times, as Plotly draws one mark an id; "" becomes "~ 1"."""
    seen: Counter[str] = Counter()
    numbered = []
    for name in (name or "~" for name in names):
        seen[name] += 1
        numbered.append(f"{name} {seen[name]}")
    return numbered


def _halo(palette: Palette) -> str:
    """A soft edge in the ground's colour, so that letters stay clear of the lines behind them."""
    return ",".join(f"{x}px {y}px 1px {palette.colours['surface']}" for x in (-1, 1) for y in (-1, 1))


def _worded(text: Text, palette: Palette) -> str:
    if not text.lead:
        return escape(text.text)
    lead = f'<span style="color:{palette.colours[text.lead_role]};font-weight:600">{escape(text.lead)}</span>'
    return f"{lead} {escape(text.text)}" if text.text else lead


def _hovers(scene: Scene) -> list[dict[str, Any]]:
    """Unseen points that tell the titles: at each sign and text, and every few pixels along a bar."""
    spots = [(x, y, mark) for mark in scene.marks if mark.title for x, y in _spots(mark)]
    if not spots:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _, _ in spots],
            "y": [y for _, y, _ in spots],
            "text": [escape(mark.title).replace("\n", "<br>") for _, _, mark in spots],
            "customdata": [mark.key for _, _, mark in spots],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {"size": 18, "opacity": 0},
            "selected": {"marker": {"opacity": 0}},
            "unselected": {"marker": {"opacity": 0}},
            "showlegend": False,
        }
    ]


def _spots(mark: Mark) -> list[tuple[float, float]]:
    if isinstance(mark, Rect):
        return _strewn(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
    if isinstance(mark, Text):
        return _strewn(*mark.box())
    if isinstance(mark, Line):
        return [spot for (x0, y0), (x1, y1) in pairwise(mark.points) for spot in _strewn(x0, y0, x1, y1)]
    if isinstance(mark, Polygon):
        return [mark.points[len(mark.points) // 2]]
    return [(mark.x, mark.y)]


def _strewn(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    """Spots spread evenly between two corners, close enough that none is missed by a pointer."""
    across = min(20, 1 + int(abs(right - left) // _HOVER_STEP))
    down = min(12, 1 + int(abs(bottom - top) // (3 * _HOVER_STEP)))
    return [
        (left + (right - left) * (i + 0.5) / across, top + (bottom - top) * (j + 0.5) / down)
        for i in range(across)
        for j in range(down)
    ]
