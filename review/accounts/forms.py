"""What is typed to sign in, and to look after one's account: allauth's forms in our words, with wrong codes counted."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from guidance.models import Member
from review.accounts import attempts
from review.models import Invitation

LONG = {"rows": 3}
LONGEST_LOGIN = 1_000  # characters, far more than any address has; SQLite compares none of tens of thousands
ONE_TIME = 90  # seconds for which an authenticator's code is right, the clock's drift included


class Plain:
    """A form of allauth's without placeholders, which vanish when needed; ``labels`` and ``hints`` are ours."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name in self.hints:
                field.help_text = self.hints[name]


class SignInForm(Plain, account.LoginForm):
    labels = {"login": "User name or e-mail address"}
    hints = {"password": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "maxlength": LONGEST_LOGIN}
        login.validators.append(MaxLengthValidator(LONGEST_LOGIN))


class RequestCodeForm(Plain, account.RequestLoginCodeForm):
    labels = {"email": "E-mail address"}
    hints = {"email": "The one of your account."}


class ConfirmCodeForm(Plain, account.ConfirmLoginCodeForm):
    hints = {"code": "From the message. With or without its hyphen."}


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": "E-mail address"}


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "The same once more"}


class SetPasswordForm(Plain, account.SetPasswordForm):
    labels = {"password1": "Password", "password2": "The same once more"}


class PasswordAgainForm(Plain, account.ReauthenticateForm):
    labels = {"password": "Your password"}
    hints = {"password": ""}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Your password as it is now",
        "password1": "New password",
        "password2": "The same once more",
    }
    hints = {"oldpassword": ""}

    def clean_oldpassword(self) -> str:
        """Counted like any other try: a session left open is no place to guess."""
        password = self.cleaned_data["oldpassword"]
        if not account.get_adapter().reauthenticate(self.user, password):
            raise account.get_adapter().validation_error("enter_current_password")
        return password


class CountedCode(Plain):
    """A code of the authenticator, or a recovery code. A wrong one counts; a right one serves once.

    Beside the count by address there is one by account, whatever the address: who comes this far has the password.
    """

    labels = {"code": "Code"}
    hints = {"code": "The six digits your authenticator shows now, or one of your recovery codes."}

    def clean_code(self) -> str:
        request, user = context.request, self.user
        if attempts.is_locked(request, user):
            raise account.get_adapter().validation_error("too_many_login_attempts")
        if not ratelimit.consume(request, action="second_step", key=str(user.pk)):
            raise account.get_adapter().validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
            if not cache.add(f"code-served:{user.pk}:{code.strip()}", True, timeout=ONE_TIME):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            attempts.count(request, user)
            raise
        ratelimit.clear(request, action="second_step", key=str(user.pk))
        return code


class SecondStepForm(CountedCode, mfa.AuthenticateForm):
    pass


class SecondStepAgainForm(CountedCode, mfa.ReauthenticateForm):
    pass


class ActivateForm(Plain, totp.ActivateTOTPForm):
    labels = {"code": "Code"}
    hints = {"code": "The six digits your authenticator shows now."}


class ProfileForm(forms.ModelForm):
    """How a member is printed; not saved here: ``cleaned_data`` goes to ``members.change``."""

    class Meta:
        model = Member
        fields = ["name", "specialty", "interests", "is_public", "notices"]
        labels = {
            "name": "Your name, with credentials",
            "specialty": "Specialty (optional)",
            "interests": "Interests (optional)",
            "is_public": "Show me on the page of the board",
            "notices": "Notices by e-mail",
        }
        help_texts = {
            "name": "As it is printed beside what you sign.",
            "interests": "Financial or other, in general. Readers are shown them. For each review you are asked again.",
            "is_public": "Beside a text that you signed your name always stands.",
        }
        widgets = {"interests": forms.Textarea(attrs=LONG), "notices": forms.RadioSelect}


class InviteForm(forms.ModelForm):
    """Whom a chair invites; not saved here: ``cleaned_data`` goes to ``invitations.invite``."""

    class Meta:
        model = Invitation
        fields = ["email", "name", "role", "specialty"]
        labels = {"name": "Name, with credentials", "specialty": "Specialty (optional)"}
        help_texts = {
            "email": "The link goes there.",
            "name": "As it is to be printed. They can change it.",
            "role": "As it is to be printed. For example: Neurologist.",
        }


class AcceptForm(forms.Form):
    """A new member chooses how to sign in."""

    username = UsernameField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        label="User name",
        help_text="Letters and digits, for signing in. Not shown to readers.",
    )
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if "@" in name:
            raise ValidationError("Choose a name without @: your address works as well as your name when you sign in.")
        if get_user_model().objects.filter(username__iexact=name).exists():
            raise ValidationError("Somebody has this name already. Choose another.")
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "password" in data:
            person = get_user_model()(
                username=data.get("username", ""), email=self.invitation.email, last_name=self.invitation.name
            )
            try:
                validate_password(data["password"], person)
            except ValidationError as weak:
                self.add_error("password", weak)
        return data
