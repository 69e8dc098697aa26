"""Addresses of this app that are no pages of the tree."""

from django.urls import path
from django.views.decorators.http import require_safe

from .contact import handed as contact
from .contact import views as messages
from .feeds import NewsFeed
from .gateway import views as gateway
from .glossary import views as glossary
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
    path("representatives/seats/<int:pk>/write/", messages.to_seat, name="write_to_seat"),
    path("groups/<slug:slug>/write/", messages.to_group, name="write_to_group"),
    path("contact/confirm/<slug:reference>/", messages.confirm, name="message_confirm"),
    path("my/messages/to-me/<slug:reference>/", messages.to_me, name="message_to_me"),
    path("my/messages/<int:pk>/", contact.handed_message, name="handed_message"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    path("feeds/news.atom", require_safe(NewsFeed()), name="news_feed"),
]
