"""People who sign in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.common.swedish_order import InSwedishOrder


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their e-mail address, whatever its case; the system's own actors are not among them."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().filter(is_system=False)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(Keyed, AbstractBaseUser):
    """Someone who works in Tertial; what they may do is said by their roles in units."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = text_fields.CharField(_("name"), max_length=150)
    title = text_fields.CharField(_("title"), max_length=150, blank=True)
    language = text_fields.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="sv")
    is_active = models.BooleanField(_("may sign in"), default=True)
    left_on = models.DateField(_("left"), null=True, blank=True, editable=False)
    is_system = models.BooleanField(default=False, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()
    everyone: "ClassVar[models.Manager[Person]]" = models.Manager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[Any]] = ["name"]

    class Meta:
        ordering = [InSwedishOrder("name"), "id"]
        constraints = [
            *has_ref("person"),
            models.UniqueConstraint(Lower("email"), name="person_email_unique"),
            models.CheckConstraint(
                condition=models.Q(is_system=False) | models.Q(is_active=False), name="the_system_never_signs_in"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PasswordLink(models.Model):
    """A link by which someone sets their own password; the row sees to it that it is used once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="password_links")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(used_at=None), name="one_open_password_link_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at.isoformat()}"


class FailedSignIns(models.Model):
    """How often in a row someone at one place has tried one address without the right password.

    `key` is a digest of e-mail address and place, so that the table reveals nothing about anybody.
    """

    key = text_fields.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key[:8]} × {self.count}"


class StartCode(models.Model):
    """The code that is printed where an empty Tertial starts, as a digest: who writes it becomes the administrator."""

    digest = text_fields.CharField(max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"until {self.expires_at.isoformat()}"
