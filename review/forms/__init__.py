"""What the board and the editors fill in to move an edition on."""

from review.forms.assigning import AssignForm, DeclareForm, DueForm
from review.forms.ending import ReasonForm, RetireForm, ReviewEarlierForm, WarnForm
from review.forms.judging import CommentForm, SignForm
from review.forms.queue import QueueForm
from review.forms.reports import AnswerForm
from review.forms.standing import FeedForm, StandingForm
from review.forms.submitting import SubmitForm
