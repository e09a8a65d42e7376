"""The schedule.yaml that `init` writes: few rows, and everything else as comments."""

from __future__ import annotations

import json
import re

SCHEMA_ROW = "# yaml-language-server: $schema=assets/schedule.schema.json"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")

_HEAD = """\
{schema}
#
# The one file you edit. A row that begins with # is a comment and does nothing; remove the # (and one
# space) to use it. Words with : # @ or {{ }} in them need "quotes". Use spaces, never the TAB key.
# When you have saved it:  socialkit check  says what is wrong;  socialkit plan  shows what will be posted.

timezone: {timezone}    # all times below are local times there

brand:
  name: {name}
  # credential: "Anna Roy, licensed psychologist"    # small, on every card
{handle}
{website}
  theme: paper    # the look of your cards: paper night arch compare list photo hook
  # logo: assets/logo.png    # without a logo your name is set in its place
  # photo: assets/photo.jpg    # behind the words of the theme photo
  # closing: "Read the whole article: link in our profile"    # your words at the end of a carousel
  # palette: {{ground: "#F7F1E7", ink: "#2B2A27", accent: "#B4532F"}}    # one colour is enough

# Your articles: files in this folder (.docx .txt .md .html), or addresses of pages or feeds.
articles:
  - {article_pattern}

# Posts go only to the accounts that the article itself links to ("linked").
accounts:
"""

_TAIL = """\

# When: days and a time, or one date. All accounts of one row get the same line.
post:
{slots}

# Nothing is posted without your approval. automatic: only delicate lines need it.
review: required

# More settings, each with what holds if you leave it out:
#
# if_late: 2h            # how late may a post still go out? or: same day, next slot, skip
# repeat_after: 180d     # the same line to the same account never sooner. or: never
# when_empty: skip       # no fresh line left: skip the post. or: repeat
# quiet_days: [2030-12-25, 2030-12-26]    # no posts on these dates
# pause: false           # true stops all posting. or: "until 2030-01-07: holiday"
# never_post: ["a phrase"]    # a line that holds it is never used
# notify: ["mailto://${{MAIL_LOGIN}}"]    # where to tell you of problems; MAIL_LOGIN is in .env
# all_is_well: "09:00"    # once a day at this time: all is well, or what is not. Needs notify

# The words under each picture. A row whose {{word}} is empty is left out.
caption:
  text: "{{line}}\\n\\nFrom “{{title}}”\\n{{hashtags}}"
  # facebook: {{text: "{{line}}\\n\\nRead it here: {{link}}"}}
  # first_comment: "{{hashtags}}"    # written below the post, right after it is out
  # hashtags: ["#marriage", "#couples"]    # at most 30
  # crisis_line: "where to find help"      # only below lines under care
"""

_WAYS = """\
  # Two ways to Instagram (docs/manual/connecting.md). Choose one behind via:
  #   graph        official and safe, needs no password; for professional accounts, which are free
  #   instagrapi   signs in as the app does; not official, and Instagram may lock or close the account
"""
_INSTAGRAM = "instagram: {account: linked, via: instagrapi}"
_FACEBOOK = "facebook: {page: linked}"
_SLOT = '- {{days: [mon, wed, fri], at: "09:00", to: [{networks}], as: card}}'
_MORE_SLOTS = (
    '# - {{days: [sun], at: "18:30", to: [{first}], as: carousel}}',
    '# - {{date: 2030-12-24, at: "08:00", to: [{first}], quote: "words from an article"}}',
)


def schedule_template(
    *,
    name: str,
    handle: str | None,
    website: str | None,
    timezone: str,
    instagram: bool,
    facebook: bool,
    article_pattern: str,
) -> str:
    """The text of a first schedule.yaml; what is not known is a comment."""
    networks = [
        network for network, linked in (("instagram", instagram), ("facebook", facebook)) if linked
    ] or ["instagram"]
    head = _HEAD.format(
        schema=SCHEMA_ROW,
        timezone=timezone,
        name=_quoted(name),
        handle=_optional("handle", "@" + handle.removeprefix("@") if handle else None, "@yourname"),
        website=_optional("website", website, "https://quietharbour.example"),
        article_pattern=_quoted(article_pattern),
    )
    accounts = [
        f"  {'' if network in networks else '# '}{row}"
        for network, row in (("instagram", _INSTAGRAM), ("facebook", _FACEBOOK))
    ]
    rows = (_SLOT, *_MORE_SLOTS)
    slots = ["  " + row.format(networks=", ".join(networks), first=networks[0]) for row in rows]
    return head + _WAYS + "\n".join(accounts) + "\n" + _TAIL.format(slots="\n".join(slots))


def _optional(key: str, value: str | None, example: str) -> str:
    shown = f"{key}: {_quoted(value or example)}"
    return f"  {shown}" if value else f"  # {shown}"


def _quoted(text: str) -> str:
    """The text between quotes, exact whatever is in it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
