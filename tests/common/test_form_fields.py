"""What the design system asks of each kind of field."""

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.test.html import Element, parse_html

from common.forms import HouseFormHelper
from tests.common.drawn_forms import (
    HELP,
    Contents,
    choice,
    consent,
    drawn,
    form_of,
    radios,
    several,
    text,
)

TEXT_EMPTY = """
<div id="div_id_x" class="form-group">
  <label class="form-label" for="id_x">Navn</label>
  <span class="form-hint" id="id_x_helptext">Som i CVR</span>
  <input type="text" name="x" id="id_x" class="form-input" required
    aria-describedby="id_x_helptext">
</div>"""
TEXT_FILLED = TEXT_EMPTY.replace("required", 'required value="Kædehjulet"')
TEXT_ERROR = """
<div id="div_id_x" class="form-group form-error">
  <label class="form-label" for="id_x">Navn</label>
  <span class="form-hint" id="id_x_helptext">Som i CVR</span>
  <span class="form-error-message" id="id_x_error"><span class="sr-only">Fejl: </span>
    Skriv navnet</span>
  <input type="text" name="x" id="id_x" class="form-input" required
    aria-invalid="true" aria-describedby="id_x_helptext id_x_error">
</div>"""
SELECT = """
<div id="div_id_x" class="form-group">
  <label class="form-label" for="id_x">By</label>
  <select name="x" id="id_x" class="form-select" required>
    <option value="" selected>Vælg by</option>
    <option value="roskilde">Roskilde</option>
    <option value="viby">Viby Sj.</option>
  </select>
</div>"""
SELECT_ERROR = """
<div id="div_id_x" class="form-group form-error">
  <label class="form-label" for="id_x">By</label>
  <span class="form-error-message" id="id_x_error"><span class="sr-only">Fejl: </span>
    Vælg en by</span>
  <select name="x" id="id_x" class="form-select" required aria-invalid="true"
    aria-describedby="id_x_error">
    <option value="" selected>Vælg by</option>
    <option value="roskilde">Roskilde</option>
    <option value="viby">Viby Sj.</option>
  </select>
</div>"""
RADIOS = """
<div id="div_id_x" class="form-group">
  <fieldset aria-labelledby="id_x_legend">
    <legend class="form-label" id="id_x_legend">By</legend>
    <div class="form-group-radio">
      <input type="radio" name="x" value="roskilde" id="id_x_0" class="form-radio"
        required>
      <label class="form-label" for="id_x_0">Roskilde</label>
    </div>
    <div class="form-group-radio">
      <input type="radio" name="x" value="viby" id="id_x_1" class="form-radio"
        required>
      <label class="form-label" for="id_x_1">Viby Sj.</label>
    </div>
  </fieldset>
</div>"""
CHECKBOXES = """
<div id="div_id_x" class="form-group">
  <fieldset aria-labelledby="id_x_legend" aria-describedby="id_x_helptext">
    <legend class="form-label" id="id_x_legend">Hjælp</legend>
    <span class="form-hint" id="id_x_helptext">Vælg gerne flere</span>
    <div class="form-group-checkbox">
      <input type="checkbox" name="x" value="law" id="id_x_0" class="form-checkbox">
      <label class="form-label" for="id_x_0">Jura</label>
    </div>
    <div class="form-group-checkbox">
      <input type="checkbox" name="x" value="money" id="id_x_1" class="form-checkbox">
      <label class="form-label" for="id_x_1">Økonomi</label>
    </div>
  </fieldset>
</div>"""
CHECKBOX = """
<div id="div_id_x" class="form-group">
  <div class="form-group-checkbox">
    <input type="checkbox" name="x" id="id_x" class="form-checkbox" required
      aria-describedby="id_x_helptext">
    <label class="form-label" for="id_x">Kontakt mig</label>
    <span class="form-hint" id="id_x_helptext">Vi ringer aldrig</span>
  </div>
</div>"""
CHECKBOX_ERROR = """
<div id="div_id_x" class="form-group form-error">
  <span class="form-error-message" id="id_x_error"><span class="sr-only">Fejl: </span>
    Sæt kryds</span>
  <div class="form-group-checkbox">
    <input type="checkbox" name="x" id="id_x" class="form-checkbox" required
      aria-invalid="true" aria-describedby="id_x_helptext id_x_error">
    <label class="form-label" for="id_x">Kontakt mig</label>
    <span class="form-hint" id="id_x_helptext">Vi ringer aldrig</span>
  </div>
</div>"""


