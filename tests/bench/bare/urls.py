"""A view that says hello, and the page that Wagtail makes for a new site."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from wagtail import urls as wagtail_urls


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), path("", include(wagtail_urls))]
