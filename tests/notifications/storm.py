"""Two jobs and more at once, in a process of its own: see `tests.storm`."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from assembly.accounts.models import User
from assembly.notifications import digests, services


def together(act, times: int) -> list:
    barrier = threading.Barrier(times)

    def in_thread(number: int):
        barrier.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(in_thread, range(times)))


def send_digests(times: int) -> list[int]:
    """How many mails each of these jobs wrote."""
    return together(lambda _: digests.send_due(), times)


def notify(times: int) -> list[None]:
    """The same news, told to the same people in many acts at once."""
    people = list(User.objects.order_by("?"))
    return together(
        lambda number: services.notify(people[:: (-1) ** number], "membership/refused", url="/my/"),
        times,
    )
