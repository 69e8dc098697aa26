"""A WSGI application that answers one request after the other, and can tell when it has answered them all."""

import threading

from django.conf import settings


class OneAtATime:
    def __init__(self, app):
        self.app = app
        self.turn = threading.Lock()
        self.changed = threading.Condition()
        self.asked = 0

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith(settings.STATIC_URL):
            return self.app(environ, start_response)
        with self.changed:
            self.asked += 1
            self.changed.notify_all()
        try:
            with self.turn:
                return self._whole_answer(environ, start_response)
        finally:
            with self.changed:
                self.asked -= 1
                self.changed.notify_all()

    def _whole_answer(self, environ, start_response):
        answer = self.app(environ, start_response)
        try:
            return list(answer)
        finally:
            answer.close()

    def until_idle(self):
        with self.changed:
            assert self.changed.wait_for(lambda: not self.asked, timeout=30), "The site is busy."
