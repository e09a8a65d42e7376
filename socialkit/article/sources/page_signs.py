"""What stands at an address instead of an article, and the words that tell it on a page."""

from __future__ import annotations

import re
from enum import StrEnum


class StrangeKind(StrEnum):
    """What a page seems to be instead of the article."""

    LOGIN = "login"
    PAYWALL = "paywall"
    COOKIES = "cookies"
    CAPTCHA = "captcha"
    MAINTENANCE = "maintenance"
    PARKED = "parked"
    SUSPENDED = "suspended"
    NOT_FOUND = "not found"
    BROKEN = "broken"
    FRONT_PAGE = "front page"
    NO_FEED = "no feed"
    OTHER_WORDS = "other words"

    @property
    def may_be_believed(self) -> bool:
        """May time alone make it the article?"""
        return self is StrangeKind.OTHER_WORDS


GATES = (StrangeKind.LOGIN, StrangeKind.PAYWALL, StrangeKind.COOKIES, StrangeKind.CAPTCHA)
SHOWN: dict[StrangeKind, str] = {
    StrangeKind.LOGIN: "a login page",
    StrangeKind.PAYWALL: "a page that asks readers to subscribe",
    StrangeKind.COOKIES: "a page that asks about cookies",
    StrangeKind.CAPTCHA: "a page that checks whether a person reads it",
    StrangeKind.MAINTENANCE: "a page that says the site is being worked on",
    StrangeKind.PARKED: "a page of a domain that is parked or for sale",
    StrangeKind.SUSPENDED: "a page of the hosting company",
    StrangeKind.NOT_FOUND: "a page that says it was not found",
    StrangeKind.BROKEN: "an error of the site",
    StrangeKind.FRONT_PAGE: "the front page of a site",
    StrangeKind.NO_FEED: "a page where your feed was",
    StrangeKind.OTHER_WORDS: "none of the words of your article",
}

_IN_TEXT: dict[StrangeKind, str] = {
    StrangeKind.CAPTCHA: r"""
        checking (?:your browser|if the site connection)
        verif(?:y|ying) (?:that )?you(?:’re| are) (?:a )?human
        are you a robot
        i(?:’m| am) not a robot
        enable javascript and cookies
        unusual traffic
        ddos protection by
        complete the security check
        prove (?:that )?you are human
    """,
    StrangeKind.LOGIN: r"""
        (?:log|sign) ?in to (?:continue|read|view|see|access|your account)
        you must be logged in
        please (?:log|sign) ?in
        (?:lost|forgot|forgotten) (?:your )?password
        enter (?:your|the) password
        password[- ]protected
        username or e-?mail
        members only area
        need to be logged in
    """,
    StrangeKind.PAYWALL: r"""
        subscribe to (?:continue|read|keep reading|unlock)
        (?:log in|sign up|register|join) to continue reading
        already a subscriber
        (?:is|are) for (?:paid |paying )?(?:subscribers|members) only
        for (?:paid|paying) subscribers
        free articles? (?:left|remaining|this month)
        unlock this (?:article|story|post)
        read the rest of this (?:story|article) with
    """,
    StrangeKind.COOKIES: r"""
        accept (?:all )?(?:the )?cookies
        (?:web)?site uses cookies
        before you continue to
        manage (?:your )?consent
        we (?:and our partners )?(?:use|store|process)\b[^.]{0,60}\bcookies
        cookie (?:consent|preferences|settings)
    """,
    StrangeKind.MAINTENANCE: r"""
        (?:under|down for|scheduled|undergoing|routine|planned|site|website) maintenance
        (?:we(?:’ll| will)|site will) be (?:right )?back (?:soon|shortly|later|online|again)
        (?:please )?(?:check|come) back (?:soon|shortly|later)
        (?:web)?site is (?:currently |temporarily |now )*(?:under construction|offline|unavailable|down\b)
        (?:web)?site is (?:currently |now )?being (?:updated|rebuilt|redesigned)
        (?:page|site|website) is under construction
        (?:web)?site is coming soon
        new (?:web)?site is (?:on its way|coming|almost)
        temporarily (?:unavailable|offline|down)\b
        briefly unavailable for
    """,
    StrangeKind.PARKED: r"""
        domain (?:name )?(?:is|may be) (?:for sale|available|parked)
        [a-z0-9-]+\.(?:com|org|net|example) is (?:for sale|parked)
        buy this domain
        domain (?:name )?(?:is )?parked
        parked (?:free|domain|courtesy)
        domain (?:name )?(?:has )?expired
        inquire about this domain
        is registered,? but
    """,
    StrangeKind.SUSPENDED: r"""
        (?:account|website|site) (?:has been |is )(?:temporarily )?(?:suspended|disabled|deactivated)
        bandwidth limit exceeded
        contact your hosting
        hosting (?:provider|company|account) (?:for|has|is)
        welcome to nginx
        apache2?\b.{0,20}default page
        this is the default (?:web ?|welcome )?page
        site is (?:private|not published)
    """,
    StrangeKind.NOT_FOUND: r"""
        page you(?:’re| are| were) (?:looking for|trying to)
        page (?:was|is|could|can|cannot|couldn’t|can’t) ?(?:not )?(?:be )?found
        (?:page|content|post) (?:does not|doesn’t|no longer) exists?
        can(?:’t|not) (?:seem to )?find (?:that|the|this) page
        nothing (?:was|could be) found (?:at|here|for)
        error 404
        404 error
        404 not found
    """,
    StrangeKind.BROKEN: r"""
        error establishing a database connection
        internal server error
        bad gateway
        service (?:temporarily )?unavailable
        fatal error:
        there has been a critical error
        access denied
        you don’t have permission to access
        gateway time-?out
    """,
}
"""Each row is one sign; they count in the text of a short page."""
_IN_TITLE: dict[StrangeKind, str] = {
    StrangeKind.CAPTCHA: r"""
        just a moment
        attention required
        security check
        robot check
        one more step
        captcha
    """,
    StrangeKind.LOGIN: r"""
        (?:log|sign) ?in
        login
        member login
        protected
    """,
    StrangeKind.PAYWALL: r"""
        subscribe
    """,
    StrangeKind.COOKIES: r"""
        cookies?
        cookie consent
        your privacy
        privacy choices
    """,
    StrangeKind.MAINTENANCE: r"""
        maintenance
        (?:we(?:’ll| will) )?be (?:right )?back (?:soon|shortly)
        under construction
        (?:web)?site (?:is )?offline
        coming soon
        launching soon
        opening soon
    """,
    StrangeKind.PARKED: r"""
        domain .*for sale
        parked domain
        domain parking
        expired
    """,
    StrangeKind.SUSPENDED: r"""
        account suspended
        site suspended
        index of .*
        welcome to nginx!?
        apache.*default page.*
        it works!?
        default web site page
    """,
    StrangeKind.NOT_FOUND: r"""
        (?:error )?404.*
        (?:page )?not found
        oops!?
        page (?:can(?:’t|not) be|not) found
        nothing found
    """,
    StrangeKind.BROKEN: r"""
        (?:error )?50[0234].*
        internal server error
        access denied
        forbidden
        403.*
        database error
        error
    """,
}
"""These count only as a whole title, or as the part of it beside the name of the site."""


def _compile(signs: dict[StrangeKind, str]) -> dict[StrangeKind, re.Pattern[str]]:
    return {
        kind: re.compile("|".join(f"(?:{row.strip()})" for row in rows.strip().split("\n")), re.I)
        for kind, rows in signs.items()
    }


TEXT_SIGNS = _compile(_IN_TEXT)
TITLE_SIGNS = _compile(_IN_TITLE)
