"""Figures in, scenes (plain marks) out; one painter to Plotly for the screen, one to SVG for what stands in HTML."""

from charts.birds import Bird, Lane, birds_scene
from charts.dependencies import End, Fan, dependencies_scene
from charts.figure import CONFIG, figure
from charts.footnotes import footnoted
from charts.gantt import gantt_scene
from charts.gantt_row import GanttRow
from charts.heat import HeatRow, heat_scene
from charts.lettering import SLACK, width, wrap
from charts.months import Month, months_scene
from charts.multiples import multiples_scene
from charts.outlook import Bar, Curve, s_curve_scene, tornado_scene
from charts.scene import (
    DASHES,
    Circle,
    Code,
    Diamond,
    Figures,
    Line,
    Mark,
    Polygon,
    Rect,
    Scene,
    Text,
    joined,
    moved,
    scaled,
)
from charts.signs import TICK, sign, status_svg
from charts.spark import spark_scene
from charts.svg import svg
from charts.theme import Palette, palette
from charts.trend import TrendLine, TrendPoint, trend_scene

__all__ = [
    "CONFIG",
    "DASHES",
    "SLACK",
    "TICK",
    "Bar",
    "Bird",
    "Circle",
    "Code",
    "Curve",
    "Diamond",
    "End",
    "Fan",
    "Figures",
    "GanttRow",
    "HeatRow",
    "Lane",
    "Line",
    "Mark",
    "Month",
    "Palette",
    "Polygon",
    "Rect",
    "Scene",
    "Text",
    "TrendLine",
    "TrendPoint",
    "birds_scene",
    "dependencies_scene",
    "figure",
    "footnoted",
    "gantt_scene",
    "heat_scene",
    "joined",
    "months_scene",
    "moved",
    "multiples_scene",
    "palette",
    "s_curve_scene",
    "scaled",
    "sign",
    "spark_scene",
    "status_svg",
    "svg",
    "tornado_scene",
    "trend_scene",
    "width",
    "wrap",
]
