"""What the tests of cards share: a fixed-width ruler, a brand, sentences of our own."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from socialkit.cards.drawing import Face
from socialkit.cards.render import make_card
from socialkit.model.card import Brand, Card, CardPart, CardRequest, Form, Size

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

CONTRASTS = {
    "short": (("With repair", "“I am sorry. I was scared.”"), ("Without repair", "“Fine.”")),
    "long": (
        (
            "With repair:",
            "The other waits, and says when they will ask again.\nThe quiet is a rest.",
        ),
        (
            "Without repair:",
            "The other follows from room to room.\nBy evening both have said too much.",
        ),
    ),
    "hindi": (
        ("जुड़ाव के साथ", "“मैं नाराज़ हूँ, पर हम इसे मिलकर सुलझा लेंगे।”"),
        ("जुड़ाव के बिना", "“तुम मुझे कभी नहीं समझते। बात करने का कोई फ़ायदा नहीं।”"),
    ),
}
LISTS = {
    "short": ("You can begin with:", ("Owning your part", "Asking what hurt most")),
    "long": (
        "When the evening is calm again, couples can:",
        (
            "Share openly", "Say what hurt without any blame in it, and stop there",
            "Ask for what they need", "Plan something kind for tomorrow",
        ),
    ),
    "hindi": ("जब मन शांत हो, तब आप दोनों:", ("खुलकर बात कर सकते हैं", "एक-दूसरे की बात पूरी सुन सकते हैं")),
}  # fmt: skip


def contrast_request(sides: tuple[tuple[str, str], ...], size: Size = Size.PORTRAIT) -> CardRequest:
    """A contrast of (label, words) in the theme compare."""
    parts = tuple(CardPart(text, label) for label, text in sides)
    return CardRequest("", "compare", size, form=Form.CONTRAST, parts=parts)


def list_request(
    title: str, items: tuple[str, ...], size: Size = Size.PORTRAIT, emphasis: str | None = None
) -> CardRequest:
    """A list in the theme list."""
    parts = tuple(map(CardPart, items))
    return CardRequest(title, "list", size, emphasis=emphasis, form=Form.LIST, parts=parts)


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
