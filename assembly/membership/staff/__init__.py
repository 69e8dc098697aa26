"""The screens of the offices in the Wagtail admin, a module for each subject."""
