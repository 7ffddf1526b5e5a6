"""What the case list shows, as a file: the same rows, the same order, nothing that the list would mask."""
