"""Word lists and pattern helpers for the rules of lines/."""

from __future__ import annotations

import re

from socialkit.model.text import word_set


def any_of(rows: str) -> str:
    """The source of a pattern that matches any row of `rows`; white space around a row is ignored."""
    return "(?:" + "|".join(row.strip() for row in rows.splitlines() if row.strip()) + ")"


def find_any(rows: str) -> re.Pattern[str]:
    """A pattern that finds any of the rows at the beginning of a word."""
    return re.compile(r"\b" + any_of(rows))


def open_with(rows: str) -> re.Pattern[str]:
    """A pattern that matches texts which begin with any of the rows."""
    return re.compile("^" + any_of(rows))


DETERMINERS = word_set("a an the my your his her its our their this that these those")
PREPOSITIONS = word_set(
    """
    about above across after against along among around as at because before behind below
    beneath beside between beyond by despite during except for from in inside into like near of
    off on onto out outside over past per since through throughout to toward towards under
    underneath until up upon via with within without
    """
)
SUBORDINATORS = word_set(
    """
    when whenever if because although though while since as unless until once before after where
    wherever whereas whether even than so that
    """
)
FUNCTION_WORDS = (
    DETERMINERS
    | PREPOSITIONS
    | SUBORDINATORS
    | word_set(
        """
    and or but nor yet not no i you he she it we they me him us them who whom whose which what
    how why there here is are was were be been being am do does did have has had can could will
    would shall should may might must very too also just only more most much many some any each
    every both all few less least own same other another such then now ever never always often
    sometimes rarely usually simply still already again perhaps maybe else rather quite almost
    even
    """
    )
)
AUXILIARIES = word_set(
    """
    is are was were am be has have had do does did can could will would shall should may might
    must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't cannot
    couldn't won't wouldn't shan't shouldn't mightn't mustn't it's that's there's what's he's
    she's who's here's let's i'm you're we're they're i've you've we've they've i'll you'll
    we'll they'll it'll i'd you'd we'd they'd he'll she'll there'll
    """
)
BASE_VERBS = word_set(
    """
    accept accompany ache act add admit affect agree allow answer appear appreciate approach
    argue arise arrive ask assume avoid await become begin behave belong believe bend blame
    bloom blossom borrow break breathe bring build burn call calm carry cause challenge change charge
    check choose circle cling close collapse come comfort command communicate compare complain
    connect consider contain continue contribute control correct cost count cover crack create
    criticise criticize cry dance decide deepen defend define delay demand depend describe
    deserve destroy develop die differ disappear disconnect discover dissolve distort do drain
    draw dream drift drive drop earn ease echo empty enable encourage end endure enter erode
    escape exist expand expect experience explain explore express face fade fail fall fear feed
    feel fight fill find fit fix flee float flow flourish fold follow forget forgive form free
    freeze fuel gain gather get give glow go greet grieve grow guard guess guide handle happen
    harden harm haunt have heal hear help hide hold honour honor hope hurt ignore imagine
    improve include increase influence inform inspire interpret interrupt invite involve join
    judge jump justify keep kill kindle know lack land last laugh lay lead lean learn leave lend
    lessen let lie lift light like linger listen live long look loosen lose love make manage
    matter mean meet melt fix mention mind miss mistake move multiply name need notice nourish
    nurture obey observe occur offer open organise organize outgrow overcome owe own pass pause
    pay permit pick play point postpone practise practice prepare press pretend prevent proceed
    process produce promise protect prove provide pull punish push put question quiet quieten
    raise reach react read realise realize rebuild recall receive recognise recognize recover
    reduce refer reflect refuse regulate reject relate relax release rely remain remember remind
    remove repair repeat replace reply require resent resist respect respond rest restore
    retreat return reveal reward rise risk root rule run rush sacrifice save say scare see seek
    seem send separate serve set settle shape share shift shine shout show shrink shut signal
    silence sing sit sleep slip slow smile soften solve sound speak spend spread stand start
    stay steal stop strengthen stretch struggle succeed suffer suggest supply support suppose
    surprise survive sustain swallow take talk tap taste teach tell tend test thank thaw think
    thrive throw tie tighten tolerate touch train transform translate travel treat tremble trust
    try turn understand unfold unravel use value vanish visit wait wake walk want warm warn
    waste watch weaken wear weave weep welcome whisper win wish withdraw wonder work worry wound
    write yearn yield brim fray lurk outlast outlive wilt spill swell sway tangle
    employ accelerate acknowledge adapt adjust adopt assert assist attach attend breed celebrate clear
    compete confuse consist convey crave cross deal deny desire disagree distract divide doubt
    drown emerge enjoy ensure exhaust fear feature flatter forbid force frighten function govern
    hate hesitate hinge identify ignite imply infer insist kneel liberate limit loom manifest
    march mirror mourn narrow navigate negotiate numb nudge operate perceive perform persist
    plant possess predict prefer preserve prioritise prioritize profit prosper quit rage react
    rehearse resemble resolve resonate rob scatter scrape search seal shatter shelter sink soak
    soar soothe spark spring stem stir store strike suit surface surrender swim switch threaten
    tire trace transcend trap trigger twist uncover validate vary venture wander weigh whittle
    wrestle
    """
)
PASTS = word_set(
    """
    began became broke brought built came caught chose clung did drew drove fell felt fought
    found fled forgot forgave froze gave got went grew heard held hid hurt kept knew laid led
    left lent lost made meant met paid put ran rang rose said sat saw sent shook shone shrank
    learnt dreamt burnt leant spoke spent stood stole swam took taught told thought threw
    understood woke wore won wrote
    """
)


