"""The clerk's register (台账): a file becomes cases, all of them or none."""
