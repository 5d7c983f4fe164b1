"""What is asked for and put away again: palette, preferences, keys, about. Nothing waits for any of them."""
