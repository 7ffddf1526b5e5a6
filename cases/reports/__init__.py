"""Figures that can be defended: counted from case versions by dates, each with the list of exactly its cases."""
