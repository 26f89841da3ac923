"""Enhetsbild: what does a workplace meeting look at? Three slides with charts that can be edited where they stand.

The same bytes for the same plan and day: every time stamp in the file is the day's.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from planner.reports.papers.blocks import BarKind
from planner.reports.papers.stamped import stamped
from planner.reports.papers.words import settable

LANGUAGE = "sv-SE"
INK, BLUE, ORANGE, GREY = "1B1B1B", "00578A", "B35900", "5F6B73"
WIDTH, HEIGHT = 13.333, 7.5  # inches
# left, top, width, height in inches
TITLE, CHART, WORDS, FOOT = (0.6, 0.35, 12.1, 1.15), (0.6, 1.6, 7.2, 5.1), (8.0, 1.6, 4.8, 5.1), (0.6, 6.85, 12.1, 0.4)
WITHOUT_CHART = (0.6, 1.6, 12.1, 5.1)
MANY_ROWS = 12
# 1 272 with a hard space, whatever language the reader's computer has
NUMBERS = '[>=1000000]#"\u00a0"###"\u00a0"##0;[>=1000]#"\u00a0"##0;0'


@dataclass(frozen=True)
class Series:
    """One row of values in a chart; None = not computable, and no bar. `looks`: how each bar is drawn."""

    name: str
    values: tuple[float | None, ...]
    looks: tuple[BarKind, ...]


@dataclass(frozen=True)
class Slide:
    """One slide: its finding as title, a chart (none where nothing is computable), the words beside it."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    words: tuple[str, ...]


def presentation(title: str, slides: tuple[Slide, ...], foot: str, today: dt.date) -> bytes:
    """The slides as PPTX, in Swedish, each read as title, chart, words, foot."""
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    layout = _only_layout(made)
    for slide in slides:
        _slide(made.slides.add_slide(layout), slide, foot)
    about, day = made.core_properties, dt.datetime(today.year, today.month, today.day)
    about.title, about.language, about.author, about.last_modified_by = title, LANGUAGE, "", ""
    about.created = about.modified = about.last_printed = day
    about.revision = 1
    out = io.BytesIO()
    made.save(out)
    return stamped(out.getvalue(), today)


def _only_layout(made: Any) -> Any:
    """The layout with a title and a body, in Swedish and wide; the others are taken away."""
    chosen = made.slide_layouts[1]
    for layout in list(made.slide_layouts):
        if layout is not chosen:
            made.slide_layouts.remove(layout)
    chosen.name = "Rubrik, bild och text"
    for shapes in (chosen.placeholders, made.slide_master.placeholders):
        for place in shapes:
            kind = place.placeholder_format.type
            if place.placeholder_format.idx == 0:
                _put(place, TITLE)
                place.text_frame.text = "Rubrik"
            elif place.placeholder_format.idx == 1 or "BODY" in str(kind):
                _put(place, WORDS)
                place.text_frame.text = "Text"
            else:
                place._element.getparent().remove(place._element)
    return chosen


def _slide(made: Any, slide: Slide, foot: str) -> None:
    from pptx.util import Pt

    title, body = made.shapes.title, made.placeholders[1]
    title.name, body.name = "Rubrik", "Text"
    _put(title, TITLE)
    title.text_frame.word_wrap = True
    _paragraphs(title, (slide.title,), 28 if len(slide.title) < 90 else 22, bold=True, left=True)
    drawn = any(value is not None for one in slide.series for value in one.values)
    _put(body, WORDS if drawn else WITHOUT_CHART)
    _paragraphs(body, slide.words, 14 if sum(map(len, slide.words)) > 450 else 18)
    if drawn:
        chart = _chart(made, slide)
        title._element.addnext(chart._element)  # read after the title, before the words
    below = made.shapes.add_textbox(*_inches(FOOT))
    below.name = "Sidfot"
    _paragraphs(below, (foot,), 11, colour=GREY)
    below.text_frame.paragraphs[0].runs[0].font.size = Pt(11)


def _chart(made: Any, slide: Slide) -> Any:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format=NUMBERS)
    data.categories = [settable(words) for words in slide.categories]
    for one in slide.series:
        data.add_series(one.name, one.values)
    frame = made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *_inches(CHART), data)
    frame.name = "Diagram"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", settable(slide.alt))
    _look(frame.chart, slide)
    return frame


def _look(chart: Any, slide: Slide) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    size = Pt(14 if len(slide.categories) <= MANY_ROWS else max(7, 150 // len(slide.categories)))
    chart.font.size, chart.font.color.rgb = size, RGBColor.from_string(INK)
    chart.has_title = False
    chart.has_legend = len(slide.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(14)
    chart.category_axis.reverse_order = True  # the first one on top, as in the plan
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(GREY)
    chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.format.line.fill.background()
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, 0, False
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = NUMBERS, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = size
    for drawn, one in zip(plot.series, slide.series, strict=True):
        _fill(drawn.format, one.looks[0])
        for i, kind in enumerate(one.looks):
            if kind != one.looks[0]:
                _fill(drawn.points[i].format, kind)


def _fill(drawn: Any, kind: BarKind) -> None:
    """Filled, hatched or hollow: told apart in grey too."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_PATTERN

    colour = RGBColor.from_string({"level": BLUE, "taken": ORANGE}.get(kind, INK))
    white = RGBColor(255, 255, 255)
    drawn.line.color.rgb = colour
    if kind == "taken":
        drawn.fill.patterned()
        drawn.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        drawn.fill.fore_color.rgb, drawn.fill.back_color.rgb = colour, white
    else:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = white if kind == "outline" else colour


def _paragraphs(shape: Any, texts: tuple[str, ...], size: int, *, bold: bool = False, left: bool = False,
                colour: str = INK) -> None:  # fmt: skip
    """The texts as the shape's paragraphs, every run marked as Swedish."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE if bold else MSO_ANCHOR.TOP
    for i, words in enumerate(texts or ("",)):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = settable(words)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
        if left:
            paragraph.alignment = PP_ALIGN.LEFT
        if not bold:
            paragraph.space_after = Pt(6)


def _put(shape: Any, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = _inches(place)


def _inches(place: tuple[float, float, float, float]) -> tuple[Any, ...]:
    from pptx.util import Inches

    return tuple(map(Inches, place))
