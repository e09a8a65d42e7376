"""Takes the hidden words out of a Word document before it is converted.

Hidden are: text formatted so (by the run itself, its character style or its paragraph style), text that
is struck out twice, deleted and moved text, and hidden or deleted rows of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from socialkit.article.formats.docx_parts import EDGES

_HIDING = ("vanish", "webHidden", "specVanish", "dstrike", "strike")
_NEVER_SHOWN = frozenset({"del", "moveFrom", "delText"})
_KEPT_IN_A_RUN = frozenset({"rPr", "fldChar", "instrText"})
"""A link that is written as a field falls apart without these."""

_OFF = frozenset({"0", "false", "off", "none"})


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((one for one in element if _name(one) == name), None)


def _value(element: Element | None, name: str = "val") -> str:
    found = {} if element is None else element.attrib
    return next((one for key, one in found.items() if key.rpartition("}")[2] == name), "")


def _says_hidden(properties: Element | None) -> bool | None:
    """Whether these properties hide; None where they do not say."""
    found = [one for one in (_child(properties, name) for name in _HIDING) if one is not None]
    return any(_value(one).lower() not in _OFF for one in found) if found else None


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class _Styles:
    by_id: Mapping[str, _Style]
    default: str

    def hides(self, name: str) -> bool:
        """Does this style, or the nearest one below it that says so, hide?"""
        for _ in range(20):
            style = self.by_id.get(name)
            if style is None:
                return False
            if style.hidden is not None:
                return style.hidden
            name = style.based_on
        return False


def remove_hidden_words(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without hidden words. Raises what ElementTree raises for broken XML."""
    trees = {one: ElementTree.fromstring(part) for one, part in parts.items() if _is_read(one)}
    styles = _read_styles(tree for one, tree in trees.items() if "styles" in one)
    cleaned = dict(parts)
    for name, tree in trees.items():
        if "styles" not in name and _clean(tree, styles):
            cleaned[name] = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return cleaned


def _is_read(name: str) -> bool:
    last = name.rpartition("/")[2]
    is_sheet = EDGES.fullmatch(name) is not None and not name.endswith(".rels")
    return is_sheet or (last.startswith(("document", "styles")) and last.endswith(".xml"))


def _read_styles(trees: Iterator[Element]) -> _Styles:
    found: dict[str, _Style] = {}
    default = ""
    for tree in trees:
        for one in tree.iter():
            if _name(one) == "style":
                name = _value(one, "styleId")
                found[name] = _Style(
                    _value(_child(one, "basedOn")), _says_hidden(_child(one, "rPr"))
                )
                if _value(one, "type") == "paragraph" and _value(one, "default") in ("1", "true"):
                    default = name
    return _Styles(found, default)


def _clean(tree: Element, styles: _Styles) -> bool:
    """Empties what is hidden; was there anything?"""
    changed = False
    for holder in list(tree.iter()):
        for one in [one for one in holder if _name(one) in _NEVER_SHOWN or _is_hidden_row(one)]:
            if _name(holder) not in ("rPr", "trPr"):
                holder.remove(one)
                changed = True
    for paragraph in (one for one in tree.iter() if _name(one) == "p"):
        properties = _child(paragraph, "pPr")
        style = _value(_child(properties, "pStyle")) or styles.default
        changed |= _clean_paragraph(paragraph, styles, hidden=styles.hides(style))
        changed |= _join_at_a_hidden_end(_child(properties, "rPr"))
    return changed


def _is_hidden_row(element: Element) -> bool:
    properties = _child(element, "trPr") if _name(element) == "tr" else None
    said = [
        one for one in (_child(properties, "hidden"), _child(properties, "del")) if one is not None
    ]
    return any(_value(one).lower() not in _OFF for one in said)


def _clean_paragraph(paragraph: Element, styles: _Styles, *, hidden: bool) -> bool:
    changed = False
    for run in (one for one in _within(paragraph) if _name(one) == "r"):
        properties = _child(run, "rPr")
        said = _says_hidden(properties)
        by_style = hidden or styles.hides(_value(_child(properties, "rStyle")))
        if by_style if said is None else said:
            for one in [one for one in run if _name(one) not in _KEPT_IN_A_RUN]:
                run.remove(one)
                changed = True
    for link in [one for one in paragraph if _name(one) == "hyperlink" and not _has_words(one)]:
        paragraph.remove(link)
        changed = True
    return changed


def _within(paragraph: Element) -> Iterator[Element]:
    """All that is in a paragraph, without the paragraphs of text boxes in it."""
    for one in paragraph:
        if _name(one) != "p":
            yield one
            yield from _within(one)


def _has_words(link: Element) -> bool:
    shown = ("t", "drawing", "pict", "object", "AlternateContent")
    return any(_name(one) in shown for one in link.iter())


def _join_at_a_hidden_end(mark: Element | None) -> bool:
    """The end of a paragraph is hidden, so the next one goes on in the same row: as if it were deleted."""
    vanish, style = _child(mark, "vanish"), _child(mark, "specVanish")
    if mark is None or vanish is None or style is not None or _value(vanish).lower() in _OFF:
        return False
    mark.append(Element(f"{vanish.tag.rpartition('}')[0]}}}del"))
    return True
