"""Put our front page where Wagtail's own migrations leave a welcome page, and point the site at it."""

from django.db import migrations


def make_front_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")
    if HomePage.objects.exists():
        return

    # The welcome page is a bare Page that nobody has given children; a tree in use is left alone.
    bare = ContentType.objects.filter(app_label="wagtailcore", model="page")
    if Page.objects.filter(depth=2).exclude(content_type__in=bare).exists():
        return
    Page.objects.filter(depth=2, content_type__in=bare, numchild=0).delete()

    root = Page.objects.get(depth=1)
    front, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    locale = Locale.objects.first() or Locale.objects.create(language_code="en-gb")
    page = HomePage.objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=front,
        locale=locale,
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
        show_in_menus=False,
    )
    Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page_id": page.pk},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # Nothing to undo: 0001 takes the page with its table, and Wagtail's welcome page was no content of ours.
        migrations.RunPython(make_front_page, migrations.RunPython.noop),
    ]
