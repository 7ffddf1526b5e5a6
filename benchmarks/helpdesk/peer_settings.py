"""A site with django-helpdesk and nothing else, on the same PostgreSQL."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

_URL = urlsplit(os.environ["PEER_URL"])

SECRET_KEY, DEBUG, ALLOWED_HOSTS, USE_TZ = "for-measuring-only", False, ["*"], True
ROOT_URLCONF, SITE_ID, DEFAULT_AUTO_FIELD = "peer_urls", 1, "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "rest_framework",
    "helpdesk",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
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
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _URL.hostname,
        "PORT": _URL.port,
        "USER": _URL.username,
        "PASSWORD": _URL.password or "",
        "NAME": _URL.path.lstrip("/"),
    }
}
STATIC_URL, MEDIA_ROOT = "/static/", os.environ["PEER_FOLDER"]
HELPDESK_TEAMS_MODE_ENABLED = False
