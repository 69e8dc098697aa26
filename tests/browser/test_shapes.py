"""Which page is left out because axe has seen its like, and which is not."""

import pytest

from tests.browser.shapes import kinds_in

PAGE = (
    '<main><h1>Groups</h1><ul><li><a href="/a">Health</a></li></ul>'
    '<label for="q">Name</label><input type="text" id="q" name="q"></main>'
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
        ("<li><a", '<li><a role="button"'),
        ('type="text"', 'type="date"'),
        ('for="q"', 'for="p"'),
        ("</main>", '<p id="q">Twice</p></main>'),
        (">Health<", "><"),
        ("</h1>", "</h1><h3>Too deep</h3>"),
        ("<label", "<h3>Level</h3><label"),
    ],
    ids=["class", "role", "type", "label of nothing", "id twice", "empty link", "heading", "order"],
)
def test_what_axe_may_find_fault_with_is_new(was, becomes):
    sound = kinds_in(PAGE + "<div><h2>Below</h2><h3>Level</h3></div>")
    assert not kinds_in(PAGE.replace(was, becomes)) <= sound


def test_a_template_is_new():
    assert not kinds_in(PAGE, ["group.html"]) <= kinds_in(PAGE)
