"""The resource library: pages of guidance by need, each with words of its own, a file or a link."""
