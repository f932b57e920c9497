"""All settings, from the environment. Safe in production unless told otherwise.

With DEBUG off, SECRET_KEY and ALLOWED_HOSTS must be set or leuko refuses to start. Whatever is not
named here is Django's own default, among them: X-Frame-Options DENY, Referrer-Policy and
Cross-Origin-Opener-Policy same-origin, session cookies HttpOnly and SameSite=Lax.
"""

import json
import os
from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def switch(name, *, default):
    """An on/off variable. A misspelt word refuses to start: it must not silently mean off."""
    words = {"1": True, "on": True, "true": True, "yes": True}
    words |= {"0": False, "off": False, "false": False, "no": False, "": default}
    word = os.environ.get(name, "").strip().lower()
    if word not in words:
        raise ImproperlyConfigured(f"{name} must be on or off, not “{word}”.")
    return words[word]


def whole_number(name, *, default, least):
    number = os.environ.get(name, "").strip() or str(default)
    if not (number.isascii() and number.isdigit() and int(number) >= least):
        raise ImproperlyConfigured(f"{name} must be a whole number, at least {least}, not “{number}”.")
    return int(number)


def share(name, *, default):
    """A number from 0 to 1."""
    try:
        number = float(os.environ.get(name, "").strip() or default)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise ImproperlyConfigured(f"{name} must be a number from 0 to 1, not “{os.environ[name]}”.")
    return number


def sentences(name, *, default):
    """A JSON list of texts: these may hold commas, so a comma cannot part them."""
    try:
        texts = json.loads(os.environ.get(name) or json.dumps(default))
    except ValueError:
        texts = None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ImproperlyConfigured(f'{name} must be a JSON list of texts, like ["one", "two"].')
    return texts


# Who we are on the network

DEBUG = switch("DEBUG", default=False)
# Read without django-environ, to which a key that begins with $ names another variable.
SECRET_KEY = os.environ.get("SECRET_KEY") or ("for-development-only" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or (["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text that only this site knows, for example "
        "SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))'), or set DEBUG=1 to develop."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set ALLOWED_HOSTS to the names readers reach this site by, parted by commas, for example "
        "ALLOWED_HOSTS=guidance.example.org, or set DEBUG=1 to develop."
    )

# LEUKO_HTTPS=off serves plain http with DEBUG off, as tests and a machine without a certificate must.
HTTPS = not DEBUG and switch("LEUKO_HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = whole_number("LEUKO_HSTS_SECONDS", default=365 * 24 * 3600, least=0) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = switch("LEUKO_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only behind a proxy that sets this header itself: anyone else could send it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The client's address is the last of X-Forwarded-For, which the proxy wrote; what stands before it anyone can send.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

NONE = ("default-src", "object-src", "base-uri", "frame-ancestors")
OURS = ("script-src", "style-src", "font-src", "connect-src", "form-action", "manifest-src")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": dict.fromkeys(NONE, ("'none'",))
    | dict.fromkeys(OURS, ("'self'",))
    | {"img-src": ("'self'", "data:")}  # Bootstrap's style sheet draws with data: pictures
}

# The application

# Ours stand before Django's, so that our templates win.
INSTALLED_APPS = [
    "guidance",
    "review",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "simple_history",
]
# simple_history's middleware is left out: who acted is an argument (`by`), never read from the request.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "guidance.views.problems.ApiMiddleware",  # above what makes a 304 of an answer and drops its headers
    "django.middleware.http.ConditionalGetMiddleware",
    "guidance.views.caching.CacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guidance.views.keeping.KeepingMiddleware",
    "guidance.views.refusals.RefusalMiddleware",
    "guidance.views.moved.FormerSlugMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
CSRF_FAILURE_VIEW = "guidance.views.refusals.form_expired"
ROOT_URLCONF = "leuko.urls"
WSGI_APPLICATION = "leuko.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # auth and messages are lazy: a page that names neither touches no session. The admin needs both.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guidance.views.context.site",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# The database

DATABASE = env.db("DATABASE_URL", default="sqlite:///db.sqlite3")
DATABASE.setdefault("OPTIONS", {})  # a ?host= or ?sslmode= of the address stands here: add, never replace

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASE["NAME"] != ":memory:":
        DATABASE["NAME"] = BASE_DIR / DATABASE["NAME"]
        # A file, for a database in memory has no second connection to race against.
        DATABASE["TEST"] = {"NAME": f"{DATABASE['NAME']}.test"}
    DATABASE["OPTIONS"] |= {
        # A writer waits at BEGIN, not in the middle of what it read: IMMEDIATE is the article's lock.
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA busy_timeout=20000;PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON"  # else INSERT OR REPLACE deletes and asks no trigger
        ),
    }
elif DATABASE["ENGINE"] == "django.db.backends.postgresql":
    DATABASE["CONN_MAX_AGE"] = 0  # the pool keeps the connections
    if switch("LEUKO_POOL", default=True):
        # An unreachable database is an error in five seconds, not a page that hangs for thirty.
        DATABASE["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 10, "timeout": 5}
else:
    raise ImproperlyConfigured(
        "Set DATABASE_URL to a SQLite file or a PostgreSQL database, for example "
        "DATABASE_URL=sqlite:///db.sqlite3 or DATABASE_URL=postgres://name:password@localhost/leuko."
    )

DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

# The first of them refuses whoever has failed too often; the second knows passwords.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "welcome"
LOGOUT_REDIRECT_URL = "/"
VALIDATORS = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"django.contrib.auth.password_validation.{name}Validator"} for name in VALIDATORS]

