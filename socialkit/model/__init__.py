"""The nouns of socialkit: frozen, without behaviour beyond their own fields.

Every stage is a function from these types to these types; what one stage needs of another, the
pipeline hands over as one of them. Knows nothing of files, networks, databases or what time it is.
A noun is loaded when it is asked for: a card needs no calendar.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialkit.model.article import Article, Block, BlockKind, Links
    from socialkit.model.card import Box, Brand, Card, CardPart, CardRequest, Form, Palette, Size
    from socialkit.model.clock import Clock
    from socialkit.model.comment import CommentState, FirstComment, RemoteComment, Thread
    from socialkit.model.lines import (
        Entry,
        Line,
        LineFile,
        Part,
        Reading,
        Rejection,
        Structure,
        Use,
    )
    from socialkit.model.memory import Remember, read_anew
    from socialkit.model.pool import Candidate
    from socialkit.model.post import (
        ABSENT_AT,
        ASKED_AT,
        HANDED_AT,
        OPEN_STATES,
        SENT_AS,
        SENT_AT,
        UNTIL_SHE_ACTS,
        Account,
        Identity,
        Image,
        Network,
        PlannedPost,
        Post,
        PostKind,
        Receipt,
        RemotePost,
        Slide,
        SlideRole,
        State,
    )
    from socialkit.model.schedule import (
        AccountRule,
        CaptionRules,
        LateKind,
        LateRule,
        Pause,
        Schedule,
        Slot,
        SlotSpec,
    )

__all__ = [
    "ABSENT_AT",
    "ASKED_AT",
    "HANDED_AT",
    "OPEN_STATES",
    "SENT_AS",
    "SENT_AT",
    "UNTIL_SHE_ACTS",
    "Account",
    "AccountRule",
    "Article",
    "Block",
    "BlockKind",
    "Box",
    "Brand",
    "Candidate",
    "CaptionRules",
    "Card",
    "CardPart",
    "CardRequest",
    "Clock",
    "CommentState",
    "Entry",
    "FirstComment",
    "Form",
    "Identity",
    "Image",
    "LateKind",
    "LateRule",
    "Line",
    "LineFile",
    "Links",
    "Network",
    "Palette",
    "Part",
    "Pause",
    "PlannedPost",
    "Post",
    "PostKind",
    "Reading",
    "Receipt",
    "Rejection",
    "Remember",
    "RemoteComment",
    "RemotePost",
    "Schedule",
    "Size",
    "Slide",
    "SlideRole",
    "Slot",
    "SlotSpec",
    "State",
    "Structure",
    "Thread",
    "Use",
    "read_anew",
]

_HOMES = {
    "article": "Article Block BlockKind Links",
    "card": "Box Brand Card CardPart CardRequest Form Palette Size",
    "clock": "Clock",
    "comment": "CommentState FirstComment RemoteComment Thread",
    "lines": "Entry Line LineFile Part Reading Rejection Structure Use",
    "memory": "Remember read_anew",
    "pool": "Candidate",
    "post": "ABSENT_AT ASKED_AT HANDED_AT OPEN_STATES SENT_AS SENT_AT UNTIL_SHE_ACTS Account "
    "Identity Image Network PlannedPost "
    "Post PostKind Receipt RemotePost Slide SlideRole State",
    "schedule": "AccountRule CaptionRules LateKind LateRule Pause Schedule Slot SlotSpec",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load the nouns beside which this one stands."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
