"""The site's one search: the page, the words that mean the same, and the marks in what is found."""
