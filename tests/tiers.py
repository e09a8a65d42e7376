"""Which tests `make e2e` runs and `make test` leaves out.

Tests with the mark `slow` belong to `make slow`, wherever they are.
"""

from __future__ import annotations

from collections.abc import Collection

FOLDERS = ("tests/e2e/", "tests/stress/")
MARKS = frozenset({"postgres", "ocr"})
TESTS = (
    "tests/article/formats/test_docx.py::test_a_document_that_would_burst_is_refused_in_time_and_room",
    "tests/article/formats/test_docx.py::test_a_long_document_with_large_pictures_is_read_in_time",
    "tests/article/formats/test_html_tables.py::test_tables_without_end_are_read_in_bounded_time",
    "tests/article/sources/test_feeds.py::test_a_hostile_feed_is_bounded_in_time_and_room",
    "tests/article/test_anything.py::test_a_book_is_read_in_time",
    "tests/article/test_bounds.py::test_a_hostile_text_is_read_or_refused_in_words_and_the_others_are_read",
    "tests/cli/test_bad_input.py",
    "tests/cli/test_sources.py",
    "tests/cli/test_the_whole_way.py",
    "tests/docs/test_examples.py",
    "tests/config/test_fuzz.py::test_a_file_cut_at_any_byte_is_answered",
    "tests/lines/test_read.py::test_a_whole_book_is_read_in_bounded_time",
    "tests/outbox/machine/test_machine.py::TestOutbox",
    "tests/outbox/migrations/test_migrations.py::test_four_programs_may_open_a_new_database_at_once",
    "tests/outbox/test_claims.py::test_eight_workers_never_overlap_on_an_account",
    "tests/outbox/test_processes.py::test_two_programs_share_the_posts_and_send_none_twice",
    "tests/pipeline/delivery/test_first_comment.py::test_whatever_happens_never_twice_and_what_is_said_is_true",
)
"""Tests of other folders that go the whole way, start several processes, measure hostile input, or search for
long."""

REPRESENTATIVES = (
    "tests/article/test_bounds.py::test_a_hostile_text_is_read_or_refused_in_words_and_the_others_are_read[head",
    "tests/cards/test_readback.py::test_the_words_can_be_read_back[A pause is kind",
    "tests/article/sources/test_feeds.py::test_a_hostile_feed_is_bounded_in_time_and_room[one title",
    "tests/cli/test_bad_input.py::test_a_full_disk_is_told_in_words[status",
    "tests/cli/test_sources.py::test_many_commands_ask_the_site_once",
    "tests/cli/test_the_whole_way.py::test_a_rehearsal_changes_nothing_that_is_real",
    "tests/cli/test_the_whole_way.py::test_every_line_is_a_slice_of_the_article",
    "tests/cli/test_the_whole_way.py::test_init_never_overwrites",
    "tests/cli/test_the_whole_way.py::test_make_writes_lines_and_cards_and_does_not_do_it_again",
    "tests/cli/test_the_whole_way.py::test_the_same_folder_gives_the_same_plan",
    "tests/e2e/test_first_post.py::test_connect_then_tick_posts_one_card_to_each_network",
    "tests/e2e/test_week_judge.py",
    "tests/outbox/test_claims.py::test_a_post_is_claimed_once[postgresql",
    "tests/outbox/test_processes.py::test_two_programs_share_the_posts_and_send_none_twice[sqlite",
)
"""One of each kind, which `make test` runs instead."""


def is_end_to_end(nodeid: str, marks: Collection[str]) -> bool:
    """Does `make e2e` run this test (unless `slow` says otherwise)?"""
    if nodeid.startswith(REPRESENTATIVES):
        return False
    return nodeid.startswith(FOLDERS + TESTS) or not MARKS.isdisjoint(marks)
