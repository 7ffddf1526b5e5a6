"""What a next version of the program might bring."""
