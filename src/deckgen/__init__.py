"""deckgen: declarative deck specs and a structured dataset in, editable PowerPoint decks and PDF briefs out."""

__version__ = "0.1.0"
