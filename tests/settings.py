"""The site's own settings, with what tests want quicker, plainer or stricter."""

from leuko.settings import *
from tests.templates import StrictVariable

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = StrictVariable(TEMPLATES[0]["DIRS"])

# Straight from the source tree: nothing need be collected before a test.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
