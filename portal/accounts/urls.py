"""Addresses below /konto/; the names are those that django-allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from . import single_sign_on, views

urlpatterns = [
    path("", mfa.index, name="mfa_index"),
    path("log-ind/", views.SignInView.as_view(), name="account_login"),
    path("log-ind/kode/", mfa.authenticate, name="mfa_authenticate"),
    path(
        "kommune/",
        single_sign_on.leave,
        {"provider_id": "kommune"},
        name="openid_connect_login",
    ),
    path(
        "kommune/retur/",
        single_sign_on.come_back,
        {"provider_id": "kommune"},
        name="openid_connect_callback",
    ),
    path("log-ud/", views.SignOutView.as_view(), name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("bekraeft/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "adgangskode/",
        views.ChangePasswordView.as_view(),
        name="account_change_password",
    ),
    path(
        "glemt/", views.ForgottenPasswordView.as_view(), name="account_reset_password"
    ),
    path(
        "glemt/sendt/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "glemt/faerdig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^ny-kode/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("to-trin/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trin/fra/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("noedkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "noedkoder/nye/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("enheder/", views.SessionsView.as_view(), name="usersessions_list"),
]
