"""What every request passes through, whichever door it takes: identity, headers, failures, health."""
