"""Facts to a view: every word on the page is chosen here; its layout is the templates'."""
