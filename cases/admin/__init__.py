"""The screens: Django's AdminSite gives login, permissions and frame; the work itself happens in plain views."""
