"""The program's settings with the migrations of a next version."""

from __future__ import annotations

from wangdu.settings import *  # noqa: F403

MIGRATION_MODULES = {"cases": "next_version.migrations"}
