"""The PDF of a report: made from its page, in any thread, always alike."""

import asyncio
from datetime import UTC, datetime

import pytest

from continuous_line.web.pages.language import Language
from report_service.web.pdf import pdf
from report_service.web.typesetting import typeset

PAGE = """<!doctype html><html lang="nl"><head><title>T</title></head><body><main>
<header><h1>T</h1></header><nav><a href="#a">weg</a></nav>
<section class="page"><h2 id="a">Kop &amp; "staart" #1 $x$ [y] \\ *</h2>
<p>Een <strong>zin</strong> met <span class="hidden">niets</span> en <code>#code</code>.</p>
<dl><dt>a</dt><dd>b</dd></dl>
<figure class="chart"><figcaption><strong>F</strong> tekst</figcaption>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><title id="t">Meer
&lt; minder</title><desc id="d">Een balk.</desc><rect width="9" height="9"/></svg></figure>
<table class="heat"><caption>C</caption><thead><tr><th scope="col">k</th><th>l</th></tr></thead>
<tbody><tr><th scope="row">r</th><td class="tone-4"><strong>9%</strong></td></tr>
<tr><th scope="row">s</th><td class="none"><span class="hidden">niemand</span></td></tr></tbody>
</table></section></main></body></html>"""


async def made() -> bytes:
    on = datetime(2019, 8, 1, tzinfo=UTC)
    return await pdf(PAGE, "[]", title="T", language=Language.NL, on=on)


async def test_several_at_once_are_alike() -> None:
    first, *others = await asyncio.gather(*(made() for _ in range(4)))
    assert first.startswith(b"%PDF-")
    assert all(other == first for other in others)


def test_text_is_text_whatever_signs_are_in_it() -> None:
    markup = typeset(PAGE, "Font")
    assert '#"Kop & \\"staart\\" #1 $x$ [y] \\\\ *";' in markup
    assert '#raw("#code")' in markup


def test_what_is_for_the_screen_or_the_ear_alone_is_not_printed() -> None:
    markup = typeset(PAGE, "Font")
    for never in ("weg", "niets", "niemand"):
        assert never not in markup


def test_a_drawing_has_its_words_and_an_empty_cell_a_dash() -> None:
    markup = typeset(PAGE, "Font")
    assert '"Meer\\n< minder Een balk."' in markup
    assert "table.cell(fill: tones.at(4))" in markup
    assert "table.cell()[–]" in markup


def test_what_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="</p> closes"):
        typeset("<div><b></p></div>", "Font")
