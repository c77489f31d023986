"""Sound: players, recorded clips and synthetic voices."""
