import django.db.models.deletion
import speeches.text
from django.db import migrations, models

from speeches.folding import fold
from speeches.search import index


def make_index(apps, schema_editor):
    """An empty one: `prepare` and `search_rebuild` fill it."""
    index.clear()


def drop_index(apps, schema_editor):
    index.engine().drop()


def fold_names(apps, schema_editor):
    """Names are found in Simplified characters, too."""
    for name in ('City', 'Organization', 'Speaker', 'Topic'):
        model = apps.get_model('speeches', name)
        for pk, chinese, english in model.objects.values_list('pk', 'name_zh_hant', 'name_en'):
            model.objects.filter(pk=pk).update(folded_names=fold(f'{chinese}\n{english or ""}'))


class Migration(migrations.Migration):

    dependencies = [
        ('speeches', '0004_translation_desk'),
    ]

    operations = [
        migrations.DeleteModel(name='SearchText'),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('speech', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search_text', serialize=False, to='speeches.speech')),
                ('title', models.TextField()),
                ('chinese', models.TextField()),
                ('english', models.TextField()),
                ('drafts', models.TextField()),
            ],
            options={
                'verbose_name': 'search text',
                'verbose_name_plural': 'search texts',
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('key', models.CharField(default=speeches.text.new_key, editable=False, max_length=8, unique=True, verbose_name='key')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last change')),
                ('words', models.TextField(help_text='One a line, in either language; two at least.', verbose_name='words')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'group of synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words'],
            },
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
