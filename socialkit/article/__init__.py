"""Articles: from a file or page to her text, typed run by run, and the accounts it links to.

`find_sources` says which articles there are, `read_article` reads one. `clean_address`,
`facebook_identity` and `instagram_handle` say whose account an address is.
"""

from socialkit.article.addresses import clean_address, facebook_identity, instagram_handle
from socialkit.article.read import read_article
from socialkit.article.redirect import find_redirect
from socialkit.article.sources import Source, find_sources

__all__ = [
    "Source",
    "clean_address",
    "facebook_identity",
    "find_redirect",
    "find_sources",
    "instagram_handle",
    "read_article",
]