def checked(html: str, value: str) -> str:
    return html.replace(f'value="{value}"', f'value="{value}" checked')


def with_error(html: str, message: str, before: str) -> str:
    """Put the error where the design system wants it, and mark every control."""
    error = (
        '<span class="form-error-message" id="id_x_error">'
        f'<span class="sr-only">Fejl: </span>{message}</span>'
    )
    return (
        html.replace('class="form-group"', 'class="form-group form-error"')
        .replace(before, error + before, 1)
        .replace("<input ", '<input aria-invalid="true" ')
    )


RADIOS_ERROR = with_error(
    RADIOS.replace(
        'aria-labelledby="id_x_legend"',
        'aria-labelledby="id_x_legend" aria-describedby="id_x_error"',
    ),
    "Vælg en by",
    '<div class="form-group-radio">',
)
CHECKBOXES_ERROR = with_error(
    CHECKBOXES.replace(
        'aria-describedby="id_x_helptext"',
        'aria-describedby="id_x_helptext id_x_error"',
    ),
    "Vælg mindst én ting",
    '<div class="form-group-checkbox">',
)


@pytest.mark.parametrize(
    ("field", "data", "expected"),
    [
        pytest.param(text(), None, TEXT_EMPTY, id="text, empty"),
        pytest.param(text(), {"x": "Kædehjulet"}, TEXT_FILLED, id="text, filled"),
        pytest.param(text(), {}, TEXT_ERROR, id="text, wrong"),
        pytest.param(choice(), None, SELECT, id="select, empty"),
        pytest.param(
            choice(),
            {"x": "viby"},
            SELECT.replace(" selected", "").replace('"viby"', '"viby" selected'),
            id="select, filled",
        ),
        pytest.param(choice(), {"x": ""}, SELECT_ERROR, id="select, wrong"),
        pytest.param(radios(), None, RADIOS, id="radios, empty"),
        pytest.param(
            radios(), {"x": "viby"}, checked(RADIOS, "viby"), id="radios, filled"
        ),
        pytest.param(radios(), {}, RADIOS_ERROR, id="radios, wrong"),
        pytest.param(several(), None, CHECKBOXES, id="check boxes, empty"),
        pytest.param(
            several(),
            {"x": ["money"]},
            checked(CHECKBOXES, "money"),
            id="check boxes, filled",
        ),
        pytest.param(several(), {}, CHECKBOXES_ERROR, id="check boxes, wrong"),
        pytest.param(consent(), None, CHECKBOX, id="check box, empty"),
        pytest.param(
            consent(),
            {"x": "on"},
            CHECKBOX.replace("required", "required checked"),
            id="check box, filled",
        ),
        pytest.param(consent(), {}, CHECKBOX_ERROR, id="check box, wrong"),
    ],
)
def test_field_follows_the_design_system(
    field: forms.Field, data: dict | None, expected: str
):
    assert drawn(field, data) == parse_html(expected)


@pytest.mark.parametrize(
    ("field", "data", "control"),
    [
        pytest.param(
            forms.CharField(widget=forms.Textarea(attrs={"rows": 4})),
            {"x": "To linjer\nher"},
            '<textarea name="x" id="id_x" class="form-input" rows="4" cols="40" '
            "required>\nTo linjer\nher</textarea>",
            id="text area",
        ),
        pytest.param(
            forms.DateField(
                widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            ),
            {"x": "2018-08-31"},
            '<input type="date" name="x" id="id_x" class="form-input" '
            'value="2018-08-31" required>',
            id="date",
        ),
        pytest.param(
            forms.CharField(widget=forms.PasswordInput),
            {"x": "hemmeligt"},
            '<input type="password" name="x" id="id_x" class="form-input" required>',
            id="password is never sent back",
        ),
        pytest.param(
            forms.CharField(widget=forms.TextInput(attrs={"class": "input-char-8"})),
            {"x": "12345678"},
            '<input type="text" name="x" id="id_x" class="form-input input-char-8" '
            'value="12345678" required>',
            id="the field's own class is kept",
        ),
        pytest.param(
            forms.MultipleChoiceField(choices=HELP),
            {"x": ["law"]},
            '<select name="x" id="id_x" class="form-select" multiple required>'
            '<option value="law" selected>Jura</option>'
            '<option value="money">Økonomi</option></select>',
            id="select several",
        ),
    ],
)
def test_control(field: forms.Field, data: dict, control: str):
    group = drawn(field, data)

    assert group.children[-1] == parse_html(control)


