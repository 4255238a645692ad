from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the one before: PostgreSQL alters no table with rows still to check."""

    dependencies = [
        ('strategy', '0009_jury'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='awardyear',
            name='jury_words',
        ),
    ]
