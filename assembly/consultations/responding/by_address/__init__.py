"""Responses of people and organisations without a place here: an e-mail address, confirmed by a mailed code.

    respond/yourself/          who answers, and the address
    respond/yourself/code/     the mailed code; from here on the session holds the address, for this consultation
    respond/yourself/finish/   the session forgets it
    respond/link/<token>/      the mailed link: replace, take back; after the close erase
"""
