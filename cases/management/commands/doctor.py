from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cases.doctor import Finding, Level, examine

MARKS = {Level.OK: "✓", Level.NOTE: "!", Level.FIX: "✗", Level.AWAY: "✗"}


class Command(BaseCommand):
    help = "检查这套安装，说明要修什么；有必须修的问题时退出码为 1"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for finding in examine():
            found.append(finding)
            self.stdout.write(self._line(finding))
        bad = sum(finding.level >= Level.FIX for finding in found)
        notes = sum(finding.level == Level.NOTE for finding in found)
        self.stdout.write(_("必须处理 %(bad)s 项，建议处理 %(notes)s 项") % {"bad": bad, "notes": notes})
        if bad:
            sys.exit(1)

    def _line(self, finding: Finding) -> str:
        line = f"{MARKS[finding.level]} {finding.subject}：{finding.message}"
        if finding.hint:
            line += f"\n    → {finding.hint}"
        style = {Level.OK: self.style.SUCCESS, Level.NOTE: self.style.WARNING}.get(finding.level, self.style.ERROR)
        return str(style(line))
