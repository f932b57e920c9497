"""The ASGI application, for hosts that only speak ASGI: `leuko.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leuko.settings")

application = get_asgi_application()
