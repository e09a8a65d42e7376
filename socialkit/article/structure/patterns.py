"""Named patterns by which the parts of an article are recognised.

Every pattern runs in linear time: bounded gaps, no nested repeats.
"""

from __future__ import annotations

import re


def _any_of(rows: str) -> re.Pattern[str]:
    """One pattern out of rows, one alternative per row; a blank in a row matches any white space.

    Rows with the same opening are grouped, so a position where no word begins fails after one test
    instead of one per row (measured: a third of the time).
    """
    kept = [row.strip().replace(" ?", r"\s*").replace(" ", r"\s+") for row in rows.splitlines()]
    groups = [
        opening + "(?:" + "|".join(row.removeprefix(opening) for row in alike) + ")"
        for opening in (r"\b", "^", "")
        if (alike := [row for row in kept if row and _opening(row) == opening])
    ]
    return re.compile("|".join(groups), re.IGNORECASE)


def _opening(row: str) -> str:
    return next((one for one in (r"\b", "^") if row.startswith(one)), "")


_SERVICE = (
    r"(?:session|consultation|consult|appointment|counsell?ing|therapy|coaching|workshop|intake)s?"
)
_TALK = r"(?:call|chat|slot|visit|conversation|meeting)s?"
_OFFER = (
    r"(?:sessions?|counsell?ing|coaching|therapy|services?|program(?:me)?s?|courses?|workshops?)"
)
_HELP = r"(?:help|guidance|support|company|counsell?ing|therapy|coaching)(?! from your)"
_CLIENTS = r"(?:adults|couples|individuals|clients|people|women|men|families|parents)"
_LEAFLET = r"(?:guide|workbook|worksheet|e-?book|checklist|app)"

CALL_TO_ACTION = _any_of(rf"""
    \b(?:book|schedule|reserve|arrange) (?:\S+ ){{0,5}}{_SERVICE}\b
    \b(?:book|reserve) (?:\S+ ){{0,4}}{_TALK}\b
    \b(?:book|schedule) (?:now|online|today|here|with me|with us)\b
    \b(?:contact|email|e-mail|whatsapp|dm|write to) (?:me|us)\b
    ^(?:please )?(?:call|text|message) (?:me|us)\b
    \b(?:call|text|message|reach) (?:me|us) (?:on|at|via|by|here|today|now|for)\b
    ^(?:please |feel free to |do )?get in touch\b(?! with)
    \bget in touch (?:with (?:me|us)|today|now|here)\b
    \breach out (?:to (?:me|us|our|my)\b|today|here|now|via)
    ^(?:please |feel free to |do )(?:reach out|contact)\b
    ^(?:explore|discover|browse|see|check out|view) (?:my|our) (?:\S+ ){{0,3}}(?:{_OFFER}|articles|blog)\b
    ^(?:learn|read|find out) more about (?:my|our|how (?:we|i))\b
    ^(?:explore|discover|browse|view|read about|learn about) (?:\S+ ){{0,4}}{_OFFER}\b
    ^sign up\b
    \bsign up (?:here|now|today|below|for (?:my|our|the))\b
    \b(?:subscribe|newsletter|mailing list)\b
    \b(?:click|tap) (?:here|below|the (?:link|button))\b
    \blink in (?:my |the )?bio\b
    ^(?:follow|find|join|visit|connect with) (?:me|us|my|our)\b
    \b(?:follow|find|connect with|visit) (?:me|us)(?: also| too)? (?:on|here|online)\b
    \b(?:connect|work|talk|speak) with me\b
    \byou (?:can|may) (?:also )?(?:find|reach|contact|follow|connect with) (?:me|us)\b
    \bif you(?:['’]d| would) like (?:\S+ ){{0,3}}{_HELP}\b
    \bif you(?:['’]re| are) (?:looking for|interested in|ready to) (?:\S+ ){{0,6}}{_SERVICE}\b
    \b(?:support|sessions?|appointments?|consultations?) (?:is|are) (?:also |now )?(?:available|offered)\b
    \b(?:just )?an? (?:call|message|e-?mail|click) away\b
    ^if (?:\S+ ){{1,6}}(?:resonate[sd]?|speaks to you|spoke to you|recogni[sz]ed? yourself)\b
    \bi (?:help|support|work with) (?:\S+ ){{0,2}}{_CLIENTS}\b
    \b(?:i|we) (?:offer|provide|speciali[sz]e in) (?:\S+ ){{0,5}}{_OFFER}\b
    ^(?:watch|listen|read|see|read more|read next|see also|related|also read|download)\s*:
    ^(?:read|learn|find out) more\b.{{0,40}}$
    ^(?:download now|get started|start here|shop now|continue reading)\b.{{0,40}}$
    \bdownload (?:my|our|the|your|this) (?:\S+ ){{0,2}}{_LEAFLET}\b
    \b(?:also |well )?worth a (?:watch|read|listen)\b
    ^for (?:more|ongoing|daily|regular) (?:\S+ ){{0,12}}(?:here|follow|connect|instagram|facebook)\b
    \bfree (?:\S+ )?(?:consultation|discovery call|{_LEAFLET})\b
    ^(?:leave a comment|share this|like and share|let me know in the comments|tag (?:a|someone))\b
""")
"""A sentence that asks the reader to book, call, follow, click or buy."""

