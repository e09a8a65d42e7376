"""No text steers the calendar that shows it."""

from __future__ import annotations

import pytest

from socialkit.pipeline.planning.calendar_file import escape


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x80",
        "\x9f",
        *map(chr, range(0x202A, 0x202F)),
        "\u2066",
        "\u2069",
    ],
)
def test_a_sign_that_steers_is_left_out(sign: str) -> None:
    assert escape(f"Calm{sign} is learnt; slowly, with help\nand rest") == (
        "Calm is learnt\\; slowly\\, with help\\nand rest"
    )


def test_half_an_emoji_and_the_row_break_of_another_age_do_no_harm() -> None:
    assert escape("Calm\ud83d") == "Calm"
    assert escape("Calm\x85is learnt") == "Calm\\nis learnt"
    escape("\u2028\u2029\x0b\x0c").encode()
