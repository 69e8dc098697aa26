"""Find help: what infrastructure organisations offer, by need, and enquiries that are followed until answered."""
