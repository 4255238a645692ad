from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the one before: PostgreSQL alters no table with rows still to check."""

    dependencies = [
        ('strategy', '0012_papers_of_meetings'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='boardmeeting',
            name='attachment',
        ),
    ]
