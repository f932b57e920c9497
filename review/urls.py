"""Where the board, and the editors' dealings with it, are found."""

from django.urls import path

from review.views import accounts, board, desk, invitations, lapsing, mail, policy, record

EDITION = "board/<slug:slug>/<int:number>/"

urlpatterns = [
    path("accounts/welcome/", desk.welcome, name="welcome"),
    path("accounts/profile/", accounts.profile, name="profile"),
    path("accounts/invitation/<str:token>/", invitations.accept, name="invitation"),
    path("desk/", desk.home, name="desk"),
    path("desk/articles/<slug:slug>/submit/", desk.submit, name="desk-submit"),
    path("editorial-policy/", policy.editorial_policy, name="editorial-policy"),
    path("about/board/", policy.board, name="about-board"),
    path("articles/<slug:slug>/verify/", record.verify, name="article-verify"),
    path("board/", board.queue, name="board"),
    path("board/invitations/", invitations.invitations, name="board-invitations"),
    path("board/invitations/<uuid:key>/send/", invitations.send, name="board-invitation-send"),
    path("board/invitations/<uuid:key>/withdraw/", invitations.withdraw, name="board-invitation-withdraw"),
    path("board/lapsing/", lapsing.lapsing, name="lapsing"),
    path("board/mail/", mail.mail, name="mail"),
    path(f"{EDITION}", board.edition, name="board-edition"),
    path(f"{EDITION}assign/", board.assign, name="board-assign"),
    path(f"{EDITION}assignments/<int:pk>/release/", board.release, name="board-release"),
    path(f"{EDITION}begin/", board.begin, name="board-begin"),
    path(f"{EDITION}declare/", board.declare, name="board-declare"),
    path(f"{EDITION}sign/", board.sign, name="board-sign"),
    path(f"{EDITION}send-back/", board.send_back, name="board-send-back"),
    path(f"{EDITION}comment/", board.comment, name="board-comment"),
    path(f"{EDITION}comments/<int:pk>/lift/", board.lift, name="board-lift"),
    path(f"{EDITION}withdraw/", board.withdraw, name="board-withdraw"),
    path(f"{EDITION}warn/", board.warn, name="board-warn"),
    path(f"{EDITION}retire/", board.retire, name="board-retire"),
    path(f"{EDITION}trail/", record.trail, name="board-trail"),
    path(f"{EDITION}trail.csv", record.trail_csv, name="board-trail-csv"),
    path(f"{EDITION}trail.json", record.trail_json, name="board-trail-json"),
]
