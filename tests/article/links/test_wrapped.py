"""Accounts behind wrapped links, on posts of an account, in plain words; and what is no account."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.article.links.extract import find_links
from socialkit.article.links.urls import clean_address
from socialkit.article.links.wrapped import unwrap
from socialkit.model.article import NoAccount
from socialkit.model.network import Network

ME = "https://www.instagram.com/quietharbour"
CODED = quote(ME, safe="")
TWICE = quote(CODED, safe="")
PAGE = "https://www.facebook.com/quietharbourpage"
KIT = "aHR0cHM6Ly93d3cuaW5zdGFncmFtLmNvbS9xdWlldGhhcmJvdXI="

WRAPPED = [
    f"https://www.google.com/url?q={ME}/&sa=D&source=editors&ust=1",
    f"https://www.google.com/url?sa=t&url={CODED}&usg=x",
    f"https://www.google.co.in/url?q={CODED}",
    f"https://eur02.safelinks.protection.outlook.com/?url={CODED}&data=05%7C01",
    f"https://nam10.safelinks.protection.outlook.com/ap/t-59584e83/?url={CODED}",
    f"https://l.instagram.com/?u={CODED}&e=AT0",
    f"https://l.facebook.com/l.php?u={CODED}&h=x",
    f"https://lm.facebook.com/l.php?u={CODED}",
    f"https://t.umblr.com/redirect?z={CODED}&t=x",
    f"https://out.reddit.com/t3_abc?url={CODED}&token=x",
    f"https://duckduckgo.com/l/?uddg={CODED}&rut=x",
    f"https://www.linkedin.com/redir/redirect?url={CODED}&urlhash=x",
    f"https://www.youtube.com/redirect?event=channel_header&q={CODED}",
    f"https://urldefense.com/v3/__{ME}__;!!AbC!x$",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.instagram.com_quietharbour&d=DwMF",
    f"https://steamcommunity.com/linkfilter/?url={CODED}",
    f"https://linkprotect.cudasvc.com/url?a={CODED}&c=E,1,x",
    f"https://href.li/?{ME}",
    f"https://nullrefer.com/?{ME}",
    f"https://www.googleadservices.com/pagead/aclk?sa=L&adurl={CODED}",
    f"https://web.archive.org/web/20240101000000/{ME}/",
    "https://www-instagram-com.translate.goog/quietharbour?_x_tr_sl=auto",
    f"https://secure-web.cisco.com/1AbC/{CODED}",
    f"https://x.r.eu-west-1.awstrack.me/L0/{CODED}/1/0100",
    f"https://r.search.yahoo.com/_ylt=x/RU={CODED}/RK=2/RS=y",
    f"https://click.kit-mail.example/abc/def/{KIT}",
    f"https://click.letters.example/track?u=77&to={CODED}",
    f"https://letters.example/r?dest={TWICE}",
    "https://letters.example/r?goto=instagram.com/quietharbour",
    f"https://medium.com/r/?url={CODED}",
    f"https://exit.sc/?url={CODED}",
    f"https://vk.com/away.php?to={CODED}",
    f"https://clicktime.symantec.com/3x?u={CODED}",
    f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D{TWICE}",
    "https://www.instagram.com/accounts/login/?next=%2Fquietharbour%2F",
    f"https://www.instagram.com/accounts/login/?next={CODED}",
]


@pytest.mark.parametrize("address", WRAPPED)
def test_the_account_behind_a_wrapped_link_is_found(address: str) -> None:
    assert find_links(f"Instagram: {address}").instagram == ("quietharbour",)
    assert find_links(f"Instagram: {address}").website == ()


@pytest.mark.parametrize("address", [one for one in WRAPPED if CODED in one and "login" not in one])
def test_the_page_behind_a_wrapped_link_is_found(address: str) -> None:
    links = find_links(address.replace(CODED, quote(PAGE, safe="")))
    assert links.facebook == (PAGE,)


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.facebook.com/sharer/sharer.php?u={CODED}",
        f"https://www.facebook.com/sharer.php?u={CODED}",
        f"https://www.facebook.com/dialog/share?href={CODED}",
        f"https://twitter.com/intent/tweet?url={CODED}",
        f"https://twitter.com/share?url={CODED}",
        f"https://x.com/intent/post?url={CODED}",
        f"https://wa.me/?text={CODED}",
        f"https://api.whatsapp.com/send?text={CODED}",
        f"https://www.pinterest.com/pin/create/button/?url={CODED}",
        f"https://www.linkedin.com/sharing/share-offsite/?url={CODED}",
        f"https://www.linkedin.com/shareArticle?url={CODED}",
        f"https://t.me/share/url?url={CODED}",
        f"https://www.reddit.com/submit?url={CODED}",
        f"https://www.tumblr.com/widgets/share/tool?canonicalUrl={CODED}",
        f"https://news.ycombinator.com/submitlink?u={CODED}",
        f"https://getpocket.com/save?url={CODED}",
        f"https://www.addtoany.com/add_to/facebook?linkurl={CODED}",
        f"https://www.google.com/search?q={CODED}",
        f"https://duckduckgo.com/?q={CODED}",
        f"https://graph.facebook.com/oembed?url={CODED}",
        f"https://other.example/post?ref={CODED}",
        f"https://other.example/post?utm_source={CODED}",
        f"https://other.example/post?text=See%20{CODED}",
        "https://other.example/instagram.com/quietharbour",
        "https://instagram.com.other.example/quietharbour",
        "https://other.example/?u=https%3A%2F%2Finstagram.com.other.example%2Fquietharbour",
        "https://us1.list-manage.com/track/click?u=abc&id=1",
        "https://bit.ly/quietharbour",
    ],
)
def test_what_is_shared_or_hidden_is_no_account(address: str) -> None:
    links = find_links(f"Instagram {address}")
    assert links.instagram == () and links.facebook == ()


@given(
    target=st.sampled_from([ME, PAGE]),
    wrappers=st.lists(
        st.sampled_from(
            [
                "https://www.google.com/url?q={}&sa=D",
                "https://eur02.safelinks.protection.outlook.com/?url={}&data=05",
                "https://click.letters.example/r?x=1&to={}",
                "https://l.facebook.com/l.php?u={}&h=x",
            ]
        ),
        max_size=3,
    ),
)
def test_any_nesting_of_up_to_three_wrappers_is_undone(target: str, wrappers: list[str]) -> None:
    address = target
    for one in wrappers:
        address = one.format(quote(address, safe=""))
    assert unwrap(address) == target


@given(st.text(max_size=60))
def test_unwrapping_anything_raises_nothing_and_is_final(text: str) -> None:
    for address in (text, f"https://q.example/?u={text}", f"https://q.example/{text}"):
        assert unwrap(unwrap(address)) == unwrap(address)
        assert isinstance(clean_address(address), str)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.instagram.com/quietharbour/reel/C1/",
        "https://www.instagram.com/quietharbour/p/C1/",
        "https://www.instagram.com/quietharbour/reels/",
        "https://www.instagram.com/quietharbour/tagged/",
        "https://www.instagram.com/stories/quietharbour/123/",
        "https://www.instagram.com/stories/quietharbour",
        "instagr.am/quietharbour",
        "https://ig.me/m/quietharbour",
        "ig.me/m/QuietHarbour",
    ],
)
def test_what_is_on_a_profile_names_the_profile(address: str) -> None:
    assert find_links(f"See {address} there").instagram == ("quietharbour",)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.facebook.com/QuietHarbour/posts/pfbid02", "QuietHarbour"),
        ("https://www.facebook.com/quietharbour/videos/123/", "quietharbour"),
        ("https://www.facebook.com/quietharbour/photos/a.1/2/?type=3", "quietharbour"),
        ("https://www.facebook.com/pg/quietharbour/about/", "quietharbour"),
        ("https://m.facebook.com/quietharbour?locale=de", "quietharbour"),
        ("https://fb.com/quietharbour", "quietharbour"),
        ("https://m.me/quietharbour", "quietharbour"),
        ("https://www.messenger.com/t/quietharbour", "quietharbour"),
        (
            "https://www.facebook.com/permalink.php?story_fbid=1&id=100012345678901",
            "100012345678901",
        ),
        (
            "https://www.facebook.com/profile.php?id=100012345678901&sk=about",
            "profile.php?id=100012345678901",
        ),
    ],
)
def test_what_is_on_a_page_names_the_page(address: str, page: str) -> None:
    assert find_links(f"See {address} there").facebook == (f"https://www.facebook.com/{page}",)


def test_somebody_elses_post_does_not_stand_beside_the_link_to_the_account() -> None:
    raw = f"As https://www.instagram.com/other.voice/reel/C1/ shows.\nhttps://www.facebook.com/other/posts/1\n{ME}\n{PAGE}"
    assert find_links(raw).instagram == ("quietharbour",)
    assert find_links(raw).facebook == (PAGE,)


def test_posts_of_two_accounts_are_two_accounts() -> None:
    raw = "https://www.instagram.com/one.voice/reel/C1/ https://www.instagram.com/other.voice/p/C2/"
    assert find_links(raw).instagram == ("one.voice", "other.voice")


@pytest.mark.parametrize(
    "text",
    [
        "@quietharbour on Instagram",
        "[Instagram] |@quietharbour on Instagram",
        "Follow us on Instagram (@quietharbour)",
        "IG @quietharbour",
        "IG: @quietharbour",
        "DM me on Insta @quietharbour or call",
        "Instagram handle: @quietharbour",
        "Instagram – @quietharbour",
        "Instagram & Facebook: @quietharbour",
        "@quietharbour on Facebook and Instagram",
        "@quietharbour | Instagram",
        "@quietharbour (IG)",
        "Twitter: @other – Instagram: @quietharbour",
        "My Instagram is @quietharbour.",
    ],
)
def test_a_handle_beside_the_word_instagram_is_the_account(text: str) -> None:
    assert find_links(text).instagram == ("quietharbour",)


@pytest.mark.parametrize(
    "text",
    [
        "Write to instagram@quietharbour.health",
        "Mail: ig@quietharbour.example",
        "Instagram? Write to anna@quietharbour.health",
        "Instagram: @anna@harbour.social",
        "@quietharbour",
        "As @other said, we rest.",
        "Find me on Threads @quietharbour",
        "Instagram: soon",
        "Instagram and other places steal an hour a day.",
        "Instagram\n@quietharbour",
    ],
)
def test_a_name_without_instagram_or_in_a_mail_address_is_no_account(text: str) -> None:
    assert find_links(text).instagram == ()


@pytest.mark.parametrize(
    ("text", "reason", "network"),
    [
        ("https://www.instagram.com/p/C1/", NoAccount.POST, Network.INSTAGRAM),
        ("https://www.instagram.com/reel/C1/", NoAccount.VIDEO, Network.INSTAGRAM),
        ("https://www.instagram.com/share/reel/C1/", NoAccount.VIDEO, Network.INSTAGRAM),
        ("https://www.instagram.com/stories/highlights/18/", NoAccount.STORY, Network.INSTAGRAM),
        ("https://www.instagram.com/explore/tags/calm/", NoAccount.TOPIC, Network.INSTAGRAM),
        ("https://www.instagram.com/", NoAccount.FRONT_PAGE, Network.INSTAGRAM),
        ("https://www.instagram.com/accounts/edit/", NoAccount.OTHER_PAGE, Network.INSTAGRAM),
        ("https://www.instagram.com/yourusername", NoAccount.TEMPLATE, Network.INSTAGRAM),
        ("https://www.facebook.com/groups/quiet", NoAccount.GROUP, Network.FACEBOOK),
        ("https://www.facebook.com/events/12", NoAccount.EVENT, Network.FACEBOOK),
        ("https://www.facebook.com/watch/?v=1", NoAccount.VIDEO, Network.FACEBOOK),
        ("https://fb.watch/abc/", NoAccount.VIDEO, Network.FACEBOOK),
        ("https://www.facebook.com/share/p/1Ab/", NoAccount.POST, Network.FACEBOOK),
        (
            "https://www.facebook.com/sharer/sharer.php?u=x",
            NoAccount.SHARE_BUTTON,
            Network.FACEBOOK,
        ),
        ("https://www.facebook.com", NoAccount.FRONT_PAGE, Network.FACEBOOK),
        ("https://www.facebook.com/wix", NoAccount.TEMPLATE, Network.FACEBOOK),
        ("[Instagram] |https://linktr.ee/quiet", NoAccount.LIST_OF_LINKS, Network.INSTAGRAM),
        ("linktr.ee/quiet", NoAccount.LIST_OF_LINKS, None),
        ("[Facebook] https://wa.me/4412345", NoAccount.CHAT, Network.FACEBOOK),
        ("Instagram: https://bit.ly/abc", NoAccount.HIDDEN_TARGET, Network.INSTAGRAM),
        (
            f"https://www.google.com/url?q={quote('https://www.instagram.com/p/C1/', safe='')}",
            NoAccount.POST,
            Network.INSTAGRAM,
        ),
        ("https://www.threads.net/@quietharbour", NoAccount.THREADS, Network.INSTAGRAM),
    ],
)
def test_what_is_no_account_is_named_with_the_reason(
    text: str, reason: NoAccount, network: Network | None
) -> None:
    links = find_links(text)
    assert links.instagram == () and links.facebook == ()
    (rejected,) = links.rejected
    assert (rejected.reason, rejected.network) == (reason, network)


def test_a_name_on_threads_is_kept_and_never_taken_for_instagram() -> None:
    (rejected,) = find_links("https://www.threads.com/@quietharbour").rejected
    assert rejected.handle == "quietharbour"


def test_a_shortened_address_that_nobody_calls_an_account_is_not_named() -> None:
    assert find_links("The study: https://bit.ly/abc").rejected == ()
