"""Recognises the business parts of an article: booking, contact, price, byline, evidence, hype."""

from __future__ import annotations

import re

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import find_any

_CALL = find_any(r"""
    book (?:a|an|your|now|online)\b
    (?:contact|call|email|e-mail|message|text|dm|write to|talk to|follow|join) (?:me|us)\b
    (?:connect|work|speak|chat) with (?:me|us)\b
    (?:find|reach) (?:me|us) (?:on|here|at|by)\b
    reach out to (?:me|us|our|my)\b
    click (?:here|below|the)|link in (?:my |the )?bio|comment below|leave a comment|tag someone
    sign up|subscribe|newsletter|download|get in touch|learn more|read more|find out more
    schedule (?:a|an|your)\b|register (?:now|here|today)|enroll?\b|limited (?:places|time)
    visit (?:my|our|the website)\b|share this\b
    free (?:consultation|call|session|trial|guide|workbook|initial)
    initial (?:free )?(?:consultation|call)
    (?:support|help|sessions?|appointments?|therapy|guidance) (?:is|are) available
    (?:worth a|great|free|short) (?:watch|video|listen|podcast)
    tune in (?:to|with|for|now|today)\b|(?:full|latest|new|next) episode\b|press play\b
    (?:i|we) (?:offer|invite you|would love|'d love|look forward)
    i'd love|my (?:course|workshop|programme|program|book|podcast)\b
    our (?:course|workshop|programme|program|team|clinic|services|sessions)\b
    (?:start|begin) your (?:\w+ )?journey\b|take the (?:first|next) step\b.{0,30}? today|don't wait\b
    (?:i'm|i am|we're|we are) here (?:to (?:help|support|listen)|for you)\b
    (?:together,? we(?:'ll| can| will)|we(?:'ll| will) work)\b
    in (?:therapy|counselling|counseling|our work)(?: together)?, we\b
    (?:see|ask|call|tell|visit|speak to|talk to) (?:a|your|the|their) (?:doctor|gp|physician|pharmacist)\b
    (?:call|ring|dial|text|phone) (?:or (?:call|text) )?(?:\d{3}|emergency|an ambulance|a helpline)\b
    waiting list\b|contact form\b|appointments?\b
""")
_CONDITIONAL_OFFER = (
    r"^if (?:you(?:'re|'d|'ve)?|any of|these|this)\b.{0,220}\b"
    r"(?:(?:may|might|can|could) (?:offer|help)|i can|we can help|reach out to|get in touch|therapist"
    r"|counsell?ors?|here to help|support is|help is|resonat\w+)\b"
)
_OFFER = re.compile(
    r"^(?:watch|listen|read|see also|share|sign|subscribe)\s*:"
    rf"|{_CONDITIONAL_OFFER}"
    r"|\bif this (?:article|post|piece|sounds|resonat|speaks|feels familiar|is you)"
)
_CONTACT = re.compile(
    r"https?://|www\.|\b[\w.+-]+@[\w-]+\.\w|(?<!\w)@[a-z_][\w.]{2,}|\+?\d[\d ()-]{7,}\d"
    r"|\b(?:whatsapp|telephone|phone number|e-?mail address|instagram|facebook|linkedin|youtube)\b"
)
_PRICE = re.compile(
    r"[$€£₹¥] ?\d|\b(?:\d+ ?(?:dollars|euros|pounds|rupees|usd|inr|eur|gbp)\b|rs\.? ?\d|per session\b"
    r"|(?:my|our|session|the) fees?\b|discount|sliding scale|payment\b|cost of (?:a|the) session)"
)
_NOTICE = find_any(r"""
    read(?:ing)? time\b|min(?:ute)?s? read\b
    all rights reserved|copyright|cookies?\b|privacy policy|disclaimer|terms of (?:use|service)
    not a substitute for
    (?:category|categories|tags?|filed under):
    (?:posted|published) (?:on|in|by)\b|last updated|updated on|originally (?:appeared|published)
    (?:written|reviewed) by\b|photo(?:graph)? by|image (?:by|credit)|photo credit|about the author
    accredit\w*|regulatory|regulated profession|governing body|code of ethics|registration\b
    (?:is|are|be|must be) (?:registered|licensed|insured)\b|protected by law
    (?:licensed|registered|certified|qualified|chartered) (?:\w+ ){0,3}(?:therapist|psychologist|counsell?or)
    (?:licensed|registered|certified|qualified|chartered) (?:\w+ ){0,3}(?:psychotherapist|coach|practitioner)
    years of (?:clinical )?experience|speciali[sz](?:es|ing) in\b|trained (?:in|at)\b|private practice\b
    (?:founder|author|director) of\b|holds an? (?:degree|master|phd|doctorate)|is based in\b
    emergency|helplines?\b|hotlines?\b|crisis line|samaritans\b|insurance\b|table of contents
    membership\b|director(?:y|ies)\b
""")
_SELF = find_any(r"""
    this (?:article|post|blog|piece|essay|page|guide|section|series|newsletter|chapter)\b
    (?:as|is|are) (?:mentioned|discussed|described|listed|outlined) (?:above|below|earlier|before)\b
    (?:see|steps|tips|examples?|questions|ideas|signs) (?:above|below)\b
    the (?:above|following|list below)\b
    my (?:clients?|practice|work|office|approach|patients?|website|therapy room|training)\b
    our (?:\w+ )?(?:practice|clients|website|office|clinic|patients|team|sessions?|therapists?)\b
    our (?:\w+ )?(?:cent(?:er|re)|phone call|counsel\w+)\b
    ^we (?:\w+ )?(?:help|offer|provide|guide|speciali[sz]e|look at|work with|walk|support)\b
    ^we (?:\w+ )?(?:explore|slow down|question)\b
    ^we don't (?:simply|just|only) (?:help|offer|give)\b
    (?:people|couples|clients|men|women|those) i (?:work|see|meet|support)\b
    i (?:work with|help|support|speciali[sz]e|see (?:couples|people|clients)|always tell)\b
    in my experience\b
    i often (?:see|hear|tell|ask|say|meet)\b
    i (?:can|will|could) (?:teach|help|show|guide|support) you\b
    i(?:'m| am) an? (?:[\w-]+ ){0,4}(?:therapist|counsell?or|psychologist|psychotherapist|coach)\b
    as a (?:therapist|counsell?or|psychologist|coach),? i\b
    part (?:one|two|three) of\b
    let's (?:look at|explore|dive|take a look|break|begin|start|talk about|unpack)\b
    (?:we|i)(?:'ll| will) (?:look|explore|discuss|cover|share|talk about)\b
""")
_FINDS = r"(?:show|suggest|found|find|indicate|confirm|tell|prove|has|have|say)\w*"
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_NUMBER = find_any(rf"""
    \d[\d.,]* ?(?:%|per ?cent)
    per ?cent\b|percent(?:age)?\b
    (?:stud(?:y|ies)|surveys?|statistics?|data|evidence|science|scientists) (?:\w+ )?{_FINDS}
    neuroscience (?:\w+ )?{_FINDS}
    research(?:ers?)?\b
    according to (?:a|the|recent|new)\b
    (?:one|two|three|four|\d+) (?:in|out of) (?:every )?{_COUNT}\b
    \d{{2,}}(?:,\d{{3}})* (?:people|couples|adults|women|men|participants|hours)\b
    (?:in|since) (?:19|20)\d\d\b
""")
_HYPE = re.compile(
    r"[!！]|\b(?:game[- ]changer|life[- ]changing|secret to|hacks?|guaranteed|amazing|incredible"
    r"|unbelievable|mind-blowing)\b"
)


def calls_to_action(sentence: Sentence) -> bool:
    """Asks the reader to book, call, click or follow, or offers paid help."""
    text = sentence.lower
    return bool(_CALL.search(text) or _OFFER.search(text))


def gives_contact(sentence: Sentence) -> bool:
    """Contains an address, a number or the name of a network."""
    return bool(_CONTACT.search(sentence.lower))


def names_price(sentence: Sentence) -> bool:
    """Mentions the price of sessions."""
    return bool(_PRICE.search(sentence.lower))


def is_notice(sentence: Sentence) -> bool:
    """A byline, a professional rule, or a notice of the page."""
    return bool(_NOTICE.search(sentence.lower))


def speaks_of_itself(sentence: Sentence) -> bool:
    """Refers to the article itself, or to the writer's own practice."""
    return bool(_SELF.search(sentence.lower))


def needs_source(sentence: Sentence) -> bool:
    """A figure or a finding, which on a card would be without its source."""
    return bool(_NUMBER.search(sentence.lower))


def is_hype(sentence: Sentence) -> bool:
    """Exclamation marks and advertising words."""
    return bool(_HYPE.search(sentence.lower))
