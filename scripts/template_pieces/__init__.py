"""The XML pieces of the packaged template; `scripts/make_template.py` joins them into a package."""
