"""Charts as numbers for an inline SVG: they print and scale without a script. A table beside each says the same."""
