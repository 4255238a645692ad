import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import common.personal_links
import network.models.enquiry
from common.personal_links import PersonalLink, hash_of, new_seed
from network.working_days import after_working_days


def begin_threads(apps, schema_editor):
    """Give each enquiry a link of its own and a day, and its answer a message."""
    message_model = apps.get_model("network", "EnquiryMessage")
    for enquiry in apps.get_model("network", "Enquiry").objects.all():
        enquiry.token_seed, enquiry.token_hash = new_seed(), ""
        enquiry.token_hash = hash_of(PersonalLink.token.fget(enquiry))
        enquiry.due_date = after_working_days(enquiry.created_at.date(), 5)
        enquiry.latest_at = enquiry.answered_at or enquiry.created_at
        enquiry.save()
        if enquiry.answer:
            message_model.objects.create(
                enquiry=enquiry,
                direction="ud",
                text=enquiry.answer,
                sent_at=enquiry.latest_at,
            )


def keep_the_last_answer(apps, schema_editor):
    """Give back the one answer that the older version knows."""
    for enquiry in apps.get_model("network", "Enquiry").objects.all():
        last = enquiry.messages.filter(direction="ud").order_by("-sent_at").first()
        enquiry.answer = last.text if last else ""
        if enquiry.state == "besvaret" and not enquiry.answer:
            enquiry.answer = "(Svaret er ikke gemt.)"
        enquiry.save(update_fields=["answer"])


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_topic_answers'),
    ]

    operations = [
        migrations.CreateModel(
            name='EnquiryMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('ind', 'Fra den, der spurgte'), ('ud', 'Vores svar'), ('auto', 'Automatisk svar')], max_length=4, verbose_name='retning')),
                ('text', models.TextField(verbose_name='tekst')),
                ('history', models.TextField(blank=True, verbose_name='gentaget')),
                ('attachment_names', models.TextField(blank=True, verbose_name='vedhæftede filer')),
                ('sender', models.CharField(blank=True, max_length=254, verbose_name='sendt fra')),
                ('known_by', models.CharField(blank=True, max_length=255, verbose_name='kendetegn')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='tidspunkt')),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='network.enquiry', verbose_name='henvendelse')),
            ],
            options={
                'verbose_name': 'besked',
                'verbose_name_plural': 'beskeder',
                'ordering': ['sent_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('direction__in', ['ind', 'ud', 'auto'])), name='network_enquirymessage_direction_known', violation_error_message='Vælg, hvem der skrev.'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='network_enquirymessage_says_something', violation_error_message='Skriv en besked.'),
                    models.UniqueConstraint(condition=models.Q(('known_by', ''), _negated=True), fields=('enquiry', 'known_by'), name='network_enquirymessage_taken_in_once', violation_error_message='Beskeden er allerede modtaget.'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='enquiry',
            name='network_enquiry_answered_has_answer',
        ),
        migrations.AddField(
            model_name='enquiry',
            name='due_date',
            field=models.DateField(default=network.models.enquiry.answer_due_date, verbose_name='svares senest'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='latest_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='seneste besked'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='token_seed',
            field=models.CharField(default=common.personal_links.new_seed, editable=False, max_length=43, verbose_name='frø'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='token_hash',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='aftryk'),
            preserve_default=False,
        ),
        migrations.RunPython(begin_threads, keep_the_last_answer),
        migrations.AlterField(
            model_name='enquiry',
            name='token_hash',
            field=models.CharField(editable=False, max_length=64, unique=True, verbose_name='aftryk'),
        ),
        migrations.RemoveField(
            model_name='enquiry',
            name='answer',
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('token_hash__length', 64)), name='network_enquiry_hash_length', violation_error_message='Aftrykket skal have 64 tegn.'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'besvaret'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='network_enquiry_answered_is_dated', violation_error_message='Skriv svaret, før henvendelsen er besvaret.'),
        ),
    ]
