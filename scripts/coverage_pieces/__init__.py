"""The pieces of `scripts/make_coverage.py`: what is shown where, and how that is told."""
