"""What a page of ours holds: its headings, its ids, and the parts that search finds."""

from treeguide.writing.page import Heading, Part, contents

PAGE = """\
<p class="guide-eyebrow" id="boven">Les</p>
<h1 id="titel">Een <em>goede</em> titel<a class="headerlink" href="#titel">#</a></h1>
<p>Hier staat<br>wat <b>half</b>vet is, en R&amp;D.</p>
<div data-search-exclude=""><div id="binnen"><h2 id="niet">Niet</h2></div><p>ook niet</p></div>
<h2 id="a&amp;b">Stap</h2><ul><li>een</li><li>twee <span hidden="">drie</span></li></ul>
<h3 data-search-exclude="" id="rond">Rondom</h3><p>Verder lezen</p>
<h2 id="slot">Slot</h2><p>Klaar <img alt="" data-search-exclude="" src="x.png">hier</p>
"""


def test_headings_are_those_that_are_shown() -> None:
    assert contents(PAGE).headings == (
        Heading(1, "titel", "Een goede titel"),
        Heading(2, "a&b", "Stap"),
        Heading(3, "rond", "Rondom"),
        Heading(2, "slot", "Slot"),
    )


def test_every_id_is_known_also_of_what_search_passes_over() -> None:
    assert contents(PAGE).ids == {"boven", "titel", "binnen", "niet", "a&b", "rond", "slot"}


def test_a_part_has_what_is_under_its_heading_and_nothing_that_is_left_out() -> None:
    assert contents(PAGE).parts == (
        Part("", "Een goede titel", "Les Hier staat wat halfvet is, en R&D."),
        Part("a&amp;b", "Stap", "een twee"),
        Part("slot", "Slot", "Klaar hier"),
    )
