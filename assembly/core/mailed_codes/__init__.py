"""One-time codes by e-mail: the only way in which this site checks that somebody reads an address.

    VOTING = Purpose("elections.proof", mail="elections/proof_code", lasts=…, limits=(Limit("person", 5, hours=1, …),))
    bearer = Bearer(VOTING, person=user.pk)
    services.send(bearer, user.email, {"user": user})
    services.check(bearer, typed)

A code is kept as a keyed hash. It is mailed while somebody waits and never through the queue of mail. So it is in no
table that staff read, is never sent again, and goes to no corrected address. It is counted by the person, the
organisation or the address it is about and not by the row that asked for it: withdrawing a claim and making it again
gives no more guesses.
"""