SESSION_COOKIE_AGE = whole_number("LEUKO_SESSION_HOURS", default=12, least=1) * 3600
LEUKO_INVITATION_DAYS = whole_number("LEUKO_INVITATION_DAYS", default=14, least=1)

ACCOUNT_ADAPTER = "review.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # nobody signs up; allauth asks for a password by it
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address comes from an invitation that was answered, or from the admin
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "review.accounts.forms.SignInForm",
    "request_login_code": "review.accounts.forms.RequestCodeForm",
    "confirm_login_code": "review.accounts.forms.ConfirmCodeForm",
    "reauthenticate": "review.accounts.forms.PasswordAgainForm",
    "change_password": "review.accounts.forms.ChangePasswordForm",
    "set_password": "review.accounts.forms.SetPasswordForm",
    "reset_password": "review.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "review.accounts.forms.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    # Axes decides, for its count is in the database. allauth's is in the cache, and by default locks out a *name*
    # from everywhere, so that a stranger could keep an editor out.
    "login_failed": "1000/m/ip",
    # What that one also did: keep anyone who has the password from guessing the code, from many addresses. Ours.
    "second_step": "10/15m/key",
    "request_login_code": "20/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "review.accounts.forms.SecondStepForm",
    "reauthenticate": "review.accounts.forms.SecondStepAgainForm",
    "activate_totp": "review.accounts.forms.ActivateForm",
}

# Wrong tries are counted by account and address. AXES_USERNAME_FORM_FIELD stays at its default: with the name of
# allauth's field, "login", axes counts for nobody and lets the right password in during a lockout.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=whole_number("LEUKO_LOCKOUT_MINUTES", default=15, least=1))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says how long: more tries do not make it longer
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # `manage.py axes_reset` lets somebody in again
AXES_USERNAME_CALLABLE = "review.accounts.attempts.account_tried"
AXES_CLIENT_IP_CALLABLE = "review.accounts.attempts.address"
AXES_LOCKOUT_CALLABLE = "review.accounts.attempts.refuse"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "code", "ip_address", "csrfmiddlewaretoken"]

# What may be sent at once: four bytes for each character that a pasted page may have, and the form around it.
# An uploaded file does not count: it is read no further than its own limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_500_000

# Language, time, files

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The console only: Django's own way would mail a failed request, with what was typed into it, to ADMINS.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "guidance": {"level": "INFO"},
        "review": {"level": "INFO"},
    },
}

# leuko

LEUKO_SITE_NAME = env.str("LEUKO_SITE_NAME", default="leuko")
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{LEUKO_SITE_NAME}: "
MFA_TOTP_ISSUER = LEUKO_SITE_NAME
# Where readers find the site: links in mail are built on it, where no request is at hand.
LEUKO_ADDRESS = env.str(
    "LEUKO_ADDRESS", default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)
LEUKO_CONTACT_EMAIL = env.str("LEUKO_CONTACT_EMAIL", default="")
# Whether an editor may fetch a source from Crossref or PubMed: whoever runs the site says that it may ask them.
LEUKO_LOOKUPS = switch("LEUKO_LOOKUPS", default=False)
if LEUKO_LOOKUPS and not LEUKO_CONTACT_EMAIL:
    raise ImproperlyConfigured(
        "Set LEUKO_CONTACT_EMAIL, or LEUKO_LOOKUPS=off: Crossref and PubMed want to know whom they can write to."
    )
