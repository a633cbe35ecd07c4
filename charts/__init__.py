"""Figures in, scenes (plain marks) out; one painter to Plotly for the screen, one to SVG for what stands in HTML."""

from charts.birds import Bird, Lane, birds_scene
from charts.figure import CONFIG, figure
from charts.gantt import gantt_scene
from charts.gantt_row import GanttRow
from charts.heat import HeatRow, heat_scene
from charts.months import Month, months_scene
from charts.multiples import multiples_scene
from charts.scene import Circle, Diamond, Line, Polygon, Rect, Scene, Text
from charts.signs import status_svg
from charts.spark import spark_scene
from charts.svg import svg
from charts.theme import Palette, palette
from charts.trend import TrendLine, TrendPoint, trend_scene

__all__ = [
    "CONFIG",
    "Bird",
    "Circle",
    "Diamond",
    "GanttRow",
    "HeatRow",
    "Lane",
    "Line",
    "Month",
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
    "heat_scene",
    "months_scene",
    "multiples_scene",
    "palette",
    "spark_scene",
    "status_svg",
    "svg",
    "trend_scene",
]
