"""Word to her, wherever she wants to be told: e-mail, Telegram, ntfy and whatever Apprise knows.

In: addresses and a message. Out: which addresses did not take it. Knows nothing of posts, of what
went wrong, or of what time it is.
"""

from socialkit.notices.messenger import Message, find_unreadable, send

__all__ = ["Message", "find_unreadable", "send"]
