"""Articles: from a file, page or feed to her text, typed run by run, and the accounts it links to.

`find_sources` says which articles there are, `gather_articles` reads them all, `read_article` reads
one. A `PageShelf` keeps copies of pages. `clean_address`, `facebook_identity` and `instagram_handle`
say whose account an address is.
"""

from socialkit.article.addresses import clean_address, facebook_identity, instagram_handle
from socialkit.article.fetch import fetch
from socialkit.article.gather import Gathered, every_entry, gather_articles
from socialkit.article.read import read_article
from socialkit.article.redirect import find_redirect
from socialkit.article.shelf import PageShelf
from socialkit.article.sources import Source, find_sources, is_address

__all__ = [
    "Gathered",
    "PageShelf",
    "Source",
    "clean_address",
    "every_entry",
    "facebook_identity",
    "fetch",
    "find_redirect",
    "find_sources",
    "gather_articles",
    "instagram_handle",
    "is_address",
    "read_article",
]
