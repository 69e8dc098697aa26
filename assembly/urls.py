"""Every address of the site. Django's own stand before the page tree; Wagtail pages come last."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from assembly.core import views as core_views

handler400 = "assembly.core.failures.bad_request"
handler429 = "assembly.accounts.views.too_many"  # allauth asks for it
handler500 = "assembly.core.failures.server_error"

sign_in_elsewhere = RedirectView.as_view(
    pattern_name="account_login", query_string=True, http_method_names=["get", "head"]
)

# As the proxy of a real site gives them out (deploy/nginx.conf), and no other upload.
pictures = [
    path("media/images/<path:path>", serve, {"document_root": f"{settings.MEDIA_ROOT}/images"})
]

urlpatterns = [
    path("healthz", core_views.healthz, name="healthz"),
    path("readyz", core_views.readyz, name="readyz"),
    path("about/record/", core_views.record_head, name="record_head"),
    path("about/record/leaves-<int:part>.csv", core_views.record_leaves, name="record_leaves"),
    path("about/record.json", core_views.record_head_json, name="record_head_json"),
    path("about/components/", core_views.components, name="components"),
    path("robots.txt", core_views.robots, name="robots"),
    path("calendar.ics", core_views.calendar_file, name="calendar"),
    path("calendar/<slug:kind>/<slug:slug>.ics", core_views.calendar_file, name="calendar_of"),
    path("api/", include("assembly.api")),
    path("", include("assembly.sitemaps")),
    path("accounts/", include("assembly.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    # Wagtail brings two sign-in pages of its own, which know neither second factors nor rate limits.
    path("cms/login/", sign_in_elsewhere),
    path("_util/login/", sign_in_elsewhere),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("assembly.notifications.urls")),
    path("", include("assembly.membership.urls")),
    path("", include("assembly.partners.urls")),
    path("", include("forums.urls")),
    path("", include("assembly.compact.urls")),
    path("", include("assembly.consultations.urls")),
    path("funding/", include("assembly.funding.urls")),
    path("", include("elections.urls")),
    path("", include("home.urls")),
    *(pictures if settings.DEBUG or settings.DEMO else []),
    path("", include(wagtail_urls)),
]
