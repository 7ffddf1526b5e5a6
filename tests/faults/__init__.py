"""What happens when the power goes, the disk is full, the database dies: tried out, through the public door.

The long versions run by one command, outside the normal tests: `python tests/faults/run.py NAME [--rounds N]`.
"""
