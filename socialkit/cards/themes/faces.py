"""The shipped faces, as themes use them. Knows nothing of themes."""

from __future__ import annotations

from socialkit.cards.drawing import Chain, Face

CORMORANT = Face("cormorant-garamond/CormorantGaramond_500Medium.ttf")
CORMORANT_ITALIC = Face("cormorant-garamond/CormorantGaramond_600SemiBold_Italic.ttf")
TIRO = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular.ttf")
TIRO_ITALIC = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular_Italic.ttf")
TIRO_AMONG_LATIN = Face(TIRO.file, scale=0.84)
TIRO_ITALIC_AMONG_LATIN = Face(TIRO_ITALIC.file, scale=0.84)
SMALL_CAPS = Face("eb-garamond/EBGaramond_500Medium.ttf", ("smcp", "c2sc"), tracking=0.14)
MANROPE = Face("manrope/Manrope-Medium.ttf", tracking=0.01)
MANROPE_WORDS = Face("manrope/Manrope-Medium.ttf")
MANROPE_STRONG = Face("manrope/Manrope-SemiBold.ttf")
MANROPE_TRACKED = Face("manrope/Manrope-Medium.ttf", tracking=0.16)

FRAUNCES_LIGHT = Face("fraunces/Fraunces_300Light.ttf")
FRAUNCES = Face("fraunces/Fraunces_400Regular.ttf")
FRAUNCES_MEDIUM = Face("fraunces/Fraunces_500Medium.ttf")
FRAUNCES_ITALIC = Face("fraunces/Fraunces_400Regular_Italic.ttf")
NEWSREADER = Face("newsreader/Newsreader_400Regular.ttf")
NEWSREADER_ITALIC = Face("newsreader/Newsreader_400Regular_Italic.ttf")
NEWSREADER_STRONG_ITALIC = Face("newsreader/Newsreader_500Medium_Italic.ttf")
TIRO_AMONG_LARGE = Face(TIRO.file, scale=0.94)
TIRO_ITALIC_AMONG_LARGE = Face(TIRO_ITALIC.file, scale=0.94)

WORDMARK: Chain = (SMALL_CAPS, Face(TIRO.file, scale=0.8))
SMALL: Chain = (MANROPE, TIRO)
CONTACT: tuple[Chain, Chain] = ((MANROPE_STRONG, TIRO), SMALL)
"""The first way to find her at the end of a carousel, and the second."""
LABEL: Chain = (MANROPE_TRACKED, Face(TIRO.file, scale=1.3))
