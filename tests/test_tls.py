"""Certificates of the environment reach every library, whichever variable it reads."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from socialkit.tls import ca_bundle_for_requests, make_ssl_context, with_ca_bundle
from tests.emulators.authority import make_authority

FILE, BUNDLE, CURL = "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"


@pytest.mark.parametrize(
    ("environment", "added"),
    [
        ({}, {}),
        ({FILE: "a"}, {BUNDLE: "a"}),
        ({BUNDLE: "b"}, {FILE: "b"}),
        ({FILE: "a", BUNDLE: "b"}, {}),
        ({FILE: "a", CURL: "c"}, {}),
        ({CURL: "c"}, {}),
    ],
)
def test_a_child_gets_both_variables(environment: dict[str, str], added: dict[str, str]) -> None:
    assert with_ca_bundle(environment) == environment | added
    assert ca_bundle_for_requests(environment) == added.get(BUNDLE)


@pytest.mark.parametrize("name", [FILE, BUNDLE])
def test_a_file_that_is_named_is_trusted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (FILE, BUNDLE):
        monkeypatch.delenv(one, raising=False)
    usual = make_ssl_context().get_ca_certs()
    path = make_authority(tmp_path)[0]
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    own.load_verify_locations(path)
    monkeypatch.setenv(name, str(path))
    (authority,) = own.get_ca_certs()
    assert authority in make_ssl_context().get_ca_certs()
    assert authority not in usual


def test_a_file_without_certificates_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE, "/nowhere/ca.pem")
    with pytest.raises(OSError) as refused:
        make_ssl_context()
    assert refused.value.filename == "/nowhere/ca.pem"
