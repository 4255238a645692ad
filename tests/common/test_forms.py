"""The template pack: what the design system asks of each kind of field."""

from html.parser import HTMLParser

import pytest
from crispy_forms.bootstrap import FormActions, PrependedAppendedText, StrictButton
from crispy_forms.layout import (
    HTML,
    Button,
    ButtonHolder,
    Column,
    Div,
    Field,
    Fieldset,
    Hidden,
    Layout,
    MultiField,
    Reset,
    Row,
    Submit,
)
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.template.loader import get_template
from django.test.html import Element, parse_html

from common.forms import ErrorSummary, HouseFormHelper

TOWNS = [("", "Vælg by"), ("roskilde", "Roskilde"), ("viby", "Viby Sj.")]
HELP = [("law", "Jura"), ("money", "Økonomi")]


class Contents(HTMLParser):
    """Every element of a page with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def form_of(field: forms.Field, data: dict | None = None, files: dict | None = None):
    """Make a form with the one field `x` and draw it the house's way."""
    form_class = type("OneField", (forms.Form,), {"x": field})
    form = form_class(data, files)
    form.helper = HouseFormHelper(form, summary=False)
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    return form


def drawn(field: forms.Field, data: dict | None = None, files: dict | None = None):
    form = form_of(field, data, files)
    return parse_html(render_crispy_form(form))


def text() -> forms.Field:
    return forms.CharField(
        label="Navn",
        help_text="Som i CVR",
        error_messages={"required": "Skriv navnet"},
    )


def choice(widget: type[forms.Widget] = forms.Select) -> forms.Field:
    return forms.ChoiceField(
        label="By",
        choices=TOWNS,
        widget=widget,
        error_messages={"required": "Vælg en by"},
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


def consent() -> forms.Field:
    return forms.BooleanField(
        label="Kontakt mig",
        help_text="Vi ringer aldrig",
        error_messages={"required": "Sæt kryds"},
    )


def several() -> forms.Field:
    return forms.MultipleChoiceField(
        label="Hjælp",
        help_text="Vælg gerne flere",
        choices=HELP,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én ting"},
    )


def radios() -> forms.Field:
    field = choice(forms.RadioSelect)
    field.choices = TOWNS[1:]
    return field


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


class SignUp(forms.Form):
    """A form with a rule that belongs to no single field."""

    name = forms.CharField(label="Navn", error_messages={"required": "Skriv navnet"})
    town = forms.ChoiceField(
        label="By",
        choices=TOWNS[1:],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en by"},
    )
    start = forms.SplitDateTimeField(
        label="Start", error_messages={"required": "Skriv dag og tid"}
    )
    key = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Begynd forfra"}
    )

    def clean(self) -> None:
        raise forms.ValidationError("Der er ikke flere pladser")

    @property
    def helper(self) -> HouseFormHelper:
        return HouseFormHelper(self, submit="Tilmeld dig")


def test_whole_form():
    contents = Contents(
        render_crispy_form(SignUp(), context={"csrf_token": "abc"})
    ).elements

    form = contents[0]
    button = contents[-1]
    assert form == ("form", {"novalidate": None, "method": "post"})
    assert (
        "input",
        {"type": "hidden", "name": "csrfmiddlewaretoken", "value": "abc"},
    ) in contents
    assert button == (
        "button",
        {
            "type": "submit",
            "name": "submit",
            "value": "Tilmeld dig",
            "class": "button button-primary",
        },
    )


def test_get_form_has_no_token_and_keeps_its_address():
    form = form_of(forms.CharField())
    form.helper = HouseFormHelper(form, method="get", action="/virksomheder/")

    html = render_crispy_form(form, context={"csrf_token": "abc"})

    assert 'action="/virksomheder/"' in html
    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html


def test_unbound_form_has_no_summary():
    html = render_crispy_form(SignUp())

    assert not ErrorSummary.of(SignUp())
    assert not ErrorSummary.of(None)
    assert "Der er problemer" not in html


def test_summary_names_every_problem_and_links_to_its_control():
    form = SignUp({})

    summary = ErrorSummary.of(form)

    assert [(problem.message, problem.target) for problem in summary.problems] == [
        ("Der er ikke flere pladser", ""),
        ("Begynd forfra", ""),
        ("Skriv navnet", "id_name"),
        ("Vælg en by", "id_town_0"),
        ("Skriv dag og tid", "id_start_0"),
    ]


def test_summary_stands_first_and_its_links_lead_somewhere():
    html = render_crispy_form(SignUp({}))

    contents = Contents(html)
    ids = contents.ids()
    links = [attrs["href"] for tag, attrs in contents.elements if tag == "a"]
    alert = next(
        attrs for _, attrs in contents.elements if attrs.get("role") == "alert"
    )
    assert links == ["#id_name", "#id_town_0", "#id_start_0"]
    assert all(link[1:] in ids for link in links)
    assert len(ids) == len(set(ids))
    assert alert["tabindex"] == "-1"
    assert html.index("Der er problemer") < html.index('id="div_id_name"')


def test_page_may_show_the_summary_itself():
    form = SignUp({})
    helper = HouseFormHelper(form, summary=False)
    template = Template("{% load components %}{% error_summary form %}")

    inside = render_crispy_form(form, helper=helper)
    above = template.render(Context({"form": form}))

    assert "Der er problemer" not in inside
    assert above.count("Der er problemer") == 1


