"""Colours of the style for a screen at night."""

NIGHT = "#121212"  # about what e-readers show as black
BLACK = "#000000"
_READABLE = 4.5  # WCAG 2, 1.4.3
_STEPS = 20


def night_color(color: str) -> str:
    """The colour (#rrggbb), lightened until it can be read on a dark page."""
    red, green, blue = _channels(color)
    for step in range(_STEPS):
        part = step / _STEPS
        lighter = tuple(round(value + (255 - value) * part) for value in (red, green, blue))
        candidate = "#{:02x}{:02x}{:02x}".format(*lighter)
        if contrast(candidate, NIGHT) >= _READABLE:
            return candidate
    return "#ffffff"


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
