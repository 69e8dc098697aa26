"""Responses that came on paper, by mail, by telephone or at a meeting: one person enters, another one checks.

Until it is checked it counts nowhere. The person who enters or checks one sees that response and no other.
"""
