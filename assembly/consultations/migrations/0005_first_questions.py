"""Give each consultation its one question as a set of questions, and each response its words as the answer to it."""

from django.db import migrations


def carry_over(apps, schema_editor):
    model = lambda name: apps.get_model("consultations", name)  # noqa: E731
    for page in model("ConsultationPage").objects.select_related("consultation").iterator():
        consultation = page.consultation
        questions = model("QuestionSet").objects.create(
            consultation=consultation,
            number=1,
            in_force_at=consultation.published_at,
            put_in_force_by_id=consultation.published_by_id,
        )
        section = model("Section").objects.create(question_set=questions, position=1)
        question = model("Question").objects.create(
            section=section, position=1, code=1, words=page.question, is_required=True
        )
        versions = model("ResponseVersion").objects.filter(response__consultation=consultation)
        answers = (
            model("Answer")(version=version, question=question, text=version.text)
            for version in versions.iterator()
        )
        model("Answer").objects.bulk_create(answers, batch_size=500)
        versions.update(question_set=questions)
    for notice in model("OpeningNotice").objects.iterator():
        model("Telling").objects.create(
            consultation_id=notice.consultation_id,
            moment="opened",
            reached=notice.reached,
            finished_on=notice.finished_on,
        )


def carry_back(apps, schema_editor):
    model = lambda name: apps.get_model("consultations", name)  # noqa: E731
    for question in model("Question").objects.filter(code=1, section__question_set__number=1):
        consultation = question.section.question_set.consultation_id
        model("ConsultationPage").objects.filter(consultation=consultation).update(
            question=question.words
        )
    for answer in model("Answer").objects.filter(question__code=1).iterator():
        model("ResponseVersion").objects.filter(pk=answer.version_id).update(text=answer.text)
    for telling in model("Telling").objects.filter(moment="opened").iterator():
        model("OpeningNotice").objects.create(
            consultation_id=telling.consultation_id,
            reached=telling.reached,
            finished_on=telling.finished_on,
        )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0004_asked_and_answered")]
    operations = [migrations.RunPython(carry_over, carry_back)]
