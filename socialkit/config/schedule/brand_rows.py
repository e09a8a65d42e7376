"""`brand:` in schedule.yaml as a model: who she is on every card."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from socialkit.config.schedule.fields import (
    Colour,
    Focus,
    Handle,
    Rows,
    ThemeName,
    Website,
    Word,
    short_form,
)


class PaletteRows(Rows):
    """Your colours, each in quotes; one is enough, the theme supplies the rest."""

    ground: Colour | None = Field(
        None, description="The colour of the card behind the words.", examples=["#F7F1E7"]
    )
    ink: Colour | None = Field(None, description="The colour of the words.", examples=["#2B2A27"])
    accent: Colour | None = Field(
        None, description="The colour of small marks and emphasis.", examples=["#B4532F"]
    )


class BrandRows(Rows):
    """What stands on every card."""

    name: Word = Field(
        description="The name of your practice, as it stands on every card.",
        examples=["Quiet Harbour Therapy"],
    )
    credential: Word | None = Field(
        None,
        description="Your name and licence, small on every card.",
        examples=["Anna Roy, RCI licensed psychologist"],
    )
    handle: Handle | None = Field(
        None, description="Your Instagram handle, in quotes.", examples=["@quietharbour"]
    )
    website: Website | None = Field(
        None,
        description="Your website, with https:// in front. In captions: {website}.",
        examples=["https://quietharbour.example"],
    )
    theme: ThemeName = Field("paper", description="How your cards look.", examples=["paper"])
    logo: Word | None = Field(
        None,
        description="A picture file in this folder. Without one, your name is set as a wordmark.",
        examples=["assets/logo.png"],
    )
    photo: Word | None = Field(
        None,
        description="A photo in this folder, behind the words of the theme photo. Without one, soft "
        "patches of your colours.",
        examples=["assets/photo.jpg"],
    )
    photo_focus: Focus = Field(
        (0.5, 0.5),
        description="What must stay in sight when the photo is cropped: how far from the left and from "
        "the top, 0 to 1.",
        examples=[[0.5, 0.4]],
    )
    closing: Word | None = Field(
        None,
        description="Your words on the last picture of a carousel, above your handle. Without them it "
        "shows your name, handle and website.",
        examples=["Read the whole article: link in our profile"],
    )
    palette: Annotated[PaletteRows, short_form("accent")] = Field(
        PaletteRows(),
        description='Your colours. A single colour such as "#B4532F" is the accent.',
        examples=[{"ground": "#F7F1E7", "ink": "#2B2A27", "accent": "#B4532F"}],
    )
