"""The three routes and the four kinds of posts: where each is struck, and how its book is read.

A new route is one more ROUTES row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from socialkit.model.post import PostKind
from tests.e2e.faults import (
    ANSWERS,
    BAD_PICTURE,
    EVERYWHERE,
    OFFICIAL,
    PAGE,
    PHONE,
    Blow,
    answers,
    both,
    told,
)
from tests.e2e.practice import HANDLE, ONLY_THE_TOKEN, PAGE_ID, QUOTES, Practice
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.server import World

BAD = html_reply("bad gateway", status=502)
CONTAINER = r"GET graph.*/1790\d+$"
HOURS = 10_800.0
"""Longer than anybody looks."""

Spoil = Callable[[World], None]
Shas = tuple[str, ...]


def _fail(where: str) -> Spoil:
    def spoil(world: World) -> None:
        armed = lambda: bool(world.commits)  # noqa: E731 - the look before the commit always works
        bad = Fault(where, Kind.REPLACE, Moment.BEFORE, reply=BAD, times=6, armed=armed)
        world.faults.append(bad)

    return spoil


def _lag(seconds: float, *, lists: bool = True) -> Spoil:
    """What shows a new post does so later: lists, and what else would prove it."""

    def spoil(world: World) -> None:
        world.graph.proof_after = world.graph.status_after = seconds
        if lists:
            world.instagram.visible_after = world.graph.visible_after = seconds

    return spoil


def _read_backs(where: str) -> dict[str, Spoil]:
    return {
        "clear": lambda _: None,
        "failing": _fail(where),
        "lagging 60 s": _lag(60),
        "lagging 8 min": _lag(480),
    }


@dataclass(frozen=True)
class Route:
    """One route to one network: its commit request, its read-backs, the steps before the commit, the
    answers of its own, and its book: the pictures of every post that followers see."""

    network: str
    commit: str
    read_backs: Mapping[str, Spoil]
    own: Mapping[str, Blow]
    steps: Mapping[str, tuple[str, Mapping[str, Blow]]]
    book: Callable[[World], list[Shas]]
    states: Mapping[str, tuple[Spoil, Spoil]] = field(default_factory=dict)
    via: str = "instagrapi"
    logins: Mapping[str, str] = field(default_factory=lambda: ONLY_THE_TOKEN)

    @property
    def blows(self) -> dict[str, Blow]:
        """All that may happen to its commit request."""
        return EVERYWHERE | dict(self.own)

    def settle_in(self, practice: Practice, world: World, **env: str) -> None:
        """The .env and accounts for this route."""
        practice.via = self.via
        if self.via == "graph":
            world.graph.connect_instagram(PAGE_ID, HANDLE)
        practice.write_env(**self.logins, **env)


def _at_steps(own: Mapping[str, Blow]) -> dict[str, Blow]:
    return {
        **both("drop", Kind.DROP),
        "cut answer": Blow(Kind.CUT),
        **{f"{name}, before": Blow(Kind.REPLACE, Moment.BEFORE, r) for name, r in ANSWERS.items()},
        "500, after": Blow(Kind.REPLACE, reply=ANSWERS["500"]),
        **own,
    }


def _before(blows: Mapping[str, Blow]) -> dict[str, Blow]:
    return {name: blow for name, blow in blows.items() if blow.moment is Moment.BEFORE}


def _mobile(world: World) -> list[Shas]:
    return [tuple(one.sha256 for one in media.uploads) for media in world.instagram.live_posts]


def _on_page(world: World) -> list[Shas]:
    return [tuple(one.sha256 for one in post.photos) for post in world.graph.live_posts]


def _official(world: World) -> list[Shas]:
    return [tuple(one.sha256 for one in media.pictures) for media in world.graph.media]


def _set(**knobs: object) -> Spoil:
    def spoil(world: World) -> None:
        for name, value in knobs.items():
            setattr(world.graph, name, value)

    return spoil


def _age_containers(world: World) -> None:
    world.graph.ready_after = 0.0
    for container in world.graph.containers.values():
        container.created_at -= 90_000


MEDIA = answers(
    {
        "190/463": told(190, 463),
        "10": told(10, status=403),
        "368": told(368),
        "9004/2207052": told(9004, 2207052),
        "-2/2207003": told(-2, 2207003),
        "-1/2207032": told(-1, 2207032),
        "24/2207008": told(24, 2207008),
    }
)
CANNOT_FETCH = (_set(fetches_page_photos=False), _set(fetches_page_photos=True))
PHONE_STEP = _before(answers({**PHONE, "bad picture": json_reply(BAD_PICTURE, status=400)}))
PAGE_STEP = _before(answers(PAGE))
PHOTOS = r"POST graph.*/photos$"

ROUTES = {
    "instagrapi": Route(
        "instagram",
        commit="POST .*/media/configure",
        read_backs=_read_backs("GET .*/feed/user/"),
        own=answers(PHONE),
        steps={
            "upload": ("POST .*/rupload_igphoto/", _at_steps(PHONE_STEP)),
            "look": ("GET .*/feed/user/", _at_steps(PHONE_STEP)),
        },
        book=_mobile,
        logins={"FACEBOOK_PAGE_TOKEN": ""},
    ),
    "page": Route(
        "facebook",
        commit=r"POST graph.*/\d+/(feed|photo_stories)$",
        read_backs=_read_backs(r"GET graph.*/(published_posts|\d+)$"),
        own=answers(PAGE),
        steps={
            "photo": (PHOTOS, _at_steps(PAGE_STEP)),
            "look": ("GET graph.*/published_posts$", _at_steps(PAGE_STEP)),
        },
        book=_on_page,
    ),
    "graph": Route(
        "instagram",
        commit=r"POST graph.*/media_publish$",
        read_backs={
            **_read_backs(r"GET graph.*/(media|1790\d+)$"),
            "container failing": _fail(CONTAINER),
            "status 60 s late": _lag(60, lists=False),
            "status later than the last look": _lag(HOURS, lists=False),
        },
        own=answers(OFFICIAL),
        steps={
            "photo": (PHOTOS, _at_steps(PAGE_STEP)),
            "container": (r"POST graph.*/media$", _at_steps(MEDIA)),
            "polling": (CONTAINER, _at_steps(MEDIA)),
            "look": (r"GET graph.*/media$", _at_steps(PAGE_STEP)),
            "quota": (r"GET graph.*/content_publishing_limit$", _at_steps(PAGE_STEP)),
        },
        book=_official,
        states={
            "stays IN_PROGRESS": (_set(ready_after=2_400.0), _set(ready_after=0.0)),
            "turns ERROR, no fetch": (
                _set(fetches_page_photos=False, tells_failures_late=True),
                _set(fetches_page_photos=True),
            ),
            "picture not fetchable": CANNOT_FETCH,
            "turns EXPIRED": (_set(ready_after=1_800.0), _age_containers),
        },
        via="graph",
    ),
}

TIME = 'date: 2026-12-01, at: "12:00", to: [{network}]'
KINDS = {
    PostKind.CARD: f'{{{{{TIME}, quote: "{QUOTES[0]}"}}}}',
    PostKind.CAROUSEL: f"{{{{{TIME}, as: carousel}}}}",
    PostKind.CONTRAST: f"{{{{{TIME}, as: contrast, theme: compare}}}}",
    PostKind.STORY: f'{{{{{TIME}, as: story, quote: "{QUOTES[0]}"}}}}',
}
CONTRAST = """
Situation: A promise was forgotten
With repair:
The one who forgot says so before being asked.
Without repair:
The dishes get done without a word.
"""


def write_schedule(practice: Practice, route: Route, kind: PostKind) -> None:
    """One post of one kind for one route, due now, from an article of a few lines."""
    article = practice.folder / "articles" / "harbours.txt"
    words = article.read_text("utf-8")
    for quote in QUOTES[3:]:
        words = words.replace(f"{quote}\n\n", "")
    if kind is PostKind.CONTRAST:
        words = words.replace("\nFind us", f"{CONTRAST}\nFind us")
    article.write_text(words, "utf-8")
    row = KINDS[kind].format(network=route.network)
    practice.write_schedule([row], review="automatic")
