"""All settings. Every value that differs between places comes from the environment and is read strictly.

SECRET_KEY        signs sessions; made and kept in VAR_DIR/keys when not given (never made with BEHIND_TLS)
DATABASE_URL      postgresql://user:password@host:5432/name or sqlite:////path; default VAR_DIR/db.sqlite3
DATABASE_REPLICA_URL  a PostgreSQL replica of it, which reports may read; without it they read the database itself
ALLOWED_HOSTS     names under which users reach the program, separated by commas
BEHIND_TLS        true where a proxy terminates TLS and sets X-Forwarded-Proto: secure cookies, HSTS, redirect
PROXIES           how many proxies of our own stand in front (their X-Forwarded-For entry is trusted)
VAR_DIR           where the program keeps what it writes; default `var` beside manage.py
KEYS_DIR          where the keys lie (mode 0600), best outside what is backed up; default VAR_DIR/keys
BACKUP_DIR        where backups lie, best on another disk; default VAR_DIR/backups
METRICS_TOKEN     the password of /metrics, at least 32 characters; without it the address does not exist
EMAIL_HOST        the mail server for reminders; without it `send_reminders` prints them
EMAIL_SECURITY    NONE, STARTTLS or TLS; default STARTTLS. EMAIL_PORT: default 25, 587 or 465 accordingly
EMAIL_FROM        the sender, required with EMAIL_HOST; EMAIL_USER and EMAIL_PASSWORD: where the server asks for them
SITE_ADDRESS      where users open the program, https://…; stands in the reminders when given
LOG_LEVEL         DEBUG, INFO, WARNING or ERROR
API_PER_MINUTE    how many calls of the REST API one account may make in a minute; default 1200
STATEMENT_SECONDS longest PostgreSQL statement; 0 means no limit. wsgi.py sets 30 for requests
DEBUG             true only on a developer's machine
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from wangdu import environment, mail
from wangdu.database import database, replica
from wangdu.keys import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = environment.folder("VAR_DIR", default=BASE_DIR / "var")
KEYS_DIR = environment.folder("KEYS_DIR", default=VAR_DIR / "keys")
BACKUP_DIR = environment.folder("BACKUP_DIR", default=VAR_DIR / "backups")
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700  # papers name people
METRICS_TOKEN = environment.password("METRICS_TOKEN", shortest=32)

DEBUG = environment.switch("DEBUG", default=False)
BEHIND_TLS = environment.switch("BEHIND_TLS", default=False)
PROXIES = environment.whole("PROXIES", default=int(BEHIND_TLS), most=9)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SECRET_KEY = secret_key(KEYS_DIR / "secret_key", generate=not BEHIND_TLS)

# ---------- parts ----------

INSTALLED_APPS = [
    "cases.apps.CasesConfig",
    "django.contrib.admin.apps.SimpleAdminConfig",  # our own site registers what it shows; nothing is discovered
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "cases.web.middleware.request_id",
    "cases.web.requests.counted",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cases.web.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cases.web.middleware.DatabaseAway",
    "axes.middleware.AxesMiddleware",  # last, so that a lock-out replaces whatever the view answered
]

ROOT_URLCONF = "wangdu.urls"
WSGI_APPLICATION = "wangdu.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# ---------- data ----------

STATEMENT_SECONDS = environment.whole("STATEMENT_SECONDS", default=0, most=86_400)
DATABASES = {
    "default": database(default=VAR_DIR / "db.sqlite3", statement_seconds=STATEMENT_SECONDS),
    **replica(statement_seconds=STATEMENT_SECONDS),
}
DATABASE_ROUTERS = ["cases.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------- language and time ----------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# ---------- mail ----------

EMAIL_HOST = mail.host()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_SECURITY = environment.choice("EMAIL_SECURITY", default="STARTTLS", among=list(mail.PORTS))
EMAIL_PORT = environment.whole("EMAIL_PORT", default=mail.PORTS[EMAIL_SECURITY], least=1, most=65_535)
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "STARTTLS", EMAIL_SECURITY == "TLS"
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.login()
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = mail.sender(EMAIL_HOST)
SITE_ADDRESS = mail.site()

# ---------- static files ----------

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # serves straight from the packages: no collectstatic before the first page
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ---------- signing in ----------

AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "cases.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cases.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else a stranger could keep a colleague out for ever
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "cases.web.lockout.username"
AXES_LOCKOUT_CALLABLE = "cases.web.lockout.response"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # locks by user name only: one office shares one address, and the name counts from every address
    "security.W021",  # HSTS preloading is a decision about the whole domain, not about this program
]

KNOX_TOKEN_MODEL = "cases.Token"
REST_KNOX = {"TOKEN_TTL": timedelta(days=90), "TOKEN_LIMIT_PER_USER": 20, "AUTO_REFRESH": False}

# ---------- what the browser may do ----------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cases.web.failures.csrf"

if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]  # probes ask the program itself, not the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# ---------- REST API ----------

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cases.api.parsers.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "cases.api.authentication.TokenAuthentication",
        "cases.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_THROTTLE_CLASSES": ["cases.api.throttles.ByUser", "cases.api.throttles.ByAddress"],
    "DEFAULT_THROTTLE_RATES": {
        "user": f"{environment.whole('API_PER_MINUTE', default=1200, least=1, most=1_000_000)}/min",
        "anonymous": "120/min",
        "login": "30/min",
        "report": "60/min",
    },
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "cases.api.contract.Contract",
    "EXCEPTION_HANDLER": "cases.api.errors.handle",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "行政复议案件接口",
    "DESCRIPTION": _("行政复议案件的登记、期限与统计。"),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["cases.api.contract.add_problem", "cases.api.contract.name_terms"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# ---------- logs: one JSON object a line on standard error ----------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cases.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.choice("LOG_LEVEL", default="INFO", among=["DEBUG", "INFO", "WARNING", "ERROR"]),
    },
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
