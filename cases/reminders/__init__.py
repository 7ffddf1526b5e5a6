"""Deadlines outside the browser: a digest by e-mail each day, and a calendar to subscribe to."""
