"""Public bodies as the Support Unit keeps them: entered with their departments and named contacts, renamed, ended."""
