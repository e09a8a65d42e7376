"""A throw-away certificate authority, and one certificate for every emulated host.

Made for each run; never leaves the folder.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOSTS = (
    "localhost",
    "instagram.com",
    "*.instagram.com",
    "*.i.instagram.com",
    "b.i.instagram.com",
    "facebook.com",
    "*.facebook.com",
    "*.fbcdn.net",
    "*.cdninstagram.com",
    "fb.me",
    "fb.watch",
    "instagr.am",
)
Key = ec.EllipticCurvePrivateKey


def make_authority(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """The authority's certificate as a PEM file, and the server's side of TLS."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("socialkit tests: throw-away authority")
    root = _sign(_draft(root_name, root_name, root_key, is_authority=True), root_key)
    draft = _draft(_name("localhost"), root_name, key, is_authority=False)
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in HOSTS]
    names.append(x509.IPAddress(ip_address("127.0.0.1")))
    draft = draft.add_extension(x509.SubjectAlternativeName(names), critical=False)
    draft = draft.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
    )
    trusted, chain = folder / "ca.pem", folder / "server.pem"
    trusted.write_bytes(_pem(root))
    chain.write_bytes(_pem(_sign(draft, root_key)) + _key_pem(key))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return trusted, context


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _draft(
    subject: x509.Name, issuer: x509.Name, key: Key, *, is_authority: bool
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_usage(is_authority), critical=True)
    )


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _sign(draft: x509.CertificateBuilder, key: Key) -> x509.Certificate:
    return draft.sign(key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
