"""The fields of work and target groups that the examples are described by.

An editor may keep the lists for real enterprises: rows that are there are reused.
"""

from enterprises.models import Sector, TargetGroup

from ..writing import save

Motif = Sector.Motif

# slug, name, drawing. A card shows the drawing of the first field an enterprise has,
# so what tells more of a place stands before what tells less.
SECTORS = [
    ("kultur-og-oplevelser", "Kultur og oplevelser", Motif.CULTURE),
    ("undervisning", "Undervisning og læring", Motif.LEARNING),
    ("groenne-opgaver", "Have og grønne opgaver", Motif.GARDEN),
    ("cafe", "Café og mødested", Motif.CAFE),
    ("omsorg-og-faellesskab", "Omsorg og fællesskab", Motif.CARE),
    ("rengoering-og-service", "Rengøring og service", Motif.SERVICE),
    ("tekstil", "Tekstil og syning", Motif.TEXTILE),
    ("digitale-opgaver", "Digitale opgaver", Motif.DIGITAL),
    ("reparation", "Reparation", Motif.REPAIR),
    ("trae-og-haandvaerk", "Træ og håndværk", Motif.WORKSHOP),
    ("mad-og-catering", "Mad og catering", Motif.KITCHEN),
    ("genbrug-og-butik", "Genbrug og butik", Motif.SHOP),
    ("pakning-og-logistik", "Pakning og logistik", Motif.LOGISTICS),
    ("dyr", "Dyr", Motif.DEFAULT),
]

# slug, name
TARGET_GROUPS = [
    ("unge-uden-job", "Unge uden job eller uddannelse"),
    ("nedsat-arbejdsevne", "Mennesker med nedsat arbejdsevne"),
    ("foertidspension", "Mennesker på førtidspension"),
    ("psykisk-saarbarhed", "Mennesker med psykisk sårbarhed"),
    ("autisme-og-adhd", "Mennesker med autisme eller ADHD"),
    ("udviklingshandicap", "Mennesker med udviklingshandicap"),
    ("flygtninge-og-indvandrere", "Flygtninge og indvandrere"),
    ("langtidsledige", "Langtidsledige"),
    ("aeldre-og-ensomme", "Ældre og ensomme"),
]


def save_catalogue() -> None:
    """Save the rows that are not there."""
    for position, (slug, name, motif) in enumerate(SECTORS):
        if not Sector.objects.filter(slug=slug).exists():
            save(Sector(slug=slug, name=name, motif=motif, position=position))
    for slug, name in TARGET_GROUPS:
        if not TargetGroup.objects.filter(slug=slug).exists():
            save(TargetGroup(slug=slug, name=name))
