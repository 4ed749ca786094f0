"""What RTF is made of: tokens, and the paragraphs and tables they draw."""
