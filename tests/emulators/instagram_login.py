"""Instagram's doors: the app's screens, the older door behind them, second factors, challenges.

Passwords arrive encrypted and are really decrypted and compared.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.emulators.exchange import Reply, Request, json_reply
from tests.emulators.instagram_state import Account

KEY_ID = 77
OK = {"status": "ok"}
ENTRYPOINT = "com.bloks.www.two_step_verification.entrypoint"
SEND_LOGIN = "com.bloks.www.bloks.caa.login.async.send_login_request"
PROCESS = "com.bloks.www.bloks.caa.login.process_client_data_and_redirect"


@dataclass
class Doors:
    """Who may come in. `contexts` are second steps that were begun."""

    accounts: dict[str, Account]
    contexts: dict[str, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def answer(self, request: Request) -> Reply | None:
        """The answer to a request of the log-in; None where it is none."""
        path = request.path.removeprefix("/api/v1/")
        if request.path == "/graphql_www":
            return json_reply({"data": {"xig_usdid_registration": {"success": True}}})
        if path == "qe/sync/":
            return json_reply(OK, headers=self._key_headers())
        if path == "attestation/create_android_keystore/":
            return json_reply({"challenge_nonce": "nonce", **OK})
        if path == "accounts/login/":
            return self._legacy(signed(request))
        if path == "accounts/two_factor_login/":
            return self._legacy_code(signed(request))
        if path.startswith(("bloks/async_action/", "bloks/apps/")):
            return self._screen(path.split("/")[2], request)
        return json_reply(OK) if path == "launcher/sync/" else None

    def _key_headers(self) -> dict[str, str]:
        pem = self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return {
            "ig-set-password-encryption-key-id": str(KEY_ID),
            "ig-set-password-encryption-pub-key": base64.b64encode(pem).decode(),
        }

    def _screen(self, action: str, request: Request) -> Reply:
        params = json.loads(request.form.get("params", "{}"))
        if action == PROCESS:
            node = {"data": {"key": "CAA_ACCOUNT_ACCESS_CONTEXT:aac", "initial": "aac"}}
            return json_reply({"layout": {"bloks_payload": {"data": [node]}}, **OK})
        if action == SEND_LOGIN:
            return self._send_login(params["client_input_params"])
        if action.endswith("verify_code.async"):
            return self._verify(params)
        return json_reply(OK)

    def _send_login(self, given: dict[str, Any]) -> Reply:
        account = self._submitted(given["contact_point"], given["password"])
        if account is None:
            return _action('(markers "CAA_LOGIN_FALLBACK:fallback_triggered")', fallback=True)
        if account.challenge is not None:
            return json_reply(account.challenge, status=400)
        if account.totp_seed:
            context = uuid4().hex
            self.contexts[context] = account
            words = f'(f4i (dkc "two_step_verification_context") (dkc "{context}"))'
            return _action(f'(open "{ENTRYPOINT}" {words})')
        return _action(f"(apply {self._let_in(account)})")

    def _verify(self, params: dict[str, Any]) -> Reply:
        account = self.contexts.get(params["server_params"].get("two_step_verification_context"))
        code = str(params["client_input_params"].get("code", ""))
        if account is None or not is_right_code(account.totp_seed or "", code):
            return json_reply(OK)
        return _action(f"(apply {self._let_in(account)})")

    def _legacy(self, given: dict[str, Any]) -> Reply:
        account = self._submitted(given["username"], given["enc_password"])
        if account is None:
            words = "The password you entered is incorrect. Please try again."
            row = {"message": words, "invalid_credentials": True, "error_type": "bad_password"}
            return json_reply({**row, "status": "fail"}, status=400)
        if account.challenge is not None:
            return json_reply(account.challenge, status=400)
        if account.totp_seed:
            context = uuid4().hex
            self.contexts[context] = account
            info = {"two_factor_identifier": context, "totp_two_factor_on": True}
            row = {"two_factor_required": True, "two_factor_info": info, "message": ""}
            row["error_type"] = "two_factor_required"
            return json_reply({**row, "status": "fail"}, status=400)
        return self._legacy_in(account)

    def _legacy_code(self, given: dict[str, Any]) -> Reply:
        account = self.contexts.get(given["two_factor_identifier"])
        if account is None or not is_right_code(
            account.totp_seed or "", given["verification_code"]
        ):
            row = {"message": "Please check the security code", "error_type": "sms_code_validation"}
            return json_reply({**row, "status": "fail"}, status=400)
        return self._legacy_in(account)

    def _legacy_in(self, account: Account) -> Reply:
        bearer = self._new_session(account)
        headers = {"ig-set-authorization": bearer}
        return json_reply({"logged_in_user": account.row, **OK}, headers=headers)

    def _submitted(self, username: str, blob: str) -> Account | None:
        """The account whose password this is; every submission is counted."""
        account = self.accounts.get(username.lower())
        if account is None:
            return None
        account.password_submissions += 1
        return account if self._decrypt(blob) == account.password else None

    def _decrypt(self, blob: str) -> str:
        _, _, stamp, body = blob.split(":", 3)
        raw = base64.b64decode(body)
        vector, length = raw[2:14], int.from_bytes(raw[14:16], "little")
        key = self._key.decrypt(raw[16 : 16 + length], padding.PKCS1v15())
        tag, sealed = raw[16 + length : 32 + length], raw[32 + length :]
        return AESGCM(key).decrypt(vector, sealed + tag, stamp.encode()).decode()

    def _new_session(self, account: Account) -> str:
        session = f"{account.pk}%3A{uuid4().hex}%3A8"
        account.sessions.add(session)
        account.logins += 1
        row = {
            "ds_user_id": account.pk,
            "sessionid": session,
            "should_use_header_over_cookies": True,
        }
        return "Bearer IGT:2:" + base64.b64encode(json.dumps(row).encode()).decode()

    def _let_in(self, account: Account) -> str:
        """The answer of the last screen: one JSON text inside a program text, encoded twice."""
        user = json.dumps({"logged_in_user": account.row, "status": "ok"})
        headers = json.dumps({"IG-Set-Authorization": self._new_session(account)})
        inner = json.dumps({"login_response": user, "headers": headers, "cookies": ""})
        return json.dumps(inner)


def signed(request: Request) -> dict[str, Any]:
    """The fields of a signed body: what follows the first dot."""
    body = request.form.get("signed_body", "")
    fields: dict[str, Any] = json.loads(body.partition(".")[2] or "{}")
    return fields


def _action(program: str, *, fallback: bool = False) -> Reply:
    extra = {"marker": "CAA_LOGIN_FALLBACK:fallback_triggered"} if fallback else {}
    return json_reply({"layout": {"bloks_payload": {"action": program, **extra}}, **OK})


def is_right_code(seed: str, code: str) -> bool:
    """Whether a code is that of this half minute, the one before or the one after (RFC 6238)."""
    now = int(time.time()) // 30
    return code in {totp(seed, now + step) for step in (-1, 0, 1)}


def totp(seed: str, step: int) -> str:
    """The six digits of a seed for one half minute."""
    clean = seed.replace(" ", "").upper()
    key = base64.b32decode(clean + "=" * (-len(clean) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
