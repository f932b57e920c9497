"""The WSGI application a server such as gunicorn loads: `leuko.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leuko.settings")

application = get_wsgi_application()
