"""What everybody reads of cases: the register, one case, what was learnt, and the figures."""
