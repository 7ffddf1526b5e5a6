from __future__ import annotations


class BackupProblem(Exception):
    """Why a backup cannot be made, read or restored; the sentence says what to do."""
