"""What the API says of itself is what it does: schemathesis tries it with right and wrong values."""

from django.core import signals
from django.db import close_old_connections

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from assembly.wsgi import application

pytestmark = pytest.mark.django_db

TRIES = 50


@pytest.fixture
def schema(world, settings):
    """The description as it is served, beside one of everything, on the connection of the test."""
    settings.ALLOWED_HOSTS = ["*"]
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in both:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(schema, mode):
    tried = set()

    def try_out(operation):
        @settings(
            max_examples=TRIES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def once(case):
            case.call_and_validate()
            tried.add(case.operation.path)

        once()

    for found in schema.get_all_operations():
        try_out(found.ok())
    assert len(tried) == 20
