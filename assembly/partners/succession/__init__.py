"""Areas and public bodies that end and are followed: prepared, confirmed by a second person, then carried over."""
