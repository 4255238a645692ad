from django.db import migrations, models


def forget_what_nobody_kept(apps, schema_editor):
    """Let everybody read anew: nothing tells what they had before them.

    A remark takes the heading of its section, which is where it was written.
    """
    database = schema_editor.connection.alias
    apps.get_model("strategy", "DraftReading").objects.using(database).all().delete()
    remarks = apps.get_model("strategy", "Remark").objects.using(database)
    for remark in remarks.exclude(section=None).select_related("section"):
        remarks.filter(pk=remark.pk).update(about=remark.section.heading)


class Migration(migrations.Migration):

    dependencies = [
        ('strategy', '0006_frozen_evaluations'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='remark',
            name='revision',
        ),
        migrations.DeleteModel(
            name='SectionRevision',
        ),
        migrations.AddField(
            model_name='draftreading',
            name='text',
            field=models.JSONField(default=list, editable=False, verbose_name='teksten, som den var'),
        ),
        migrations.AddField(
            model_name='remark',
            name='about',
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name='om'),
        ),
        migrations.RunPython(forget_what_nobody_kept, migrations.RunPython.noop),
    ]
