"""The register in the Wagtail admin: the Support Unit looks, nobody writes."""

import pytest

from tests.factories.funding import AwardFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return AwardFactory(title="Lunch for forty", award_class="giving")


def test_the_support_unit_lists_searches_and_inspects_awards(client, dev, award):
    AwardFactory(title="Something else")
    client.force_login(dev)
    listed = client.get("/cms/award/", {"q": "forty", "award_class": "giving"})
    assert "Lunch for forty" in listed.content.decode()
    assert "Something else" not in listed.content.decode()
    assert award.grant_id in client.get(f"/cms/award/inspect/{award.pk}/").content.decode()
    assert "awards.csv" in client.get("/cms/awardimport/").content.decode()


@pytest.mark.parametrize("way", ["new/", "edit/{pk}/", "delete/{pk}/"])
@pytest.mark.parametrize("who", ["dev", "root"])
def test_nobody_writes_an_award_by_hand(client, dev, award, way, who):
    root = UserFactory(email="root@example.org", is_superuser=True)
    client.force_login(dev if who == "dev" else root)
    url = "/cms/award/" + way.format(pk=award.pk)
    for response in (client.get(url), client.post(url, {"title": "Changed"})):
        assert response.status_code == 302
        assert response["Location"] == "/cms/"
    award.refresh_from_db()
    assert award.title == "Lunch for forty"


@pytest.mark.parametrize(("who", "status"), [("carys", 403), ("efua", 302)])
def test_who_is_not_in_the_support_unit_does_not_see_the_screens(client, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/cms/award/").status_code == status
