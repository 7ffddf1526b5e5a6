"""Looks an installation over and says what to fix. The probe `ready` asks the quick questions of it, too."""

from __future__ import annotations

from .examine import examine, probe
from .finding import Finding, Level

__all__ = ["Finding", "Level", "examine", "probe"]
