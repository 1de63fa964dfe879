"""What an author marks as code shows as code, and nothing that looks like code lets HTML through."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treeguide.reading.markdown_text import raw_html, safe

EXTENSIONS = ["attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"]
TAG = "<img src=x onerror=alert(1)>"


def page(text: str) -> str:
    return markdown.markdown(f'<div markdown="block">\n\n{safe(text)}\n\n</div>', extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        f"\\`{TAG}\\`",
        f"a ` b\n\n{TAG}\n\nc ` d",
        f"```\n{TAG}",
        f"~~~\n{TAG}\n",
        f"```\n{TAG}\n````",
    ],
    ids=["escaped ticks", "ticks in two paragraphs", "open fence", "open fence of tildes", "fence closed by another"],
)
def test_text_that_only_looks_like_code_is_reported_and_lets_no_tag_through(text: str) -> None:
    assert [found[0] for found in raw_html(text)] == [TAG]
    assert "<img" not in page(text)


PIECES = ["`", "``", "```", "~~~", "\n", "\n\n", "- ", "# ", "| ", "> ", "    ", "\\", "x ", TAG, "[a](", ")", "*"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=16).map("".join))
def test_no_mix_of_ticks_and_fences_lets_a_tag_through(text: str) -> None:
    assert "<img" not in page(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a < b` en ``c ` d``", "<code>a &#60; b</code> en <code>c &#96; d</code>"),
        (
            "```python\nif a < b:\n    `x` {#id}\n```",
            '<code class="language-python">if a &lt; b:\n    `x` {#id}\n</code>',
        ),
        ("Een \\` los", "Een &#96; los"),
    ],
)
def test_code_shows_as_typed(text: str, shown: str) -> None:
    assert shown in page(text)
