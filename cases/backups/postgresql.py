"""PostgreSQL: pg_dump of a snapshot that we read as well, and pg_restore in one transaction."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ProgrammingError
from django.utils.translation import gettext as _

from .problems import BackupProblem

ENVIRONMENT = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
PLACE = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
SAME_FOR_ALL = ["--no-owner", "--no-privileges"]


def version(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def dump(connection: BaseDatabaseWrapper, target: Path, *, inspect: Callable[[str], Any]) -> Any:
    """Both read one snapshot: what is counted is what is copied, whoever writes meanwhile."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run(["pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}", *SAME_FOR_ALL], connection)
        return inspect(connection.alias)


def load(source: Path, connection: BaseDatabaseWrapper) -> None:
    """Tables that the backup does not know go too, all in one transaction: readers see the old or the new state."""
    script = source.with_suffix(".sql")
    try:
        _run(["pg_restore", "--clean", "--if-exists", f"--file={script}", *SAME_FOR_ALL, str(source)], connection)
        opening = source.with_suffix(".drop.sql")
        opening.write_text(_dropping(connection), encoding="utf-8")
        connection.close()
        files = [f"--file={opening}", f"--file={script}"]
        _run(["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *files], connection)
    finally:
        for path in (script, source.with_suffix(".drop.sql")):
            path.unlink(missing_ok=True)


@contextmanager
def throwaway(folder: Path) -> Iterator[dict[str, Any]]:
    connection, name = connections["default"], f"verify_{os.getpid()}_{uuid4().hex[:8]}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    except ProgrammingError as error:
        user = connection.settings_dict["USER"]
        hint = _("无法建立试验用的临时数据库，请由数据库管理员执行：ALTER ROLE %(user)s CREATEDB")
        raise BackupProblem(hint % {"user": user}) from error
    try:
        yield {"NAME": name, "CONN_MAX_AGE": 0}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _dropping(connection: BaseDatabaseWrapper) -> str:
    """Triggers refuse to empty the logs; dropping their tables they cannot refuse."""
    quote = connection.ops.quote_name
    tables = ", ".join(quote(name) for name in connection.introspection.table_names())
    return f"SET client_min_messages = warning;\nDROP TABLE IF EXISTS {tables} CASCADE;\n" if tables else ""


def _run(command: Sequence[str], connection: BaseDatabaseWrapper) -> None:
    """The password goes through the environment: command lines can be read by everybody on the machine."""
    try:
        subprocess.run(command, env=_environment(connection), check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        missing = _("缺少程序 %(name)s，请安装 postgresql-client（版本不低于数据库服务器）")
        raise BackupProblem(missing % {"name": command[0]}) from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().splitlines()[-3:]
        raise BackupProblem(f"{command[0]}: {' / '.join(reason)}") from error


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    settings = connection.settings_dict
    given = {name: str(settings[key]) for key, name in PLACE.items() if settings.get(key)}
    options = settings.get("OPTIONS", {})
    secure = {name: str(options[key]) for key, name in ENVIRONMENT.items() if options.get(key)}
    return {**os.environ, **given, **secure}
