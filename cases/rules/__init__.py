"""The law as executable rules: pure Python, no Django, no clock, no I/O."""
