"""Backups: one file with the database, the papers and a manifest that says what must come out of it again.

The keys of the personal data are never in it, only their fingerprints: who finds a backup cannot read the numbers.
"""
