"""Languages, their message catalogues, and the text functions made from them."""
