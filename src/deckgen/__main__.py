"""`python -m deckgen`."""

from deckgen.cli.main import main

if __name__ == "__main__":
    main()
