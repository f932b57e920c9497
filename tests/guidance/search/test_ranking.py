"""What is searched of a document, and in what order it is found: no database is asked."""

import pytest

from guidance.audiences import Audience
from guidance.documents import Section, Term, Wording
from guidance.search import judging, passages, words
from guidance.search.aspects import Aspect, aspects, of_step
from guidance.search.judging import Judged
from guidance.search.ranking import Candidate, Evidence, Named, Question, rank, rarities
from guidance.vocabularies import Action, NameKind, PassageKind, SectionKind
from tests.guidance.documents import a_document, a_reference, a_step

DISEASE = Term("t", "purplitis", abbreviations=("PPL",), synonyms=("violet fever",), plain_name="purple illness")


@pytest.mark.parametrize(
    ("one_way", "other"),
    [("treats", "treated"), ("Tumours", "tumor"), ("naïve", "naive"), ("Crohn’s", "crohn"), ("leukaemia", "leukemia")],
)
def test_one_word_has_one_stem_in_all_its_forms_and_spellings(one_way, other):
    assert words.stem(one_way) == words.stem(other)
    assert words.stem(one_way) != words.stem("water")


def test_what_only_asks_is_not_looked_for():
    assert words.stems("What is the treatment for PPL, please?") == [words.stem("treatment"), "ppl"]
    assert list(words.runs(["a", "b", "c"], 2)) == ["a", "a b", "b", "b c", "c"]


def test_words_that_were_looked_for_are_marked_in_any_form_and_nothing_is_lost():
    found = words.pieces("Treating <b>it</b> is the treated’s aim.", set(words.stems("treated")))
    assert "".join(text for _, text in found) == "Treating <b>it</b> is the treated’s aim."
    assert [text for is_word, text in found if is_word] == ["Treating", "treated’s"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What are the side effects?", {Aspect.HARMS}),
        ("When should it be stopped?", {Aspect.STOPPING}),
        ("How long does it last?", {Aspect.OUTLOOK}),
        ("What is it?", {Aspect.OVERVIEW}),
        ("What is its treatment, and who is at risk?", {Aspect.TREATMENT, Aspect.RISK}),
        ("purplitis", set()),
    ],
)
def test_a_question_and_a_heading_are_read_by_the_same_words(text, said):
    assert aspects(text) == said


def test_a_step_speaks_of_what_its_heading_says_or_else_its_kind_and_of_its_action():
    assert of_step("Symptoms", SectionKind.TREATMENT, Action.GROUP) == {Aspect.SYMPTOMS}
    assert of_step("Purplitis", SectionKind.MONITORING, Action.GROUP) == {Aspect.MONITORING, Aspect.TESTS}
    assert Aspect.STOPPING in of_step("Symptoms", SectionKind.TREATMENT, Action.STOP)


def a_tree():
    below = a_step("Stop it at once.", lay="Stop taking it.", key="below", action=Action.STOP, citations=())
    above = a_step(
        "For rufimab", lay="If you take rufimab", key="above", steps=(below,), applies_when=Wording.of("In PPL")
    )
    section = Section(Wording.of("Drugs", "Medicines"), SectionKind.TREATMENT, (above,))
    return a_document(title="What helps in purplitis?", sections=(section,), terms=(DISEASE, Term("w", "water")))


def test_a_step_is_found_and_shown_with_the_steps_above_it():
    found = {one.key: one for one in passages.passages(a_tree()) if one.kind is PassageKind.STEP}
    below = found["below"]
    assert below.weights[words.stem("stop")] > below.weights["rufimab"] > 0
    assert below.shown[Audience.CLINICIAN].above == ("In PPL: For rufimab",)
    assert below.shown[Audience.LAY].text == "Stop taking it."
    assert below.shown[Audience.LAY].heading == "Medicines"
    assert below.shown[Audience.LAY].fell_back  # the condition has no plain wording
    assert found["above"].position < below.position


