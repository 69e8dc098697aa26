"""Messages from anybody to the Support Unit, each followed until it is answered."""
