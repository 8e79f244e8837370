"""Facts to a view: every word on the page is chosen here, and none of how it looks."""
