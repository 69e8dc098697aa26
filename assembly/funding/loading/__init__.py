"""Awards come in as a file that is uploaded on a screen."""
