"""The picture of a comparison, as SVG: how long people are in the office, and how busy the stations are.

Drawn by hand, for two plain diagrams need no library. Colours differ also in lightness, and every line bears its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 1200
HEIGHT: Final = 620
LEFT, TOP, WIDE, HIGH = 70, 70, 470, 440
GAP: Final = 130
INK: Final = "#10303A"
FAINT: Final = "#C9D3D6"
COLOURS: Final = ("#8A9AA0", "#C77700", "#00667A", "#1F7A3D", "#7A3E9D", "#B3261E", "#3B5BA5", "#5C4B1E")
DASHES: Final = ("", "8 4", "3 3", "", "12 4", "6 2 2 2", "2 4", "10 3 3 3")


@dataclass(frozen=True, slots=True)
class LineChart:
    """One diagram: lines by name over a common axis."""

    title: str
    across: str
    up: str
    x_end: float
    x_step: float
    y_end: float
    lines: Mapping[str, Sequence[tuple[float, float]]]


def distribution(times: Mapping[str, Sequence[float]], title: str) -> LineChart:
    """The share of visitors who have finished after so many minutes, by policy. Times are in order."""
    longest = max((each[-1] for each in times.values() if each), default=60.0)
    end = max(60.0, 60.0 * -(-min(longest, 600.0) // 60))
    lines = {
        name: [
            (minute, 100 * _reached(each, minute) / max(1, len(each))) for minute in range(0, int(end) + 1, 5)
        ]
        for name, each in times.items()
    }
    return LineChart(title, "minutes in the office", "finished, % of visitors", end, 60, 100, lines)


def load(by_station: Mapping[str, Sequence[float]], slot_min: float, title: str) -> LineChart:
    """How busy each station's desks are over the day."""
    end = slot_min * max((len(each) for each in by_station.values()), default=1)
    lines = {
        name: [(slot_min * (i + 0.5), 100 * value) for i, value in enumerate(each)]
        for name, each in by_station.items()
    }
    return LineChart(title, "minutes from opening", "desks serving, %", end, 60, 100, lines)


def _reached(times: Sequence[float], minute: float) -> int:
    return sum(each <= minute for each in times)


def svg(title: str, diagrams: Sequence[LineChart]) -> str:
    """The whole picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="Noto Sans, sans-serif" font-size="13" fill="{INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
        f'<text x="{LEFT}" y="32" font-size="20" font-weight="600">{escape(title)}</text>',
    ]
    for i, diagram in enumerate(diagrams):
        parts += _drawn(diagram, LEFT + i * (WIDE + GAP))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn(diagram: LineChart, left: float) -> list[str]:
    bottom = TOP + HIGH

    def at(x: float, y: float) -> tuple[float, float]:
        return left + WIDE * x / diagram.x_end, bottom - HIGH * min(y, diagram.y_end) / diagram.y_end

    parts = [f'<text x="{left}" y="{TOP - 12}" font-size="15">{escape(diagram.title)}</text>']
    for percent in range(0, 101, 20):
        _, y = at(0, diagram.y_end * percent / 100)
        parts.append(f'<path d="M{left} {y:.1f}H{left + WIDE}" stroke="{FAINT}"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{percent}</text>')
    tick = 0.0
    while tick <= diagram.x_end:
        x, _ = at(tick, 0)
        parts.append(f'<path d="M{x:.1f} {bottom}v6" stroke="{INK}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{tick:g}</text>')
        tick += diagram.x_step
    parts.append(f'<path d="M{left} {TOP}V{bottom}H{left + WIDE}" fill="none" stroke="{INK}"/>')
    middle = left + WIDE / 2
    parts.append(f'<text x="{middle}" y="{bottom + 40}" text-anchor="middle">{escape(diagram.across)}</text>')
    parts.append(
        f'<text transform="translate({left - 46} {TOP + HIGH / 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(diagram.up)}</text>"
    )
    for i, (name, points) in enumerate(diagram.lines.items()):
        colour, dash = COLOURS[i % len(COLOURS)], DASHES[i % len(DASHES)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"'
            f' stroke-dasharray="{dash}"/>'
        )
        key_x, key_y = left + 120 * (i % 4), bottom + 62 + 20 * (i // 4)
        parts.append(
            f'<path d="M{key_x} {key_y - 4}h22" stroke="{colour}" stroke-width="3" stroke-dasharray="{dash}"/>'
        )
        parts.append(f'<text x="{key_x + 28}" y="{key_y}">{escape(name)}</text>')
    return parts
