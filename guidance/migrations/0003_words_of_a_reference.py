from django.db import migrations, models

from guidance.references import duplicates
from guidance.references.words import words

COLUMN = models.TextField(blank=True, default="", editable=False)


def fill(apps, schema_editor):
    """What is here already is found like what comes."""
    model = apps.get_model("guidance", "Reference")
    for row in model.objects.iterator():
        model.objects.filter(pk=row.pk).update(words=words(row.csl), likeness=duplicates.keys(row.csl).words)


class Migration(migrations.Migration):
    dependencies = [("guidance", "0002_acceptance_of_each_source")]

    operations = [
        *(
            migrations.AddField(model_name=model, name=name, field=COLUMN)
            for model in ("historicalreference", "reference")
            for name in ("likeness", "words")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
