"""The one door to Pillow: grounds, letters, logos, and the bytes of a picture.

In: a Drawing and the fonts. Out: a JPEG with where its ink lies. A further ground is a further
painter in ground.py. Knows nothing of quotes, brands and themes.
"""

from socialkit.cards.paint.canvas import Picture, arrange, paint

__all__ = ["Picture", "arrange", "paint"]
