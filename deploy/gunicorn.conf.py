"""gunicorn behind nginx: two processes per core, four threads each. A request may not hold a thread for longer."""

from __future__ import annotations

import os

bind = "unix:/run/wangdu/gunicorn.sock"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "0")) or 2 * (os.cpu_count() or 1)
threads = 4
timeout = 60  # longer than SQLite's wait for a lock (20 s) and PostgreSQL's longest statement (30 s)
graceful_timeout = 30
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
worker_tmp_dir = "/dev/shm"
accesslog = None  # the program writes one JSON line per request itself
errorlog = "-"
loglevel = "warning"
