"""Input files read: YAML bytes to maps, lists and strings that know where they stand."""
