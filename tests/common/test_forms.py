"""The template pack: whole forms, summaries of errors, sets of forms and layouts."""

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

from common.forms import ErrorSummary, HouseFormHelper
from tests.common.drawn_forms import HELP, TOWNS, Contents, form_of


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
