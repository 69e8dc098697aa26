"""Addresses of this app that are no pages of the tree."""

from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import NewsFeed
from .search import views as search

app_name = "home"

urlpatterns = [
    path("search/", search.search, name="search"),
    path("feeds/news.atom", require_safe(NewsFeed()), name="news_feed"),
]
