"""Tools that draw on the picture: where points are, what a hand takes hold of, how a new annotation comes about."""
