import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summit.settings")

application = get_wsgi_application()

# What stands in memory now stays there; and a page makes some ten thousand objects that go with it. Looking for cycles
# after each 700 of them, as Python does by itself, is a seventh of what a page costs.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
