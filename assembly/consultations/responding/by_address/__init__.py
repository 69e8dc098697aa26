"""Responses of people and organisations without a place here: by an e-mail address, confirmed with a mailed code.

The pages lie below `respond/yourself/` of the consultation. Once the code was typed, the session holds the address, for
this consultation and a limited time. The link in the mailed copy opens `responses/<token>/`: replace, take back, and
after the close erase.
"""
