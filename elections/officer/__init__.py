"""The returning officer's screens in the Wagtail admin."""
