from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("speeches", "0009_counts_by_index")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="session_name",
            field=models.CharField(max_length=200, null=True, verbose_name="name of the session"),
        ),
        migrations.AddField(
            model_name="upload",
            name="typed",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
