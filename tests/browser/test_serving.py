"""The server of the browser tests answers one request after the other, and is idle when the last is answered."""

import threading

from tests.browser.serving import OneAtATime


class Answer(list):
    closed = 0

    def close(self):
        Answer.closed += 1


def test_a_request_waits_for_the_one_before_it_and_idle_for_both():
    entered, inside, go = [], threading.Event(), threading.Event()

    def app(environ, start_response):
        entered.append(environ["PATH_INFO"])
        inside.set()
        assert go.wait(10)
        return Answer([b"words"])

    site = OneAtATime(app)
    for path in ("/a", "/b"):
        threading.Thread(target=site, args=({"PATH_INFO": path}, None)).start()
    with site.changed:
        assert site.changed.wait_for(lambda: site.asked == 2, timeout=10)
    assert inside.wait(10)
    assert len(entered) == 1
    go.set()
    site.until_idle()
    assert sorted(entered) == ["/a", "/b"]
    assert Answer.closed == 2
