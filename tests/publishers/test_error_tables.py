"""Every error that the libraries know has a meaning here; a new one makes these tests fail."""

from __future__ import annotations

import inspect
import pickle
from datetime import timedelta

import instagrapi.exceptions
import instagrapi.exceptions as library
import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.publishers.instagram_unofficial.errors import MEANINGS, NOT_OURS, map_error
from socialkit.publishers.meta import errors as graph_errors
from socialkit.publishers.meta.errors import MEDIA_ERRORS, GraphAnswer, MediaFault, find_pair
from socialkit.publishers.protocol import Moment

OF_THE_LIBRARY = [
    one
    for _, one in inspect.getmembers(instagrapi.exceptions, inspect.isclass)
    if issubclass(one, Exception) and one.__module__ == "instagrapi.exceptions"
]


def known_bases(one: type[Exception]) -> bool:
    return one in MEANINGS or any(base in NOT_OURS for base in one.__mro__)


@pytest.mark.parametrize("one", OF_THE_LIBRARY, ids=lambda one: one.__name__)
def test_every_error_of_instagrapi_has_a_meaning(one: type[Exception]) -> None:
    assert known_bases(one)


@pytest.mark.parametrize("one", OF_THE_LIBRARY, ids=lambda one: one.__name__)
@pytest.mark.parametrize("moment", Moment)
def test_every_error_of_instagrapi_becomes_one_of_the_four_kinds(
    one: type[Exception], moment: Moment
) -> None:
    error = one.__new__(one)
    Exception.__init__(error, "secret-word")
    mapped = map_error(error, moment=moment)
    assert isinstance(mapped, PublishError)
    assert "secret-word" not in str(mapped)
    is_doubt = isinstance(mapped, UncertainOutcome)
    assert not is_doubt or moment is Moment.COMMITTING


def test_an_error_that_nobody_foresaw_is_a_doubt_at_the_commit_and_harmless_before() -> None:
    class Novelty(Exception):
        pass

    committing, reading = Moment.COMMITTING, Moment.READING
    assert isinstance(map_error(Novelty(), moment=committing), UncertainOutcome)
    assert isinstance(map_error(Novelty(), moment=reading), TemporaryFailure)


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("status", [0, 200, 400, 403, 408, 429, 500, 502])
@pytest.mark.parametrize("code", [None, 1, 2, 4, 10, 17, 25, 100, 190, 200, 324, 368, 506, 99999])
def test_every_answer_of_meta_becomes_one_of_the_four_kinds(
    moment: Moment, status: int, code: int | None
) -> None:
    mapped = graph_errors.map_answer(GraphAnswer(code=code, status=status), moment=moment)
    if moment is not Moment.COMMITTING:
        assert not isinstance(mapped, UncertainOutcome)
    elif code not in {10, 25, 100, 190, 200, 324, 368}:
        assert isinstance(mapped, UncertainOutcome)
    else:
        assert isinstance(mapped, AccountProblem | PermanentFailure | UncertainOutcome)


LATER, PERSON, NEVER = TemporaryFailure, AccountProblem, PermanentFailure
OF_INSTAGRAMS_MEDIA: dict[tuple[int, int], tuple[type[PublishError], type[PublishError]]] = {
    (-2, 2207003): (LATER, UncertainOutcome),
    (-2, 2207020): (LATER, UncertainOutcome),
    (-1, 2207001): (LATER, UncertainOutcome),
    (-1, 2207032): (LATER, UncertainOutcome),
    (-1, 2207053): (LATER, UncertainOutcome),
    (4, 2207051): (PERSON, UncertainOutcome),
    (9, 2207042): (LATER, LATER),
    (24, 2207006): (LATER, UncertainOutcome),
    (24, 2207008): (LATER, UncertainOutcome),
    (25, 2207050): (PERSON, PERSON),
    (100, 2207023): (NEVER, NEVER),
    (100, 2207028): (NEVER, NEVER),
    (100, 2207040): (NEVER, NEVER),
    (36004, 2207010): (NEVER, NEVER),
    (9004, 2207052): (LATER, UncertainOutcome),
    (9007, 2207027): (LATER, LATER),
    (36000, 2207004): (NEVER, NEVER),
    (36001, 2207005): (NEVER, NEVER),
    (36003, 2207009): (NEVER, NEVER),
}


def test_every_row_of_instagrams_table_has_a_meaning_and_words_of_its_own() -> None:
    assert MEDIA_ERRORS.keys() == OF_INSTAGRAMS_MEDIA.keys()
    assert all(
        one.words.endswith((".", "KEY", "instagram", "says how.")) for one in MEDIA_ERRORS.values()
    )
    assert len({pair[1] for pair in MEDIA_ERRORS}) == len(MEDIA_ERRORS)