def test_an_article_is_found_by_every_name_of_what_its_title_names():
    found = {(name.kind, name.stems) for name in passages.names(a_tree())}
    for name in ("purplitis", "PPL", "violet fever", "purple illness"):
        assert (NameKind.ALSO, " ".join(words.stems(name))) in found
    assert (NameKind.TERM, "water") in found
    assert (NameKind.ALSO, "water") not in found  # explained, but not what the article is about
    assert "ppl" in next(passages.passages(a_tree())).weights


def test_sources_and_terms_are_passages_too():
    document = a_document(references=(a_reference(csl={"title": "Of salts"}),), terms=(DISEASE,))
    kinds = [one.kind for one in passages.passages(document)]
    assert kinds == [PassageKind.ARTICLE, PassageKind.STEP, PassageKind.REFERENCE, PassageKind.TERM]
    assert "salt" in list(passages.passages(document))[2].weights


def test_a_words_weight_hangs_on_its_passage_alone_and_more_of_it_adds_ever_less():
    once, twice, often = (
        passages.weights([(passages.TEXT, "salt " * times + "water " * (100 - times))])["salt"] for times in (1, 2, 50)
    )
    assert once < twice < often < passages.UNIT * (passages.SATURATION + 1)
    assert twice - once > (often - twice) / 48


ASKED = Question.of("How is purplitis treated?")


def candidate(pk: int, entry: int, *said: Aspect, score: int = 0) -> Candidate:
    return Candidate(pk, entry, pk, frozenset(said), score)


def order(evidence: Evidence) -> list[int]:
    return [one.entry for one in rank(ASKED, evidence)]


def test_an_article_whose_name_the_question_holds_comes_first():
    scores = {1: 500_000, 2: 400_000}
    rare = {"purpliti": 600}
    assert order(Evidence(scores, (), (), rare)) == [1, 2]
    named = [Named(2, NameKind.ALSO, "purpliti")]
    assert order(Evidence(scores, (), named, rare)) == [2, 1]
    title = [Named(1, NameKind.TITLE, "purpliti")]
    assert order(Evidence({1: 400_000, 2: 500_000}, (), named + title, rare)) == [1, 2]


def test_of_an_article_what_speaks_of_what_is_asked_comes_first():
    found = [candidate(1, 1, Aspect.CAUSES, score=200_000), candidate(2, 1, Aspect.TREATMENT)]
    [article] = rank(ASKED, Evidence({1: 1}, found, (), {}))
    assert [one.pk for one, _ in article.passages] == [2, 1]


def test_equal_scores_keep_one_order():
    found = [candidate(pk, 1) for pk in (3, 1, 2)]
    [first, second] = rank(ASKED, Evidence({2: 5, 1: 5}, found, (), {}))
    assert (first.entry, second.entry) == (1, 2)
    assert [one.pk for one, _ in first.passages] == [1, 2, 3]


def test_rare_words_weigh_more_and_a_word_that_nothing_has_weighs_nothing():
    found = rarities(Question.of("salt water unheard"), {"salt": 1, "water": 90}, 100)
    assert list(found) == ["salt", "water"]
    assert found["salt"] > found["water"] > 0


def test_of_a_long_question_the_commonest_words_are_left_out():
    holding = {word: 700 * n for n, word in enumerate(("ash", "birch", "cedar", "elm", "fir", "oak"), 1)}
    found = rarities(Question.of("oak fir elm cedar birch ash"), holding, 20_000)
    assert list(found) == ["ash", "birch", "cedar", "elm"]
    assert len(rarities(Question.of("oak fir elm"), dict.fromkeys(holding, 9000), 20_000)) == 3


def test_the_measures_of_a_known_order():
    found = [(Judged("?", {"a": 3, "b": 2, "c": 1}), ["x", "a", "c"]), (Judged("?", {"d": 2}), ["d"])]
    said = judging.measure(found)
    assert said["hit@1"] == 0.5
    assert said["hit@5"] == 1
    assert said["recall@5"] == 0.75
    assert said["mrr@10"] == 0.75
    assert said["ndcg@10"] == pytest.approx(0.7512, abs=0.0001)
