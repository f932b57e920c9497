"""What readers asked and what they reported."""

from django.db.models import Count, QuerySet

from guidance.models import Article, Question, Report
from guidance.models.feedback import ReportStage


def questions() -> QuerySet[Question]:
    """What readers asked and no article answers, the most asked first."""
    return Question.objects.filter(answered_by=None).select_related("article")


def questions_taken_up() -> QuerySet[Question]:
    """Those that an editor has linked to the article that is to answer them."""
    return Question.objects.exclude(answered_by=None).select_related("article", "answered_by")


def with_awaiting(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each with ``awaiting``: how many readers wait to be told of its answer."""
    return questions.annotate(awaiting=Count("awaited")).order_by("-asked", "-last_asked_at", "pk")


def articles_by_title() -> QuerySet[Article]:
    """All that a question can be linked to: no more than their titles are read."""
    return Article.objects.order_by("title", "pk").only("slug", "title")


def open_reports() -> QuerySet[Report]:
    return reports(ReportStage.OPEN)


def reports(stage: ReportStage) -> QuerySet[Report]:
    """Problems that readers reported, the last first."""
    return Report.objects.filter(stage=stage.value).select_related("article")


def report_counts() -> dict[ReportStage, int]:
    """How many there are at each stage."""
    counted = dict(Report.objects.order_by().values_list("stage").annotate(Count("pk")))
    return {stage: counted.get(stage.value, 0) for stage in ReportStage}


def others_of_the_step(report: Report) -> QuerySet[Report]:
    """What else readers reported of the same step, the last first."""
    same = Report.objects.filter(article=report.article_id, step_key=report.step_key)
    return same.exclude(pk=report.pk) if report.step_key else Report.objects.none()
