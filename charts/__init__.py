"""Figures in, scenes (plain marks) out; one painter to Plotly for the screen, one to SVG for what stands in HTML."""

from charts.birds import Bird, Lane, birds_scene
from charts.figure import CONFIG, figure
from charts.scene import Circle, Diamond, Line, Polygon, Rect, Scene, Text
from charts.signs import status_svg
from charts.spark import spark_scene
from charts.svg import svg
from charts.theme import Palette, palette

__all__ = [
    "CONFIG",
    "Bird",
    "Circle",
    "Diamond",
    "Lane",
    "Line",
    "Palette",
    "Polygon",
    "Rect",
    "Scene",
    "Text",
    "birds_scene",
    "figure",
    "palette",
    "spark_scene",
    "status_svg",
    "svg",
]
