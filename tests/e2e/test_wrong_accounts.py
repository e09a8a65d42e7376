"""Another account, another Page, no link, two links: refused in words, and the rest runs."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.practice import HANDLE, PAGE_ID, QUOTES, TOKEN, Practice, due
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
SHARE = "https://www.facebook.com/share/1AbCdEfGhI"


def problem_of(practice: Practice, network: str) -> str:
    rows = practice.status["accounts"]
    return str(next(row["problem"] for row in rows if row["network"] == network))


def test_a_wrong_password_is_submitted_at_most_three_times_then_the_account_rests(
    practice: Practice, world: World
) -> None:
    practice.write_env(INSTAGRAM_PASSWORD="not-the-password")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    first = practice.run("tick")
    assert first.code == 1
    assert "SOCIALKIT_INSTAGRAM_PASSWORD" in first.err
    for _ in range(2):
        practice.run("tick")
    assert world.instagram.accounts[HANDLE].password_submissions <= 3
    assert len(world.graph.posts) == 1
    assert "SOCIALKIT_INSTAGRAM_PASSWORD" in problem_of(practice, "instagram")
    practice.write_env()
    assert practice.run("connect", "instagram").code == 0
    assert practice.run("tick").code == 0
    assert len(world.instagram.media) == 1


def test_the_login_of_another_handle_is_refused_before_a_password_is_sent(
    practice: Practice, world: World
) -> None:
    world.instagram.add_account("somebody_else", "pw")
    practice.write_env(INSTAGRAM_USERNAME="somebody_else", INSTAGRAM_PASSWORD="pw")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "somebody_else" in refused.err and HANDLE in refused.err
    practice.run("tick")
    assert world.instagram.media == []
    assert world.instagram.accounts["somebody_else"].password_submissions == 0
    assert len(world.graph.posts) == 1


def test_the_token_of_another_page_is_refused(practice: Practice, world: World) -> None:
    world.graph.add_page("999", name="Somebody Else", username="somebodyelse", token="EAAGother")
    practice.write_env(FACEBOOK_PAGE_TOKEN="EAAGother")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    refused = practice.run("connect", "facebook")
    assert refused.code == 1
    assert "Somebody Else" in refused.err and HANDLE in refused.err
    assert practice.run("tick").code == 1
    assert world.graph.posts == []
    assert len(world.instagram.media) == 1
    assert "Somebody Else" in problem_of(practice, "facebook")


def test_a_token_that_was_exchanged_after_connecting_posts_nothing(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    assert practice.run("connect", "facebook").code == 0
    world.graph.add_page("999", name="Somebody Else", username="somebodyelse", token="EAAGother")
    practice.write_env(FACEBOOK_PAGE_TOKEN="EAAGother")
    assert practice.run("tick").code == 1
    assert world.graph.posts == []
    assert "Somebody Else" in problem_of(practice, "facebook")


def test_the_token_of_a_person_is_refused(practice: Practice, world: World) -> None:
    practice.write_env(FACEBOOK_PAGE_TOKEN="EAAGuser")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    refused = practice.run("connect", "facebook")
    assert refused.code == 1
    assert "Pages only" in refused.err


def test_an_article_without_links_is_held_and_the_rest_runs(
    practice: Practice, world: World
) -> None:
    lonely = "Alone\n\nA lamp in the window is an invitation that asks for nothing.\n"
    (practice.folder / "articles" / "alone.txt").write_text(lonely)
    rows = [due(MINUTE, QUOTES[0]), due(2 * MINUTE, lonely.splitlines()[2])]
    practice.write_schedule(rows)
    practice.run("tick")
    assert (len(world.instagram.media), len(world.graph.posts)) == (1, 1)
    told = practice.run("plan").out + practice.run("check").out
    assert "links to no Instagram account" in told


def test_two_candidates_are_held_in_words(practice: Practice, world: World) -> None:
    path = practice.folder / "articles" / "harbours.txt"
    path.write_text(path.read_text() + "\nAnd https://www.instagram.com/quiet_harbour_two/\n")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "2 Instagram accounts" in refused.err
    practice.run("tick")
    assert world.instagram.media == []
    assert len(world.graph.posts) == 1


def test_a_share_link_that_leads_to_the_page_is_looked_up_once(
    practice: Practice, world: World
) -> None:
    world.graph.redirects[SHARE] = "https://www.facebook.com/quietharbour?rdid=abc"
    practice.write_article(page=f"{SHARE}/?mibextid=wwXIfr")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    assert practice.run("connect", "facebook").code == 0
    assert practice.run("tick").code == 0
    assert len(world.graph.posts) == 1
    assert sum("/share/" in url for url in world.urls) == 1


def test_a_share_link_that_nobody_resolves_needs_the_owners_answer_once(
    practice: Practice, world: World
) -> None:
    practice.write_article(page=f"{SHARE}/?mibextid=wwXIfr")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    asked = practice.run("connect", "facebook")
    assert asked.code == 1
    assert "connect facebook --yes" in asked.err and "Quiet Harbour" in asked.err
    practice.run("tick")
    assert world.graph.posts == []
    said = practice.run("connect", "facebook", "--yes")
    assert said.code == 0 and "100200300400500" in said.out
    assert practice.run("tick").code == 0
    assert len(world.graph.posts) == 1


def test_a_share_link_to_a_personal_profile_is_said_to_be_one(
    practice: Practice, world: World
) -> None:
    world.graph.redirects[SHARE] = "https://www.facebook.com/profile.php?id=900&rdid=x"
    practice.write_article(page=f"{SHARE}/")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    refused = practice.run("connect", "facebook", "--yes")
    assert refused.code == 1
    assert "personal profile" in refused.err and "Pages only" in refused.err
    assert world.graph.posts == []


def test_without_logins_everything_waits_and_says_what_to_do(
    practice: Practice, world: World
) -> None:
    practice.write_env(INSTAGRAM_PASSWORD="", FACEBOOK_PAGE_TOKEN="")
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    assert practice.run("tick").code == 0
    assert practice.states == {"waiting": 2}
    for network in ("instagram", "facebook"):
        refused = practice.run("connect", network)
        assert refused.code == 1 and ".env" in refused.err
    assert world.log == []


def test_a_sample_is_never_posted(practice: Practice, world: World) -> None:
    path = practice.folder / "articles" / "harbours.txt"
    path.write_text("---\nsample: true\n---\n" + path.read_text())
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    practice.run("tick")
    assert world.log == []
    assert TOKEN not in practice.run("connect", "facebook").err


def test_two_links_to_one_page_share_its_limits(practice: Practice, world: World) -> None:
    practice.write_env(MIN_GAP="300")
    (practice.folder / "articles" / "harbours.txt").unlink()
    names = ("https://www.facebook.com/quietharbour", f"https://www.facebook.com/{PAGE_ID}")
    for number, page in enumerate(names):
        words = "\n\n".join(QUOTES[5 * number : 5 * number + 5])
        text = f"Harbour {number}\n\n{words}\n\nFind us on Facebook:\n{page}\n"
        (practice.folder / "articles" / f"harbour-{number}.txt").write_text(text)
    rows = [due((n + 1) * MINUTE, QUOTES[5 * n], to="[facebook]") for n in range(2)]
    practice.write_schedule(rows)
    practice.run("tick")
    assert practice.states == {"posted": 1, "scheduled": 1}
    assert len(world.graph.live_posts) == 1


def test_one_refused_link_of_two_is_one_json_value_that_says_error(
    practice: Practice, world: World
) -> None:
    practice.write_article("other", page="https://www.facebook.com/somebodyelse")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    refused = practice.run("connect", "facebook", "--json")
    assert refused.code == 1
    assert "somebodyelse" in refused.json["error"]
    assert refused.json["connected"] == [f"https://www.facebook.com/{HANDLE}"]
    told = practice.run("connect", "facebook")
    assert told.code == 1
    assert "connected" in told.out and "somebodyelse" in told.err
