"""The site's addresses, and one that fails."""

from django.urls import path

from assembly.urls import urlpatterns as good


def fail(request):
    raise RuntimeError("made for a test")


urlpatterns = [path("broken/", fail), *good]
