"""Which page is left out because axe has seen its like, and which is not."""

import pytest

from tests.browser.shapes import kinds_in

PAGE = (
    '<h1>Groups</h1><h2>Near you</h2><ul><li><a href="/a">Health</a></li></ul><h3>More</h3>'
    '<label for="q">Name</label><input type="text" id="q" name="q"><p id="p">One</p>'
)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (">Health<", ">Transport<"),
        ("</li>", '</li><li><a href="/b">Housing</a></li>'),
        ('name="q"', 'name="p" value="12" maxlength="9"'),
    ],
    ids=["other words", "more rows", "another value"],
)
def test_more_of_the_same_is_not_new(was, becomes):
    assert kinds_in(PAGE.replace(was, becomes)) <= kinds_in(PAGE)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<ul>", '<ul class="pale">'),
        ('type="text"', 'type="date"'),
        ('for="q"', 'for="z"'),
        ('id="p"', 'id="q"'),
        (">Health<", "><"),
        ("<h2>Near you</h2>", ""),
    ],
    ids=["class", "type", "label of nothing", "id twice", "empty link", "order of headings"],
)
def test_what_axe_may_find_fault_with_is_new(was, becomes):
    assert not kinds_in(PAGE.replace(was, becomes)) <= kinds_in(PAGE)


def test_a_template_is_new():
    assert not kinds_in(PAGE, ["group.html"]) <= kinds_in(PAGE)
