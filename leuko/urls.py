"""The table of contents. Review's addresses come first: some of them stand under guidance's."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path, re_path

from review.views import accounts

urlpatterns = [
    path("", include("review.urls")),
    path("", include("guidance.urls")),
    # Signing in. Of allauth's views only these: nobody signs up, and addresses are the admin's to change.
    path("accounts/login/", accounts.sign_in, name="account_login"),
    path("accounts/login/code/", account.request_login_code, name="account_request_login_code"),
    path("accounts/login/code/confirm/", accounts.confirm_code, name="account_confirm_login_code"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/authenticator/", include("allauth.mfa.urls")),
    # The names our own templates call them by.
    path("accounts/login/", accounts.sign_in, name="login"),
    path("accounts/logout/", account.logout, name="logout"),
    path("accounts/password/reset/", account.password_reset, name="password_reset"),
    path("admin/login/", accounts.admin_sign_in),
    path("admin/", admin.site.urls),
]
