"""Invented histories in bulk, for tests of speed and for trials. Never for a database in real use.

`plans` draws what happens and when it is typed in, `ledger` turns that into the rows that `record` would have written,
`tables` writes them. `recorded_at` lies in the past here, and only here.
"""
