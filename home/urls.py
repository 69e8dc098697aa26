"""Addresses of this app that are no pages of the tree."""

from django.urls import path
from django.views.decorators.http import require_safe

from .contact import handed as contact
from .feeds import NewsFeed
from .gateway import views as gateway
from .offices import views as offices
from .search import views as search

app_name = "home"

urlpatterns = [
    path("find-help/", gateway.find_help, name="find_help"),
    path("find-help/ask/<slug:slug>/", gateway.ask, name="ask"),
    path("find-help/confirm/<slug:reference>/", gateway.enquiry_confirm, name="enquiry_confirm"),
    path("my/enquiries/", gateway.enquiry_list, name="enquiry_list"),
    path("my/enquiries/<slug:reference>/", gateway.enquiry, name="enquiry"),
    path("my/offices/", offices.my_offices, name="my_offices"),
    path("my/offices/<int:pk>/resign/", offices.resign, name="resign"),
    path("my/messages/<int:pk>/", contact.handed_message, name="handed_message"),
    path("search/", search.search, name="search"),
    path("feeds/news.atom", require_safe(NewsFeed()), name="news_feed"),
]
