"""What the tests of cards share: a fixed-width ruler, a brand, sentences of our own."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from socialkit.cards import make_card
from socialkit.cards.drawing import Face
from socialkit.model import Brand, Card, CardRequest, Size

BRAND = Brand("Quiet Harbour", handle="@quietharbour", credential="Anna Roy, couples therapist")

SENTENCES = {
    1: "Repair.",
    2: "Come back.",
    3: "Stay, even angry.",
    4: "Small repairs, made often.",
    6: "Love is a thing you practise.",
    8: "A pause is kind when you come back.",
    12: "Closeness is not the absence of arguments but the habit of returning.",
    25: "Saying sorry for your part does not mean that all of it was your fault. "
    "Calming down is not giving in; it is making room to be heard.",
    45: "Silence after a quarrel is rarely empty. It fills with guesses, and most guesses are unkind. "
    "With every silent hour the guesses harden, and soon both people are arguing with somebody who is "
    "not in the room at all, and who perhaps never was there before.",
}


class FixedRuler:
    """Every character is half an em wide and 0.7 em high; only emoji are missing."""

    def width(self, text: str, face: Face) -> float:
        return len(text) * (0.5 + face.tracking) * face.scale

    def ink(self, text: str, face: Face) -> tuple[float, float, float, float]:
        return (0.0, 0.7, self.width(text, face), 0.0)

    def covers(self, letter: str, face: Face) -> bool:
        devanagari = "\u0900" <= letter <= "\u097f"
        return letter < "\U0001f000" and (not devanagari or "tiro" in face.file)


def set_card(
    text: str,
    assets: Path,
    size: Size = Size.PORTRAIT,
    brand: Brand = BRAND,
    theme: str = "paper",
) -> Card:
    """One card, in the theme paper where no other is named."""
    return make_card(CardRequest(text, theme, size), brand, assets=assets)


def open_card(card: Card) -> Image.Image:
    """The pixels of a card."""
    return Image.open(io.BytesIO(card.jpeg)).convert("RGB")
