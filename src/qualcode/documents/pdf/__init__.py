"""PDF: `pages` reads lines from pages in a process of its own, the others make paragraphs of them."""
