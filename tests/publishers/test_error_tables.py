"""Every error that the libraries know has a meaning here; a new one makes these tests fail."""

from __future__ import annotations

import inspect

import instagrapi.exceptions
import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.publishers import graph_errors, instagram_errors
from socialkit.publishers.graph_errors import GraphAnswer
from socialkit.publishers.instagram_errors import MEANINGS, NOT_OURS, map_error

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
@pytest.mark.parametrize("moment", instagram_errors.Moment)
def test_every_error_of_instagrapi_becomes_one_of_the_four_kinds(
    one: type[Exception], moment: instagram_errors.Moment
) -> None:
    error = one.__new__(one)
    Exception.__init__(error, "secret-word")
    mapped = map_error(error, moment=moment)
    assert isinstance(mapped, PublishError)
    assert "secret-word" not in str(mapped)
    is_doubt = isinstance(mapped, UncertainOutcome)
    assert not is_doubt or moment is instagram_errors.Moment.COMMITTING


def test_an_error_that_nobody_foresaw_is_a_doubt_at_the_commit_and_harmless_before() -> None:
    class Novelty(Exception):
        pass

    committing, reading = instagram_errors.Moment.COMMITTING, instagram_errors.Moment.READING
    assert isinstance(map_error(Novelty(), moment=committing), UncertainOutcome)
    assert isinstance(map_error(Novelty(), moment=reading), TemporaryFailure)


@pytest.mark.parametrize("moment", graph_errors.Moment)
@pytest.mark.parametrize("status", [0, 200, 400, 403, 408, 429, 500, 502])
@pytest.mark.parametrize("code", [None, 1, 2, 4, 10, 17, 25, 100, 190, 200, 324, 368, 506, 99999])
def test_every_answer_of_meta_becomes_one_of_the_four_kinds(
    moment: graph_errors.Moment, status: int, code: int | None
) -> None:
    mapped = graph_errors.map_answer(GraphAnswer(code=code, status=status), moment=moment)
    if moment is not graph_errors.Moment.COMMITTING:
        assert not isinstance(mapped, UncertainOutcome)
    elif code not in {10, 25, 100, 190, 200, 324, 368}:
        assert isinstance(mapped, UncertainOutcome)
    else:
        assert isinstance(mapped, AccountProblem | PermanentFailure | UncertainOutcome)
