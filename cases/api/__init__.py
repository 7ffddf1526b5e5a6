"""The interface for programs: it parses, calls one function, and answers. It decides nothing."""
