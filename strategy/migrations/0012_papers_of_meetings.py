from django.db import migrations


def lay_among_the_papers(apps, schema_editor):
    """Make the one file that lay with a meeting itself a paper like the others."""
    database = schema_editor.connection.alias
    meetings = apps.get_model("strategy", "BoardMeeting").objects.using(database)
    papers = apps.get_model("strategy", "MeetingPaper").objects.using(database)
    for meeting in meetings.exclude(attachment=""):
        papers.create(
            meeting=meeting,
            title="Samlet bilag",
            file=meeting.attachment.name,
            position=meeting.papers.count() + 1,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('strategy', '0011_measurements_corrected'),
    ]

    operations = [
        migrations.RunPython(lay_among_the_papers, migrations.RunPython.noop),
    ]
