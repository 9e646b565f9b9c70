"""The words in which mistakes are told."""

from promulgate.problems import Place, Problem, near, report


def test_all_problems_come_in_file_order_under_a_count() -> None:
    problems = [
        Problem(Place("docs/b.md", 2), "Two.", "Mend it."),
        Problem(Place("docs/b.md", 10), "Ten.", "Mend it."),
        Problem(Place("docs/a.md", 3), "Three.", "Mend it."),
    ]
    assert report(problems[::-1]).splitlines() == [
        "3 problems in 2 files; nothing was published.",
        "",
        "docs/a.md:3: Three. Mend it.",
        "docs/b.md:2: Two. Mend it.",
        "docs/b.md:10: Ten. Mend it.",
    ]


def test_one_problem_is_counted_as_one() -> None:
    assert report([Problem(Place("docs/a.md"), "W.", "F.")]).startswith("1 problem in 1 file;")


def test_a_near_miss_is_suggested_and_else_all_is_listed() -> None:
    assert near("titel", ["title", "effective"]) == "Did you mean 'title'?"
    assert near("x", ["b", "a"]) == "Write one of: a, b."
    assert near("x", ["only"]) == "Only 'only' exists."
    assert near("x", []) == "Remove it."
    assert near("?", [f"item-{n:02}" for n in range(20)]).endswith("item-11 and 8 more.")
