"""What else can be done to many speeches at once: give or take a topic, move them to another session."""

from django import forms
from django.contrib import admin, messages
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import OldSlug, Session, Speech, Topic
from .asking import AsksFirst
from .filters import column

MOST = 1_000


class TopicChoice(forms.Form):
    def __init__(self, data=None):
        super().__init__(data)
        topics = Topic.objects.by_name(column())
        self.fields["topic"] = forms.ModelChoiceField(topics, label=capfirst(Topic._meta.verbose_name), empty_label="—")


class SessionChoice(forms.Form):
    def __init__(self, data=None):
        super().__init__(data)
        sessions = Session.objects.with_summit()
        self.fields["session"] = forms.ModelChoiceField(
            sessions, label=capfirst(Session._meta.verbose_name), empty_label="—"
        )


class SpeechBulk(AsksFirst):
    actions = ["add_topic", "remove_topic", "move_to_session"]

    @admin.action(description=gettext_lazy("Add a topic"), permissions=["change"])
    def add_topic(self, request, queryset):
        return self.choose(request, queryset, "add_topic", TopicChoice, self.give_topic)

    @admin.action(description=gettext_lazy("Remove a topic"), permissions=["change"])
    def remove_topic(self, request, queryset):
        return self.choose(request, queryset, "remove_topic", TopicChoice, self.take_topic)

    @admin.action(description=gettext_lazy("Move to another session"), permissions=["change"])
    def move_to_session(self, request, queryset):
        return self.choose(request, queryset, "move_to_session", SessionChoice, self.move_speeches)

    def choose(self, request, queryset, action: str, form_class, act):
        """Show the chosen speeches with one question; `act(request, form, speeches)` says whether all was done."""
        speeches = list(queryset.light()[: MOST + 1])
        if len(speeches) > MOST:
            text = _("At most %(most)s speeches can be changed at once.") % {"most": MOST}
            return self.message_user(request, text, messages.WARNING)
        form = form_class(request.POST if self.is_answered(request) else None)
        if form.is_bound and form.is_valid() and act(request, form, speeches):
            return None
        title = self.get_actions(request)[action][2]
        return self.asking_page(request, "choose", action, title, rows=speeches, form=form)

    def give_topic(self, request, form, speeches: list) -> bool:
        topic = form.cleaned_data["topic"]
        count = topic.give_to(speeches)
        text = ngettext(
            "%(count)s speech got the topic “%(topic)s”.", "%(count)s speeches got the topic “%(topic)s”.", count
        )
        self.message_user(request, text % {"count": count, "topic": topic}, messages.SUCCESS)
        return True

    def take_topic(self, request, form, speeches: list) -> bool:
        topic = form.cleaned_data["topic"]
        count = topic.take_from(speeches)
        text = ngettext(
            "%(count)s speech lost the topic “%(topic)s”.", "%(count)s speeches lost the topic “%(topic)s”.", count
        )
        self.message_user(request, text % {"count": count, "topic": topic}, messages.SUCCESS)
        return True

    def move_speeches(self, request, form, speeches: list) -> bool:
        """All or none: where one cannot be moved, the page says which, and why."""
        session = form.cleaned_data["session"]
        moving = [speech for speech in speeches if speech.session_id != session.pk]
        if reasons := obstacles(moving, session):
            form.add_error(None, [_("Nothing was moved."), *reasons])
            return False
        for speech in moving:
            speech.session = session
            speech.save(update_fields=["session"])
        text = ngettext(
            "%(count)s speech was moved to %(session)s.", "%(count)s speeches were moved to %(session)s.", len(moving)
        )
        self.message_user(request, text % {"count": len(moving), "session": session}, messages.SUCCESS)
        return True


def obstacles(moving: list, session: Session) -> list[str]:
    """One line for each speech whose number, or address in the other year, another one has."""
    numbers = {speech.number: speech for speech in Speech.objects.of(session).light().with_people()}
    leaving = [speech.slug for speech in moving if speech.year != session.year]
    given = {slug for year, slug in Speech.objects.with_slugs(leaving) if year == session.year}
    lines, slugs = [], set()
    for speech in moving:
        other = numbers.setdefault(speech.number, speech)
        if other is not speech:
            text = _("%(speech)s: “%(other)s” has this number there.")
            lines.append(text % {"speech": speech, "other": other})
        if speech.year == session.year:
            continue
        if speech.slug in slugs or (speech.slug in given and not is_free(speech, session.year)):
            text = _("%(speech)s: another speech of %(year)s has, or had, the address %(slug)s.")
            lines.append(text % {"speech": speech, "year": session.year, "slug": speech.slug})
        slugs.add(speech.slug)
    return lines


def is_free(speech: Speech, year: int) -> bool:
    """Its own address of former times is free for it."""
    once = OldSlug.objects.at("speech", speech.slug, year).not_of(speech.key)
    return not once.exists() and not Speech.objects.at_address(year, speech.slug).exists()
