"""The acts of membership, a module for each part of an organisation's life."""
