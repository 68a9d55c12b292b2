"""Addresses of budget and forecast."""

from django.urls import path

from tertial.economy.budget.views import budget, decisions, forecasts, track_record

urlpatterns = [
    path("<str:code>/<str:period>/ekonomi/budget/", budget.budget, name="budget"),
    path("<str:code>/<str:period>/ekonomi/budget/fil/<str:file_type>/", budget.budget_file, name="budget_file"),
    path(
        "<str:code>/<str:period>/ekonomi/budget/manader/<str:file_type>/", budget.months_file, name="budget_months_file"
    ),
    path("<str:code>/<str:period>/ekonomi/budget/fordela/", decisions.spread_budget, name="budget_spread"),
    path(
        "<str:code>/<str:period>/ekonomi/budget/beslut/<str:kind>/",
        decisions.enter_decision,
        name="budget_decision_new",
    ),
    path(
        "ekonomi/budget/beslut/<budgetdecision:decision_ref>/andra/",
        decisions.change_decision,
        name="budget_decision_change",
    ),
    path(
        "ekonomi/budget/beslut/<budgetdecision:decision_ref>/dra-tillbaka/", decisions.withdraw, name="budget_withdraw"
    ),
    path("ekonomi/budget/beslut/<budgetdecision:decision_ref>/aterstall/", decisions.restore, name="budget_restore"),
    path("ekonomi/budget/fordelning/<budgetspread:spread_ref>/ta-bort/", decisions.unspread, name="budget_unspread"),
    path("<str:code>/<str:period>/ekonomi/prognos/", forecasts.forecast, name="forecast"),
    path("<str:code>/<str:period>/ekonomi/prognos/foresla/", forecasts.propose, name="forecast_propose"),
    path("<str:code>/<str:period>/ekonomi/prognos/fil/<str:file_type>/", forecasts.forecast_file, name="forecast_file"),
    path("<str:code>/<str:period>/ekonomi/prognos/traffsakerhet/", track_record.track, name="track_record"),
    path(
        "<str:code>/<str:period>/ekonomi/prognos/traffsakerhet/fil/<str:file_type>/",
        track_record.track_file,
        name="track_record_file",
    ),
]