_NAME = r"(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]*){0,4}"
_FULL_NAME = r"(?:dr\.? )?(?-i:[A-Z])[\w'’-]+ (?:(?-i:[A-Z])[\w.]* ){0,2}(?-i:[A-Z])[\w'’-]+"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:[a-z]{2})?"
_PROFESSION = (
    r"(?:therapist|psychologist|psychotherapist|counsell?or|coach|psychiatrist|founder|author"
    r"|practitioner|social worker)"
)
_CREDIT = (
    r"(?:category|categories|tag(?:s|ged)?|filed under|posted(?: in| on)?|published(?: on)?|updated(?: on)?"
    r"|last (?:updated|reviewed|modified)|author|date|source|(?:photo|image|illustration)(?: credit)?"
    r"|credit)s?"
)

BYLINE = _any_of(rf"""
    ^(?:(?:written|posted|published|reviewed|words) )?by:? (?:dr\.? )?{_NAME}(?: ?[,|·•–-][^.!?]{{0,80}})?$
    \b\d{{1,3}}[ -]?min(?:ute)?s?\.?[ -](?:read|to read)\b
    \bread(?:ing)?[ -]?time\b
    ^{_CREDIT} ?[:|]
    ^(?:posted|published|updated|last updated) (?:on )?(?:{_MONTH}|\d)
    ^(?:photo|image|picture|illustration) (?:by|credit|courtesy|from|via|©)
    ^(?:©|\(c\)|copyright\b).{{0,160}}$
    \ball rights reserved\b
    ^(?:[a-z]{{3,6}}day,? )?(?:{_DAY} )?{_MONTH} (?:{_DAY},? )?\d{{4}}$
    ^\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}$
    ^(?:warmly|kindly|love|yours|best wishes|in kindness),?$
    ^with (?:love|warmth|care|kindness),$
    ^(?:previous|next|older|newer) (?:post|article|entry)\b.{{0,80}}$
    ^(?:previous|next)(?: up)? ?: ?["“‘']?(?-i:[A-Z])[^.!:;]{{2,110}}$
    ^(?:\d+ |no |leave a )?(?:comments?|reply|replies|responses?)$
    ^this (?:article|post|blog|content) is (?:for|not)\b
    ^disclaimer\b
    ^{_FULL_NAME},? (?:[^.]{{0,60}}, )?is (?:an?|the) (?:\S+ ){{0,6}}{_PROFESSION}\b
""")
"""Author, date, reading time, copyright."""
AFTERWORD = _any_of(r"""
    ^about (?:the |our )?(?:author|writer|therapist|practice)\b
    ^about me$
    ^(?:references|sources|bibliography|works cited|further reading|footnotes|notes|disclaimer)$
    ^(?:related|recent|popular|similar|more) (?:posts?|articles?|reading|stories|blogs?|from)\b
    ^(?:you (?:may|might) (?:also )?(?:like|enjoy)|share this|leave a (?:comment|reply)|comments)\b
""")
"""A heading that ends the article."""

SIDE = _any_of(r"""
    with(?:out)?\b
    (?:before|after|instead of|rather than|try|try this|say this|not this|avoid|do|don['’]t|do not)\b
    (?:myth|misconception|fact|truth|reality|old|new|then|now)s?\b
    (?:unhealthy|healthy|unhelpful|helpful|unsafe|safe|disconnected|connected|reacting|responding|reaction|response)\b
    what (?:you|they) (?:say|said|mean|meant)\b
""")
"""The beginning of a label of one side of a contrast."""

INLINE_SIDE = re.compile(
    r"(?:with(?:out)? [^\s:.,]+(?: [^\s:.,]+){0,3}|myth|fact|truth|reality|misconception"
    r"|before|after|instead of|try(?: this)?|unhelpful|helpful|unhealthy|healthy)"
    r"(?: \d{1,2})?\s?:(?=\s+[“\"‘']?(?-i:[^\Wa-z]))",
    re.IGNORECASE,
)
"""The label of a side with its words in the same row."""

SCENE = re.compile(
    r"(?:situation|example|scenario|scene|case|case study)(?: \d{1,2})?\s?[:–—]", re.IGNORECASE
)
"""A row that introduces an example."""

ROLE = re.compile(
    r"(?:partner [a-z0-9]|(?:the |your )?(?:wife|husband|partner|therapist|client|mother|father|mum"
    r"|mom|dad|child|son|daughter)|him|her|he|she|me)\s?:\s",
    re.IGNORECASE,
)
"""The speaker at the beginning of a row of dialogue."""

TERM = re.compile(r"[A-Z“\"‘][^.:?!\n]{1,48}:\s+\S")
"""A term and what it means; two consecutive rows of this form are a list."""

SPEECH = re.compile(
    r"\b(?:say|says|said|saying|ask|asks|asked|tell|tells|told|think|thinks|thought|reply|replies"
    r"|replied|respond|responds|responded|response is|response was|answer|answers|answered"
    r"|answer is|whispers?|shouts?|snaps?|mutters?|wonders?|hears?|texts|goes)\b[^.!?\"“”]{0,24}[\"“‘]",
    re.IGNORECASE,
)
"""A verb of speech right before a quote mark."""

ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s?(?:[A-Z][\w.'’-]*)(?:,?\s[A-Z(][\w.'’)-]*){0,4}\.?$")
"""A dash and a name, as below or after a quotation."""

POINTER = re.compile(
    "[\U0001f446-\U0001f449\u261b-\u261f\u27a1\U0001f517\U0001f4e9\U0001f4f2\U0001f4cc\U0001f4cd\u260e\u2709\U0001f4de\U0001f4e7\U0001f4c5\U0001f4c6]"
)
"""Hands, arrows, pins, phones and envelopes: contact details or an offer follow."""

BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]?$")
