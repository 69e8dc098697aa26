"""The acts of an election, in its order: setup, key, roll, proof, voting, opening, result."""
