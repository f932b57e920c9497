"""Load the demonstration: invented people, and articles that no doctor has reviewed."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from guidance import canonical, documents, editing, queries
from guidance.models import Article, Edition, Member, Topic
from guidance.roles import Role
from guidance.vocabularies import Meaning
from review import workflow
from review.stages import Interests

CONTENT = Path(__file__).resolve().parents[2] / "demonstration"
PASSWORD = "demonstration"

# user name: roles, and how a member's name and role are printed
PEOPLE = {
    "editor": ([Role.EDITOR], None),
    "vale": ([Role.BOARD], ("Dr Miriam Vale (invented)", "Neurologist", "Neurology")),
    "okoro": ([Role.BOARD], ("Dr Daniel Okoro (invented)", "Infectious disease physician", "Infectious diseases")),
    "lind": ([Role.BOARD, Role.CHAIR], ("Prof Ines Lind (invented)", "Chair of the board", "Neurology")),
}
ARTICLES = {
    "leukoencephalopathy": "White matter disorders",
    "pml": "Infections of the brain",
    "toluene": "Toxic harm to the brain",
}
APPROVED, UNDER_REVIEW, SUBMITTED = ARTICLES


class Command(BaseCommand):
    help = "Load the demonstration content and accounts. Doing it again changes nothing. Only where DEBUG is on."

    def handle(self, **_options) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration is loaded only where DEBUG is on: its passwords are known to everyone."
            )
        with transaction.atomic():
            load(timezone.now())
        self.stdout.write(self.style.SUCCESS(f"leuko is at {settings.LEUKO_ADDRESS}/"))
        self.stdout.write("A demonstration: its people are invented, and no doctor has reviewed what it says.")
        if settings.EMAIL_FILE_PATH:
            self.stdout.write(f"Its mails are not sent: they stand at {settings.LEUKO_ADDRESS}/board/mail/")
        for name, (roles, _) in PEOPLE.items():
            self.stdout.write(f"  {name:<7} password {PASSWORD}   {', '.join(role.value for role in roles)}")


def load(now: datetime) -> None:
    """Whatever of the demonstration is not there yet."""
    people = {name: person(name, roles, printed) for name, (roles, printed) in PEOPLE.items()}
    days = [now - timedelta(days=count) for count in (30, 24, 20, 12, 6)]
    for term in canonical.loads((CONTENT / "glossary.json").read_bytes()):
        editing.save_term(value=canonical.decode(documents.Term, term), by=people["editor"], at=days[0])
    for slug, topic in ARTICLES.items():
        if not Article.objects.filter(slug=slug).exists():
            article = write(slug, topic, by=people["editor"], at=days[0])
            review(article, people, days)


def person(name: str, roles: list[Role], printed: tuple[str, str, str] | None) -> User:
    user, is_new = User.objects.get_or_create(username=name, defaults={"email": f"{name}@leuko.example"})
    if is_new:
        user.set_password(PASSWORD)
        user.save()
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
        if printed:
            Member.objects.create(user=user, name=printed[0], role=printed[1], specialty=printed[2])
    return user


def write(slug: str, topic: str, *, by: User, at: datetime) -> Article:
    document = documents.from_json((CONTENT / f"{slug}.json").read_bytes())
    article = editing.create_from(document=document, by=by, at=at, slug=slug)
    parent, _ = Topic.objects.get_or_create(slug="neurology", defaults={"name": "Neurology"})
    child, _ = Topic.objects.get_or_create(slug=slug, defaults={"name": topic, "parent": parent})
    return editing.change_article(
        article=article, by=by, at=at, revision=article.revision, changes={"topics": [parent, child]}
    )


def review(article: Article, people: dict[str, User], days: list[datetime]) -> None:
    """As far as this article of the demonstration has come."""
    edition = submit(article, by=people["editor"], at=days[1])
    if article.slug == SUBMITTED:
        return
    for name in ("vale", "okoro"):
        assign(edition, people[name], by=people["lind"], at=days[2], due=days[2] + timedelta(days=28))
    if article.slug == UNDER_REVIEW:
        return
    for at, name, meanings in ((days[3], "vale", {Meaning.CLINICAL}), (days[4], "okoro", set(Meaning))):
        workflow.sign(edition=edition, by=people[name], at=at, meanings=meanings, digest=edition.digest)


def submit(article: Article, *, by: User, at: datetime) -> Edition:
    digest = documents.digest(documents.to_json(queries.draft(article)))
    return workflow.submit(article=article, by=by, at=at, digest=digest, message="For the demonstration.")


def assign(edition: Edition, reviewer: User, *, by: User, at: datetime, due: datetime) -> None:
    assignment = workflow.assign(edition=edition, reviewer=reviewer, by=by, at=at, due_on=due.date())
    workflow.declare(assignment=assignment, by=reviewer, at=at, interests=Interests.NONE)
