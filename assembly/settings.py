"""Settings of the Assembly platform. Everything that differs between places comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from csp.constants import NONE, SELF

from assembly import environment as env
from assembly.account_settings import *  # noqa: F403
from assembly.core.documents.kinds import CONTENT_TYPES
from assembly.log_settings import logging

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env_file(BASE_DIR / ".env")

# Where this runs

DEBUG = env.flag("DEBUG", default=False)
# The demo signs people in with passwords that are printed on the screen: it runs on this computer or not at all.
# In all else it is like a real site, with DEBUG off.
DEMO = env.flag("DEMO", default=False)
ON_ONES_OWN_COMPUTER = DEBUG or DEMO
SECRET_KEY = env.text(
    "SECRET_KEY",
    example="(50 random characters, from: python3 -c 'import secrets; print(secrets.token_urlsafe(50))')",
    default="for-development-only" if ON_ONES_OWN_COMPUTER else None,
)
# Receipts of votes are signed with keys that are kept encrypted under this (docs/operations.md).
RECEIPT_SECRET = env.text(
    "RECEIPT_SECRET",
    example="(50 random characters of its own, made like SECRET_KEY and kept apart from every backup)",
    default="for-development-only" if ON_ONES_OWN_COMPUTER else None,
)
# Backups are encrypted under this (docs/operations.md). Empty: `manage.py backup` refuses to make one.
BACKUP_KEY = env.text(
    "BACKUP_KEY", example="(50 random characters of its own, made like SECRET_KEY)", default=""
)
SITE_URL = env.web_address(
    "SITE_URL",
    example="https://assembly.example.org",
    default="http://127.0.0.1:8000" if ON_ONES_OWN_COMPUTER else None,
)
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", example="assembly.example.org", default=[SITE_HOST, "localhost", "127.0.0.1"]
)
# A trial site stays out of the search engines.
SEARCH_ENGINES = env.flag("SEARCH_ENGINES", default=not ON_ONES_OWN_COMPUTER)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}

if DEMO and SITE_HOST not in LOCAL_HOSTS:
    raise ImproperlyConfigured(
        "DEMO=on uses passwords that everybody knows, so it starts only with a SITE_URL on this computer, "
        "for example: SITE_URL=http://127.0.0.1:8000"
    )
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=True)
if not REQUIRE_SECOND_FACTOR and not DEMO:
    raise ImproperlyConfigured(
        "REQUIRE_SECOND_FACTOR=off is for the demo only: office holders need a second factor. Remove it or set DEMO=on."
    )

# Applications

INSTALLED_APPS = [
    "home",
    "elections",
    "forums",
    "assembly.consultations",
    "assembly.funding",
    "assembly.compact",
    "assembly.partners",
    "assembly.membership",
    "assembly.notifications",
    "assembly.accounts",
    "assembly.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "assembly.accounts.wagtail_users.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_q",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assembly.core.maintenance.MaintenanceMiddleware",
    "assembly.core.logs.RequestLogMiddleware",
    "assembly.core.page_cache.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "assembly.core.middleware.SecurityHeadersMiddleware",
    "assembly.core.middleware.CleanTextMiddleware",
    "assembly.core.middleware.OfferedMethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "assembly.core.middleware.SignedInPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "assembly.accounts.middleware.IdleOfficeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "assembly.core.late_forms.LateFormMiddleware",
    "assembly.accounts.middleware.AdminMiddleware",
    "assembly.accounts.middleware.SecondFactorMiddleware",
    "assembly.membership.middleware.ActingForMiddleware",
    "assembly.core.middleware.AdminRefusalMiddleware",
    "assembly.core.filter_forms.FiltersMiddleware",
    "assembly.core.drafts.OthersDraftsMiddleware",
    "assembly.core.limits.LimitsMiddleware",
    "assembly.core.middleware.KnownSiteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "assembly.urls"
WSGI_APPLICATION = "assembly.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "assembly.core.context_processors.site",
                "assembly.notifications.context_processors.unread",
                "assembly.membership.context_processors.acting_for",
            ],
            "builtins": ["assembly.core.templatetags.assembly"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        example="postgres://assembly:secret@127.0.0.1:5432/assembly",
        default=f"sqlite:///{BASE_DIR / 'var' / 'assembly.sqlite3'}"
        if ON_ONES_OWN_COMPUTER
        else None,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL and IMMEDIATE: nobody is refused while another writes. FULL: no acknowledged ballot is lost with the power.
    # secure_delete: what is deleted is overwritten, and not only given free for something else.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", example="redis://:secret@127.0.0.1:6379/0", default="")
if REDIS_URL:
    redis: dict[str, object] = {
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    CACHES = {
        "default": {"BACKEND": "assembly.core.cache.SteadyRedisCache", **redis},
        # Only what all processes agree on may say that a kept page is still right: no fallback here.
        "pages": {
            "BACKEND": "assembly.core.cache.QuickRedisCache",
            "KEY_PREFIX": "pages",
            **redis,
        },
    }
else:
    in_database: dict[str, object] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Else 300: kept pages would push out the counts of the limits, and with them the limits.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
    CACHES = {"default": in_database, "pages": {**in_database, "KEY_PREFIX": "pages"}}
# Parts of pages, in the memory of each process (core/parts.py).
CACHES["parts"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "parts",
    "OPTIONS": {"MAX_ENTRIES": 500},
}
# Whole pages kept for visitors who have not signed in. Off in DEBUG, where templates change by the minute.
PAGE_CACHE = env.flag("PAGE_CACHE", default=not DEBUG)

MEDIA_ROOT = env.text(
    "MEDIA_ROOT", example="/srv/assembly/media", default=str(BASE_DIR / "var" / "media")
)
MEDIA_URL = "/media/"
# While there is a file here, the site is closed and everybody is shown it: manage.py maintenance
MAINTENANCE_PAGE = env.text(
    "MAINTENANCE_PAGE",
    example="/srv/assembly/pages/maintenance.html",
    default=str(BASE_DIR / "var" / "maintenance.html"),
)
STATIC_ROOT = BASE_DIR / "static_collected"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ON_ONES_OWN_COMPUTER
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Where nothing was collected, static files are served from where they lie.
WHITENOISE_USE_FINDERS = ON_ONES_OWN_COMPUTER

# People: settings that every site shares are in account_settings.py

# Who holds an office is signed out after so many minutes without a request; others stay signed in.
OFFICE_IDLE_MINUTES = env.number("OFFICE_IDLE_MINUTES", default=60, example="60")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    ON_ONES_OWN_COMPUTER  # http://localhost; a site that people vote on is served over https
)
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0, example="1")

# Mail and jobs

vars().update(
    env.mail_server(
        "EMAIL_URL",
        example="smtp+tls://user:password@mail.example.org:587",
        default="consolemail://" if ON_ONES_OWN_COMPUTER else None,
    )
)
if DEMO:
    EMAIL_BACKEND = "home.demo.mail.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL",
    example="VCS Assembly <assembly@example.org>",
    default="VCS Assembly <assembly@example.org>" if ON_ONES_OWN_COMPUTER else None,
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where reports on undelivered mail go, each to an address of its mail, and where they are read: docs/notifications.md
# Who is sent the head of the record: docs/record.md.
RECORD_WITNESSES = env.mail_addresses(
    "RECORD_WITNESSES", example="secretary@another-charity.example.org"
)
BOUNCE_ADDRESS = env.bounce_address("BOUNCE_ADDRESS", example="bounces@assembly.example.org")
BOUNCE_MAILBOX = env.mailbox(
    "BOUNCE_MAILBOX", example="imaps://user:password@mail.example.org/INBOX"
)
BACKGROUND_JOBS = env.flag("BACKGROUND_JOBS", default=True)
# Seconds that a job may wait before /readyz says that the worker is behind.
QUEUE_AGE_LIMIT = env.number("QUEUE_AGE_LIMIT", default=900, example="900")
Q_CLUSTER = {
    "name": "assembly",
    "workers": 2,
    "queue_limit": 2,  # the retry clock starts when a task is fetched, so fetch no more than can start
    "timeout": 300,
    "retry": 600,
    "max_attempts": 5,
    "catch_up": False,
    "save_limit": 1000,
    "scheduler": BACKGROUND_JOBS,
    "label": "Jobs",
    **({"redis": REDIS_URL} if REDIS_URL else {"orm": "default"}),
}

# Words and time

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]  # our own words on allauth's pages
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Wagtail

WAGTAIL_SITE_NAME = "VCS Assembly"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody chooses another's password
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# English stems on PostgreSQL, whatever the server's own default: `core.search` asks the index in English too.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}
}
WAGTAIL_I18N_ENABLED = False
# Which kinds of document are taken, and who may download one: docs/documents.md
WAGTAILDOCS_DOCUMENT_FORM_BASE = "assembly.core.documents.forms.DocumentForm"
WAGTAILDOCS_CONTENT_TYPES = CONTENT_TYPES
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # all are saved, and none opens on this site
WAGTAILDOCS_SERVE_METHOD = "serve_view"
CLAMD = env.daemon("CLAMD", example="/run/clamav/clamd.ctl", default="")
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]

# Safety of the browser

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "assembly.core.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "assembly.core.late_forms.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SITE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SITE
SECURE_SSL_REDIRECT = SECURE_SITE
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SITE
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if not DEBUG and not SECURE_SITE and SITE_HOST not in LOCAL_HOSTS:
    raise ImproperlyConfigured(
        f"SITE_URL is “{SITE_URL}”: a site that people vote on is served over https only, "
        "for example: SITE_URL=https://assembly.example.org"
    )

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# On a real site no line of the log may show a person, or when somebody voted: docs/logs.md.
LOG_FORMAT = env.choice(
    "LOG_FORMAT", default="plain" if ON_ONES_OWN_COMPUTER else "json", options=("json", "plain")
)
if LOG_FORMAT == "plain" and not ON_ONES_OWN_COMPUTER:
    raise ImproperlyConfigured(
        "LOG_FORMAT is “plain”, which writes addresses of people into the log; a real site takes: LOG_FORMAT=json"
    )
LOGGING = logging(LOG_FORMAT)
