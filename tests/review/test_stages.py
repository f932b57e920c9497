"""What may follow what."""

from collections import Counter

from guidance.vocabularies import Stage
from review.stages import BY_ACT, DRAFT, TRANSITIONS, Act

ENDS = {Stage.RETURNED, Stage.WITHDRAWN, Stage.SUPERSEDED, Stage.RETIRED}


def test_every_act_has_one_transition():
    assert Counter(transition.act for transition in TRANSITIONS) == Counter(Act)
    assert set(BY_ACT) == set(Act)


def test_every_transition_says_who():
    assert all(transition.by and transition.sources and transition.targets for transition in TRANSITIONS)


def test_every_stage_is_reached_from_the_draft():
    reached, grown = set(), {DRAFT}
    while grown != reached:
        reached = grown
        grown = reached | {to for one in TRANSITIONS if reached & set(one.sources) for to in one.targets}
    assert reached == {DRAFT, *Stage}


def leads_on(transition, source) -> bool:
    """Whether it may lead an edition elsewhere: what leads back to where it came from does so only by settling."""
    return source not in transition.targets or Stage.APPROVED in transition.targets


def test_the_ways_out_are_final_and_approval_is_not():
    left = {source for one in TRANSITIONS for source in one.sources if leads_on(one, source)}
    assert set(Stage) - left == ENDS
    assert {to for one in TRANSITIONS if Stage.APPROVED in one.sources for to in one.targets} == {
        Stage.APPROVED,
        Stage.SUPERSEDED,
        Stage.RETIRED,
    }


def test_only_what_is_under_review_comes_to_be_approved():
    """Whatever leads from open to approved may be done under review; nothing submitted settles by itself."""
    for transition in TRANSITIONS:
        if Stage.APPROVED in transition.targets and Stage.APPROVED not in transition.sources:
            assert Stage.UNDER_REVIEW in transition.sources
            assert set(transition.sources) <= {Stage.SUBMITTED, Stage.UNDER_REVIEW}


def test_an_open_stage_is_one_the_board_may_still_act_on():
    assert {stage for stage in Stage if stage.is_open} == {Stage.SUBMITTED, Stage.UNDER_REVIEW}
    for stage in ENDS - {Stage.RETURNED}:
        assert not any(transition.allows(stage) for transition in TRANSITIONS)
    assert {transition.act for transition in TRANSITIONS if transition.allows(Stage.RETURNED)} == {Act.COMMENT}
