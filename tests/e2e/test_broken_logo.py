"""The logo breaks while the daemon runs and posts are planned: nothing is lost, and it is said everywhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PIL import Image

from tests.e2e.practice import HANDLE, QUOTES, Practice, count_live, due
from tests.e2e.test_daemon import ask_health, find_free_port, wait_until
from tests.emulators.server import World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def write_schedule(practice: Practice, *rows: str) -> None:
    practice.write_schedule(rows)
    path = practice.folder / "schedule.yaml"
    brand = f'{{name: Quiet Harbour, handle: "@{HANDLE}"'
    path.write_text(path.read_text().replace(brand, f"{brand}, logo: assets/logo.png"))


def draw_logo(path: Path, colour: str = "#B4532F") -> bytes:
    path.parent.mkdir(exist_ok=True)
    Image.effect_noise((300, 100), 80).save(path)
    Image.new("RGB", (300, 100), colour).save(path)
    return path.read_bytes()


def find_posts(practice: Practice) -> dict[str, tuple[str, bool]]:
    """By words and network, the state of each post and whether it has a picture."""
    return {
        f"{row['network']}: {row['text']}": (row["state"], bool(row["images"]))
        for row in practice.status["posts"]
    }


def test_a_logo_that_breaks_loses_no_post_and_heals_by_itself(
    practice: Practice, world: World
) -> None:
    logo, port = practice.folder / "assets" / "logo.png", find_free_port()
    whole = draw_logo(logo)
    rows = [due(-2 * MINUTE, QUOTES[0]), due(-DAY, QUOTES[1]), due(-2 * DAY, QUOTES[2])]
    write_schedule(practice, *rows)
    with practice.start("--port", str(port)):
        wait_until(lambda: len(find_posts(practice)) == 6, 40, "six posts planned")
        planned = find_posts(practice)
        assert set(planned.values()) == {("scheduled", True)}
        logo.write_bytes(whole[:60])
        write_schedule(practice, *rows, due(-3 * DAY, QUOTES[3]))
        wait_until(lambda: ask_health(port).get("problems"), 60, "the fault in /health")
        health = ask_health(port)
        assert health["health"] == "attention"
        assert "schedule.yaml:3:" in health["problems"][0] and "logo" in health["problems"][0]
        told = practice.status
        assert told["health"] == "attention"
        assert any("logo.png cannot be read" in one for one in told["problems"])
        wait_until(lambda: len(world.commits) == 2, 150, "what was due went out")
        during = find_posts(practice)
        assert {name: during[name][1] for name in planned} == dict.fromkeys(planned, True)
        assert {during[name][0] for name in planned} == {"posted", "scheduled"}
        assert [state for name, state in during.items() if name not in planned] == [
            ("waiting", False)
        ] * 2
        logo.write_bytes(whole)
        wait_until(lambda: ask_health(port).get("health") == "ok", 90, "healed")
        wait_until(lambda: len(find_posts(practice)) == 8, 10, "all there")
    after = find_posts(practice)
    assert all(has_picture for _, has_picture in after.values())
    assert sorted(state for state, _ in after.values()) == ["posted"] * 2 + ["scheduled"] * 6
    assert set(count_live(world, QUOTES[:1]).values()) == {1}
