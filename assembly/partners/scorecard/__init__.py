"""The scorecard of public bodies: what higher apps found of them, counted, each figure with the list behind it."""
