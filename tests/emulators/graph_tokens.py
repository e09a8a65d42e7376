"""Tokens on Meta's API: exchanged, inspected, and the Pages that a person's token leads to.

What nobody could verify is marked [guess], and unless a test says otherwise the worse case is what
happens.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from tests.emulators.exchange import Request
from tests.emulators.graph_books import Fields, GraphBooks, page_of
from tests.emulators.graph_state import GraphError, Token

SIXTY_DAYS = 5_184_000
NINETY_DAYS = 7_776_000


class TokenEndpoints(GraphBooks):
    """Who holds which token, and what may be learnt of it."""

    def __init__(self) -> None:
        super().__init__()
        self.takes_posts_for_reads = (
            True  # [guess] where it is not so, no secret can be kept out of
        )
        # addresses: the worse case leaves no way at all
        self.exchanges_long_lived = False  # [guess] what is long-lived already is refused
        self.accounts_in_a_row = 2  # [guess] lists give less at once than was asked for
        self.repeats_secrets = True  # [guess] errors repeat what was sent
        self.debugs_other_apps = False  # [guess] a token of another app is not told of

    def add_person_token(self, value: str, *, person: str = "900", **more: Any) -> Token:
        """A token as the Graph API Explorer gives it: a person's, for an hour or two."""
        made = Token(value, "USER", person, **{"expires_at": time.time() + 3600, **more})
        self.tokens[value] = made
        return made

    def _method(self, method: str, fields: Fields) -> str:
        """A POST that says method=get stands for a GET."""
        is_read = method == "POST" and fields.get("method", "").lower() == "get"
        return "GET" if is_read and self.takes_posts_for_reads else method

    def _exchange(self, fields: Fields) -> Any:
        app, secret = fields.get("client_id", ""), fields.get("client_secret", "")
        if self.apps.get(app) != secret:
            raise GraphError(101, f"Error validating application{self._told(secret)}")
        if fields.get("grant_type") == "client_credentials":
            return {"access_token": f"{app}|{secret}", "token_type": "bearer"}
        given = fields.get("fb_exchange_token", "")
        old = self.tokens.get(given)
        if old is None or old.kind != "USER" or old.forced is not None or _is_over(old):
            raise GraphError(190, f"Malformed access token{self._told(given)}")
        if old.app not in {"", app}:
            raise GraphError(100, f"The token is of another application{self._told(given)}")
        if old.is_long_lived and not self.exchanges_long_lived:
            raise GraphError(100, f"The token is long-lived already{self._told(given)}")
        long = self._make_long(old)
        return {"access_token": long.value, "token_type": "bearer", "expires_in": SIXTY_DAYS}

    def _make_long(self, old: Token) -> Token:
        now = time.time()
        long = replace(
            old,
            value=f"{old.value}LONG",
            expires_at=now + SIXTY_DAYS,
            data_access_ends=now + NINETY_DAYS,
            is_long_lived=True,
        )
        self.tokens[long.value] = long
        return long

    def _told(self, value: str) -> str:
        return f" {value}" if self.repeats_secrets else ""

    def _debug(self, value: str, by: Token) -> Any:
        token = self.tokens.get(value)
        if by.kind != "APP":
            raise GraphError(100, "(#100) You must provide an app access token")
        if token is None:
            words = f"Malformed access token{self._told(value)}"
            error = {"code": 190, "message": words, "subcode": 467}
            return {"data": {"is_valid": False, "scopes": [], "error": error}}
        if token.app not in {"", by.owner} and not self.debugs_other_apps:
            raise GraphError(
                100, "(#100) The App_id in the input_token did not match the Viewing App"
            )
        data = {
            "app_id": by.owner,
            "type": token.kind,
            "is_valid": token.forced is None and not _is_over(token),
            "expires_at": int(token.expires_at),
            "data_access_expires_at": int(token.data_access_ends),
            "scopes": sorted(token.scopes),
            "user_id": "900",
        }
        if token.forced or _is_over(token):
            code, subcode = token.forced or (190, 463)
            data["error"] = {"code": code, "subcode": subcode, "message": "Error validating"}
        return {"data": data | ({"profile_id": token.owner} if token.kind == "PAGE" else {})}

    def _accounts(self, token: Token, subject: str, fields: Fields, request: Request) -> Any:
        if token.kind != "USER":
            raise GraphError(100, "(#100) Tried accessing nonexisting field (accounts)")
        may_see = "pages_show_list" in token.scopes  # [guess] else the list is empty, not refused
        pages = [one for one in self.pages.values() if one.person == token.owner and may_see]
        rows = [
            {
                "id": one.id,
                "name": one.name,
                "access_token": self._page_token(token, one.id),
                "tasks": list(one.tasks),
            }
            for one in pages
        ]
        limit = min(int(fields.get("limit", "25")), self.accounts_in_a_row)
        return page_of(rows, request, {**fields, "limit": str(limit)})

    def _page_token(self, by: Token, page: str) -> str:
        """The token of a Page: without an end where it is made from a long-lived one."""
        made = Token(
            f"{by.value}{page}PAGE",
            "PAGE",
            page,
            by.scopes,
            0.0 if by.is_long_lived else by.expires_at,
            app=by.app,
            data_access_ends=by.data_access_ends,
        )
        return self.tokens.setdefault(made.value, made).value


def _is_over(token: Token) -> bool:
    return 0 < token.expires_at < time.time()
