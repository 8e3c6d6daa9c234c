from django.db import migrations, models

from speeches.search import likeness


def sketch_what_is_there(apps, schema_editor):
    Sketch = apps.get_model("speeches", "Sketch")
    translated = apps.get_model("speeches", "Paragraph").objects.exclude(basis_digest="")
    for digest, basis in translated.values_list("basis_digest", "basis").distinct().iterator():
        rows = [Sketch(mark=mark, digest=digest) for mark in likeness.all_marks(digest, basis)]
        Sketch.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("speeches", "0005_search")]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "mark", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("mark", models.BigIntegerField()),
                ("digest", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "sketch", "verbose_name_plural": "sketches"},
        ),
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(fields=["basis_digest"], name="paragraph_made_from"),
        ),
        migrations.RunPython(sketch_what_is_there, migrations.RunPython.noop, elidable=True),
    ]