LEUKO_EMERGENCY_NUMBER = env.str("LEUKO_EMERGENCY_NUMBER", default="112")
# How sure of a statement the follow-up box must be to quote it as an answer. On 126 questions that articles on
# leukodystrophies answer and 454 that they do not, 0.5 answers all of the first and 3 of the second.
LEUKO_ANSWER_THRESHOLD = share("LEUKO_ANSWER_THRESHOLD", default=0.5)
# A language model behind any OpenAI-compatible address may choose and order the statements of an answer. Off unless
# named; no word of it is ever shown. It is asked at most so many times an hour, and each answer may take so long.
LEUKO_ANSWER_MODEL = env.str("LEUKO_ANSWER_MODEL", default="")
LEUKO_ANSWER_ADDRESS = env.str("LEUKO_ANSWER_ADDRESS", default="")
LEUKO_ANSWER_KEY = os.environ.get("LEUKO_ANSWER_KEY", "")
LEUKO_ANSWER_SECONDS = whole_number("LEUKO_ANSWER_SECONDS", default=3, least=1)
LEUKO_ANSWER_BUDGET = whole_number("LEUKO_ANSWER_BUDGET", default=200, least=1)
if LEUKO_ANSWER_MODEL and not LEUKO_ANSWER_ADDRESS.startswith(("https://", "http://")):
    raise ImproperlyConfigured(
        "Set LEUKO_ANSWER_ADDRESS to where LEUKO_ANSWER_MODEL is asked, for example https://models.example.org/v1, "
        "or leave LEUKO_ANSWER_MODEL empty."
    )
# How many must sign for clinical accuracy before an edition is approved, and when it must be read again.
LEUKO_APPROVALS_REQUIRED = whole_number("LEUKO_APPROVALS_REQUIRED", default=2, least=1)
LEUKO_REVIEW_MONTHS = whole_number("LEUKO_REVIEW_MONTHS", default=12, least=1)
# How many days ahead the Desk and the chairs are told of it, and a reviewer of the day their review is due.
LEUKO_LAPSING_DAYS = whole_number("LEUKO_LAPSING_DAYS", default=60, least=0)
LEUKO_DUE_SOON_DAYS = whole_number("LEUKO_DUE_SOON_DAYS", default=3, least=0)
# Show an article no board has approved yet, under a caution, on its own page only.
LEUKO_SHOW_UNREVIEWED = switch("LEUKO_SHOW_UNREVIEWED", default=False)
LEUKO_DEMONSTRATION = switch("LEUKO_DEMONSTRATION", default=False)
LEUKO_DEFAULT_AUDIENCE = env.str("LEUKO_DEFAULT_AUDIENCE", default="clinician")
if LEUKO_DEFAULT_AUDIENCE not in ("clinician", "lay"):
    raise ImproperlyConfigured(f"LEUKO_DEFAULT_AUDIENCE must be clinician or lay, not “{LEUKO_DEFAULT_AUDIENCE}”.")
# Publishers that are ourselves: what they call a guideline is marked in-house.
LEUKO_HOUSE_NAMES = sentences("LEUKO_HOUSE_NAMES", default=["leuko", "Dr.Oracle", "Praxis Medical Insights"])
# What a reviewer ticks when signing, kept with the sign-off as it was worded.
LEUKO_CHECKLIST = sentences(
    "LEUKO_CHECKLIST",
    default=[
        "I have read every statement of this edition against the sources it cites.",
        "Every drug, dose, number and unit is right.",
        "The wording says no more, and no less, than the evidence does.",
    ],
)

# Mail

MAIL = env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25")
if MAIL["EMAIL_FILE_PATH"]:  # filemail:///folder sends nothing: it keeps each mail in a file, as the demonstration does
    MAIL["EMAIL_FILE_PATH"] = BASE_DIR / MAIL["EMAIL_FILE_PATH"]
globals().update(MAIL)
EMAIL_TIMEOUT = 30  # seconds; a notice is leased for much longer, so that nobody else takes it for left behind
DEFAULT_FROM_EMAIL = LEUKO_CONTACT_EMAIL or "webmaster@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
