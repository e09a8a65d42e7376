"""Finds delicate words: harm, abuse, medication, diagnoses, promises of a cure, clients.

Such lines are not refused: they come after all others and need approval by their id.
"""

from __future__ import annotations

import re

from socialkit.lines.language.vocabulary import find_any

_REASONS = (
    (
        "It speaks of self-harm or suicide.",
        r"""
        suicid\w*|self[- ]?harm\w*|self[- ]injur\w*|overdos\w*|want(?:s|ed)? to die
        kill(?:ing)? (?:my|your|him|her|them|our)sel\w+
        better off without (?:me|you|him|her|them|us)|not be(?:ing)? here (?:any ?more|tomorrow)
        thinking about not being here|988\b|lifeline
        end(?:ing)? (?:my|your|his|her|their|our|one's) li\w+|end(?:ing)? it all
        """,
    ),
    (
        "It speaks of violence or abuse.",
        r"""
        abus(?:e|ed|er|ers|es|ing|ive)\b|violen(?:t|ce)|assault\w*|rape[ds]?\b|rapists?\b|molest\w*|incest
        (?:hit|beat|strike)(?:s|ting|ing)? (?:you|your|her|him|them|me|a child|children)\b
        coercive control|gaslight\w*|neglected children|grooming
        """,
    ),
    (
        "It speaks of medication or dosage.",
        r"""
        medication\w*|medicines?\b|medicated|antidepressant\w*|anti-anxiety|ssris?\b|benzodiazepine\w*
        dos(?:e|es|age)\b|\d+ ?mg\b|prescri(?:be|bed|ption|ptions)\b|tablets\b|pills?\b|lithium
        """,
    ),
    (
        "It speaks of a diagnosis.",
        r"""
        diagnos\w+|disorders?\b|bipolar|schizo\w+|psycho(?:sis|tic)\b|c?-?ptsd\b|ocd\b|adhd\b|autis\w+
        anorexi\w+|bulimi\w+|narcissis\w+|borderline personality|dementia
        clinical(?:ly)? depress\w+|addict(?:ion|ions|ed|s)?\b
        """,
    ),
    (
        "It describes an illness; a reader may take it as a diagnosis.",
        r"""
        (?:you|you're|they|they're|he|she|someone|person|partner) (?:\w+ ){0,3}depressed
        depression (?:will|may|can|could|makes?|tells?|says?|lies|whispers?)\b
        worthless\w*|all (?:so )?pointless
        (?:quit|quits|stop|stops|stopped|skip|skips) (?:\w+ or )?(?:eating|washing|showering)
        """,
    ),
    (
        "It promises a cure.",
        r"""
        cur(?:e|es|ed)\b|guarantee\w*|always works|never fails|instant(?:ly)? (?:heal|relief)
        (?:will|can) (?:completely |fully |always )?(?:fix you|save your marriage)
        heal(?:s|ed)? (?:you )?(?:completely|permanently|for good)
        """,
    ),
    (
        "It reads like a client’s story.",
        r"""
        client of mine|(?:a|one|another) (?:client|patient)\b
        (?:one|some) of (?:my|our) (?:clients|patients|couples)|my (?:client|patient)\b
        i once (?:worked|saw|met)|names? (?:have|has) been changed|not (?:his|her|their) real names?
        (?:woman|man|couple|client|mother|father|girl|boy) (?:i|we) (?:saw|worked|met|treated)
        [a-z]+ ?[(,] ?(?:aged )?\d\d[),]|\d\d[- ]year[- ]old
        """,
    ),
)
_FIRST_NAMES = (
    "Aarav Aditi Aditya Alex Alice Amanda Amit Amy Ananya Andrew Anika Anita Anjali Anna Anne Arjun "
    "Arun Ben Brian Carlos Chloe Chris Daniel David Deepa Diana Divya Ella Emily Emma Eric Ethan "
    "Fatima George Hannah Harry Henry Isabel Isha Jack Jacob James Jane Jason Jennifer Jessica Jim "
    "John Julia Karan Karen Kate Kavita Kevin Kiran Laura Lauren Leah Leela Lisa Liz Lucy Maria Marie "
    "Mary Maya Meera Megan Michael Michelle Mike Mohan Nadia Nathan Neha Nick Nina Nisha Oliver Olivia "
    "Pablo Paul Peter Pooja Preeti Priya Rachel Rahul Raj Rajesh Ravi Rebecca Rekha Richard Riya Robert "
    "Rohan Rohit Ryan Sam Samantha Sandra Sanjay Sara Sarah Shreya Simran Sneha Sofia Sophie Steve "
    "Sunil Sunita Susan Suresh Tara Thomas Tom Tony Varun Victoria Vijay Vikram Zara Zoe"
)
"""First names without another meaning in English; one in a sentence makes it a story about a person."""

_NAMED = re.compile(rf"\b(?:{'|'.join(_FIRST_NAMES.split())})\b")
_STORY = _REASONS[-1][0]
_PATTERNS = tuple((reason, find_any(rows)) for reason, rows in _REASONS)
_ANY = find_any("\n".join(rows for _, rows in _REASONS))


def find_care_reason(text: str) -> str | None:
    """Why the words need care, e.g. “It speaks of a diagnosis.”; None for most."""
    plain = text.replace("’", "'").lower()
    if not _ANY.search(plain):
        return _STORY if _NAMED.search(text) else None
    return next(reason for reason, pattern in _PATTERNS if pattern.search(plain))
