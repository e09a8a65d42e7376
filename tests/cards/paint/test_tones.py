"""Tones of a painted ground."""

from __future__ import annotations

from PIL import Image

from socialkit.cards.paint.tones import grain, measure_lights, shade, triple, turn


def test_the_darkest_and_lightest_tone_beneath_a_box_are_found() -> None:
    image = Image.new("RGB", (60, 30), "#FFFFFF")
    image.paste(triple("#000000"), (30, 0, 60, 30))
    lights = measure_lights(image)
    assert lights.beneath((0, 0, 14, 14)) == ("#FFFFFF", "#FFFFFF")
    assert lights.beneath((0, 0, 59, 29)) == ("#000000", "#FFFFFF")


def test_lights_of_two_grounds_are_joined_at_a_corner() -> None:
    light, dark = (
        measure_lights(Image.new("RGB", (30, 30), one)) for one in ("#FFFFFF", "#000000")
    )
    joined = light.joined(dark, (0, 15))
    assert joined.beneath((0, 0, 14, 0))[1] == "#FFFFFF"
    assert joined.beneath((0, 15, 14, 29)) == ("#000000", "#000000")


def test_grain_and_shade_are_always_the_same() -> None:
    assert grain((40, 30)).tobytes() == grain.__wrapped__((40, 30)).tobytes()
    low, high = grain((400, 300)).getextrema()
    assert (low, high) == (123, 133)
    assert shade((40, 30)).getextrema()[0] == 0


def test_a_hue_is_turned_on_the_wheel() -> None:
    assert turn("#FF0000", 120) == "#00FF00"
    assert turn("#FF0000", 0, saturation=0) == "#808080"
