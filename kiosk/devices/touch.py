"""Touch screens, as the kernel tells of its input devices. Must not know what is shown on them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

DEVICES: Final = Path("/proc/bus/input/devices")


def screens() -> list[str] | None:
    """The names of the touch screens that are connected; None where the system does not tell."""
    try:
        devices = DEVICES.read_text(encoding="utf-8", errors="replace").split("\n\n")
    except OSError:
        return None
    return [_name(device) for device in devices if _is_touched_directly(device)]


def _is_touched_directly(device: str) -> bool:
    """The kernel's property INPUT_PROP_DIRECT: what is touched is what is seen (not a touch pad)."""
    properties = next((line for line in device.splitlines() if line.startswith("B: PROP=")), "B: PROP=0")
    return bool(int(properties.removeprefix("B: PROP=").split()[-1], 16) & 0b10)


def _name(device: str) -> str:
    line = next((line for line in device.splitlines() if line.startswith("N: Name=")), "")
    return line.removeprefix("N: Name=").strip('"') or "a touch screen without a name"
