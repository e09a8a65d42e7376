"""`caption:` in schedule.yaml as a model: the words under the pictures."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from socialkit.config.scalars import values
from socialkit.config.schedule.fields import Caption, Hashtag, Rows, Text, short_form


class NetworkCaptionRows(Rows):
    """The caption for one network."""

    text: Caption | None = Field(
        None,
        description="The caption for this network.",
        examples=["{line}\n\nRead it here: {link}"],
    )
    first_comment: Caption | None = Field(
        None,
        description="The first comment for this network.",
        examples=["Read it here: {link}"],
    )


class CaptionRows(Rows):
    """How the words under a picture are made."""

    text: Caption | None = Field(
        None,
        description="Placeholders: {line} {title} {link} {handle} {website} {hashtags}. "
        "A row whose placeholder is empty is left out.",
        examples=["{line}\n\nFrom “{title}”\n{hashtags}"],
    )
    first_comment: Caption | None = Field(
        None,
        description="Written below the post by yourself, right after it is out; the same placeholders. "
        "{hashtags} in it leave the caption. Stories have none.",
        examples=["{hashtags}"],
    )
    instagram: Annotated[NetworkCaptionRows | None, short_form("text")] = Field(
        None, description="Other words for Instagram.", examples=[{"text": "{line}\n{hashtags}"}]
    )
    facebook: Annotated[NetworkCaptionRows | None, short_form("text")] = Field(
        None, description="Other words for Facebook.", examples=[{"text": "{line}\n\n{link}"}]
    )
    hashtags: Annotated[tuple[Hashtag, ...], BeforeValidator(values.as_hashtags)] = Field(
        (), description="At most 30, each in quotes.", examples=[["#marriage", "#couples"]]
    )
    crisis_line: Text | None = Field(
        None,
        description="Where to find help. It stands above the hashtags, only below lines under care "
        "(self-harm, abuse, a diagnosis …). {crisis_line} in a caption gives it another place.",
        examples=["If you are in danger, call your local emergency number."],
    )
