"""The house style of templates, the vendored files, and what every page has."""

import gettext
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

import pytest

from assembly.core.templatetags.navigation import page_numbers
from tests.factories.membership import DelegateFactory, OrganisationFactory

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "assembly" / "core" / "static"
STYLESHEETS = sorted((STATIC / "assembly" / "css").glob("*.css"))
# Mail programs know no stylesheet of ours, so an e-mail carries its own.
PAGES = [path for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts]
COMPONENTS = [
    *sorted((TEMPLATES / "components").glob("*.html")),
    *sorted((TEMPLATES / "allauth").rglob("*.html")),
    *sorted((TEMPLATES / "django").rglob("*.html")),
]
# core/charts.py writes these into its pictures.
DRAWN_BY_CHARTS = "asm-chart"

INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\s(?:src=|type="application/json"))|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def markup(source: str, **context) -> str:
    request = RequestFactory().get("/members/", {"district": "kennet"})
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_template_has_style_or_script_inside(path):
    found = INLINE.search(path.read_text())
    assert not found, f"{found[0]!r}: the content security policy refuses it"


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_component_says_in_its_first_line_what_it_is(path):
    first = path.read_text().splitlines()[0]
    # A template that extends another may have no tag before that, so it uses the short comment.
    assert re.match(r"\{% comment %\}\w.+\{% endcomment %\}$|\{# \w.+ #\}$", first)


def test_every_stylesheet_is_linked_and_short_enough_to_read():
    linked = re.findall(r"assembly/css/([\w-]+)\.css", (TEMPLATES / "stylesheets.html").read_text())
    assert sorted(linked) == [path.stem for path in STYLESHEETS]
    assert {path.stem for path in STYLESHEETS if len(path.read_text().splitlines()) > 400} == set()


def test_every_class_of_the_stylesheets_is_used_somewhere():
    styles = "\n".join(path.read_text() for path in STYLESHEETS)
    css = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", styles, flags=re.DOTALL)
    classes = set(re.findall(r"\.((?:asm|govuk)-[\w-]+)", css))
    folders = ("templates", "assembly", "home", "forums", "elections")
    written = "\n".join(
        path.read_text()
        for folder in folders
        for kind in ("html", "py", "js")
        for path in (ROOT / folder).rglob(f"*.{kind}")
        if "vendor" not in path.parts
    )

    def used(css_class: str) -> bool:
        # The last part may be computed: asm-message--{{ … }}, govuk-{{ shape }}__label.
        computed = (
            re.escape(css_class[: dash.end()]) + r"\{[{%]" for dash in re.finditer("-", css_class)
        )
        whole = rf"(?<![\w-]){re.escape(css_class)}(?![\w-])"
        return any(re.search(pattern, written) for pattern in (whole, *computed))

    dead = {name for name in classes if not used(name) and not name.startswith(DRAWN_BY_CHARTS)}
    assert not dead


