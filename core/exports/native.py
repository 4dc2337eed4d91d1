"""Charts of the spreadsheet itself: they can be edited, and they follow the cells."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from core.exports.paint import Area, colours

_POINT = 12_700  # English Metric Units
_HUNDREDTHS = 100  # font sizes are in hundredths of a point


def bar_chart(area: Area, *, title: str, names: int, values: int) -> BarChart:
    """Horizontal bars, the first row of ``area`` on top; ``names`` and ``values`` are 1-based columns."""
    chart = BarChart()
    chart.type, chart.gapWidth, chart.legend, chart.title = "bar", 45, None, _title(title)
    _fill(chart, area, names=names, values=values)
    chart.series[0].graphicalProperties.solidFill = colours()["low"]
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.dataLabels.numFmt = "0"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete, chart.y_axis.majorGridlines = False, True, None
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.layout = Layout(ManualLayout(x=0.34, y=0.16, w=0.6, h=0.8, xMode="edge", yMode="edge"))
    chart.width, chart.height = 17, 2.4 + 0.75 * (area.last - area.first + 1)
    return chart


def line_chart(area: Area, *, title: str, names: int, values: int) -> LineChart:
    """One line over the rows of ``area``."""
    chart = LineChart()
    chart.legend, chart.title = None, _title(title)
    _fill(chart, area, names=names, values=values)
    line, ink = chart.series[0], colours()
    line.graphicalProperties.line = LineProperties(solidFill=ink["accent"], w=2 * _POINT)
    line.smooth, line.marker.symbol, line.marker.size = False, "circle", 7
    line.marker.graphicalProperties = GraphicalProperties(solidFill=ink["accent"])
    chart.x_axis.delete = chart.y_axis.delete = False
    grid = LineProperties(solidFill=ink["grid"], w=_POINT // 2)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=grid)
    chart.width, chart.height = 22, 9
    return chart


def _fill(chart: BarChart | LineChart, area: Area, *, names: int, values: int) -> None:
    chart.add_data(Reference(area.page, min_col=values, min_row=area.first, max_row=area.last))
    chart.set_categories(Reference(area.page, min_col=names, min_row=area.first, max_row=area.last))


def _title(text: str) -> Title:
    look = CharacterProperties(sz=12 * _HUNDREDTHS, b=True, solidFill=colours()["ink"])
    run = RegularTextRun(rPr=look, t=text)
    words = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)
