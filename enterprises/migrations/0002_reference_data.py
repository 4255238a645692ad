"""The lists every municipality needs: the UN goals and the staffing categories."""

from django.db import migrations

# The Danish names of the Sustainable Development Goals (UN resolution A/RES/70/1).
UN_GOALS = [
    "Afskaf fattigdom",
    "Stop sult",
    "Sundhed og trivsel",
    "Kvalitetsuddannelse",
    "Ligestilling mellem kønnene",
    "Rent vand og sanitet",
    "Bæredygtig energi",
    "Anstændige jobs og økonomisk vækst",
    "Industri, innovation og infrastruktur",
    "Mindre ulighed",
    "Bæredygtige byer og lokalsamfund",
    "Ansvarligt forbrug og produktion",
    "Klimaindsats",
    "Livet i havet",
    "Livet på land",
    "Fred, retfærdighed og stærke institutioner",
    "Partnerskaber for handling",
]

# slug, name, explanation, group, small numbers protected
STAFFING_CATEGORIES = [
    ("ordinaere", "Ordinært ansatte", "Løn uden tilskud", "ordinaer", False),
    (
        "fleksjob",
        "Fleksjob",
        "Job til mennesker med varigt nedsat arbejdsevne",
        "saerlige",
        True,
    ),
    (
        "skaanejob",
        "Skånejob",
        "Job med løntilskud til førtidspensionister",
        "saerlige",
        True,
    ),
    (
        "loentilskud",
        "Løntilskud",
        "Tidsbegrænset ansættelse med tilskud til lønnen",
        "saerlige",
        True,
    ),
    (
        "elever",
        "Elever, lærlinge og IGU",
        "Ansat som led i en uddannelse",
        "saerlige",
        True,
    ),
    (
        "praktik",
        "Virksomhedspraktik",
        "Ulønnet praktik, ofte for at komme i job",
        "forloeb",
        True,
    ),
    ("stu", "STU", "Særligt tilrettelagt ungdomsuddannelse", "forloeb", True),
    (
        "afklaring",
        "Afklarings- og ressourceforløb",
        "Forløb, der skal vise vejen mod job eller uddannelse",
        "forloeb",
        True,
    ),
    (
        "frivillige",
        "Frivillige",
        "Tælles for sig og aldrig med i et samlet tal",
        "frivillige",
        False,
    ),
]


def fill(apps, schema_editor):
    """Write the lists."""
    goal = apps.get_model("enterprises", "UNGoal")
    goal.objects.bulk_create(
        goal(number=number, name=name) for number, name in enumerate(UN_GOALS, start=1)
    )
    category = apps.get_model("enterprises", "StaffingCategory")
    category.objects.bulk_create(
        category(
            slug=slug,
            name=name,
            explanation=explanation,
            group=group,
            is_sensitive=is_sensitive,
            position=position,
        )
        for position, (slug, name, explanation, group, is_sensitive) in enumerate(
            STAFFING_CATEGORIES
        )
    )


class Migration(migrations.Migration):
    """Reference data, kept when the migration is undone: the tables go with 0001."""

    dependencies = [("enterprises", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
