"""The link of a caption, marked so that her website's statistics show where a reader came from.

In: the address of an article and its slug. Out: the address to write below a post. Pure; knows nothing
of captions.

Only on Facebook: there a link in a caption can be clicked. Instagram shows it as plain letters, which a
person would have to type.
"""

from __future__ import annotations

from socialkit.model.post import Network


def mark_link(link: str | None, slug: str, network: Network) -> str | None:
    """The link with `utm_source=facebook&utm_medium=social&utm_campaign=SLUG` on Facebook, behind what
    its query holds and before its #. One that says where it comes from already stays as it is."""
    if link is None or network is not Network.FACEBOOK:
        return link
    if not link.lower().startswith(("http://", "https://")):
        return link
    address, sharp, fragment = link.partition("#")
    page, _, query = address.partition("?")
    given = [one for one in query.split("&") if one]
    if any(one.lower().startswith("utm_") for one in given):
        return link
    marks = ("utm_source=facebook", "utm_medium=social", f"utm_campaign={slug}")
    return f"{page}?{'&'.join((*given, *marks))}{sharp}{fragment}"
