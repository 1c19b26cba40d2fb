"""Charts as SVG that stands in the page: drawn by Vega without a browser, coloured by the stylesheet.

Colours are those of `COLOURS`, which the stylesheet maps to what suits light, dark and paper. Each chart has a text
that says what it shows; the same figures stand in a table beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import vl_convert
from lxml import etree
from markupsafe import Markup

COLOURS = {"actual": "#1b4965", "over": "#a1260d", "third": "#b35c00", "text": "#1f2933", "line": "#cbd2d9"}
FINER = re.compile(r"(?<=\.\d)\d+")  # than a tenth of a pixel: nobody sees it, and it is half of a long line
LIMIT = 50  # percent: what lies beyond it would make the rest flat
NEEDLESS = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class", "pointer-events", "stroke-miterlimit")
PERCENTS = "datum.value == 0 ? '0 %' : format(datum.value, '+.0f') + ' %'"
MILLIONS = "format(datum.value / 1e6, datum.value % 1e6 == 0 ? ',.0f' : ',.1f') + ' mln'"

Spec = dict[str, Any]


def budget_bars(years: Sequence[Mapping[str, Any]]) -> Spec:
    """What was spent per year as bars, dark red where it is over the budget, which is a line across each.

    Args:
        years: Each with `year`, `begroting`, `realisatie` (euros) and `over`.
    """
    data = [
        {"jaar": str(one["year"]), "b": float(one["begroting"]), "r": float(one["realisatie"]), "o": bool(one["over"])}
        for one in years
    ]
    colour = {"condition": {"test": "datum.o", "value": COLOURS["over"]}, "value": COLOURS["actual"]}
    return {
        "width": 280,
        "height": 150,
        "data": {"values": data},
        "encoding": {"x": {"field": "jaar", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}}},
        "layer": [
            {"mark": {"type": "bar", "width": {"band": 0.55}}, "encoding": {"y": _euros("r"), "color": colour}},
            {
                "mark": {
                    "type": "tick",
                    "thickness": 3,
                    "opacity": 1,
                    "color": COLOURS["third"],
                    "width": {"band": 0.9},
                },
                "encoding": {"y": _euros("b")},
            },
        ],
    }


def cost_line(years: Sequence[Mapping[str, Any]]) -> Spec:
    """What it cost per year as a line, with a dashed rule where a year cannot be held against the one before.

    Args:
        years: In order, each with `year`, `realisatie` (euros) and `comparable`.
    """
    piece, data = 0, []
    for one in years:
        piece += not one["comparable"]
        data.append({"jaar": one["year"], "r": float(one["realisatie"]), "deel": piece, "breuk": not one["comparable"]})
    first, last = data[0]["jaar"], data[-1]["jaar"]
    x = {
        "field": "jaar",
        "type": "quantitative",
        "scale": {"domain": [first - 0.4, last + 0.4], "nice": False},
        "axis": {"title": None, "format": "d", "values": list(range(first, last + 1)), "grid": False},
    }
    line = {
        "type": "line",
        "point": {"size": 60, "filled": True, "color": COLOURS["actual"]},
        "color": COLOURS["actual"],
        "strokeWidth": 2.5,
    }
    return {
        "width": 300,
        "height": 170,
        "data": {"values": data},
        "encoding": {"x": x},
        "layer": [
            {"mark": line, "encoding": {"y": _euros("r"), "detail": {"field": "deel"}}},
            {
                "transform": [{"filter": "datum.breuk"}, {"calculate": "datum.jaar - 0.5", "as": "voor"}],
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": COLOURS["third"], "strokeWidth": 1.5},
                "encoding": {"x": {**x, "field": "voor"}},
            },
        ],
    }


def ranked(shares: Sequence[float]) -> Spec:
    """Every municipality from most under to most over its budget, as one outline around the line of the budget.

    Args:
        shares: Percent over the budget of each; beyond 50 percent they are drawn at 50.
    """
    kept = sorted(max(-LIMIT, min(LIMIT, share)) for share in shares)
    data = [{"n": number + 1, "p": share} for number, share in enumerate(kept)]
    axis = {"title": None, "labelExpr": PERCENTS, "tickCount": 5}
    return {
        "width": 280,
        "height": 150,
        "data": {"values": data},
        "encoding": {
            "x": {
                "field": "n",
                "type": "quantitative",
                "scale": {"domain": [1, max(2, len(data))], "nice": False},
                "axis": {"title": None, "grid": False, "tickCount": 4},
            },
            "y": {"field": "p", "type": "quantitative", "scale": {"domain": [-LIMIT, LIMIT]}, "axis": axis},
        },
        "layer": [
            {"transform": [{"filter": "datum.p <= 0"}], "mark": _area("actual")},
            {"transform": [{"filter": "datum.p >= 0"}], "mark": _area("over")},
        ],
    }


def waterfall(steps: Sequence[tuple[str, float, float]]) -> Spec:
    """What explains a change: each step from where the one before ended.

    Args:
        steps: Name, where the bar begins and where it ends, in euros; the first and the last begin at 0.
    """
    last = len(steps) - 1
    data = [
        {
            "n": name,
            "van": start,
            "tot": end,
            "soort": "jaar" if at in {0, last} else "meer" if end > start else "minder",
        }
        for at, (name, start, end) in enumerate(steps)
    ]
    colours = {"jaar": COLOURS["actual"], "meer": COLOURS["over"], "minder": COLOURS["third"]}
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {
        "width": 280,
        "height": 150,
        "data": {"values": data},
        "mark": {"type": "bar", "width": {"band": 0.7}},
        "encoding": {
            "x": {"field": "n", "type": "ordinal", "sort": None, "axis": {"title": None, "labelAngle": 0}},
            "y": {**_euros("van"), "scale": {"zero": False, "nice": True}},
            "y2": {"field": "tot"},
            "color": {"field": "soort", "type": "nominal", "scale": scale, "legend": None},
        },
    }


def dots(lines: Sequence[Mapping[str, Any]]) -> Spec:
    """A municipality among its peers: their middle half as a line, its median across it, the municipality as a dot.

    Args:
        lines: Each with `name`, `first_quartile`, `median`, `third_quartile` and `own`, in euros per inhabitant.
    """
    names = ("first_quartile", "median", "third_quartile", "own")
    data = [{"n": one["name"], **{name: float(one[name]) for name in names}} for one in lines]
    axis = {"title": None, "labelExpr": "'€ ' + format(datum.value, ',.0f')", "tickCount": 4, "grid": False}
    x = {"type": "quantitative", "scale": {"zero": False}, "axis": axis}
    return {
        "width": 280,
        "height": 34 * len(data),
        "data": {"values": data},
        "encoding": {"y": {"field": "n", "type": "ordinal", "sort": None, "axis": {"title": None, "labelLimit": 160}}},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2, "color": COLOURS["actual"]},
                "encoding": {"x": {**x, "field": "first_quartile"}, "x2": {"field": "third_quartile"}},
            },
            {
                "mark": {"type": "tick", "thickness": 3, "size": 16, "opacity": 1, "color": COLOURS["third"]},
                "encoding": {"x": {**x, "field": "median"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "color": COLOURS["actual"]},
                "encoding": {"x": {**x, "field": "own"}},
            },
        ],
    }


def _area(colour: str) -> Spec:
    return {"type": "area", "interpolate": "step", "color": COLOURS[colour]}


def _euros(field: str) -> Spec:
    axis = {"title": None, "labelExpr": MILLIONS, "tickCount": 4}
    return {"field": field, "type": "quantitative", "scale": {"zero": True}, "axis": axis}


def draw(spec: Spec, told: str) -> Markup:
    """The chart as an element of the page, with `told` in the place of a picture for who does not see it."""
    made = vl_convert.vegalite_to_svg({"config": _config(), **spec}, format_locale="nl-NL")
    root = etree.fromstring(made.encode())
    for element in root.iter():
        for name in NEEDLESS:
            element.attrib.pop(name, None)
    for path in root.xpath("//*[local-name()='path']"):
        path.set("d", FINER.sub("", path.get("d", "")))
    for rest in root.xpath("//*[local-name()='path'][@d='' or @display='none']"):
        rest.getparent().remove(rest)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", told)
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704  # made here, of numbers; told is an attribute


@cache
def _config() -> Spec:
    axis = {
        "labelFontSize": 12,
        "labelLimit": 0,  # no label is long, and to measure whether it is takes a third of the time of a chart
        "labelColor": COLOURS["text"],
        "gridColor": COLOURS["line"],
        "domainColor": COLOURS["line"],
        "tickColor": COLOURS["line"],
    }
    return {"background": None, "view": {"stroke": None}, "axis": axis, "font": "sans-serif"}
