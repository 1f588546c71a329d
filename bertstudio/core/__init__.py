"""Nouns and pure changes. Standard library only."""