@pytest.mark.parametrize("folder", ["govuk-frontend", "fonts"])
def test_vendored_files_are_those_that_were_summed(folder):
    vendored = STATIC / "vendor" / folder
    lines = (vendored / "SHA256SUMS").read_text().splitlines()
    expected = {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendored.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert found == expected


def test_nothing_vendored_suggests_a_government_site():
    css = (STATIC / "vendor" / "govuk-frontend" / "govuk-frontend.min.css").read_text()
    for trace in ("GDS Transport", "crown", ".govuk-header", ".govuk-footer"):
        assert trace not in css


def test_words_of_the_sign_in_pages_are_compiled():
    folder = ROOT / "locale" / "en_GB" / "LC_MESSAGES"
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "django.po").read_text(), re.M)
    with (folder / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert len(pairs) > 50
    for msgid, msgstr in pairs:
        assert catalogue.gettext(msgid.replace('\\"', '"')) == msgstr.replace('\\"', '"')


def test_error_summary_links_to_every_problem(posted):
    html = render_to_string("components/error_summary.html", {"form": posted})
    assert 'href="#id_name">Name: This field is required.' in html
    assert 'href="#id_kind_0">Kind: This field is required.' in html
    assert "The two dates are the wrong way round." in html


def test_filters_keep_optional_out_of_the_labels(blank):
    html = render_to_string("components/filters.html", {"form": blank})
    assert "Also known as" in html
    assert "(optional)" not in html


def test_pagination_keeps_the_filters():
    source = '{% include "components/pagination.html" with page=page only %}'
    html = markup(source, page=Paginator(range(100), 10).page(5))
    assert 'href="?district=kennet&amp;page=4"' in html
    assert html.count('aria-current="page"') == 1


def test_pagination_is_not_there_for_a_single_page():
    source = '{% include "components/pagination.html" with page=page only %}'
    assert markup(source, page=Paginator(range(5), 10).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("current", "numbers"),
    [(1, [1, 2, None, 20]), (10, [1, None, 9, 10, 11, None, 20]), (20, [1, None, 19, 20])],
)
def test_long_lists_leave_page_numbers_out(current, numbers):
    assert page_numbers(Paginator(range(200), 10), current) == numbers


def test_progress_shows_the_steps_done_and_the_one_now():
    html = render_to_string(
        "components/progress.html", {"text": "Week 5 of 12", "value": 5, "total": 12}
    )
    assert html.count("asm-progress__step--done") == 5
    assert html.count("asm-progress__step--now") == 1
    assert len(re.findall(r'class="asm-progress__step[" ]', html)) == 12


@pytest.mark.django_db
def test_navigation_says_where_one_is():
    html = Client().get("/members/").content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["/members/"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "429.html"])
def test_error_page_stands_in_the_sites_frame(name):
    html = render_to_string(name, request=RequestFactory().get("/nowhere/"))
    assert html.count("<h1") == 1
    assert "asm-nav" in html


def test_page_of_a_failed_server_needs_nothing():
    html = render_to_string("500.html")  # no request, no database
    assert html.count("<h1") == 1


@pytest.mark.django_db
def test_unknown_address_gets_our_page():
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


OPEN_PAGES = ["login/", "signup/", "login/code/", "password/reset/", "password/reset/done/"]
OWN_PAGES = ["email/", "password/change/", "2fa/", "logout/", "reauthenticate/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", OPEN_PAGES)
def test_signed_out_pages_of_allauth_are_in_the_design(address):
    html = Client().get(f"/accounts/{address}").content.decode()
    assert "asm-entrance" in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("address", OWN_PAGES)
def test_own_pages_of_allauth_are_in_the_design(client, asha, address):
    client.force_login(asha)
    html = client.get(f"/accounts/{address}").content.decode()
    assert "asm-header" in html
    assert html.count("<h1") == 1
    assert "placeholder" not in html


@pytest.mark.django_db
def test_title_says_that_there_is_an_error():
    html = Client().post("/accounts/login/", {}).content.decode()
    assert "<title>Error: " in html


def test_header_says_for_whom_one_acts_and_how_to_sign_out(client, asha, member):
    client.force_login(asha)
    html = client.get("/members/").content.decode()
    assert f"Acting for <strong>{member.name}</strong>" in html
    assert re.search(r'<form method="post" action="/accounts/logout/">', html)
    assert "asm-acting__select" not in html


def test_header_offers_a_switch_when_there_are_several(client, asha):
    DelegateFactory(organisation=OrganisationFactory(member=True), user=asha)
    client.force_login(asha)
    html = client.get("/members/?page=1").content.decode()
    assert html.count("<option") >= 2
    assert 'name="next" value="/members/?page=1"' in html


def test_what_wagtail_pages_reads_the_number_that_it_writes():
    """Its links say `?p=2`; a view that reads `page` shows its first page for ever."""
    paged = [
        name_of(path) for path in PAGES if "wagtailadmin/shared/pagination_nav" in path.read_text()
    ]
    views = [
        path
        for app in ("assembly", "elections", "forums", "home")
        for path in (ROOT / app).rglob("*.py")
        if any(f'"{name}"' in path.read_text() for name in paged)
    ]
    assert len(views) > 10
    assert [path for path in views if 'GET.get("page")' in path.read_text()] == []
