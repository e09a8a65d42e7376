"""The images of one post: a card for each slide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from socialkit.cards.card_store import store_card
from socialkit.cards.themes.catalogue import (
    available_theme,
    opening_theme,
    structure_request,
    themes_to_try,
)
from socialkit.errors import BrandFault, CardError, UnfitLine
from socialkit.files import read_file
from socialkit.model.card import Brand, CardPart, CardRequest, Form, Size
from socialkit.model.post import Image, PlannedPost, PostKind, Slide, SlideRole
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.captions import alt_texts
from socialkit.plan.content.units import shares_card


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The folder for the cards of one article, and the brand on them."""

    brand: Brand
    assets: Path
    folder: Path

    def place(self, request: CardRequest, alt_text: str) -> Image:
        """The card as an image. Raise CardError where its words do not fit."""
        path = store_card(request, self.brand, assets=self.assets, folder=self.folder)
        sha256 = hashlib.sha256(read_file(path)).hexdigest()
        return Image(str(path.resolve()), sha256, alt_text)


def render_images(
    post: PlannedPost, workspace: Workspace, *, assets: Path, told: Callable[[str], None]
) -> PlannedPost:
    """The post with its images, one for each alt text. A theme that does not take its lines gives way to one
    that does, for this post alone. Raise UnfitLine for a line that fits on no card in any theme, and
    BrandFault where no card of the brand can be drawn.

    The title and the closing slide of a carousel are left out where they do not fit: no line is given up
    for them.
    """
    told(post.local_time)
    context = RenderContext(workspace.schedule.brand, assets, workspace.quotes / post.article_slug)
    if shares_card(post.kind, post.theme):
        try:
            return replace(post, images=(_whole_contrast(post, context),))
        except UnfitLine:
            post = _with_a_slide_each(post, context.brand)
    return _draw_in_first_theme(post, context)


def _with_a_slide_each(post: PlannedPost, brand: Brand) -> PlannedPost:
    """A contrast whose sides do not fit on one card: each side on a card of its own."""
    texts = alt_texts(post.slides, brand.name, post.network, contacts=brand.contacts)
    return replace(post, theme=brand.theme, alt_texts=texts)


def _draw_in_first_theme(post: PlannedPost, context: RenderContext) -> PlannedPost:
    refused: UnfitLine | None = None
    words = max(
        (one.text for one in post.slides if one.role is SlideRole.LINE),
        key=lambda text: len(text.split()),
    )
    for theme in themes_to_try(words, post.theme, context.brand.theme):
        try:
            return _draw_post(replace(post, theme=theme), context)
        except UnfitLine as error:
            refused = refused or error
    assert refused is not None
    raise refused


def _draw_post(post: PlannedPost, context: RenderContext) -> PlannedPost:
    shown = list(_draw_slides(post, context))
    return replace(
        post,
        slides=tuple(slide for slide, _ in shown),
        alt_texts=tuple(image.alt_text for _, image in shown),
        images=tuple(image for _, image in shown),
    )


def closing_request(words: str, brand: Brand, theme: str, size: Size) -> CardRequest:
    """The request for the last card of a carousel."""
    parts = tuple(CardPart(one) for one in brand.contacts)
    return CardRequest(words, available_theme(theme), size, form=Form.CLOSING, parts=parts)


def _draw_slides(post: PlannedPost, context: RenderContext) -> Iterator[tuple[Slide, Image]]:
    """Each slide that fits, with its image. Raise UnfitLine where a line does not, BrandFault where no
    slide does."""
    is_first, line_ids = True, iter(post.line_ids)
    line_id = post.line_ids[0]
    for slide, alt_text in zip(post.slides, post.alt_texts, strict=True):
        is_line = slide.role is SlideRole.LINE
        line_id = next(line_ids, line_id) if is_line else line_id
        try:
            image = _draw(slide, alt_text, post, context, opens=is_first)
        except BrandFault:
            if slide.role is not SlideRole.CLOSING:
                raise
            continue
        except CardError as error:
            if is_line:
                raise UnfitLine(str(error), line_id=line_id) from error
            continue
        is_first = False
        yield slide, image


def _draw(
    slide: Slide, alt_text: str, post: PlannedPost, context: RenderContext, *, opens: bool
) -> Image:
    request = _request(slide, post, context.brand)
    cover = opening_theme(request.theme)
    if not opens or post.kind is not PostKind.CAROUSEL or cover == request.theme:
        return context.place(request, alt_text)
    try:
        return context.place(replace(request, theme=cover, among=()), alt_text)
    except CardError:  # too many words for it, or a brand that this theme alone cannot show
        return context.place(request, alt_text)


def _request(slide: Slide, post: PlannedPost, brand: Brand) -> CardRequest:
    if slide.role is SlideRole.CLOSING:
        return closing_request(slide.text, brand, post.theme, post.size)
    label, together = slide.label or slide.mark, _texts_in_sequence(post)
    among = together if slide.text in together else ()
    return CardRequest(slide.text, post.theme, post.size, label, slide.emphasis, among=among)


def _texts_in_sequence(post: PlannedPost) -> tuple[str, ...]:
    """The texts of a post that are read in sequence: its lines, or the items of its list."""
    lines = [one.text for one in post.slides if one.role is SlideRole.LINE]
    is_list = post.kind is PostKind.CAROUSEL and len(post.line_ids) == 1
    items = lines[1:] if is_list else lines
    return tuple(items) if len(items) > 1 else ()


def _whole_contrast(post: PlannedPost, context: RenderContext) -> Image:
    """Both sides on one card with two panels."""
    sides = [(slide.label, slide.text) for slide in post.slides]
    request = structure_request("contrast", None, sides, theme=post.theme, size=post.size)
    try:
        return context.place(request, post.alt_texts[0])
    except BrandFault:
        raise
    except CardError as error:
        raise UnfitLine(str(error), line_id=post.line_ids[0]) from error
