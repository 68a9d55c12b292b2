"""Django settings. What differs between installations is an environment variable, read here and nowhere else."""

from pathlib import Path

from tertial import environment, secret_key

PACKAGE = Path(__file__).parent
TERTIAL_HOME = environment.folder("TERTIAL_HOME", "var")
TERTIAL_DEMO = environment.flag("TERTIAL_DEMO")
DEBUG = environment.flag("TERTIAL_DEBUG")


SECRET_KEY = secret_key.given_or_kept("TERTIAL_SECRET_KEY", TERTIAL_HOME / "secret-key")
ALLOWED_HOSTS = environment.hosts("TERTIAL_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.origins("TERTIAL_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "tertial.common",
    "tertial.mail",
    "tertial.accounts",
    "tertial.things",
    "tertial.organisation",
    "tertial.texts",
    "tertial.goals",
    "tertial.economy",
    "tertial.staff",
    "tertial.control",
    "tertial.intake",
    "tertial.reports",
    "tertial.checks",
    "tertial.desk",
]

MIDDLEWARE = [
    "tertial.common.middleware.server_timing",
    "tertial.operation.probes.answers_probes",
    "tertial.common.middleware.heads_as_pages",
    "tertial.common.middleware.without_null_signs",
    "django.middleware.security.SecurityMiddleware",
    "tertial.common.static_files.answers_with_static_files",
    "tertial.accounts.middleware.SessionsKeptWherePossible",
    "django.middleware.common.CommonMiddleware",
    "tertial.common.middleware.uploads_within_limits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tertial.common.sent_text.sent_text_cleaned",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tertial.accounts.middleware.language_of_the_person",
    "tertial.accounts.middleware.kept_by_no_cache",
    "tertial.common.way_back.remembered",
    "tertial.organisation.old_addresses.OldAddresses",
    "tertial.organisation.period_addresses.PeriodAddresses",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tertial.common.middleware.content_security_policy",
    "tertial.common.middleware.read_as_of_one_moment",
    "tertial.common.middleware.sentences_for_errors",
]

ROOT_URLCONF = "tertial.urls"
WSGI_APPLICATION = "tertial.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tertial.desk.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": environment.database("TERTIAL_DATABASE_URL", f"sqlite:///{TERTIAL_HOME / 'tertial.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # an e-mail address is unique in any case: a constraint of the model says so
    "security.W021",  # whether a domain goes on the browsers' lists is for its owner to say, not for one site
]
AUTHENTICATION_BACKENDS = ["tertial.accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "tertial.accounts.passwords.GuessablePassword"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tertial.common.static_files.HashedFolders"},
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Behind a proxy people come by TLS, which the proxy ends, unless it is said that they do not.
_BEHIND_PROXY = environment.flag("TERTIAL_BEHIND_PROXY")
_HTTPS = environment.flag("TERTIAL_HTTPS", default=_BEHIND_PROXY)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_PROXY else None
SECURE_SSL_REDIRECT = _HTTPS and _BEHIND_PROXY
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if not _HTTPS:  # on one's own machine, where nothing is sent over a network
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W010", "security.W016"]
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TERTIAL_THREADS = environment.number("TERTIAL_THREADS", 4, most=64)  # that answer pages, in each web process
TERTIAL_PROCESS_MEMORY = environment.number("TERTIAL_PROCESS_MEMORY", 600)  # MB, beyond which a web process is replaced
TERTIAL_METRICS_TOKEN = environment.token("TERTIAL_METRICS_TOKEN")
TERTIAL_MAIL = environment.mail_route("TERTIAL_MAIL")
TERTIAL_MAIL_SENDER = environment.mail_sender("TERTIAL_MAIL_SENDER", TERTIAL_MAIL)
TERTIAL_WITHOUT_WORKER = False  # the tests do long work at once

TERTIAL_BACKUPS = environment.optional_folder("TERTIAL_BACKUPS")
TERTIAL_BACKUP_TIME = environment.time_of_day("TERTIAL_BACKUP_TIME", "02:00")
TERTIAL_BACKUP_KEEP = environment.numbers("TERTIAL_BACKUP_KEEP", (14, 8, 12))  # of days, weeks and months
TERTIAL_BACKUP_KEYS = environment.public_keys("TERTIAL_BACKUP_KEYS")
TERTIAL_LOG = environment.one_of("TERTIAL_LOG", "text", ("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "said": {"()": "tertial.operation.log.AsJson" if TERTIAL_LOG == "json" else "tertial.operation.log.AsText"}
    },
    "filters": {"without_addresses": {"()": "tertial.operation.log.WithoutAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "said", "filters": ["without_addresses"]}},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "tertial.requests": {"level": "WARNING" if TERTIAL_DEMO else "INFO"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

environment.refuse_unknown()