def test_summary_escapes_messages():
    class Echo(forms.Form):
        x = forms.ChoiceField(choices=HELP)

    html = render_crispy_form(Echo({"x": "<b>law</b>"}))

    assert "<b>" not in html


def test_layout_objects():
    class Address(forms.Form):
        street = forms.CharField(label="Vej")
        number = forms.CharField(label="Nr.")
        price = forms.IntegerField(label="Pris", error_messages={"required": "Skriv"})
        town = forms.CharField(label="By")
        note = forms.CharField(label="Note", required=False)

    form = Address({})
    helper = HouseFormHelper()
    helper.layout = Layout(
        Fieldset(
            "Adresse",
            Row(Column("street"), Column(Field("number", wrapper_class="short"))),
            css_id="address",
        ),
        PrependedAppendedText("price", "ca.", "kr."),
        MultiField("Sted", "town"),
        Div("note", css_class="extra"),
        HTML("<p>Vi svarer inden tre dage.</p>"),
        Hidden("step", "2"),
        ButtonHolder(Submit("go", "Send"), Reset("reset", "Ryd")),
        FormActions(
            Button("back", "Tilbage"), StrictButton("Kopiér", css_class="button")
        ),
    )

    html = render_crispy_form(form, helper=helper)

    contents = Contents(html)
    classes = [attrs.get("class") or "" for _, attrs in contents.elements]
    assert '<fieldset id="address" class="form-section"' in html
    assert "<legend>Adresse</legend>" in html
    assert classes.count("form-column") == 2
    assert "form-group form-error short" in classes
    assert "form-row" in classes
    assert "extra" in classes
    assert (
        "form-input-wrapper form-input-wrapper--prefix form-input-wrapper--suffix"
        in classes
    )
    assert '<div class="form-input-prefix">ca.</div>' in html
    assert '<div class="form-input-suffix">kr.</div>' in html
    assert "<legend>Sted</legend>" in html
    assert "<p>Vi svarer inden tre dage.</p>" in html
    assert '<input type="hidden" name="step" value="2"' in html
    assert classes.count("form-actions button-group") == 2
    assert [attrs["type"] for tag, attrs in contents.elements if tag == "button"] == [
        "submit",
        "reset",
        "button",
        "button",
    ]


class Line(forms.Form):
    """One row of a formset."""

    name = forms.CharField(label="Navn", error_messages={"required": "Skriv navnet"})


LineSet = forms.formset_factory(Line, extra=2, min_num=2, validate_min=True)
EMPTY_LINES = {
    "form-TOTAL_FORMS": "2",
    "form-INITIAL_FORMS": "0",
    "form-0-name": "Kædehjulet",
    "form-1-name": "",
}


def test_formset_has_one_summary_for_all_its_forms():
    formset = LineSet(EMPTY_LINES)
    formset.helper = HouseFormHelper(submit="Gem")

    html = render_crispy_form(formset, context={"csrf_token": "abc"})

    contents = Contents(html)
    links = [attrs["href"] for tag, attrs in contents.elements if tag == "a"]
    assert html.count("Der er problemer") == 1
    assert links == ["#id_form-1-name"]
    assert contents.tags().count("form") == 1
    assert "csrfmiddlewaretoken" in html
    assert 'name="form-TOTAL_FORMS"' in html
    assert 'id="id_form-1-name_error"' in html
    assert 'value="Kædehjulet"' in html


def test_formset_says_what_is_wrong_with_the_whole():
    formset = LineSet(EMPTY_LINES)

    summary = ErrorSummary.of(formset)

    assert [problem.target for problem in summary.problems] == ["", "id_form-1-name"]


def test_formset_with_a_layout():
    formset = LineSet()
    helper = HouseFormHelper()
    helper.layout = Layout(Fieldset("Række {{ forloop.counter }}", "name"))

    html = render_crispy_form(formset, helper=helper)

    assert "<legend>Række 1</legend>" in html
    assert "<legend>Række 2</legend>" in html


def test_filters_draw_without_a_form_tag():
    template = Template(
        "{% load crispy_forms_tags %}{{ form|crispy }}"
        "[{{ form|as_crispy_errors }}][{{ formset|as_crispy_errors }}]"
        "{{ formset|crispy }}{{ form.name|as_crispy_field }}"
    )

    html = template.render(
        Context({"form": SignUp({}), "formset": LineSet(EMPTY_LINES)})
    )

    assert "<form" not in html
    assert html.count("Der er problemer") == 4
    assert html.count('id="div_id_name"') == 2


@pytest.mark.parametrize(
    "name",
    [
        "field",
        "uni_form",
        "uni_formset",
        "whole_uni_form",
        "whole_uni_formset",
        "display_form",
        "errors",
        "errors_formset",
        "inputs",
        "multifield",
        "layout/baseinput",
        "layout/button",
        "layout/buttonholder",
        "layout/checkboxselectmultiple",
        "layout/column",
        "layout/div",
        "layout/field_errors",
        "layout/fieldset",
        "layout/formactions",
        "layout/help_text",
        "layout/multifield",
        "layout/prepended_appended_text",
        "layout/radioselect",
        "layout/row",
    ],
)
def test_pack_is_complete(name: str):
    assert get_template(f"dkfds/{name}.html")


def test_uploaded_file_is_accepted():
    form = form_of(
        forms.FileField(), {}, {"x": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")}
    )

    html = render_crispy_form(form)

    assert "form-error" not in html
