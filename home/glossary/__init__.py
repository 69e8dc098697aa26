"""The glossary: its page, screens, and the words that most Assemblies begin with; the words are in `core.search`."""
