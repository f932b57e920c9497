"""Where the board, and the editors' dealings with it, are found."""

from django.urls import path

from review.views import (
    accounts,
    assigning,
    desk,
    edition,
    ending,
    invitations,
    judging,
    lapsing,
    mail,
    policy,
    queue,
    record,
    rounds,
)

EDITION = "board/<slug:slug>/<int:number>/"

urlpatterns = [
    path("accounts/welcome/", desk.welcome, name="welcome"),
    path("accounts/profile/", accounts.profile, name="profile"),
    path("accounts/invitation/<str:token>/", invitations.accept, name="invitation"),
    path("desk/", desk.home, name="desk"),
    path("desk/articles/<slug:slug>/submit/", desk.submit, name="desk-submit"),
    path("desk/articles/<slug:slug>/to-do/", desk.to_do, name="desk-to-do"),
    path("editorial-policy/", policy.editorial_policy, name="editorial-policy"),
    path("about/board/", policy.board, name="about-board"),
    path("articles/<slug:slug>/verify/", record.verify, name="article-verify"),
    path("board/", queue.queue, name="board"),
    path("board/invitations/", invitations.invitations, name="board-invitations"),
    path("board/invitations/<uuid:key>/send/", invitations.send, name="board-invitation-send"),
    path("board/invitations/<uuid:key>/withdraw/", invitations.withdraw, name="board-invitation-withdraw"),
    path("board/lapsing/", lapsing.lapsing, name="lapsing"),
    path("board/mine/", rounds.mine, name="board-mine"),
    path("board/mail/", mail.mail, name="mail"),
    path(f"{EDITION}", edition.edition, name="board-edition"),
    path(f"{EDITION}reviewers/", assigning.reviewers, name="board-reviewers"),
    path(f"{EDITION}assign/", assigning.assign, name="board-assign"),
    path(f"{EDITION}assignments/<int:pk>/release/", assigning.release, name="board-release"),
    path(f"{EDITION}assignments/<int:pk>/due/", assigning.set_due, name="board-due"),
    path(f"{EDITION}begin/", assigning.begin, name="board-begin"),
    path(f"{EDITION}declare/", assigning.declare, name="board-declare"),
    path(f"{EDITION}sign/", judging.sign, name="board-sign"),
    path(f"{EDITION}send-back/", judging.send_back, name="board-send-back"),
    path(f"{EDITION}comment/", judging.comment, name="board-comment"),
    path(f"{EDITION}comments/<int:pk>/lift/", judging.lift, name="board-lift"),
    path(f"{EDITION}withdraw/", ending.withdraw, name="board-withdraw"),
    path(f"{EDITION}warn/", ending.warn, name="board-warn"),
    path(f"{EDITION}review-earlier/", ending.review_earlier, name="board-review-earlier"),
    path(f"{EDITION}retire/", ending.retire, name="board-retire"),
    path(f"{EDITION}trail/", record.trail, name="board-trail"),
    path(f"{EDITION}trail.csv", record.trail_csv, name="board-trail-csv"),
    path(f"{EDITION}trail.json", record.trail_json, name="board-trail-json"),
]
