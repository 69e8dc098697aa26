"""The address of an account is corrected when its owner cannot read mail at the old one.

Anyone who can read the e-mail of an account can sign in to it, and perhaps vote. So it takes two people in office, the
new address has to answer, and the old one is told before and after.
"""
