"""The one form field of the site, for every kind of control."""

import pytest


@pytest.mark.parametrize(
    ("name", "css_class"),
    [
        ("name", 'class="govuk-input"'),
        ("words", 'class="govuk-textarea govuk-!-width-one-half"'),
        ("district", 'class="govuk-select"'),
        ("kind", 'class="govuk-radios__input"'),
        ("themes", 'class="govuk-checkboxes__input"'),
        ("agree", 'class="govuk-checkboxes__input"'),
        ("on", 'class="govuk-input"'),
        ("minutes", 'class="govuk-file-upload"'),
        ("secret", "govuk-password-input__input"),
    ],
)
def test_control_has_the_class_of_its_kind(blank, name, css_class):
    assert css_class in blank[name].as_field_group()


@pytest.mark.parametrize("name", ["name", "words", "district", "agree", "on", "minutes", "secret"])
def test_single_control_is_named_by_its_label(blank, name):
    html = blank[name].as_field_group()
    assert f'for="id_{name}"' in html
    assert f'id="id_{name}"' in html
    assert "<fieldset" not in html


@pytest.mark.parametrize("name", ["kind", "themes"])
def test_group_of_controls_is_named_by_its_legend(blank, name):
    html = blank[name].as_field_group()
    assert html.count("<fieldset") == html.count("<legend") == 1


def test_every_option_of_a_group_has_its_own_label(blank):
    html = blank["themes"].as_field_group()
    assert 'for="id_themes_0">Health<' in html
    assert 'for="id_themes_1">Children<' in html
    assert html.count("<label") == 2


def test_control_is_described_by_its_hint(blank):
    html = blank["name"].as_field_group()
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext"' in html


@pytest.mark.parametrize("name", ["name", "minutes"])
def test_control_in_error_is_described_by_hint_and_error(posted, name):
    html = posted[name].as_field_group()
    assert f'aria-describedby="id_{name}_helptext id_{name}_error"' in html
    assert 'aria-invalid="true"' in html
    assert f'id="id_{name}_error"' in html
    assert '<span class="govuk-visually-hidden">Error:</span> This field is required.' in html
    assert "--error" in html


def test_group_in_error_is_described_by_its_error(posted):
    html = posted["kind"].as_field_group()
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_kind_error">' in html


def test_optional_is_said_of_what_is_not_required(blank):
    assert "(optional)" in blank["nickname"].as_field_group()
    assert "(optional)" not in blank["name"].as_field_group()


def test_no_control_has_a_placeholder(blank):
    assert "placeholder" not in blank["secret"].as_field_group()
