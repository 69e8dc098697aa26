"""The order of what waits for a person, and how the same thing for several organisations is one line."""

import datetime as dt

from assembly.core.duties import arranged
from assembly.core.time_left import left_words
from assembly.core.to_do import Task

AT = dt.datetime(2008, 11, 3, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def task(text="Vote: Board", days=3.0, whose="Kennet Carers", url="/elections/one/", **more):
    return Task(
        text=text,
        button=more.pop("button", "Vote for {}"),
        url=url,
        by=AT + days * DAY,
        whose=whose,
        **more,
    )


def test_what_ends_soon_comes_first_then_what_waits_then_what_ends_later():
    waiting, overdue, soon, sooner, later, latest = (
        task(text, days=days)
        for text, days in [
            ("waiting", -2),
            ("overdue", -30),
            ("soon", 14),
            ("sooner", 1),
            ("later", 15),
            ("latest", 80),
        ]
    )
    found = arranged([latest, waiting, soon, overdue, later, sooner], AT)
    assert [duty.text for duty in found] == [
        "sooner",
        "soon",
        "overdue",
        "waiting",
        "later",
        "latest",
    ]
    assert [duty.is_urgent for duty in found] == [True, True, False, False, False, False]


def test_a_button_says_the_act_for_whom_and_how_long_is_left():
    (duty,) = arranged([task()], AT)
    assert [way.label for way in duty.ways] == ["Vote for Kennet Carers: 3 days left"]
    assert duty.left == ""


def test_several_organisations_with_one_way_are_one_button():
    found = arranged([task(whose=name) for name in ("Wye", "Avon", "Kennet")], AT)
    (duty,) = found
    assert [way.label for way in duty.ways] == ["Vote for 3 organisations: 3 days left"]
    assert duty.whose == "Avon, Kennet, Wye"


def test_several_organisations_with_a_way_each_are_one_heading():
    tasks = [task(whose=name, url=f"/{name}/", button="Appeal for {}") for name in ("Wye", "Avon")]
    (duty,) = arranged(tasks, AT)
    assert [(way.label, way.url) for way in duty.ways] == [
        ("Appeal for Avon", "/Avon/"),
        ("Appeal for Wye", "/Wye/"),
    ]
    assert duty.left == "3 days left"


def test_the_same_words_with_another_end_are_another_duty():
    assert len(arranged([task(days=3), task(days=4)], AT)) == 2


def test_days_left_count_to_the_last_day_on_which_it_can_be_done():
    def left(*moment):
        return left_words(dt.datetime(*moment, tzinfo=dt.UTC), AT)

    assert left(2008, 11, 4, 0) == "last day"  # midnight: until the end of the third
    assert left(2008, 11, 4, 9) == "1 day left"
    assert left(2008, 11, 6, 0) == "2 days left"
    assert left(2008, 11, 3, 12) == ""
    assert left(2008, 11, 1) == ""


def test_rehearsals_come_after_every_real_duty():
    practice = task("Rehearsal: Vote", days=1, is_rehearsal=True)
    found = arranged([practice, task("latest", days=80), task("waiting", days=-2)], AT)
    assert [duty.text for duty in found] == ["waiting", "latest", "Rehearsal: Vote"]


def test_days_are_counted_to_what_is_near():
    def label(days):
        return arranged([task(days=days)], AT)[0].ways[0].label

    assert label(60) == "Vote for Kennet Carers: 60 days left"
    assert label(61) == "Vote for Kennet Carers"
