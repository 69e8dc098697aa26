"""Staff add and change people under /cms/users/."""

import pytest

from assembly.accounts.models import User
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = UserFactory(name="Root", email="root@example.org", is_superuser=True)
    client.force_login(user)
    return user


def test_a_person_is_added_with_one_name_and_no_password(client, admin):
    page = client.get("/cms/users/new/").content.decode()
    assert "Full name" in page
    assert "First name" not in page
    assert 'type="password"' not in page
    client.post("/cms/users/new/", {"email": "Gil@Example.org", "name": "Gil Grant"})
    gil = User.objects.get(name="Gil Grant")
    assert gil.email == "gil@example.org"
    assert not gil.has_usable_password()


def test_nobody_is_added_twice(client, admin, carys):
    page = client.post("/cms/users/new/", {"email": "CARYS@example.org", "name": "Carys Again"})
    assert "already" in page.content.decode()
    assert not User.objects.filter(name="Carys Again").exists()


def test_a_person_is_changed(client, admin, carys):
    address = f"/cms/users/edit/{carys.pk}/"
    assert client.get(address).status_code == 200
    client.post(address, {"email": carys.email, "name": "Carys Coleman", "is_active": "on"})
    carys.refresh_from_db()
    assert carys.name == "Carys Coleman"
    assert carys.check_password("correct horse battery")


def test_people_are_listed_sorted_and_found_by_name(client, admin, carys, asha):
    page = client.get("/cms/users/?ordering=-name").content.decode()
    assert page.index("Root") < page.index("Carys Cole") < page.index("Asha Amin")
    found = client.get("/cms/users/?q=carys").content.decode()
    assert "Carys Cole" in found
    assert "Asha Amin" not in found


def test_an_office_holder_without_the_permission_sees_none_of_it(client, dev):
    client.force_login(dev)
    assert client.get("/cms/users/").status_code == 302
