"""The command that reads a list for the editor."""

import pytest
from django.core.management import CommandError, call_command

from enterprises.models import Enterprise, RsvImport
from tests.enterprises.importers.lists import CVR, ON


def test_the_command_leaves_a_list_for_the_editor(planted, tmp_path, capsys):
    file = tmp_path / "rsv.csv"
    file.write_bytes(planted)

    call_command("import_rsv", str(file), date=ON)
    told = capsys.readouterr().out

    assert RsvImport.objects.get().state == RsvImport.State.MAPPED
    assert Enterprise.objects.filter(cvr_number=CVR[8]).count() == 0
    assert "Ukendt for os, men i Roskilde Kommune: Ukendt i Roskilde" in told
    assert "Række 11: “12345678” er ikke et CVR-nummer" in told


def test_the_command_tells_why_a_file_is_refused(db, tmp_path):
    file = tmp_path / "rsv.csv"
    file.write_bytes(b"\0")

    with pytest.raises(CommandError, match="ikke en liste"):
        call_command("import_rsv", str(file))
    with pytest.raises(CommandError, match="findes-ikke"):
        call_command("import_rsv", str(tmp_path / "findes-ikke.csv"))

    assert not RsvImport.objects.exists()
