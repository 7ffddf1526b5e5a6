"""What people type into the screens, read and checked field by field."""
