"""Fields held to their schema, in an editor's words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import cases
from promulgate.sources.front_matter import parse
from promulgate.sources.schema import OrganizationFields, VersionFields
from promulgate.sources.validate import validate


@pytest.mark.parametrize("case", cases("fields"))
def test_case(case: dict[str, Any]) -> None:
    document = parse("docs/a.md", f"---\n{case['fields']}\n---\n".encode()).document
    assert document
    _, problems = validate(VersionFields, document)
    assert [str(p).removeprefix("docs/a.md:") for p in sorted(problems)] == case["problems"]


def test_a_record_is_held_to_real_zones_and_languages() -> None:
    text = (
        "---\norganization:\n  name: A\n  language: EN\n  languages: [en, klingon]\n"
        "  timezone: Detroit\n  contact: {email: a.example}\n  colour: blue\n---\n"
    )
    document = parse("docs/a.md", text.encode()).document
    assert document
    _, problems = validate(OrganizationFields, document)
    assert [str(p) for p in sorted(problems)] == [
        "docs/a.md:4: 'language' in 'organization' is 'EN'. Write 'en'.",
        "docs/a.md:5: Entry 2 of 'languages' in 'organization' is 'klingon', which is no language."
        " Did you mean 'tlh'?",
        "docs/a.md:6: 'timezone' in 'organization' is 'Detroit', which is no time zone."
        " Did you mean 'America/Detroit'?",
        "docs/a.md:7: 'email' in 'contact' in 'organization' is 'a.example'."
        " Write an e-mail address such as privacy@example.org.",
        "docs/a.md:8: 'colour' in 'organization' is 'blue'."
        ' Write a colour in six hexadecimal digits such as "#0b5a73".',
    ]


@pytest.mark.parametrize("end", ["?a=b", "#a", "; }", "a;b/", "{a}/", '"a"/', "$host/", "\\a/"])
def test_an_own_domain_is_nothing_that_a_host_would_obey(end: str) -> None:
    """Redirects in the files for hosts lead there."""
    text = f"---\norganization:\n  url: 'https://acme.example/{end}'\n---\n"
    document = parse("docs/a.md", text.encode()).document
    assert document
    told = [str(p) for p in validate(OrganizationFields, document)[1]]
    assert any(
        each.startswith("docs/a.md:3: 'url' in 'organization' is 'https://") for each in told
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(VersionFields.model_fields)), VALUES))
def test_whatever_a_field_holds_there_is_a_message(fields: dict[str, Any]) -> None:
    document = parse("docs/a.md", b"---\ntitle: A\n---\n").document
    assert document
    document.fields.clear()
    document.fields.update(fields)
    found, problems = validate(VersionFields, document)
    assert (found is None) == bool(problems)
    for problem in problems:
        assert "pydantic" not in str(problem).lower()
        assert problem.fix.endswith((".", "?"))
