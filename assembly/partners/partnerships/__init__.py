"""A partnership as everybody reads of it: what it is for, its seats, and how the next vacancy of each is filled."""
