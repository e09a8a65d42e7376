"""What instagrapi's errors mean: each one becomes one of the four kinds, in words for the owner.

The table names every class of the library; a test fails when a new one is missing. The text of an
exception is never passed on, since it may hold addresses and answers.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

import requests
from instagrapi import exceptions as known

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.publishers.protocol import Moment
from socialkit.publishers.transport import is_surely_unsent

NETWORK = "instagram"
AGAIN = "then run: socialkit connect instagram"
COOLDOWN = timedelta(hours=1)
DAY = timedelta(hours=24)


class ErrorKind(StrEnum):
    """What an error of the library comes down to."""

    LOGIN_ENDED = "the session is not valid any more"
    CHALLENGE = "Instagram wants to be sure that it is the owner"
    WRONG_PASSWORD = "the name or the password is wrong"
    CODE = "a second factor is asked for, or was wrong"
    BLOCKED = "posting is blocked for a while"
    SUSPENDED = "the account is suspended"
    OUTDATED = "the library is too old for Instagram"
    ADDRESS = "Instagram refuses this internet connection"
    WAIT = "Instagram asks to slow down"
    UNKNOWN = "no clear answer; nothing that the owner could do"
    REFUSED = "Instagram refuses this post"
    UNCLEAR = "an answer to the login that holds none"
    SEE_MESSAGE = "the message says what it is"


M = ErrorKind
MEANINGS: dict[type[Exception], ErrorKind] = {
    known.LoginRequired: M.LOGIN_ENDED,
    known.ClientLoginRequired: M.LOGIN_ENDED,
    known.ReloginAttemptExceeded: M.LOGIN_ENDED,
    known.ClientUnauthorizedError: M.LOGIN_ENDED,
    known.ChallengeError: M.CHALLENGE,
    known.ChallengeRedirection: M.CHALLENGE,
    known.ChallengeRequired: M.CHALLENGE,
    known.ChallengeSelfieCaptcha: M.CHALLENGE,
    known.ChallengeUnknownStep: M.CHALLENGE,
    known.SelectContactPointRecoveryForm: M.CHALLENGE,
    known.RecaptchaChallengeForm: M.CHALLENGE,
    known.SubmitPhoneNumberForm: M.CHALLENGE,
    known.LegacyForceSetNewPasswordForm: M.CHALLENGE,
    known.CaptchaChallengeRequired: M.CHALLENGE,
    known.ResetPasswordError: M.CHALLENGE,
    known.AgeEligibilityError: M.CHALLENGE,
    known.AccountContactPointRequired: M.CHALLENGE,
    known.AccountEditError: M.CHALLENGE,
    known.EmailInvalidError: M.CHALLENGE,
    known.EmailNotAvailableError: M.CHALLENGE,
    known.EmailVerificationSendError: M.CHALLENGE,
    known.AccountSuspended: M.SUSPENDED,
    known.BadPassword: M.WRONG_PASSWORD,
    known.BadCredentials: M.WRONG_PASSWORD,
    known.TwoFactorRequired: M.CODE,
    known.FeedbackRequired: M.BLOCKED,
    known.SignupSpamError: M.BLOCKED,
    known.SentryBlock: M.BLOCKED,
    known.ProxyAddressIsBlocked: M.ADDRESS,
    known.ClientNeedsUpgradeError: M.OUTDATED,
    known.PleaseWaitFewMinutes: M.WAIT,
    known.RateLimitError: M.WAIT,
    known.ClientThrottledError: M.WAIT,
    known.UnknownError: M.SEE_MESSAGE,
    known.PhotoNotUpload: M.SEE_MESSAGE,
    known.ClientError: M.UNKNOWN,
    known.ClientUnknownError: M.UNKNOWN,
    known.WrongCursorError: M.UNKNOWN,
    known.ClientStatusFail: M.UNKNOWN,
    known.ClientErrorWithTitle: M.UNKNOWN,
    known.GenericRequestError: M.UNKNOWN,
    known.ClientGraphqlError: M.UNKNOWN,
    known.ClientJSONDecodeError: M.UNKNOWN,
    known.ClientConnectionError: M.UNKNOWN,
    known.ClientBadRequestError: M.UNKNOWN,
    known.ClientForbiddenError: M.UNKNOWN,
    known.ClientNotFoundError: M.UNKNOWN,
    known.ClientRequestTimeout: M.UNKNOWN,
    known.ClientIncompleteReadError: M.UNKNOWN,
    known.PrivateError: M.UNKNOWN,
    known.NotFoundError: M.UNKNOWN,
    known.PhotoConfigureError: M.UNKNOWN,
    known.PhotoConfigureStoryError: M.UNKNOWN,
    known.AlbumConfigureError: M.UNKNOWN,
    known.RelatedProfileRequired: M.UNKNOWN,
    known.ValidationError: M.UNKNOWN,
    known.MediaError: M.UNKNOWN,
    known.MediaNotFound: M.UNKNOWN,
    known.MediaUnavailable: M.UNKNOWN,
    known.InvalidMediaId: M.UNKNOWN,
    known.AlbumUnknownFormat: M.REFUSED,
}
NOT_OURS = (
    known.UserError,
    known.UserNotFound,
    known.PrivateAccount,
    known.InvalidTargetUser,
    known.CollectionError,
    known.DirectError,
    known.VideoTooLongException,
    known.VideoNotDownload,
    known.VideoNotUpload,
    known.IGTVNotUpload,
    known.ClipNotUpload,
    known.AlbumNotDownload,
    known.HashtagError,
    known.LocationError,
    known.TrackNotFound,
    known.StoryNotFound,
    known.HighlightNotFound,
    known.NoteNotFound,
    known.CommentUnavailable,
    known.CommentNotFound,
    known.CommentsDisabled,
)
"""Of calls that socialkit never makes; should one come all the same, its meaning is UNKNOWN."""

GONE = (known.MediaUnavailable, known.MediaNotFound, known.ClientNotFoundError)
"""The answer to a question about one post that is not there."""

ACCOUNT_WORDS = {
    M.CHALLENGE: "Instagram wants to be sure that it is you. Open the Instagram app on your phone, "
    f"confirm what it asks, wait an hour, {AGAIN}",
    M.WRONG_PASSWORD: "Instagram did not accept the name and password. socialkit does not try again "
    "by itself, so that the account is not locked. Correct SOCIALKIT_INSTAGRAM_USERNAME and "
    f"SOCIALKIT_INSTAGRAM_PASSWORD in .env, {AGAIN}",
    M.UNCLEAR: "Instagram answered the login, but did not let socialkit in, and does not say why. Most "
    "often the name or the password is wrong, or the app asks whether it was you. Look in the app "
    f"and in .env, {AGAIN}",
    M.CODE: "Instagram asks for the code of your second factor. Write the key of your authenticator "
    f"app into .env as SOCIALKIT_INSTAGRAM_TOTP_SEED, {AGAIN} (in a terminal it asks for the code)",
    M.BLOCKED: "Instagram blocks posting for a while. Leave the account alone for one to three days, "
    f"look at its notices in the app, {AGAIN}",
    M.SUSPENDED: "Instagram has suspended this account. Open the app and see what it says. Once it "
    f"is free again, {AGAIN.removeprefix('then ')}",
    M.OUTDATED: f"Instagram no longer accepts this version. Update socialkit, {AGAIN}",
    M.ADDRESS: "Instagram refuses logins from this internet connection. Use the connection that your "
    f"phone uses at home, {AGAIN}",
}
WRONG_CODE = (
    "Instagram did not accept the code of your second factor. SOCIALKIT_INSTAGRAM_TOTP_SEED must be the key "
    "behind the QR code of this account's authenticator app, not a code of six digits, and the clock of this "
    f"computer must be right. Correct it in .env, {AGAIN}"
)
BY_ITSELF = (
    "socialkit leaves the account alone for a while, longer each time, and then goes on by itself"
)
PASSING: dict[ErrorKind, tuple[timedelta, str]] = {
    M.BLOCKED: (
        DAY,
        f"Instagram blocks posting for a while. {BY_ITSELF}. Post nothing by hand there either, and "
        "look at its notices in the app. To go on sooner, run: socialkit connect instagram",
    ),
    M.ADDRESS: (
        DAY,
        f"Instagram refuses this internet connection. {BY_ITSELF}. Use the connection that your "
        "phone uses at home. To go on sooner, run: socialkit connect instagram",
    ),
    M.WAIT: (COOLDOWN, f"Instagram asks socialkit to slow down. {BY_ITSELF}."),
}
"""What passes by itself: how long the account is left alone at the first time."""
IN_DOUBT = "No clear answer came from Instagram, so the post may be there or not. socialkit checks."
CHECKPOINTS = ("checkpoint", "consent_required", "challenge")
PICTURE_WORDS = ("aspect ratio", "processingfailed", "image", "resolution")


def map_error(error: Exception, *, moment: Moment) -> PublishError:
    """The kind of any error that came while Instagram was spoken to."""
    if isinstance(error, PublishError):
        return error
    meaning = find_meaning(error)
    if meaning in PASSING and (moment is not Moment.LOGIN or meaning is ErrorKind.WAIT):
        return _block(meaning, error, moment)
    if meaning in ACCOUNT_WORDS:  # also a login that was refused by a block: it waits for the owner
        return AccountProblem(ACCOUNT_WORDS[meaning], network=NETWORK)
    if meaning is ErrorKind.REFUSED:
        words = (
            "Instagram refuses this picture or its text. Change it, then run: socialkit post KEY"
        )
        return PermanentFailure(words, network=NETWORK)
    if moment is Moment.LOGIN and not is_surely_unsent(error):
        return _after_a_password(error)
    if meaning is ErrorKind.LOGIN_ENDED:
        words = "The login at Instagram has ended; the next try logs in again."
        return TemporaryFailure(words, network=NETWORK)
    if moment is Moment.COMMITTING and not is_surely_unsent(error):
        return UncertainOutcome(IN_DOUBT, network=NETWORK)
    words = "Instagram cannot be reached just now. Nothing was posted."
    return TemporaryFailure(words, network=NETWORK, never_left=is_surely_unsent(error))


def _block(meaning: ErrorKind, error: Exception, moment: Moment) -> PublishError:
    """A block that passes by itself; a bare 429 at the commit says nothing about the post."""
    wait, words = PASSING[meaning]
    if moment is Moment.COMMITTING and isinstance(error, known.ClientThrottledError):
        return UncertainOutcome(IN_DOUBT, network=NETWORK, account_problem=words, passes_after=wait)
    return AccountProblem(words, network=NETWORK, passes_after=wait)


def _after_a_password(error: Exception) -> PublishError:
    """The password may have left, so it must not be sent again soon: where an answer came and the
    library found no login in it, the owner looks; else the account gets a cooldown."""
    answer = getattr(error, "response", None)
    if getattr(answer, "status_code", None) == requests.codes.ok:
        return AccountProblem(ACCOUNT_WORDS[ErrorKind.UNCLEAR], network=NETWORK)
    words = "Instagram gave no clear answer to the login."
    return TemporaryFailure(words, network=NETWORK, retry_after=COOLDOWN)


def find_meaning(error: Exception) -> ErrorKind:
    """What an error comes down to, by its nearest known class, or by its message where only that says it."""
    if isinstance(error, requests.RequestException):
        return ErrorKind.UNKNOWN
    if isinstance(error, known.PhotoConfigureError):
        return ErrorKind.UNKNOWN
    nearest = next((one for one in type(error).__mro__ if one in MEANINGS), None)
    meaning = ErrorKind.UNKNOWN if nearest is None else MEANINGS[nearest]
    return _read_message(error) if meaning is ErrorKind.SEE_MESSAGE else meaning


def _read_message(error: Exception) -> ErrorKind:
    """UnknownError and PhotoNotUpload carry what happened in their text only (measured)."""
    text = f"{error} {getattr(error, 'message', '')}".lower()
    if "login_required" in text:
        return ErrorKind.LOGIN_ENDED
    if any(word in text for word in CHECKPOINTS):
        return ErrorKind.CHALLENGE
    return ErrorKind.REFUSED if any(word in text for word in PICTURE_WORDS) else ErrorKind.UNKNOWN
