"""Addresses of plans, goals, indicators and assignments."""

from django.urls import path

from tertial.goals.views import (
    assignment,
    assignment_changes,
    assignments,
    counts,
    goal,
    goal_changes,
    indicator,
    indicator_changes,
    indicators,
    outcome_table,
    tree,
)

app_name = "goals"
urlpatterns = [
    path("spar/antal/<str:code>/<str:period>/<str:name>/", counts.count, name="counted"),
    path("plan/<plan:plan_ref>/arkivera/", tree.archive, name="plan_archive"),
    path("plan/<plan:plan_ref>/aterstall/", tree.restore, name="plan_restore"),
    path("mal/<goal:goal_ref>/", goal.goal, name="goal"),
    path("mal/<goal:goal_ref>/andra/", goal_changes.change, name="goal_change"),
    path("mal/<goal:goal_ref>/flytta/", goal_changes.move, name="goal_move"),
    path("mal/<goal:goal_ref>/flytta/<str:direction>/", goal_changes.shift, name="goal_shift"),
    path("mal/<goal:goal_ref>/arkivera/", goal_changes.archive, name="goal_archive"),
    path("mal/<goal:goal_ref>/aterstall/", goal_changes.restore, name="goal_restore"),
    path("mal/<goal:goal_ref>/bedomning/", goal.assess, name="assess"),
    path("mal/<goal:goal_ref>/bedomning/ta-tillbaka/", goal.withdraw, name="withdraw_assessment"),
    path("mal/<goal:goal_ref>/bedomning/godkann/", goal.approve, name="approve_assessment"),
    path("mal/<goal:goal_ref>/bedomning/ta-tillbaka-godkannande/", goal.unapprove, name="withdraw_approval"),
    path("mal/<goal:goal_ref>/indikatorer/lagg-till/", goal_changes.follow, name="goal_indicator_add"),
    path("mal/<goal:goal_ref>/indikatorer/vikter/", goal_changes.weigh, name="goal_weights"),
    path("mal/<goal:goal_ref>/indikatorer/ny/", goal_changes.follow_new, name="goal_indicator_new"),
    path(
        "mal/<goal:goal_ref>/indikatorer/<goalindicator:link_ref>/bedomning/", goal.override, name="indicator_override"
    ),
    path(
        "mal/<goal:goal_ref>/indikatorer/<goalindicator:link_ref>/ta-bort/",
        goal.remove_indicator,
        name="goal_indicator_remove",
    ),
    path(
        "mal/<goal:goal_ref>/utfall/<indicator:indicator_ref>/<str:asked>/",
        indicator_changes.fill_cell,
        name="outcome_fill",
    ),
    path("indikatorer/<indicator:indicator_ref>/", indicator.indicator, name="indicator"),
    path("indikatorer/<indicator:indicator_ref>/andra/", indicator_changes.change, name="indicator_change"),
    path("indikatorer/<indicator:indicator_ref>/arkivera/", indicator_changes.archive, name="indicator_archive"),
    path("indikatorer/<indicator:indicator_ref>/aterstall/", indicator_changes.restore, name="indicator_restore"),
    path("indikatorer/<indicator:indicator_ref>/utfall/", indicator.record, name="outcome_record"),
    path("indikatorer/<indicator:indicator_ref>/malvarden/", indicator.targets, name="targets"),
    path("utfall/<outcome:outcome_ref>/ta-bort/", indicator.remove, name="outcome_remove"),
    path("uppdrag/<assignment:assignment_ref>/", assignment.assignment, name="assignment"),
    path("uppdrag/<assignment:assignment_ref>/uppfoljning/", assignment.report, name="follow_up"),
    path("uppdrag/<assignment:assignment_ref>/steg/", assignment.steps, name="steps"),
    path("uppdrag/<assignment:assignment_ref>/andra/", assignment_changes.change, name="assignment_change"),
    path("uppdrag/<assignment:assignment_ref>/arkivera/", assignment_changes.archive, name="assignment_archive"),
    path("uppdrag/<assignment:assignment_ref>/aterstall/", assignment_changes.restore, name="assignment_restore"),
    path("<str:code>/<str:period>/mal/", tree.goals, name="goals"),
    path("<str:code>/<str:period>/mal/ny/", goal_changes.create, name="goal_new"),
    path("<str:code>/<str:period>/plan/ny/", tree.begin_plan, name="plan_begin"),
    path("<str:code>/<str:period>/plan/kopiera/", tree.copy_plan, name="plan_copy"),
    path("<str:code>/<str:period>/indikatorer/", indicators.indicators, name="indicators"),
    path("<str:code>/<str:period>/indikatorer/fil/<str:file_type>/", indicators.export, name="indicators_export"),
    path("<str:code>/<str:period>/indikatorer/fyll-i/", outcome_table.outcome_table, name="outcome_table"),
    path("<str:code>/<str:period>/indikatorer/ny/", indicator_changes.create, name="indicator_new"),
    path("<str:code>/<str:period>/uppdrag/", assignments.assignments, name="assignments"),
    path("<str:code>/<str:period>/uppdrag/fil/<str:file_type>/", assignments.export, name="assignments_export"),
    path("<str:code>/<str:period>/uppdrag/ny/", assignment_changes.create, name="assignment_new"),
]
