"""The site's one search: the page, and the marks in what is found."""
