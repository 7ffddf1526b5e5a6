"""What gunicorn or waitress serves: `wangdu.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangdu.settings")
os.environ.setdefault("STATEMENT_SECONDS", "30")  # a request may not hold a connection for longer

application = get_wsgi_application()

from cases.checks import refuse_unsafe_database  # noqa: E402  (models need the set-up above)

refuse_unsafe_database()
