"""Addresses of risks, measures, controls and audit recommendations."""

from django.urls import path

from tertial.common.keys import kind_of
from tertial.control.addresses import KINDS
from tertial.control.views import changes, common_controls, lists, overview, things
from tertial.control.views.settings import settings

app_name = "control"
_PLACE, _COMMON, _THING = "<str:code>/<str:period>/internkontroll", "internkontroll/gemensam", "internkontroll"
urlpatterns = [
    path("struktur/internkontroll/", settings, name="settings"),
    path("internkontroll/plan/<controlplan:plan_ref>/arkivera/", overview.archive, name="plan_archive"),
    path("internkontroll/plan/<controlplan:plan_ref>/aterstall/", overview.restore, name="plan_restore"),
    path(f"{_COMMON}/<commoncontrol:control_ref>/andra/", common_controls.change, name="common_change"),
    path(f"{_COMMON}/<commoncontrol:control_ref>/arkivera/", common_controls.archive, name="common_archive"),
    path(f"{_COMMON}/<commoncontrol:control_ref>/aterstall/", common_controls.restore, name="common_restore"),
    path(f"{_COMMON}/<commoncontrol:control_ref>/svarande/", common_controls.rows, name="common_rows"),
    path(f"{_COMMON}/<commoncontrol:control_ref>/fragor/ny/", common_controls.question, name="question_new"),
    path(
        f"{_COMMON}/<commoncontrol:control_ref>/fragor/<commonquestion:question_ref>/",
        common_controls.question,
        name="question_change",
    ),
    path(
        f"{_COMMON}/<commoncontrol:control_ref>/fragor/<commonquestion:question_ref>/ta-bort/",
        common_controls.question_remove,
        name="question_remove",
    ),
    path("internkontroll/svar/<commonrow:row_ref>/", common_controls.answer, name="answer"),
    path("internkontroll/svar/ta-bort/<commonanswer:answer_ref>/", common_controls.answer_remove, name="answer_remove"),
    path(f"{_THING}/risk/<risk:risk_ref>/atgard/ny/", changes.create_measure, name="measure_new"),
    path(f"{_THING}/atgard/<measure:measure_ref>/uppfoljning/", things.follow_up_measure, name="follow_up_measure"),
    path(
        f"{_THING}/rekommendation/<recommendation:recommendation_ref>/uppfoljning/",
        things.follow_up_recommendation,
        name="follow_up_recommendation",
    ),
    path(f"{_THING}/rekommendation/<recommendation:recommendation_ref>/omprovning/", things.recheck, name="recheck"),
    path(f"{_THING}/kontroll/<systematiccontrol:systematic_ref>/resultat/", things.result, name="result"),
    path(f"{_PLACE}/", overview.overview, name="overview"),
    path(f"{_PLACE}/plan/ny/", overview.begin, name="plan_begin"),
    path(f"{_PLACE}/plan/kopiera/", overview.copy, name="plan_copy"),
    path(f"{_PLACE}/bedomning/godkann/", overview.approve, name="judgement_approve"),
    path(f"{_PLACE}/bedomning/oppna/", overview.reopen, name="judgement_reopen"),
    path(f"{_PLACE}/plan/flyttat/", overview.moved, name="plan_moved"),
    path(f"{_PLACE}/gemensamma/", common_controls.listed, name="commons"),
    path(f"{_PLACE}/gemensamma/ny/", common_controls.create, name="common_new"),
    path(f"{_PLACE}/gemensamma/<commoncontrol:control_ref>/", common_controls.page, name="common"),
    path(
        f"{_PLACE}/gemensamma/<commoncontrol:control_ref>/fil/<str:file_type>/",
        common_controls.export,
        name="common_export",
    ),
    path(f"{_PLACE}/<str:subject>/", lists.page, name="list"),
    path(f"{_PLACE}/<str:subject>/ny/", changes.create, name="thing_new"),
    path(f"{_PLACE}/<str:subject>/fil/<str:file_type>/", lists.export, name="export"),
]
for _word, _model in KINDS.items():
    _one = f"{_THING}/{_word}/<{kind_of(_model)}:thing_ref>"
    urlpatterns += [
        path(f"{_one}/", things.page, {"kind": _word}, name="thing"),
        path(f"{_one}/andra/", changes.change, {"kind": _word}, name="thing_change"),
        path(f"{_one}/arkivera/", changes.archive, {"kind": _word}, name="thing_archive"),
        path(f"{_one}/aterstall/", changes.restore, {"kind": _word}, name="thing_restore"),
    ]
