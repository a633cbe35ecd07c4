"""Figures in, scenes (plain marks) out; one painter to Plotly for the screen, one to SVG for what stands in HTML."""

from charts.birds import Bird, Lane, birds_scene
from charts.figure import CONFIG, figure
from charts.gantt import gantt_scene
from charts.gantt_row import GanttRow
from charts.multiples import multiples_scene
from charts.outlook import Bar, Curve, s_curve_scene, tornado_scene
from charts.scene import Circle, Diamond, Line, Polygon, Rect, Scene, Text
from charts.signs import status_svg
from charts.spark import spark_scene
from charts.svg import svg
from charts.theme import Palette, palette
from charts.trend import TrendLine, TrendPoint, trend_scene

__all__ = [
    "CONFIG",
    "Bar",
    "Bird",
    "Circle",
    "Curve",
    "Diamond",
    "GanttRow",
    "Lane",
    "Line",
    "Palette",
    "Polygon",
    "Rect",
    "Scene",
    "Text",
    "TrendLine",
    "TrendPoint",
    "birds_scene",
    "figure",
    "gantt_scene",
    "multiples_scene",
    "palette",
    "s_curve_scene",
    "spark_scene",
    "status_svg",
    "svg",
    "tornado_scene",
    "trend_scene",
]
