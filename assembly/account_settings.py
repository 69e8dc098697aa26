"""Settings of accounts and of signing in, for Django and allauth: the same in every place."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["assembly.accounts.backends.OfficeBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "assembly.accounts.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "assembly.accounts.forms.SignupForm"
ACCOUNT_FORMS = {"signup": "assembly.accounts.sign_up.SignupForm"}
ACCOUNT_ADAPTER = "assembly.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_CHANGE_EMAIL = True  # a person has one address, and keeps it until the new one is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {
    # Tight for each account or address typed, which comes first. Wide for a public address in an hour, because a
    # hall of 150 people shares one, and less so in a day: assembly/accounts/limits.py
    "login": "300/5m/ip",
    "login_failed": "5/5m/key,150/10m/ip",
    "signup": "200/h/ip,400/d/ip",
    "request_login_code": "5/15m/key,30/d/key,400/h/ip,800/d/ip",
    "reset_password": "5/h/key,200/h/ip,400/d/ip",
    "reset_password_from_key": "200/h/ip",
    "confirm_email": "1/10s/key",
    "application": "60/h/ip",
    "contact": "5/h/key,60/h/ip",
    "enquiry": "5/h/key,60/h/ip",
    "response": "10/h/key,150/h/ip",
    "follow": "5/h/key,60/h/ip",
    # 150 people in a hall, each of whom searches four times and takes two files in a minute.
    "search": "600/m/ip",
    "files": "300/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "300/5m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False  # anybody's first factor is set up only after a mailed code
USERSESSIONS_TRACK_ACTIVITY = False  # when somebody signed in, not where they were at which minute
MFA_TOTP_ISSUER = "VCS Assembly"
