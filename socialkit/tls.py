"""Which certificates to trust: those that the environment names, else the usual list.

SSL_CERT_FILE and REQUESTS_CA_BUNDLE count for every request, whichever of the two a library reads.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl


def make_ssl_context() -> ssl.SSLContext:
    """A context that trusts every file named, else certifi's list. Raise OSError, with its `filename`,
    where a variable names a file without certificates."""
    import ssl

    import certifi

    named = [os.environ.get(name) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")]
    context = ssl.create_default_context(cafile=None if any(named) else certifi.where())
    for path in filter(None, named):
        is_folder = Path(path).is_dir()
        try:
            context.load_verify_locations(
                cafile=None if is_folder else path, capath=path if is_folder else None
            )
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from error
    return context


def ca_bundle_for_requests(environment: Mapping[str, str] = os.environ) -> str | None:
    """SSL_CERT_FILE, which `requests` does not read; None where it finds a bundle by itself."""
    if environment.get("REQUESTS_CA_BUNDLE") or environment.get("CURL_CA_BUNDLE"):
        return None
    return environment.get("SSL_CERT_FILE") or None


def with_ca_bundle(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child in which every library finds the certificates."""
    completed = dict(environment)
    for_requests = ca_bundle_for_requests(environment)
    if for_requests:
        completed["REQUESTS_CA_BUNDLE"] = for_requests
    if environment.get("REQUESTS_CA_BUNDLE") and not environment.get("SSL_CERT_FILE"):
        completed["SSL_CERT_FILE"] = environment["REQUESTS_CA_BUNDLE"]  # for mail
    return completed
