"""The application under another clock, for gunicorn: `shifted_wsgi:application`."""

from __future__ import annotations

from clock_shift import shift

shift()

from wangdu.wsgi import application as application  # noqa: E402
