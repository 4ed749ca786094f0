"""What is asked and read over the text; each is a screen of its own, Esc leaves it."""
