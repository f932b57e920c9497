"""Who may do what, and when: the whole table, each act by each person at each stage with each declaration."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import product

import pytest

from guidance.roles import STRANGER, Person, Role
from guidance.rules import check_can_discard
from guidance.vocabularies import Meaning, Stage
from review import rules
from review.rules import Case, NotAllowed, Stale, Tally, settles, verdict
from review.stages import DRAFT, TRANSITIONS, Act, Interests


def someone(*roles: Role, active: bool = True, **hand) -> Case:
    return Case(person=Person("someone", frozenset(roles), active), **hand)


PEOPLE = {
    "nobody": Case(person=STRANGER),
    "stranger": someone(),
    "superuser": someone(),  # a superuser in no group: the rules see a stranger
    "editor": someone(Role.EDITOR),
    "contributor": someone(Role.EDITOR, contributor=True),
    "submitter": someone(Role.EDITOR, contributor=True, submitter=True),
    "member": someone(Role.BOARD),
    "contributing member": someone(Role.EDITOR, Role.BOARD, contributor=True),
    "submitting member": someone(Role.EDITOR, Role.BOARD, contributor=True, submitter=True),
    "chair": someone(Role.BOARD, Role.CHAIR),
    "chair alone": someone(Role.CHAIR),  # in the chairs' group only, and a board member even so
    "contributing chair": someone(Role.EDITOR, Role.BOARD, Role.CHAIR, contributor=True),
    "submitting chair": someone(Role.EDITOR, Role.BOARD, Role.CHAIR, contributor=True, submitter=True),
    "inactive editor": someone(Role.EDITOR, active=False),
    "inactive submitter": someone(Role.EDITOR, active=False, contributor=True, submitter=True),
    "inactive member": someone(Role.BOARD, active=False),
    "inactive chair": someone(Role.BOARD, Role.CHAIR, active=False),
}
STAGES = {
    "draft": DRAFT,  # nothing was ever submitted; elsewhere the stage is that of the last edition
    "submitted": Stage.SUBMITTED,
    "under review": Stage.UNDER_REVIEW,
    "approved": Stage.APPROVED,
    "returned": Stage.RETURNED,
    "withdrawn": Stage.WITHDRAWN,
    "superseded": Stage.SUPERSEDED,
    "retired": Stage.RETIRED,
}
DECLARATIONS = {
    "unassigned": {"interests": None},
    "not asked": {"interests": Interests.NOT_ASKED},
    "none": {"interests": Interests.NONE},
    "declared": {"interests": Interests.DECLARED},
    "released": {"interests": None, "released": True},
}

ANY = tuple(DECLARATIONS)
ASSIGNED = ("not asked", "none", "declared")
NOT_RECUSED = ("unassigned", "not asked", "none", "released")
ASKED_NO_MORE = ("unassigned", "declared", "released")
ASSIGNED_NONE = ("none",)
BOTH_OPEN = ("submitted", "under review")
OVER = ("approved", "returned", "withdrawn", "superseded", "retired")

EDITORS = dict.fromkeys(
    ("editor", "contributor", "submitter", "contributing member", "submitting member", "contributing chair",
     "submitting chair"), ANY,
)  # fmt: skip
CHAIRS = dict.fromkeys(("chair", "chair alone", "contributing chair", "submitting chair"), ANY)
IMPARTIAL_CHAIRS = dict.fromkeys(("chair", "chair alone"), ANY)
SUBMITTERS = dict.fromkeys(("submitter", "submitting member", "submitting chair"), ANY)
IMPARTIAL_BOARD = ("member", "chair", "chair alone")
WHOLE_BOARD = (*IMPARTIAL_BOARD, "contributing member", "submitting member", "contributing chair", "submitting chair")
REVIEWERS = dict.fromkeys(IMPARTIAL_BOARD, ASSIGNED_NONE)
COMMENTERS = REVIEWERS | dict.fromkeys(("chair", "chair alone"), NOT_RECUSED)
CHAIRS_WHO_REVIEW_NOTHING = dict.fromkeys(CHAIRS, ASKED_NO_MORE)


@dataclass(frozen=True)
class Row:
    """``act`` is allowed at the stages of ``when`` to the people of ``who``, given one of the declarations there.

    ``but`` has those stages at which it is other people. ``act`` is None where nothing comes to happen to an edition:
    somebody reads, or comes to the board.
    """

    act: Act | None
    what: str
    check: Callable[[Case], None]
    when: tuple[str, ...]
    who: dict[str, tuple[str, ...]]
    but: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    once_over: dict[str, tuple[str, ...]] = field(default_factory=dict)  # and to these where the round is over

    def allows(self, stage: str, who: str, declared: str) -> bool:
        is_over = stage in OVER and declared in self.once_over.get(who, ())
        return is_over or (stage in self.when and declared in self.but.get(stage, self.who).get(who, ()))

    @property
    def rules(self) -> set[str]:
        """By name: the rule that is asked, or those that a row of its own words asks."""
        code = self.check.__code__
        return set(code.co_names) if code.co_name == "<lambda>" else {code.co_name}


# fmt: off
TABLE = [
    Row(Act.SUBMIT, "a new edition",
        lambda case: rules.check_can_submit(case.person, is_open=bool(case.stage and case.stage.is_open), errors=0),
        when=("draft", *OVER), who=EDITORS),
    Row(Act.DISCARD, "the article",
        lambda case: check_can_discard(case.person, editions=0 if case.stage is DRAFT else 1),
        when=("draft",), who=EDITORS),
    Row(Act.ASSIGN, "somebody", rules.check_can_assign,
        when=BOTH_OPEN, who=IMPARTIAL_CHAIRS),
    Row(Act.ASSIGN, "oneself be assigned",
        lambda case: rules.check_can_be_assigned(case, is_member=True, is_assigned=_was_assigned(case)),
        when=tuple(STAGES), who=dict.fromkeys(IMPARTIAL_BOARD, ("unassigned",))),
    Row(Act.RELEASE, "a reviewer",
        lambda case: rules.check_can_release(case, has_signed=False, is_released=False),
        when=BOTH_OPEN, who=IMPARTIAL_CHAIRS),
    Row(Act.SET_DUE, "for a reviewer",
        lambda case: rules.check_can_set_due(case, has_decided=False, is_released=False),
        when=BOTH_OPEN, who=IMPARTIAL_CHAIRS),
    Row(Act.DECLARE, "interests", rules.check_can_declare,
        when=BOTH_OPEN, who=dict.fromkeys(WHOLE_BOARD, ("not asked",))),
    Row(Act.BEGIN, "the review", rules.check_can_begin,
        when=("submitted",), who=IMPARTIAL_CHAIRS),
    Row(Act.SIGN, "both meanings", lambda case: rules.check_can_sign(case, set(Meaning)),
        when=("under review",), who=REVIEWERS),
    Row(Act.COMMENT, "on a step", rules.check_can_comment,
        when=("under review", "returned"), who=COMMENTERS, but={"returned": REVIEWERS}),
    Row(Act.COMMENT, "on a step, once the next edition is submitted",
        lambda case: rules.check_can_comment(replace(case, has_successor=True)),
        when=("under review",), who=COMMENTERS),
    Row(Act.COMMENT, "blocking", lambda case: rules.check_can_comment(case, blocking=True),
        when=("under review",), who=COMMENTERS),
    Row(Act.LIFT, "one's own comment",
        lambda case: rules.check_can_lift(case, is_author=True, reason=""),
        when=("under review",), who=dict.fromkeys(IMPARTIAL_BOARD, ANY)),
    Row(Act.LIFT, "another's comment, with a reason",
        lambda case: rules.check_can_lift(case, is_author=False, reason="It was answered."),
        when=("under review",), who=IMPARTIAL_CHAIRS),
    Row(Act.LIFT, "another's comment, without a reason",
        lambda case: rules.check_can_lift(case, is_author=False, reason=" "),
        when=(), who={}),
    Row(Act.SEND_BACK, "with a reason", lambda case: rules.check_can_send_back(case, reason="A dose is wrong."),
        when=("under review",), who=REVIEWERS),
    Row(Act.SEND_BACK, "without a reason", lambda case: rules.check_can_send_back(case, reason=" "),
        when=(), who={}),
    Row(Act.WITHDRAW, "with a reason", lambda case: rules.check_can_withdraw(case, reason="A new trial is out."),
        when=BOTH_OPEN, who=CHAIRS | SUBMITTERS),
    Row(Act.WITHDRAW, "without a reason", lambda case: rules.check_can_withdraw(case, reason=""),
        when=(), who={}),
    Row(Act.WARN, "readers", rules.check_can_warn,
        when=("approved",), who=CHAIRS),
    Row(Act.REVIEW_EARLIER, "than was said", rules.check_can_review_earlier,
        when=("approved",), who=CHAIRS),
    Row(Act.RETIRE, "with a reason", lambda case: rules.check_can_retire(case, reason="Nobody uses the drug now."),
        when=("approved",), who=CHAIRS),
    Row(Act.RETIRE, "without a reason", lambda case: rules.check_can_retire(case, reason=""),
        when=(), who={}),
    Row(None, "read the document as its reviewer", rules.check_can_read,
        when=tuple(STAGES), who=REVIEWERS),
    Row(None, "see what others think, unsigned", rules.check_can_see_opinions,
        when=("draft", *BOTH_OPEN), who=CHAIRS_WHO_REVIEW_NOTHING, once_over=dict.fromkeys(PEOPLE, ANY)),
    Row(None, "see the trail, unsigned", rules.check_can_see_trail,
        when=("draft", *BOTH_OPEN), who=CHAIRS_WHO_REVIEW_NOTHING,
        once_over=dict.fromkeys(WHOLE_BOARD, ASSIGNED) | EDITORS | CHAIRS),
    Row(None, "set how a source stands", lambda case: rules.check_can_set_standing(case.person),
        when=tuple(STAGES), who=EDITORS | CHAIRS),
    Row(None, "invite", lambda case: rules.check_can_invite(case.person),
        when=tuple(STAGES), who=CHAIRS),
    Row(None, "withdraw an invitation", lambda case: rules.check_can_withdraw_invitation(case.person, is_open=True),
        when=tuple(STAGES), who=CHAIRS),
]
# fmt: on
BY_NOBODY = {Act.SUPERSEDE}  # comes with an approval; no person does it, so there is no rule to ask
# Whoever holds the link, or is shown the comment: what they ask stands in test_invitations.py and test_comments.py.
BY_ANYBODY = {"check_can_accept", "check_can_answer"}
DRAFTS = {"check_can_discard"}  # guidance's rule, whose act is in the table
SIGNING = {"signed", "blocking"}  # what a signature asks for, further down


def _was_assigned(case: Case) -> bool:
    return case.released or case.interests is not None


def named(row: Row) -> str:
    return f"{row.act.value} {row.what}" if row.act else row.what


@pytest.mark.parametrize("row", TABLE, ids=named)
@pytest.mark.parametrize("stage", STAGES)
def test_every_cell_of_the_table(row, stage):
    wrong = []
    for who, declared in product(PEOPLE, DECLARATIONS):
        case = replace(PEOPLE[who], stage=STAGES[stage], **DECLARATIONS[declared])
        allowed, reason = verdict(row.check, case)
        expected = row.allows(stage, who, declared)
        if allowed != expected or bool(reason) == allowed or (reason and not _is_sentence(reason)):
            wrong.append(f"{who}, {declared}: expected {expected}, got {allowed} {reason!r}")
    assert wrong == []


def _is_sentence(reason: str) -> bool:
    return reason[0].isupper() and reason.endswith(".") and reason.count(" ") >= 2 and "None" not in reason


def test_the_table_is_complete():
    assert {row.act for row in TABLE} - {None} | BY_NOBODY == set(Act)
    assert set(STAGES.values()) == {DRAFT, *Stage}
    assert {said["interests"] for said in DECLARATIONS.values()} == {None, *Interests}
    for row in TABLE:
        assert {*row.when, *OVER} <= set(STAGES)
        assert set(row.but) <= set(row.when)
        for who in (row.who, row.once_over, *row.but.values()):
            assert set(who) <= set(PEOPLE)
            assert {declared for allowed in who.values() for declared in allowed} <= set(DECLARATIONS)


def test_every_rule_is_in_the_table():
    asked = {rule for row in TABLE for rule in row.rules if rule.startswith("check_can_")}
    assert asked | BY_ANYBODY == {name for name in vars(rules) if name.startswith("check_can_")} | DRAFTS


def test_the_table_knows_every_role_and_everything_the_rules_ask_of_a_person():
    cases = PEOPLE.values()
    assert {role for case in cases for role in case.person.roles} == set(Role)
    told = {"stage", "person", "contributor", "submitter", "interests", "released", "has_successor"}
    assert {one.name for one in fields(Case)} == told | SIGNING
    for question in ("contributor", "submitter"):
        assert {getattr(case, question) for case in cases} == {True, False}
    assert {case.person.active for case in cases} == {True, False}


def test_the_table_and_the_transitions_agree_on_when():
    for transition in TRANSITIONS:
        rows = [row for row in TABLE if row.act is transition.act and row.what != "oneself be assigned"]
        stages = {STAGES[stage] for row in rows for stage in row.when}
        if transition.act not in BY_NOBODY | {Act.SUBMIT}:
            assert stages == set(transition.sources)


# What else must hold


def test_what_a_submission_asks_for():
    editor = Person("editor", frozenset({Role.EDITOR}))
    sound = {"is_open": False, "errors": 0, "is_draft": True, "differs": True, "reaffirms": False}

    def refusal(**but):
        return verdict(rules.check_can_submit, editor, **sound | but)[1]

    assert refusal() == ""
    assert refusal(differs=False, reaffirms=True) == ""
    assert "before the board already" in refusal(is_open=True)
    assert "One error stands" in refusal(errors=1)
    assert "2 errors stand" in refusal(errors=2)
    assert "still right" in refusal(differs=False)
    assert "still right" in refusal(reaffirms=True)
    with pytest.raises(Stale, match="has changed"):
        refusal(is_draft=False)


UNDER_REVIEW = replace(PEOPLE["member"], stage=Stage.UNDER_REVIEW, interests=Interests.NONE)


@pytest.mark.parametrize(
    ("case", "meanings", "reason"),
    [
        (UNDER_REVIEW, set(Meaning), ""),
        (UNDER_REVIEW, {Meaning.CLINICAL}, ""),
        (UNDER_REVIEW, set(), "what you sign for"),
        (replace(UNDER_REVIEW, blocking=True), {Meaning.CLINICAL}, "blocking comment of yours"),
        (replace(UNDER_REVIEW, signed=frozenset({Meaning.CLINICAL})), {Meaning.PLAIN}, ""),
        (replace(UNDER_REVIEW, signed=frozenset({Meaning.CLINICAL})), {Meaning.CLINICAL}, "already"),
        (replace(UNDER_REVIEW, signed=frozenset({Meaning.CLINICAL})), set(Meaning), "already"),
    ],
)
def test_what_a_signature_asks_for(case, meanings, reason):
    allowed, given = verdict(rules.check_can_sign, case, meanings)
    assert allowed == (reason == "")
    assert reason in given


def test_only_a_member_is_assigned():
    with pytest.raises(NotAllowed, match="active member of the board"):
        rules.check_can_be_assigned(PEOPLE["member"], is_member=False, is_assigned=False)


@pytest.mark.parametrize(("state", "reason"), [("has_signed", "a signature stands"), ("is_released", "already")])
def test_who_is_not_released(state, reason):
    case = replace(PEOPLE["chair"], stage=Stage.UNDER_REVIEW)
    with pytest.raises(NotAllowed, match=reason):
        rules.check_can_release(case, **{"has_signed": False, "is_released": False, state: True})


@pytest.mark.parametrize(("state", "reason"), [("has_decided", "have decided"), ("is_released", "been released")])
def test_from_whom_nothing_is_due(state, reason):
    case = replace(PEOPLE["chair"], stage=Stage.UNDER_REVIEW)
    with pytest.raises(NotAllowed, match=reason):
        rules.check_can_set_due(case, **{"has_decided": False, "is_released": False, state: True})


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(("due_on", "is_fit"), [(None, True), (TODAY, True), (date(2026, 3, 1), False)])
def test_what_is_due_has_not_passed(due_on, is_fit):
    assert verdict(rules.check_due, due_on, today=TODAY) == (is_fit, "" if is_fit else IT_HAS_PASSED)


IT_HAS_PASSED = "That day has passed. Choose today or a later day, or leave it empty."


@pytest.mark.parametrize(
    ("day", "than", "reason"),
    [
        (TODAY, date(2026, 3, 3), ""),
        (TODAY, None, ""),
        (date(2026, 3, 3), date(2026, 3, 3), "only be moved to an earlier day"),
        (date(2026, 3, 4), date(2026, 3, 3), "only be moved to an earlier day"),
        (date(2026, 3, 1), date(2026, 3, 3), "has passed"),
        (TODAY, TODAY, "by now already"),
        (date(2026, 2, 1), date(2026, 3, 1), "by now already"),
    ],
)
def test_a_review_is_only_moved_to_an_earlier_day(day, than, reason):
    allowed, given = verdict(rules.check_earlier, day, than=than, today=TODAY)
    assert allowed == (reason == "")
    assert reason in given


@pytest.mark.parametrize("stage", [stage for stage in STAGES.values() if stage is not Stage.SUBMITTED])
def test_only_what_waits_for_its_review_is_refused_as_not_begun(stage):
    assert "not begun" in verdict(rules.check_can_send_back, replace(UNDER_REVIEW, stage=Stage.SUBMITTED))[1]
    assert "not begun" not in verdict(rules.check_can_send_back, replace(UNDER_REVIEW, stage=stage))[1]
    assert "not begun" not in verdict(rules.check_can_retire, replace(PEOPLE["chair"], stage=Stage.SUBMITTED))[1]


@pytest.mark.parametrize(
    ("blocking", "has_successor", "reason"),
    [(False, True, "A newer edition has been submitted"), (True, False, "nothing can block it"), (False, False, "")],
)
def test_what_may_be_said_of_an_edition_that_was_returned(blocking, has_successor, reason):
    case = replace(UNDER_REVIEW, stage=Stage.RETURNED, has_successor=has_successor)
    allowed, given = verdict(rules.check_can_comment, case, blocking=blocking)
    assert allowed == (reason == "")
    assert reason in given


def may_see_opinions(who, declared, stage=Stage.UNDER_REVIEW, **but):
    case = replace(PEOPLE[who], stage=stage, **DECLARATIONS[declared], **but)
    return verdict(rules.check_can_see_opinions, case)[0]


def test_who_sees_what_others_think_while_the_round_lasts():
    clinical = frozenset({Meaning.CLINICAL})
    assert {(who, declared) for who in PEOPLE for declared in ANY if may_see_opinions(who, declared)} == {
        (chair, declared) for chair in CHAIRS for declared in ASKED_NO_MORE
    }
    assert may_see_opinions("member", "none", signed=clinical)
    assert not may_see_opinions("stranger", "unassigned", stage=Stage.SUBMITTED)
    assert all(may_see_opinions(who, "unassigned", stage=Stage.RETURNED) for who in PEOPLE)


ENOUGH = Tally(clinical=2, plain=1, has_lay_wording=True, blocking=0, undecided=0)


@pytest.mark.parametrize(
    ("tally", "required", "expected"),
    [
        (ENOUGH, 2, True),
        (ENOUGH, 1, True),
        (ENOUGH, 3, False),
        (replace(ENOUGH, clinical=3), 2, True),
        (replace(ENOUGH, clinical=1), 2, False),
        (replace(ENOUGH, plain=0), 2, False),
        (replace(ENOUGH, plain=0, has_lay_wording=False), 2, True),
        (replace(ENOUGH, plain=3, clinical=0), 1, False),
        (replace(ENOUGH, blocking=1), 2, False),
        (replace(ENOUGH, undecided=1), 2, False),
        (Tally(clinical=0, plain=0, has_lay_wording=False, blocking=0, undecided=0), 1, False),
    ],
)
def test_what_settles(tally, required, expected):
    assert settles(tally, required=required) is expected