@pytest.mark.parametrize("pair", OF_INSTAGRAMS_MEDIA, ids=str)
def test_an_error_about_instagrams_media_is_told_before_the_commit_and_at_it(
    pair: tuple[int, int],
) -> None:
    answer = GraphAnswer(*pair, status=400)
    before, at_it = (
        graph_errors.map_answer(answer, moment=moment, network=Network.INSTAGRAM)
        for moment in (Moment.PREPARING, Moment.COMMITTING)
    )
    assert (type(before), type(at_it)) == OF_INSTAGRAMS_MEDIA[pair]
    assert str(before) == MEDIA_ERRORS[pair].words
    assert (before.network, at_it.network) == ("instagram", "instagram")
    rests = isinstance(at_it, UncertainOutcome) and at_it.account_problem is not None
    assert rests is (MEDIA_ERRORS[pair].fault is MediaFault.SUSPECTED)


@pytest.mark.parametrize("pair", OF_INSTAGRAMS_MEDIA, ids=str)
@pytest.mark.parametrize("status", [200, 408, 500, 502])
def test_an_unclear_answer_at_the_commit_is_a_doubt_whatever_its_code(
    pair: tuple[int, int], status: int
) -> None:
    answer = GraphAnswer(*pair, status=status)
    moment = Moment.COMMITTING
    mapped = graph_errors.map_answer(answer, moment=moment, network=Network.INSTAGRAM)
    is_of_the_account = MEDIA_ERRORS[pair].fault is MediaFault.RESTRICTED
    assert isinstance(mapped, AccountProblem if is_of_the_account else UncertainOutcome)


@pytest.mark.parametrize("pair", OF_INSTAGRAMS_MEDIA, ids=str)
def test_the_state_of_a_container_names_the_same_errors(pair: tuple[int, int]) -> None:
    words = f"Error: Media upload has failed with error code {pair[1]}"
    assert find_pair(words) == pair
    assert find_pair("IN_PROGRESS") is None


@pytest.mark.parametrize("code", [10, 25, 190, 200, 368])
def test_trouble_with_the_token_names_the_network_it_stops(code: int) -> None:
    answer = GraphAnswer(code=code, status=400)
    for network in Network:
        moment = Moment.READING
        mapped = graph_errors.map_answer(answer, moment=moment, network=network)
        assert f"socialkit connect {network.value}" in str(mapped)
        assert mapped.network == network


DAY, HOUR = timedelta(hours=24), timedelta(hours=1)
WHILE_READING, AT_LOGIN, AT_COMMIT = (
    Moment.READING,
    Moment.LOGIN,
    Moment.COMMITTING,
)
BLOCKS: dict[str, tuple[type[Exception], timedelta | None, timedelta | None]] = {
    "blocked": (library.FeedbackRequired, DAY, None),
    "a sentry": (library.SentryBlock, DAY, None),
    "this connection": (library.ProxyAddressIsBlocked, DAY, None),
    "wait a few minutes": (library.PleaseWaitFewMinutes, HOUR, HOUR),
    "too many": (library.RateLimitError, HOUR, HOUR),
    "throttled": (library.ClientThrottledError, HOUR, HOUR),
    "a challenge": (library.ChallengeRequired, None, None),
    "suspended": (library.AccountSuspended, None, None),
    "a wrong password": (library.BadPassword, None, None),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_passes_by_itself_but_a_login_that_it_refused_waits_for_the_owner(
    name: str,
) -> None:
    error, usually, at_login = BLOCKS[name]
    for moment, expected in ((WHILE_READING, usually), (AT_LOGIN, at_login), (AT_COMMIT, usually)):
        mapped = map_error(error(), moment=moment)
        assert isinstance(mapped, AccountProblem | UncertainOutcome)
        assert mapped.passes_after == expected


@pytest.mark.parametrize("answer", [(368, None), (4, 2207051)], ids=str)
def test_a_block_of_meta_passes_by_itself(answer: tuple[int, int | None]) -> None:
    for moment in Moment:
        mapped = graph_errors.map_answer(GraphAnswer(*answer, status=400), moment=moment)
        assert isinstance(mapped, AccountProblem | UncertainOutcome)
        assert mapped.passes_after == timedelta(hours=12)


def test_how_long_a_block_lasts_comes_through_a_pipe() -> None:
    block = AccountProblem("blocked", network="instagram", passes_after=DAY)
    doubt = UncertainOutcome("?", network="i", account_problem="spam", passes_after=HOUR)
    for error in (block, doubt):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