def _inflect(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb, f"{verb}es", f"{verb}ed"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d"
    return verb, f"{verb}s", f"{verb}ed", f"{verb}{verb[-1]}ed"


VERBS = (
    AUXILIARIES
    | PASTS
    | word_set("needn't goes has does")
    | {f for v in BASE_VERBS for f in _inflect(v)}
)
FEELINGS = word_set(
    """
    afraid alone angry anger anxiety anxious ashamed belong belonging body boundaries boundary
    brave breath burden burnout calm care caring change child childhood close closeness comfort
    compassion confidence conflict connected connection courage criticism curiosity curious
    disconnected disconnection distance dread emotion emotional emotionally empathy exhausted
    exhaustion fear feel feeling feelings feels forgive forgiveness free freedom gentle
    gentleness grief grieve grow growth guilt happiness happy harm heal healing heard heart help
    home honest honesty hope human hurt intimacy joy kind kindness life listen listened
    loneliness lonely love loved marriage mind need needs overwhelmed pain parent partner
    partners patience peace perfection presence present pressure proud quiet rejection
    relationship relationships repair respect rest resilience sad sadness safe safety seen self
    shame silence soul stress strength strong struggle support supported tender tired trauma
    trust understood understanding unseen valued vulnerability vulnerable warmth weakness worry
    worth worthy
    """
)
SHELL_NOUNS = word_set(
    """
    approach behaviour behavior bond change choice conversation cycle difference distinction
    distress dynamic experience fact feeling feelings gap habit idea instinct kind mindset
    moment moments need needs pattern phase point practice problem process question reaction
    response rule shift signal signals situation skill stage step steps story strategy struggle
    thought thoughts truth way work
    """
)
HEDGES = word_set(
    """
    perhaps maybe possibly likely generally typically usually often might may various
    certain somewhat fairly quite several particularly especially relatively tend tends
    """
)
JARGON = word_set(
    """
    accreditation assessment autonomic client clients clinical cognition cognitive counselling
    counseling counsellor counsellors counselor counselors criteria dysregulation framework
    intervention methodology modality modalities nervous neurological online pathology
    physiological practitioner practitioners procedure process professional psyche
    psychotherapist psychotherapists psychotherapy session sessions somatic stakeholders
    strategies strategy system technique techniques therapist therapists therapy treatment
    """
)
ENUMERATORS = word_set(
    "first firstly second secondly third thirdly fourth fifth finally lastly next"
)
