import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import speeches.text


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("speeches", "0007_speech_date"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(default=speeches.text.new_key, editable=False, max_length=8, unique=True),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                ("content", models.BinaryField(verbose_name="content")),
                ("session_date", models.DateField(null=True, verbose_name="day of the session")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="received")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "paper to be imported",
                "verbose_name_plural": "papers to be imported",
                "ordering": ["-created_at", "-pk"],
            },
        ),
    ]
