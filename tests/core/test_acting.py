"""How a view acts: what is said, where it leads, and that nothing typed is lost."""

from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

import pytest

from assembly.core.acting import (
    Button,
    act,
    act_by_button,
    act_by_form,
    act_if_sent,
    attempt,
    form_of,
)
from assembly.core.rules import RuleBroken

THEN = redirect("/next/")


class WordsForm(forms.Form):
    words = forms.CharField()


class FileForm(forms.Form):
    file = forms.FileField()


def asked(**data):
    return with_messages(RequestFactory().get("/here/", data))


def posted(**data):
    return with_messages(RequestFactory().post("/here/", data))


def with_messages(request):
    request._messages = CookieStorage(request)
    return request


def said(request):
    return [(message.level_tag, message.message) for message in request._messages]


def refuse(*sentences):
    raise RuleBroken(*(sentences or ("It is closed.",)))


def test_what_was_done_is_said_on_the_next_page():
    request = posted()
    answer = act(request, lambda: 3, lambda number: f"{number} done.", THEN)
    assert (answer.url, said(request)) == ("/next/", [("success", "3 done.")])


def test_a_refusal_is_said_and_leads_on():
    request = posted()
    assert act(request, refuse, "Done.", THEN).url == "/next/"
    assert said(request) == [("error", "It is closed.")]


def test_a_refusal_leads_back_where_the_way_depends_on_what_was_done():
    request = posted()
    assert act(request, refuse, "Done.", redirect).url == "/here/"


def test_a_page_may_show_a_refusal_in_its_own_way():
    answer = act(posted(), refuse, "Done.", THEN, HttpResponse)
    assert answer.content == b"It is closed."


def test_a_page_that_is_only_asked_for_does_nothing():
    assert act_if_sent(asked(), refuse, "Done.", THEN) is None
    assert act_by_button(asked(act="go"), {"go": Button(refuse, "Done.", THEN)}) is None
    assert not form_of(asked(words="Hello"), WordsForm).is_bound


def test_a_form_that_is_not_right_does_nothing():
    request = posted(words="")
    form = form_of(request, WordsForm)
    assert act_by_form(request, form, refuse, "Done.", THEN) is None
    assert "words" in form.errors


@pytest.mark.parametrize("field", [None, "words"])
def test_a_refusal_becomes_an_error_of_the_form_and_nothing_is_lost(field):
    request = posted(words="Hello")
    form = form_of(request, WordsForm)
    assert act_by_form(request, form, lambda: refuse("One.", "Two."), "", THEN, field) is None
    assert form.errors[field or "__all__"] == ["One.", "Two."]
    assert form["words"].value() == "Hello"
    assert said(request) == []


def test_a_record_that_cannot_be_kept_is_an_error_of_the_form():
    def save():
        raise ValidationError("There is one already.")

    request = posted(words="Hello")
    form = form_of(request, WordsForm)
    assert act_by_form(request, form, save, "", THEN) is None
    assert form.non_field_errors() == ["There is one already."]


def test_of_several_forms_each_has_to_be_right():
    request = posted(words="Hello")
    forms_ = [form_of(request, WordsForm), form_of(request, FileForm)]
    assert act_by_form(request, forms_, refuse, "Done.", THEN) is None
    assert not forms_[0].errors
    assert "file" in forms_[1].errors


def test_the_button_that_was_pressed_decides():
    request = posted(act="say", words="Hello")
    form = form_of(request, WordsForm, button="say")
    buttons = {"say": Button(lambda: 1, "Said.", THEN, form), "end": Button(refuse, "", THEN)}
    assert act_by_button(request, buttons).url == "/next/"
    assert said(request) == [("success", "Said.")]
    assert not form_of(posted(act="end"), WordsForm, button="say").is_bound


def test_a_button_that_is_not_there_is_refused_and_nothing_typed_is_lost():
    request = posted(act="forged", words="Hello")
    form = form_of(request, WordsForm, button="go")
    assert act_by_button(request, {"go": Button(refuse, "Done.", THEN, form)}) is None
    assert said(request) == [
        ("error", "This page does not have the button you pressed. Choose one that it has.")
    ]
    assert (form.is_bound, form["words"].value()) == (False, "Hello")


def test_a_button_may_be_a_step_of_its_page():
    buttons = {"look": lambda: HttpResponse("Looked."), "again": lambda: None}
    assert act_by_button(posted(act="look"), buttons).content == b"Looked."
    request = posted(act="again")
    assert act_by_button(request, buttons) is None
    assert said(request) == []


def test_several_buttons_may_send_one_form():
    assert form_of(posted(act="b", words="Hello"), WordsForm, button=("a", "b")).is_bound
    assert not form_of(posted(act="c", words="Hello"), WordsForm, button=("a", "b")).is_bound


def test_a_step_says_why_it_was_refused():
    assert attempt(lambda: 1) == (1, "")
    assert attempt(refuse) == (None, "It is closed.")