@pytest.mark.parametrize("field", [text(), choice(), forms.EmailField(label="E-mail")])
def test_error_stands_between_label_and_control_as_direct_children(field: forms.Field):
    group = drawn(field, {})

    kinds = [
        dict(child.attributes).get("class", "")
        for child in group.children
        if isinstance(child, Element)
    ]
    assert kinds[0] == "form-label"
    assert kinds[-2] == "form-error-message"
    assert kinds[-1] in {"form-input", "form-select"}


def test_ids_are_those_that_django_points_at():
    form = form_of(text(), {})

    contents = Contents(render_crispy_form(form))

    assert form["x"].aria_describedby == "id_x_helptext id_x_error"
    assert {"id_x_helptext", "id_x_error"} <= set(contents.ids())


def test_several_errors_are_each_announced():
    field = forms.CharField(label="Navn", required=False)

    def refuse(value: str) -> None:
        raise forms.ValidationError(["Skriv kortere", "Skriv uden tal"])

    field.validators.append(refuse)

    html = render_crispy_form(form_of(field, {"x": "1"}))

    assert html.count("Fejl: ") == 2
    assert "Skriv kortere" in html
    assert "Skriv uden tal" in html


def test_what_was_typed_comes_back_escaped():
    html = render_crispy_form(
        form_of(forms.EmailField(), {"x": '"><script>alert(1)</script>'})
    )

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_optional_says_so():
    html = render_crispy_form(form_of(forms.CharField(label="Navn", required=False)))

    assert '<span class="weight-normal"> (frivilligt)</span>' in html


def test_optional_is_not_said_in_a_search_nor_at_a_check_box():
    search = form_of(forms.CharField(label="Navn", required=False))
    search.helper = HouseFormHelper(search, method="get")
    box = form_of(forms.BooleanField(label="Kun åbne", required=False))

    html = render_crispy_form(search) + render_crispy_form(box)

    assert "frivilligt" not in html


def test_hidden_field_has_no_frame():
    form = form_of(forms.CharField(widget=forms.HiddenInput), {"x": "7"})

    group = parse_html(render_crispy_form(form))

    assert group == parse_html('<input type="hidden" name="x" value="7" id="id_x">')


def test_new_file():
    group = drawn(forms.FileField(label="Plan"), {})

    assert dict(group.attributes)["class"] == "file-input form-error form-group"
    assert group.children[-1] == parse_html(
        '<input type="file" name="x" id="id_x" required aria-invalid="true" '
        'aria-describedby="id_x_error">'
    )


def test_file_that_is_already_there_can_be_read_and_removed():
    class Stored:
        url = "/media/plan.pdf"

        def __str__(self) -> str:
            return "plan.pdf"

    form = form_of(forms.FileField(label="Plan", required=False))
    form.initial = {"x": Stored()}

    html = render_crispy_form(form)

    assert '<a href="/media/plan.pdf">plan.pdf</a>' in html
    assert '<label class="form-label" for="x-clear_id">Fjern filen</label>' in html


def test_file_makes_the_form_multipart():
    form = form_of(forms.FileField())
    form.helper = HouseFormHelper(form)

    html = render_crispy_form(form)

    assert 'enctype="multipart/form-data"' in html


def test_parts_of_one_answer_share_a_legend():
    group = drawn(
        forms.SplitDateTimeField(label="Start", widget=forms.SplitDateTimeWidget), {}
    )

    [fieldset] = [child for child in group.children if isinstance(child, Element)]
    inputs = [
        dict(child.attributes)
        for child in fieldset.children
        if isinstance(child, Element) and child.name == "input"
    ]
    assert fieldset.name == "fieldset"
    assert [field["id"] for field in inputs] == ["id_x_0", "id_x_1"]
    assert {field["aria-labelledby"] for field in inputs} == {"id_x_legend"}
