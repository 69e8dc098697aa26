import datetime as dt
import pydoc
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

import pytest
from croniter import croniter
from django_q.models import Schedule

from assembly import schedules
from assembly.core import services
from assembly.schedules import Job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("job", schedules.JOBS, ids=lambda job: job.name)
def test_every_job_runs_as_it_is_scheduled(job):
    pydoc.locate(job.function)()


@pytest.mark.parametrize("job", schedules.JOBS, ids=lambda job: job.name)
def test_no_job_runs_more_often_than_every_five_minutes(job):
    times = croniter(job.cron, dt.datetime(2026, 11, 30, tzinfo=dt.UTC))
    moments = [times.get_next(dt.datetime) for _ in range(300)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) >= dt.timedelta(minutes=5)


def test_the_database_matches_the_timetable_and_strays_go(capsys):
    Schedule.objects.create(name="A stray", func="math.sqrt", schedule_type=Schedule.DAILY)
    call_command("sync_schedules")
    assert set(
        Schedule.objects.values_list("name", "func", "cron", "schedule_type", "repeats")
    ) == {(job.name, job.function, job.cron, "C", -1) for job in schedules.JOBS}
    assert "schedules match" in capsys.readouterr().out


def test_syncing_again_keeps_the_next_run_of_each_job():
    services.sync_schedules(schedules.JOBS)
    later = timezone.now() + dt.timedelta(days=1)
    Schedule.objects.update(next_run=later)
    call_command("sync_schedules", verbosity=0)
    assert set(Schedule.objects.values_list("next_run", flat=True)) == {later}


def test_a_job_with_new_times_is_scheduled_anew():
    services.sync_schedules([Job("Job", "math.sqrt", "0 1 * * *")])
    services.sync_schedules([Job("Job", "math.sqrt", "0 2 * * *")])
    assert Schedule.objects.get().cron == "0 2 * * *"


def test_a_cron_line_that_means_nothing_is_refused():
    with pytest.raises(ValidationError):
        services.sync_schedules([Job("Job", "math.sqrt", "every now and then")])
    assert not Schedule.objects.exists()


def test_switched_off_jobs_keep_the_scheduler_still():
    from assembly import settings

    assert settings.Q_CLUSTER["scheduler"] is settings.BACKGROUND_JOBS
