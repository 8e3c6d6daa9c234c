"""Speeches carry the date of their session, as they carry the year of its summit: one index gives a list its order."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    Speech, Session = apps.get_model("speeches", "Speech"), apps.get_model("speeches", "Session")
    Speech.objects.update(date=Subquery(Session.objects.filter(pk=OuterRef("session")).values("date")))


class Migration(migrations.Migration):
    dependencies = [("speeches", "0006_likeness")]

    operations = [
        migrations.AddField(
            "speech", "date", models.DateField(editable=False, null=True, verbose_name="date"), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("speech", "date", models.DateField(editable=False, verbose_name="date")),
        migrations.AlterModelOptions(
            "speech",
            {
                "ordering": ["-year", "-date", "number", "pk"],
                "permissions": [
                    ("submit_speech", "Can submit speeches for review"),
                    ("publish_speech", "Can publish and withdraw speeches"),
                    ("translate_speech", "Can write the English of speeches"),
                    ("approve_speech", "Can approve the English of speeches"),
                ],
                "verbose_name": "speech",
                "verbose_name_plural": "speeches",
            },
        ),
        migrations.AddIndex(
            "speech", models.Index(fields=["state", "-year", "-date", "number", "id", "publish_at"], name="speech_newest")
        ),
    ]
