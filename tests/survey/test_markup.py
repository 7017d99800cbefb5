from __future__ import annotations

import pytest

from survey.markup import foreign, foreign_in_drawing, foreign_in_markdown


@pytest.mark.parametrize(
    "html",
    [
        "",
        "a < b and c > d & e",
        "<p>Text</p>",
        '<a class="x" href="../guide/#top" title="A &gt; B">x</a>',
        "<br/><hr />",
        "<!-- survey: map -->",
        '<td style="text-align: right;">1</td>',
        "<a href='https://example.org/?a=b:c'>x</a>",
        '<img alt="" src="a.png" width="3">',
        "<ol start=3>",
        "<details open>",
        '<a href="#x">x</a>',
        '<a href="a/b:c">x</a>',
        '<a href="&#109;ailto:a@example.org">x</a>',
    ],
)
def test_what_markdown_makes_may_be_in_a_page(html: str) -> None:
    assert list(foreign(html)) == []


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<script>go()</script>", "`<script>`"),
        ("<SCRIPT SRC=a.js>", "`<SCRIPT SRC=a.js>`"),
        ("<svg/onload=go>", "`<svg/onload=go>`"),
        ('<meta http-equiv="refresh">', '`<meta http-equiv="refresh">`'),
        ("<base href=x>", "`<base href=x>`"),
        ("<link rel=x>", "`<link rel=x>`"),
        ("<iframe>", "`<iframe>`"),
        ("<frame>", "`<frame>`"),
        ("<portal>", "`<portal>`"),
        ("<object>", "`<object>`"),
        ("<embed>", "`<embed>`"),
        ("<form>", "`<form>`"),
        ("<button>", "`<button>`"),
        ("<style>", "`<style>`"),
        ("<x-y>", "`<x-y>`"),
        ("</article>", "`</article>`"),
        ("<math>", "`<math>`"),
        ("<p onclick=go>", "`onclick=go` of `<p>`"),
        ("<p ONCLICK='go'>", "`ONCLICK='go'` of `<p>`"),
        ("<p hidden>", "`hidden` of `<p>`"),
        ('<p style="top: 0">', '`style="top: 0"` of `<p>`'),
        ("<p data-copy=x>", "`data-copy=x` of `<p>`"),
        ('<p title=">" onclick="go">', '`<p title=">`'),
        ('<p title="<script>">', '`<p title="<script>`'),
        ('<p title="a', '`<p title="a>`'),
        ("<p/onclick=go>", "`<p/onclick=go>`"),
        ("<a href=x/onclick=go>", "`<a href=x/onclick=go>`"),
        ('<a href="javascript:go()">', '`href="javascript:go()"` of `<a>`'),
        ('<a href=" java\tscript:go">', '`href=" java\tscript:go"` of `<a>`'),
        ('<a href="&#106;avascript&colon;go">', '`href="&#106;avascript&colon;go"` of `<a>`'),
        ("<a href=data:x>", "`href=data:x` of `<a>`"),
        ("<a href=//example.org>", "`href=//example.org` of `<a>`"),
        ('<a href="\\\\example.org">', '`href="\\\\example.org"` of `<a>`'),
        ("<img src=https://example.org/x.png>", "`src=https://example.org/x.png` of `<img>`"),
        ("<a href>", ""),
        ("<!-->", "`<!-->`"),
        ("<!--->", "`<!--->`"),
        ("<!doctype html>", "`<!doctype html>`"),
        ("<?xml ?>", "`<?xml ?>`"),
        ("<![CDATA[", "`<![CDATA[>`"),
    ],
)
def test_what_runs_loads_frames_or_asks_may_not(html: str, told: str) -> None:
    assert next((found for _, found in foreign(html)), "") == told


def test_the_place_is_told() -> None:
    assert [at for at, _ in foreign("<p>\n<script>\n</p><form>")] == [4, 17]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<https://example.org/a?b> <a@example.org> <mailto:a@example.org>", []),
        ("[a](b.md) ![c](d.png) [e](#f)", []),
        ("# A {#a .b}\n\nText\n{: .lead }", []),
        ("a {x} {y = } {{z}} { }", []),
        ("[a]: https://example.org/ 'A'", []),
        ("<https://example.org/=go>", ["`<https://example.org/=go>`"]),
        ("[a](javascript:go)", ["`href=javascript:go`"]),
        ("[a](<javascript:go>)", ["`<javascript:go>`", "`href=javascript:go`"]),
        ("[a]: vbscript:go", ["`href=vbscript:go`"]),
        ("![a](//example.org/a.png)", ["`href=//example.org/a.png`", "`src=//example.org/a.png`"]),
        ("![a](https://example.org/a.png)", ["`src=https://example.org/a.png`"]),
        ("# A {: onclick=go }", ["`onclick=go`"]),
        ("*a*{ .b style='top: 0' }", ["`style='top: 0'`"]),
    ],
)
def test_markdown_has_ways_of_its_own(text: str, told: list[str]) -> None:
    assert [found for _, found in foreign_in_markdown(text)] == told


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        (
            '<?xml version="1.0"?><svg xmlns="a"><!-- a --><use href="#a"/><path style="fill: red"/></svg>',
            [],
        ),
        ("<svg><script>", ["`<script`"]),
        ("<svg onload = 'go()'>", ["`onload = 'go()'`"]),
        ("<svg:script>", ["`<svg:script`"]),
        ("<svg><foreignObject>", ["`<foreignObject`"]),
        ('<svg><rect fill="url(#a)" mask="url(\'#b\')"/></svg>', []),
        ('<svg><rect fill="URL(https://a.example/b)"/>', ['`URL(https://a.example/b)"/`']),
        ('<svg><use xlink:href="a.svg#b"/>', ['`xlink:href="a.svg#b"/`']),
        ("<!DOCTYPE svg><svg>", ["`<!DOCTYPE`"]),
        ('<?xml-stylesheet href="a"?><svg>', ["`<?xml-stylesheet`", '`href="a"?`']),
        ("<svg><set attributeName=href>", ["`<set`"]),
    ],
)
def test_a_drawing_draws(svg: str, told: list[str]) -> None:
    assert [found for _, found in foreign_in_drawing(svg)] == told


def test_what_is_very_long_is_told_in_short() -> None:
    assert [found for _, found in foreign_in_drawing("<svg><" + "x" * 99)] == [f"`<{'x' * 59}`"]
