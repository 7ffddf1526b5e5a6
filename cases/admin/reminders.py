"""我的提醒: what today's e-mail says, and the calendar to subscribe to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import calendars, clock
from cases.forms.subscription import SubscriptionForm
from cases.models import Reminder, Subscription
from cases.reminders import message, subscriptions
from cases.reminders.digest import digest, oversees

from .frame import page
from .who import user_of


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(request: HttpRequest, *, address: str = "") -> HttpResponse:
    user = user_of(request)
    today = clock.today()
    found = digest(user, today=today, calendar=calendars.current())
    return page(
        request,
        "cases/reminders.html",
        title=_("我的提醒"),
        digest=found,
        text=message.body(found) if found else "",
        sent=Reminder.objects.filter(user=user, day=today, sent_at__isnull=False).first(),
        subscription=Subscription.objects.filter(user=user).first(),
        form=SubscriptionForm() if oversees(user) else None,
        address=address,
    )


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """The page that answers is the only one that ever shows the address."""
    token = subscriptions.make(user_of(request), everyone="everyone" in request.POST)
    return show(request, address=request.build_absolute_uri(reverse("deadline_feed", args=[token])))


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def unsubscribe(request: HttpRequest) -> HttpResponse:
    if subscriptions.revoke(user_of(request)):
        messages.success(request, _("日历订阅已撤销，原来的地址立即失效"))
    return redirect("admin:reminders")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Calendar programmes cannot sign in: whoever knows the address may read."""
    found = subscriptions.find(token)
    if found is None:
        raise Http404
    return HttpResponse(
        subscriptions.as_ical(found),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="deadlines.ics"'},
    )
